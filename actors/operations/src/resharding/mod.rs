//! Splits the data of one machine into shards, and merges shards into the data of one machine.
//!
//! A shard is a folder like a data directory, with a part of the rows: the memory, the analysis and the outbox of its chats, and
//! the profiles of its people. Which table has which rows is told where each store is defined (`PARTS`, see
//! [`storage::store::parts`]). Both ways are the same work: databases are copied by the verified backup, and their rows are
//! inserted into new databases (`fresh.rs`) by one statement a table. Only what was written into `into` is left at the end, whole
//! and verified, or nothing.

mod addressees;
mod error;
mod fresh;
mod merge;
mod merged_journal;
mod moved;
mod numbering;
mod only_for;
mod original;
mod placing;
mod shapes;
mod site;
mod split;
mod split_journal;
mod statements;
mod united;
mod wishes;

#[cfg(test)]
mod tests;

pub use error::ReshardingError;
pub use merge::merge;
pub use moved::Moved;
pub use split::{Split, split};
