//! The local engine: words an answer from what the memory found, without asking anybody outside.
//!
//! The caller glues it together: [`plan`] tells what to look up, the caller looks, [`word`] says it.

mod actor;
mod control;
mod discreet;
mod export;
mod found;
mod knowledge;
mod language;
mod lines;
mod meaning;
mod mood;
mod person;
mod phrases;
mod plan;
mod quest;
mod quiet;
mod settings;
mod stats;
mod talk;
mod tone;
mod unasked;
mod variety;
mod word;

pub use actor::Composer;
pub use knowledge::Knowledge;
pub use language::language_of;
pub use plan::{Correction, Facts, Lookup, plan};
pub use tone::Tone;
pub use variety::Variety;
pub use word::{Manner, word};

#[cfg(test)]
mod tests;
