//! Puts a backup in the place of what is there.
//!
//! The copies are gathered in a folder. From the moment that it has its name the restore is decided: whoever works in
//! the data directory next finishes it first, so that a kill in the middle leaves no service with half its databases.

use std::path::{Path, PathBuf};

use super::{
    BackupError, Manifest,
    copy::{Site, bot, sync},
    loss::refuse_loss,
    manifest::check,
    named, owner, wishes,
};
use crate::databases::DATABASES;
use runtime::clock::now;
use storage::{
    journal,
    sqlite::{self, StorageError, look},
};

/// Holds the copies of a restore that is decided; the time follows.
const DECIDED: &str = "restoring-";
/// Holds those of one that is not.
const TORN: &str = ".restoring";
/// Holds what was there; the time follows.
const BEFORE: &str = "before-restore-";

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    /// Where the databases are that were there before.
    pub before: Option<PathBuf>,
}

/// Replaces the databases of `folder`, of which the caller is the one owner, with those of a backup. What was there is
/// moved into a folder beside them. `own` is the bot that is to work with them, if that is known. `force` allows it to lose
/// journal entries that the backup does not have, and to take another bot's.
///
/// # Errors
/// See [`BackupError`]; then nothing has changed, or [`finish_restore`] goes on.
pub async fn restore(backup: &Path, folder: &Path, own: Option<i64>, force: bool) -> Result<Restored, BackupError> {
    let manifest = check(backup).await?;
    if !force {
        refuse_anothers(&manifest, own)?;
        refuse_foreign(&manifest, folder).await?;
        refuse_loss(&manifest, backup, folder).await?;
    }
    let decided = decide(backup, folder)?;
    let before = put_in_place(folder, &decided)?;
    Ok(Restored { manifest, before })
}

/// Finishes a restore that was cut short after it was decided, and clears away one that was not. The caller is the one
/// owner of `folder`. Whether there was one to finish.
///
/// # Errors
/// Something cannot be moved; then nothing may work in the folder.
pub fn finish_restore(folder: &Path) -> Result<bool, BackupError> {
    clear_torn(folder)?;
    let decided = named(folder, DECIDED).map_err(BackupError::io(folder))?;
    for decided in &decided {
        put_in_place(folder, decided)?;
    }
    Ok(!decided.is_empty())
}

/// Whether a restore waits to be finished: some databases are then the old ones, or not there.
pub fn is_cut_short(folder: &Path) -> bool {
    named(folder, DECIDED).is_ok_and(|decided| !decided.is_empty())
}

fn refuse_anothers(manifest: &Manifest, here: Option<i64>) -> Result<(), BackupError> {
    match manifest.bot_id.zip(here).filter(|(backup, here)| backup != here) {
        Some((backup, here)) => Err(BackupError::AnotherBot { backup, here }),
        None => Ok(()),
    }
}

async fn refuse_foreign(manifest: &Manifest, folder: &Path) -> Result<(), BackupError> {
    let here = look(folder, &journal::schema(), async |conn| Ok::<_, StorageError>(bot(conn).await?)).await;
    // A journal that cannot be read is why somebody restores.
    refuse_anothers(manifest, here.unwrap_or(None))
}

/// Copies the backup's databases beside those that are there, each on the disk before any is replaced.
fn decide(backup: &Path, folder: &Path) -> Result<PathBuf, BackupError> {
    clear_torn(folder)?;
    let torn = folder.join(TORN);
    std::fs::create_dir(&torn).map_err(BackupError::io(&torn))?;
    let site = Site(&torn);
    for schema in DATABASES.iter().map(|database| (database.schema)()) {
        let (from, to) = (schema.path(backup), schema.path(&torn));
        sqlite::copy_at_rest(&from, &to).map_err(BackupError::io(&to))?;
    }
    owner::give(&torn, folder);
    sync(&torn)?;
    // Before the databases: when they open, they obey it.
    wishes::join(backup, folder)?;
    let decided = folder.join(format!("{DECIDED}{}", now()));
    std::fs::rename(&torn, &decided).map_err(BackupError::io(&decided))?;
    std::mem::forget(site);
    sync(folder)?;
    Ok(decided)
}

