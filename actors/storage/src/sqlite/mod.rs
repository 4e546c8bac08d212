//! One way to open a database, and one way to write to it.

mod checkup;
mod commit;
pub mod direct;
mod error;
pub mod json;
mod look;
mod open;
mod optimise;
#[cfg(test)]
mod tests;

pub use checkup::damage;
pub(crate) use commit::transaction_ending;
pub use commit::{commit_group, transaction};
pub use error::StorageError;
pub use look::look;
pub use open::{
    BUSY_TIMEOUT, Durability, Readers, Schema, beside, check, close, copy_at_rest, open, open_sound, set_aside,
};
pub use optimise::empty_log;
pub use optimise::{optimise, rewrite};

/// Of the SQLite inside.
pub fn version() -> &'static str {
    libsqlite3_sys::SQLITE_VERSION.to_str().unwrap_or_default()
}
