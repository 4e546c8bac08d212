//! Puts a backup in the place of what is there.

use std::path::{Path, PathBuf};

use super::{
    BackupError, Manifest,
    copy::{bot, sync},
    manifest::check,
    wishes,
};
use crate::{
    clock::now,
    databases::DATABASES,
    journal,
    sqlite::{StorageError, look},
};

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    /// Where the databases are that were there before.
    pub before: Option<PathBuf>,
}

/// Replaces the databases of `folder`, of which the caller is the one owner, with those of a backup. What was there is
/// moved into a folder beside them. `force` allows it to lose journal entries that the backup does not have.
///
/// # Errors
/// See [`BackupError`]; then nothing has changed.
pub async fn restore(backup: &Path, folder: &Path, force: bool) -> Result<Restored, BackupError> {
    let manifest = check(backup).await?;
    refuse_foreign_or_older(&manifest, folder, force).await?;
    let arrived = copies(backup, folder)?;
    // Before the databases: when they open, they obey it.
    wishes::join(backup, folder)?;
    let before = move_away(folder)?;
    for (partial, whole) in arrived {
        std::fs::rename(&partial, &whole).map_err(BackupError::io(&whole))?;
    }
    sync(folder)?;
    Ok(Restored { manifest, before })
}

async fn refuse_foreign_or_older(manifest: &Manifest, folder: &Path, force: bool) -> Result<(), BackupError> {
    let schema = journal::schema();
    if !schema.path(folder).exists() {
        return Ok(());
    }
    let looked =
        look(folder, &schema, async |conn| Ok::<_, StorageError>((journal::head(conn).await?, bot(conn).await?)));
    // A journal that cannot be read is why somebody restores.
    let Ok((head, here)) = looked.await else { return Ok(()) };
    if let (Some(backup), Some(here)) = (manifest.bot_id, here)
        && backup != here
    {
        return Err(BackupError::AnotherBot { backup, here });
    }
    let kept = manifest.of(&format!("{}.db", schema.name)).map_or(0, |journal| journal.seq);
    match head.0 - kept {
        lost @ 1.. if !force => Err(BackupError::WouldLose { lost }),
        _ => Ok(()),
    }
}

/// Copies the backup's databases under other names, each on the disk before anything is replaced.
fn copies(backup: &Path, folder: &Path) -> Result<Vec<(PathBuf, PathBuf)>, BackupError> {
    let mut arrived = Vec::new();
    for schema in DATABASES.iter().map(|database| (database.schema)()) {
        let (from, to) = (schema.path(backup), schema.path(folder));
        let partial = folder.join(format!("{}.db.restoring", schema.name));
        #[expect(clippy::disallowed_methods, reason = "nobody writes to a backup")]
        let copied = std::fs::copy(&from, &partial).and_then(|_| std::fs::File::open(&partial)?.sync_all());
        copied.map_err(BackupError::io(&partial))?;
        arrived.push((partial, to));
    }
    Ok(arrived)
}

/// Databases and their logs: a log must not be taken for that of another database.
fn move_away(folder: &Path) -> Result<Option<PathBuf>, BackupError> {
    let names = DATABASES.iter().map(|database| (database.schema)().name);
    let files = names.flat_map(|name| ["", "-wal", "-shm"].map(|end| format!("{name}.db{end}")));
    let there: Vec<_> = files.filter(|file| folder.join(file).exists()).collect();
    if there.is_empty() {
        return Ok(None);
    }
    let before = folder.join(format!("before-restore-{}", now()));
    std::fs::create_dir_all(&before).map_err(BackupError::io(&before))?;
    for file in there {
        let from = folder.join(&file);
        std::fs::rename(&from, before.join(&file)).map_err(BackupError::io(&from))?;
    }
    Ok(Some(before))
}