fn clear_torn(folder: &Path) -> Result<(), BackupError> {
    let torn = folder.join(TORN);
    if !torn.exists() {
        return Ok(());
    }
    std::fs::remove_dir_all(&torn).map_err(BackupError::io(&torn))
}

/// Does what is left to be done; tells where the databases are that were there before.
fn put_in_place(folder: &Path, decided: &Path) -> Result<Option<PathBuf>, BackupError> {
    let before = before(folder, decided);
    for (from, to) in moves(folder, decided) {
        let made = to.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::rename(&from, &to)).map_err(BackupError::io(&from))?;
    }
    sync(folder)?;
    std::fs::remove_dir(decided).map_err(BackupError::io(decided))?;
    sync(folder)?;
    Ok(before.exists().then_some(before))
}

fn before(folder: &Path, decided: &Path) -> PathBuf {
    let time = decided.file_name().and_then(|name| name.to_str()?.strip_prefix(DECIDED)).unwrap_or_default();
    folder.join(format!("{BEFORE}{time}"))
}

/// What is still to be moved, in order, wherever it was cut short: what was there, with its logs (a log must not be taken
/// for that of another database), then the copies.
fn moves(folder: &Path, decided: &Path) -> Vec<(PathBuf, PathBuf)> {
    let before = before(folder, decided);
    let files = DATABASES.iter().map(|database| format!("{}.db", (database.schema)().name));
    let waiting: Vec<_> = files.filter(|file| decided.join(file).exists()).collect();
    let old = waiting.iter().flat_map(|file| ["", "-wal", "-shm"].map(|end| format!("{file}{end}")));
    let old = old.chain((!waiting.is_empty()).then(|| journal::MARK.to_owned()));
    let old = old.map(|file| (folder.join(&file), before.join(&file))).filter(|(there, _)| there.exists());
    let new = waiting.iter().map(|file| (decided.join(file), folder.join(file)));
    old.chain(new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: [&str; 5] = ["journal.db", "journal.db-wal", "context.db", "outbox.db-shm", journal::MARK];

    fn text(path: &Path) -> Option<String> {
        std::fs::read_to_string(path).ok()
    }

    fn file_names() -> impl Iterator<Item = String> {
        DATABASES.iter().map(|database| format!("{}.db", (database.schema)().name))
    }

    /// A folder in which a restore was decided and so many of its moves were made; also how many there are.
    fn cut_short(after: usize) -> (tempfile::TempDir, usize) {
        let folder = tempfile::tempdir().unwrap();
        let decided = folder.path().join("restoring-7");
        std::fs::create_dir(&decided).unwrap();
        OLD.iter().for_each(|file| std::fs::write(folder.path().join(file), "old").unwrap());
        file_names().for_each(|file| std::fs::write(decided.join(file), "new").unwrap());
        let moves = moves(folder.path(), &decided);
        for (from, to) in moves.iter().take(after) {
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::rename(from, to).unwrap();
        }
        (folder, moves.len())
    }

    #[test]
    fn a_restore_that_was_cut_short_anywhere_is_finished() {
        let (_, all) = cut_short(0);
        assert_eq!(all, OLD.len() + DATABASES.len());
        for after in 0..=all {
            let (folder, _) = cut_short(after);
            assert!(finish_restore(folder.path()).unwrap(), "after {after}");
            for file in file_names() {
                assert_eq!(text(&folder.path().join(&file)).as_deref(), Some("new"), "{file} after {after}");
            }
            for file in OLD {
                let kept = folder.path().join("before-restore-7").join(file);
                assert_eq!(text(&kept).as_deref(), Some("old"), "{file} after {after}");
            }
            assert!(!folder.path().join("journal.db-wal").exists(), "after {after}");
            assert!(!finish_restore(folder.path()).unwrap(), "it is finished");
        }
    }

    #[test]
    fn copies_of_a_restore_that_was_not_decided_go_away_and_change_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(TORN)).unwrap();
        std::fs::write(folder.path().join(TORN).join("journal.db"), "half").unwrap();
        std::fs::write(folder.path().join("journal.db"), "old").unwrap();
        assert!(!finish_restore(folder.path()).unwrap());
        assert_eq!(text(&folder.path().join("journal.db")).as_deref(), Some("old"));
        assert!(!folder.path().join(TORN).exists());
    }
}
