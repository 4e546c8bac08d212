//! Texts: escaping, cutting, folding for comparison, commands, dates, and the catalogues they come from.

pub mod calling;
pub mod catalogue;
pub mod classes;
pub mod command;
pub mod declension;
pub mod distress;
pub mod glance;
pub mod html;
pub mod inflection;
mod language;
pub mod markdown;
mod markup;
pub mod media;
pub mod moment;
pub mod news;
pub mod patterns;
pub mod spelling;
pub mod split;
pub mod visible;
pub mod words;

pub use markup::{bare, plain};
