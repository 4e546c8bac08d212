//! Why data is not split or merged, in words that an operator can act on.

use std::{io, path::Path};

use crate::backup::BackupError;
use storage::{sqlite::StorageError, store::Mismatch};

/// Why data is not split or merged; then nothing is left of what was begun.
#[derive(Debug, thiserror::Error)]
pub enum ReshardingError {
    #[error("{0}: {1}")]
    Io(String, io::Error),
    #[error("{0}: {1}")]
    Backup(String, BackupError),
    #[error("{database}: {error}")]
    Storage { database: String, error: StorageError },
    #[error("there must be one shard at least")]
    NoShards,
    #[error("{0} is not empty: choose a new folder")]
    NotEmpty(String),
    #[error("not enough space at {at}: {needed} bytes are needed, {free} are free. Choose another folder")]
    NoRoom { at: String, needed: u64, free: u64 },
    #[error(
        "{store} of {folder} has not applied everything: it is at entry {applied}, and the journal ends at {head}. Start the \
         service there, stop it again once it is ready and idle, and repeat this"
    )]
    Behind { folder: String, store: String, applied: i64, head: i64 },
    #[error("{folder} belongs to another bot ({there}) than the others ({here})")]
    AnotherBot { folder: String, there: i64, here: i64 },
    #[error(
        "the counters of {store} of {folder} are wrong: {} is {}, and {} were counted. See `balachka verify`; then \
         `balachka rebuild`, or restore a backup",
        .first.counter, .first.kept, .first.counted
    )]
    WrongCounters { folder: String, store: &'static str, first: Box<Mismatch> },
    #[error(
        "{database} has a table {table} of which nobody says whose its rows are: this is a mistake in this program"
    )]
    Unlisted { database: &'static str, table: String },
    #[error(
        "{database} has {rows} rows in {table}, and the shards together have {copied}: this is a mistake in this program, or \
         the database is damaged (see `balachka verify`)"
    )]
    Lost { database: &'static str, table: &'static str, rows: i64, copied: i64 },
}

impl ReshardingError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self::Io(path, error)
    }

    pub(super) fn backup(folder: &Path) -> impl FnOnce(BackupError) -> Self {
        let folder = folder.display().to_string();
        move |error| Self::Backup(folder, error)
    }

    pub(super) fn storage<E: Into<StorageError>>(database: &Path) -> impl FnOnce(E) -> Self {
        let database = database.display().to_string();
        move |error| Self::Storage { database, error: error.into() }
    }
}
