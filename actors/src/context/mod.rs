//! The chat memory: messages, people, edits, reactions, joins and leaves, search and statistics.

mod answers;

pub use answers::*;
