//! What a database could not do, in words that an operator can act on.

/// What a database could not do. Messages hold no values, so no texts of chats.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    #[error("the disk is full: free some space, writing goes on by itself")]
    Full,
    #[error("cannot write {0}: check that the data directory is writable for this user")]
    Unwritable(String),
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    #[error("{0} is not a database of this kind: move it away or point --data-dir elsewhere")]
    Foreign(String),
    #[error("there is no {0}: has the service run with this --data-dir?")]
    Missing(String),
    #[error("{0} was made by a newer version of Balachka: upgrade, or restore a backup of this version")]
    Newer(String),
    #[error("{0} was made by an older version of Balachka: start the service once, it brings it up to date")]
    Older(String),
    #[error("{0} changed while it was read: try again, the service was just started or stopped")]
    Disturbed(String),
    #[error("the database is locked by another process")]
    Busy,
    #[error("reading or writing the disk failed: {0}")]
    Io(String),
    /// The write itself is at fault, not the database.
    #[error("refused: {0}")]
    Refused(String),
    #[error("a step of the write panicked: {0}")]
    Panicked(String),
    #[error("{0}")]
    Other(String),
}

impl StorageError {
    /// The write is at fault: trying others may work, trying it again will not.
    pub fn is_of_the_write(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Panicked(_))
    }
}

/// Primary result codes of SQLite, <https://www.sqlite.org/rescode.html>.
impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(inner) = &error else {
            return match error {
                sqlx::Error::Io(io) => Self::Io(io.to_string()),
                sqlx::Error::Encode(encode) => Self::Refused(encode.to_string()),
                other => Self::Other(other.to_string()),
            };
        };
        let message = inner.message().to_owned();
        let code = inner.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or(0);
        match code & 0xff {
            5 | 6 => Self::Busy,
            8 | 14 => Self::Unwritable(message),
            10 => Self::Io(message),
            11 | 26 => Self::Corrupt(message),
            13 => Self::Full,
            // Not the write's fault: a part of the schema is gone.
            1 if message.starts_with("no such") => Self::Other(message),
            1 | 12 | 18 | 19 | 20 | 25 => Self::Refused(message),
            _ => Self::Other(message),
        }
    }
}
