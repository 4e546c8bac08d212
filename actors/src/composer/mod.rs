//! The local engine: words an answer from what the memory found, without asking anybody outside.
//!
//! The caller glues it together: [`plan`] tells what to look up, the caller looks, [`word`] says it.

mod actor;
mod control;
mod found;
mod knowledge;
mod language;
mod lines;
mod link;
mod meaning;
mod mood;
mod paging;
mod person;
mod phrases;
mod plan;
mod quest;
mod quiet;
mod recap;
mod retell;
mod settings;
mod somebody;
mod span;
mod stats;
mod talk;
mod time;
mod tone;
mod unasked;
mod variety;
mod word;

pub use actor::Composer;
pub use knowledge::Knowledge;
pub use language::language_of;
pub use plan::{Correction, Facts, Lookup, plan};
pub use recap::{Covered, Recap};
pub use somebody::Portrait;
pub use span::Span;
pub use tone::Tone;
pub use variety::Variety;
pub use word::{Manner, word};

#[cfg(test)]
mod tests;
