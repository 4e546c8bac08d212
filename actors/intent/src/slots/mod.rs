//! What a message names besides times: people, things to choose among, numbers, sums, and what a question is about.
//!
//! Each is read by rules from the text alone, whatever the intent of the message is; only what it is about depends on
//! what it is for. Words are the packs' (`names.txt`, `slots.txt`). All reading takes time in proportion to the text.

pub mod about;
pub mod ahead;
mod clauses;
pub mod expression;
pub(crate) mod name_forms;
pub mod names;
pub mod options;
pub mod poll;
pub mod range;
mod surnames;
pub mod task;
pub mod tokens;
pub(crate) mod verbs;

use language::{packs::packs, text::words::fold};

/// A word as the lists of slots have it: folded, with each letter as it is read.
pub(crate) fn key(word: &str) -> String {
    fold(word).chars().map(|letter| packs().letters().plain(letter)).collect()
}
