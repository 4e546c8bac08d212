//! The chat memory: messages, people, edits, reactions, joins and leaves, search and statistics.
//!
//! Writing: `apply` gathers a batch into *runs*; a `run` asks once what is known, folds what is new
//! in `draft`, and writes each table with one statement. Edits and migrations stand between runs.
//!
//! It knows no other store. Begin with [`Context`], the handle.

mod answers;
mod apply;
mod by_person;
mod chats;
pub mod check;
mod counters;
mod displaced;
mod draft;
mod edits;
mod erase;
pub mod export;
mod findable;
mod handle;
pub mod history;
mod known;
mod material;
mod members;
mod mentions;
mod messages;
mod migration;
mod old;
pub mod parts;
mod people;
mod quotable;
mod reactions;
mod recent;
mod run;
mod search;
mod seen_by_all;
mod snippet;
pub mod stats;
mod store;
mod theirs;
pub mod there;
mod wipe;
mod words;

#[cfg(test)]
mod tests;

pub use answers::*;
pub use edits::Earlier;
pub use handle::Context;
pub use mentions::{MOST_MENTIONS, Sought};
pub use search::MOST_HITS;
pub use store::{STORE, schema};
pub use theirs::{Before, PersonMessage};
