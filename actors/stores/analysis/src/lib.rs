//! The analysis: what was understood of each message, and what that comes to by the hour, for each chat.
//!
//! Writing: `apply` gathers a batch into a run of `version`s, asks once what is known of them, folds them in
//! `draft`, and writes each table with one statement. `sums` are whole numbers, added to and taken from, so that
//! edits, migrations and cleaning up leave exactly what the kept messages come to.
//!
//! It knows no other store. Begin with [`Analysis`], the handle.

mod answers;
mod apply;
pub mod check;
mod clean;
mod draft;
mod erase;
mod feeling;
mod handle;
pub mod hours;
mod migration;
pub mod parts;
mod period;
pub mod recent;
mod store;
pub mod summary;
mod sums;
mod theirs;
pub mod trend;
mod version;
mod vocabulary;
mod writers;

#[cfg(test)]
mod tests;

pub use answers::*;
pub use feeling::{Feeling, Feelings};
pub use handle::Analysis;
pub use period::{last_days, last_hours};
pub use store::{AnalysisStore, STORE, schema};
pub use trend::Step;
