//! Why a store is not open.

use crate::sqlite::StorageError;

/// Why a store is not open, though it was started.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Shut {
    /// Something looked like damage: all of the database is read.
    #[error("it is being checked for damage")]
    Checking,
    /// It is taken from a backup and the journal.
    #[error("it is damaged and is being recovered: {0}")]
    Recovering(String),
    /// It is tried again and again, with growing pauses.
    #[error("{0}")]
    Failing(StorageError),
}

impl From<Shut> for StorageError {
    fn from(shut: Shut) -> Self {
        match shut {
            Shut::Failing(error) => error,
            busy => Self::Other(busy.to_string()),
        }
    }
}
