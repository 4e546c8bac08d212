//! Why an import ended early.

use std::path::PathBuf;

use crate::{desktop::reading::Unreadable, runtime::AskError, sqlite::StorageError};

/// Why an import ended early.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0} cannot be opened: {1}")]
    File(PathBuf, std::io::ErrorKind),
    #[error(
        "{folder} holds no messages of the bot that this one replaces: a .db file with a table that has chat_id, user_id, \
         text and timestamp (looked into: {looked})"
    )]
    NoLegacy { folder: PathBuf, looked: String },
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the part that reads the file broke down")]
    Reader,
    #[error("{0} has taken nothing for a minute; what it lacks is in the journal, and is taken when the service runs")]
    Stalled(&'static str),
    #[error(transparent)]
    Ask(#[from] AskError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}
