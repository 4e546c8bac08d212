//! The journal: every update, raw and durable, before anyone acts on it.
//!
//! The only thing that must be fsynced before Telegram hears "got it". Followers get what was committed, in order;
//! who missed something reads it from here.

mod actor;
mod commands;
mod dead_letters;
mod entry;
mod handle;
mod import;
mod mark;
mod pages;
mod rows;
mod scrub;
#[cfg(test)]
mod tests;

pub use dead_letters::{DeadLetter, Letter, drop_letter, letter, letters, retry_letter};
pub use entry::{Batch, Entry, NewEntry, Place, Source, Understood};
pub use handle::{Journal, UpdateLog};
pub use import::{append_beside, first_of_others, last_bot, prune_beside};
pub use mark::FILE as MARK;
pub use rows::{head, schema};
pub use scrub::Rewritten;
