//! One way to open a database, and one way to write to it.

mod commit;
mod error;
mod open;
#[cfg(test)]
mod tests;

pub use commit::{commit_group, transaction};
pub use error::StorageError;
pub use open::{Durability, close, Schema, open, readers, set_aside};
pub(crate) use open::is_damaged;
