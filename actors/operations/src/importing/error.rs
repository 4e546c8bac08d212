//! Why an import ended early.

use std::{io, path::PathBuf};

use super::Reasons;
use desktop::reading::Unreadable;
use storage::AskError;
use storage::sqlite::StorageError;

/// Why an import ended early.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0} cannot be opened: {why}", why = in_words(*.1))]
    File(PathBuf, io::ErrorKind),
    #[error(
        "{0} contains no result.json: name the file that Telegram Desktop wrote (\"Export chat history\", as \
         machine-readable JSON), or its folder"
    )]
    NoExport(PathBuf),
    /// There are messages, and none could be understood. The counts tell how many.
    #[error("nothing in the file could be imported: {0}")]
    NothingTaken(Reasons),
    #[error(
        "{folder} contains no messages of the bot that Balachka replaces: it needs a .db file with a table that has \
         chat_id, user_id, text, and timestamp or ts (looked into: {looked}). If the messages are elsewhere, for \
         example in PostgreSQL, export the chat with Telegram Desktop as machine-readable JSON and import that"
    )]
    NoLegacy { folder: PathBuf, looked: String },
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("the thread that reads the file crashed")]
    Reader,
    #[error(
        "{0} has applied nothing for a minute; the service applies the rest, which is in the journal, when it runs"
    )]
    Stalled(&'static str),
    #[error(transparent)]
    Ask(#[from] AskError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

fn in_words(kind: io::ErrorKind) -> String {
    match kind {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        other => other.to_string(),
    }
}
