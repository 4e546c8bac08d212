//! What can go wrong with a backup, in words that an operator can act on.

use storage::sqlite::StorageError;

/// Why there is no backup, or why it is not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0}: {1}")]
    Io(String, std::io::Error),
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A database cannot be copied whole.
    #[error("{0} was not backed up: {1}")]
    Unfit(String, String),
    #[error("another backup is being made in {0}: wait for it")]
    UnderWay(String),
    #[error(
        "not enough space for a backup at {at}: {needed} bytes are needed, {free} are free. Choose another folder, or \
         keep fewer backups"
    )]
    NoRoom { at: String, needed: u64, free: u64 },
    #[error("{0} is not a backup: it has no readable manifest.json")]
    NoBackup(String),
    #[error("the backup is damaged: {0}. Use another one")]
    Damaged(String),
    #[error(
        "the backup belongs to another bot ({backup}), and this is bot {here}: choose another backup or --data-dir; \
         --force restores it anyway"
    )]
    AnotherBot { backup: i64, here: i64 },
    #[error(
        "this data directory is newer than the backup: {lost} journal entries would be lost. Back it up first, then \
         restore with --force"
    )]
    WouldLose { lost: i64 },
    #[error(
        "this data directory has messages that the backup does not have ({lost} or more): they would be lost. Back it \
         up first, then restore with --force"
    )]
    WouldLoseMessages { lost: i64 },
}

impl BackupError {
    pub(super) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |error| Self::Io(path, error)
    }
}
