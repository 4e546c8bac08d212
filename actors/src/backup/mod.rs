//! Copies of all databases, taken while they are being written, each verified before the whole is published.
//!
//! Stores are copied before the journal: whatever a store has applied is in the journal of the same backup, and what
//! the journal has beyond that, the restored stores apply by themselves.

mod copy;
mod error;
mod manifest;
mod restore;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use copy::backup;
pub use error::BackupError;
pub use manifest::{Copied, Manifest, check, is_backup};
pub use restore::{Restored, restore};

/// What a backup's folder is called: this and the time in UTC.
const NAME: &str = "balachka-";
/// What is not whole yet.
const PARTIAL: &str = ".partial-";

/// The backups in a folder, oldest first.
///
/// # Errors
/// The folder cannot be read.
pub fn backups(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(NAME)) {
            found.push(path);
        }
    }
    // The names hold the time, so that their order is that of time.
    found.sort();
    Ok(found)
}

/// Deletes all but the newest `keep` backups of a folder, and what interrupted ones left; tells how many backups went.
///
/// # Errors
/// Something cannot be read or deleted.
pub fn prune(folder: &Path, keep: usize) -> std::io::Result<usize> {
    let all = backups(folder)?;
    let old = all.len().saturating_sub(keep);
    for backup in all.iter().take(old) {
        std::fs::remove_dir_all(backup)?;
    }
    Ok(old)
}
