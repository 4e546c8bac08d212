//! What makes every update count exactly once: opening and committing SQLite databases, the journal, the shape that all
//! stores have, and the erasure of what people want forgotten.
//!
//! It knows events, but not what any store keeps of them. Begin with [`journal::Journal`], then [`store::Store`].

mod closing;
mod command;
pub mod discretion;
pub mod disk;
pub mod files;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;
pub mod journal;
pub mod sqlite;
pub mod store;

pub use command::Command;

/// Why an actor that owns a database gave no answer.
pub type AskError = runtime::AskError<sqlite::StorageError>;

/// The right to answer a question to an actor that owns a database.
pub type Reply<T> = runtime::Reply<T, sqlite::StorageError>;
