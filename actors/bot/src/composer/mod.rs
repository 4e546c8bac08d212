//! Words an answer: from what the memory found, without asking anybody outside (the local engine), or with a language
//! model, where one is set up and answers in time.
//!
//! The local engine in three steps: [`plan`] tells what to look up, the caller looks, [`word`] says it.

mod about;
mod actor;
mod address;
mod admin;
mod cards;
mod cities;
mod control;
mod discreet;
mod export;
mod found;
mod inquiry;
mod knowledge;
mod language;
mod lines;
mod link;
mod meaning;
mod mood;
mod numbers;
mod paging;
mod person;
mod phrases;
mod pictured;
mod plan;
mod quest;
mod recap;
mod retell;
mod settings;
mod somebody;
mod span;
mod stats;
mod tact;
mod talk;
mod think;
mod time;
mod tone;
mod top;
mod unasked;
mod variety;
mod word;

pub use about::about_words;
pub use actor::Composer;
pub use address::Address;
pub use admin::Operations;
pub use inquiry::Whom;
pub use knowledge::Knowledge;
pub use language::language_of;
pub use mood::of_sentiment;
pub use plan::{Correction, Facts, Lookup, plan};
pub use recap::{Covered, Recap};
pub use somebody::Portrait;
pub use span::Span;
pub use think::{Thinker, Turns, Typing, keep_books};
pub use tone::Tone;
pub use top::{Period, Top};
pub use variety::Variety;
pub use word::{Manner, word};

#[cfg(test)]
mod tests;
