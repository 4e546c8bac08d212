//! Reads an export of any size, message by message.
//!
//! `Mended` makes JSON of what Telegram Desktop writes, [`walk`] goes through chats and messages, [`Converter`] makes
//! of each message what a live one would be.

mod allowance;
mod convert;
mod fault;
mod head;
mod loose;
mod marks;
mod media;
mod mended;
mod message;
mod people;
mod reactions;
mod service;
mod signature;
mod topics;
mod unquoted;
mod walk;
mod when;

#[cfg(test)]
mod tests;

pub use convert::{Converter, Odd};
pub use fault::Unreadable;
pub use head::Place;
pub use walk::{Met, Stop, Strange, walk};

use allowance::Allowance;
use mended::Mended;
