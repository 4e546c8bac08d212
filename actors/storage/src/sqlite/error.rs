//! What a database could not do, in words that an operator can act on.

use std::{fs::File, io, path::Path};

/// What a database could not do. Messages hold no values, so no texts of chats.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    #[error("the disk is full: free some space, then writing continues by itself")]
    Full,
    #[error("cannot write {0}: check that the data directory is writable for this user")]
    Unwritable(String),
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    #[error("{0} is not a database of this kind: move it away or point --data-dir elsewhere")]
    Foreign(String),
    #[error("{0} does not exist: has the service run with this --data-dir?")]
    Missing(String),
    #[error("{0} was made by a newer version of Balachka: upgrade, or restore a backup of this version")]
    Newer(String),
    #[error("{0} was made by an older version of Balachka: start the service once to migrate it")]
    Older(String),
    #[error("{0} changed while it was read, because the service was just started or stopped: try again")]
    Disturbed(String),
    #[error("the database is locked by another process")]
    Busy,
    #[error("too many open files: raise the limit of this process (`ulimit -n`, LimitNOFILE= of a systemd unit)")]
    TooManyFiles,
    #[error("{0} cannot be opened")]
    Unopened(String),
    #[error("reading or writing the disk failed: {0}")]
    Io(String),
    /// What a row holds cannot be what was written.
    #[error("a row cannot be read: {0}")]
    Garbled(String),
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

    /// The machine is at fault, or whoever runs it; the database may be as it should.
    pub fn is_of_the_machine(&self) -> bool {
        matches!(
            self,
            Self::Full | Self::Unwritable(_) | Self::Busy | Self::TooManyFiles | Self::Unopened(_) | Self::Io(_)
        )
    }

    /// What SQLite said, by its primary or extended result code, <https://www.sqlite.org/rescode.html>.
    pub(super) fn of_code(code: i32, message: String) -> Self {
        match code & 0xff {
            5 | 6 => Self::Busy,
            8 => Self::Unwritable(message),
            14 => unopened(message),
            10 => Self::Io(message),
            11 | 26 => Self::Corrupt(message),
            13 => Self::Full,
            // Not the write's fault: a part of the schema is gone.
            1 if message.starts_with("no such") => Self::Other(message),
            1 | 12 | 18 | 19 | 20 | 25 => Self::Refused(message),
            _ => Self::Other(message),
        }
    }

    /// What the system said of a file.
    pub fn of_file(path: &Path, error: &io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            StorageFull | QuotaExceeded => Self::Full,
            PermissionDenied | ReadOnlyFilesystem => Self::Unwritable(path.display().to_string()),
            _ if is_for_want_of_descriptors(error) => Self::TooManyFiles,
            _ => Self::Io(format!("{}: {error}", path.display())),
        }
    }
}

/// Whether the process, or the machine, has as many files open as it may.
pub fn is_for_want_of_descriptors(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let errors = [Errno::MFILE, Errno::NFILE].map(Errno::raw_os_error);
    error.raw_os_error().is_some_and(|error| errors.contains(&error))
}

/// SQLite does not tell why it could not open a file. Looking at the file itself would drop the locks that this process
/// has on it, <https://sqlite.org/howtocorrupt.html>, so another one is opened.
fn unopened(message: String) -> StorageError {
    match File::open("/dev/null") {
        Err(error) if is_for_want_of_descriptors(&error) => StorageError::TooManyFiles,
        _ => StorageError::Unopened(message),
    }
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(inner) = &error else {
            return match error {
                sqlx::Error::Io(io) if is_for_want_of_descriptors(&io) => Self::TooManyFiles,
                sqlx::Error::Io(io) => Self::Io(io.to_string()),
                sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::RowNotFound => {
                    Self::Garbled(error.to_string())
                }
                sqlx::Error::Encode(encode) => Self::Refused(encode.to_string()),
                other => Self::Other(other.to_string()),
            };
        };
        let message = inner.message().to_owned();
        let code = inner.code().and_then(|code| code.parse::<i32>().ok()).unwrap_or(0);
        Self::of_code(code, message)
    }
}
