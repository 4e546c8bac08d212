//! The log of what people asked to be forgotten goes with a backup: restored elsewhere, it forgets them too.

use std::{io::ErrorKind, path::Path};

use super::{BackupError, manifest::sha256};
use storage::{discretion::log::FILE, files};

/// Copies the log; its checksum, or `None` if there is none.
pub(super) fn copy(folder: &Path, into: &Path) -> Result<Option<String>, BackupError> {
    let Some(lines) = read(folder)? else { return Ok(None) };
    write(into, &lines)?;
    let path = into.join(FILE);
    sha256(&path).map(Some).map_err(BackupError::io(&path))
}

/// Whether the log is the one that was copied.
pub(super) fn check(backup: &Path, said: Option<&str>) -> Result<(), BackupError> {
    let path = backup.join(FILE);
    let found = path.exists().then(|| sha256(&path)).transpose().map_err(BackupError::io(&path))?;
    match found.as_deref() == said {
        true => Ok(()),
        false => Err(BackupError::Damaged(format!("{FILE} does not match its checksum"))),
    }
}

/// Adds a backup's log to the one that is there, whose wishes are as good.
pub(super) fn join(backup: &Path, folder: &Path) -> Result<(), BackupError> {
    let (Some(theirs), ours) = (read(backup)?, read(folder)?.unwrap_or_default()) else { return Ok(()) };
    let joined = joined(&theirs, &ours);
    if joined == ours { Ok(()) } else { write(folder, &joined) }
}

/// The one that goes on from the other, or both: the last word of a person counts, and ours is later than a backup's.
fn joined(theirs: &str, ours: &str) -> String {
    if theirs.starts_with(ours) {
        return theirs.to_owned();
    }
    let missing = theirs.lines().filter(|line| !ours.lines().any(|own| own == *line));
    missing.chain(ours.lines()).map(|line| format!("{line}\n")).collect()
}

fn read(folder: &Path) -> Result<Option<String>, BackupError> {
    let path = folder.join(FILE);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BackupError::io(&path)(error)),
    }
}

/// Whole or not at all.
fn write(folder: &Path, lines: &str) -> Result<(), BackupError> {
    let path = folder.join(FILE);
    files::replace_durably(&path, lines.as_bytes()).map_err(BackupError::io(&path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_log_wins_and_nothing_that_was_asked_is_lost() {
        for (theirs, ours, all) in [
            ("a\nb\n", "", "a\nb\n"),
            ("a\nb\na\n", "a\nb\n", "a\nb\na\n"),
            ("a\n", "a\nb\n", "a\nb\n"),
            ("c\na\n", "a\nb\n", "c\na\nb\n"),
        ] {
            assert_eq!(joined(theirs, ours), all, "{theirs:?} {ours:?}");
        }
    }
}
