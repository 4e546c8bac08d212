//! Copies of all databases, taken while they are being written, each verified before the whole is published.
//!
//! Stores are copied before the journal: whatever a store has applied is in the journal of the same backup, and what
//! the journal has beyond that, the restored stores apply by themselves.

mod copy;
mod error;
mod loss;
mod manifest;
mod owner;
mod restore;
mod schedule;
#[cfg(test)]
mod tests;
mod wishes;

use std::path::{Path, PathBuf};

pub use copy::backup;
pub use error::BackupError;
pub use manifest::{Copied, Manifest, check, is_backup};
pub use restore::{Restored, finish_restore, is_cut_short, restore};
pub use schedule::{Schedule, keep_one};

/// What a backup's folder is called: this and the time in UTC.
const NAME: &str = "balachka-";
/// What is not whole yet.
const PARTIAL: &str = ".partial-";

/// When a backup was made, Unix seconds; `None` if it has no manifest that can be read.
pub fn made_at(backup: &Path) -> Option<i64> {
    Some(Manifest::read(backup).ok()?.made_at)
}

/// The backups in a folder that were made here and can be read, oldest first.
///
/// # Errors
/// The folder cannot be read.
pub fn backups(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let ours = named(folder, NAME)?.into_iter().filter(|path| path.is_dir() && has_our_name(path));
    let mut made: Vec<_> = ours.filter_map(|path| Some((made_at(&path)?, path))).collect();
    made.sort();
    Ok(made.into_iter().map(|(_, path)| path).collect())
}

/// `balachka-20261127T063428Z`, `balachka-20261127T063428Z-2`: a folder that somebody named is somebody's.
fn has_our_name(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(NAME));
    let Some((time, rest)) = name.and_then(|name| name.split_once('Z')) else { return false };
    let shape = |(nth, letter): (usize, char)| if nth == 8 { letter == 'T' } else { letter.is_ascii_digit() };
    let number = |rest: &str| !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_digit());
    time.chars().count() == 15
        && time.chars().enumerate().all(shape)
        && (rest.is_empty() || rest.strip_prefix('-').is_some_and(number))
}

/// The copies of a database of this bot in a folder of backups, newest first, by the database's file name.
pub fn copies(shelf: &Path, bot_id: i64, file: &str) -> Vec<PathBuf> {
    let of_this_bot =
        |backup: &PathBuf| Manifest::read(backup).is_ok_and(|manifest| manifest.bot_id.is_none_or(|id| id == bot_id));
    let made = backups(shelf).unwrap_or_default().into_iter().rev();
    made.filter(of_this_bot).map(|backup| backup.join(file)).filter(|copy| copy.exists()).collect()
}

fn named(folder: &Path, start: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(start)) {
            found.push(path);
        }
    }
    Ok(found)
}

/// Deletes what a kill left of backups. The caller holds the folder's lock.
fn clear_torn(folder: &Path) -> std::io::Result<()> {
    for torn in named(folder, PARTIAL)? {
        std::fs::remove_dir_all(torn)?;
    }
    Ok(())
}

/// What became of old backups.
#[derive(Debug, Default)]
pub struct Pruned {
    pub deleted: usize,
    /// Those that cannot be deleted, and why.
    pub stuck: Vec<(PathBuf, std::io::Error)>,
}

/// Deletes all but the newest `keep` backups of a folder; one that cannot be deleted is in nobody's way.
///
/// # Errors
/// The folder cannot be read.
pub fn prune(folder: &Path, keep: usize) -> std::io::Result<Pruned> {
    let all = backups(folder)?;
    let mut pruned = Pruned::default();
    for backup in all.iter().take(all.len().saturating_sub(keep)) {
        match std::fs::remove_dir_all(backup) {
            Ok(()) => pruned.deleted += 1,
            Err(error) => pruned.stuck.push((backup.clone(), error)),
        }
    }
    Ok(pruned)
}
