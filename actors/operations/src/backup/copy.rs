//! Makes a backup.

use std::{
    fs::{DirBuilder, File, TryLockError},
    io::Write as _,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use sqlx::SqliteConnection;

use super::{
    BackupError, Manifest, NAME, PARTIAL, clear_torn,
    manifest::{FILE, describe},
    owner, wishes,
};
use crate::databases::{self, DATABASES};
use language::text::moment::iso;
use runtime::clock::now;
use storage::{
    disk::Disk,
    journal,
    sqlite::{self, Schema, StorageError, look},
};

/// The lock of a folder of backups.
const LOCK: &str = ".lock";
/// Room that is to be left beside a backup, bytes.
const SLACK: u64 = 64 << 20;

/// Copies all databases of `folder` into a new folder in `into`, beside a running service or without one. It appears
/// under its name only once it is whole, verified and on the disk; tells where, and what is in it.
///
/// # Errors
/// A database cannot be read, the disk is full, or a copy is not what it should be; then nothing is left of it.
pub async fn backup(folder: &Path, into: &Path) -> Result<(PathBuf, Manifest), BackupError> {
    refuse_without_databases(folder)?;
    DirBuilder::new().recursive(true).mode(0o700).create(into).map_err(BackupError::io(into))?;
    let _lock = lock(into)?;
    clear_torn(into).map_err(BackupError::io(into))?;
    refuse_without_room(folder, into)?;
    let made_at = now();
    let time = iso(made_at).replace(['-', ':'], "");
    let (partial, whole) = (into.join(format!("{PARTIAL}{time}")), free_name(into, &format!("{NAME}{time}Z")));
    DirBuilder::new().mode(0o700).create(&partial).map_err(BackupError::io(&partial))?;
    let site = Site(&partial);
    let mut databases = Vec::new();
    // The journal, which is first in the list, comes last: see the module's words.
    for schema in DATABASES.iter().rev().map(|database| (database.schema)()) {
        copy(folder, &partial, &schema).await?;
        databases.push(describe(&partial, &schema).await?);
    }
    let bot_id = look(&partial, &journal::schema(), async |conn| bot(conn).await).await?;
    // Last: every wish that a copied database knows of is in it.
    let wishes = wishes::copy(folder, &partial)?;
    let manifest = Manifest { version: env!("CARGO_PKG_VERSION").to_owned(), made_at, bot_id, databases, wishes };
    write(&partial, &manifest)?;
    owner::give(&partial, folder);
    owner::give(into, folder);
    sync(&partial)?;
    std::fs::rename(&partial, &whole).map_err(BackupError::io(&whole))?;
    std::mem::forget(site);
    sync(into)?;
    Ok((whole, manifest))
}

/// Of two in one second the later has the later name.
fn free_name(into: &Path, name: &str) -> PathBuf {
    let others = (2..).map(|nth| into.join(format!("{name}-{nth}")));
    std::iter::once(into.join(name)).chain(others).find(|path| !path.exists()).unwrap_or_else(|| into.join(name))
}

/// One at a time works in a folder of backups.
fn lock(into: &Path) -> Result<File, BackupError> {
    let path = into.join(LOCK);
    let file = File::options().create(true).write(true).truncate(false).open(&path).map_err(BackupError::io(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(BackupError::UnderWay(into.display().to_string())),
        Err(TryLockError::Error(error)) => Err(BackupError::io(&path)(error)),
    }
}

/// A backup must not be what fills the disk. A copy is at most as large as what it is made of.
fn refuse_without_room(folder: &Path, into: &Path) -> Result<(), BackupError> {
    let needed = databases::sizes(folder).map(|(_, bytes)| bytes).sum::<u64>() + SLACK;
    match Disk::new(into, 0).free() {
        Some(free) if free < needed => Err(BackupError::NoRoom { at: into.display().to_string(), needed, free }),
        _ => Ok(()),
    }
}

/// Whose updates a journal holds.
pub(super) async fn bot(conn: &mut SqliteConnection) -> Result<Option<i64>, StorageError> {
    Ok(journal::last_bot(conn).await?.filter(|bot| *bot != 0))
}

/// Before anything is made for a backup.
fn refuse_without_databases(folder: &Path) -> Result<(), BackupError> {
    let schemas = DATABASES.iter().map(|database| (database.schema)());
    match schemas.map(|schema| (schema.path(folder), schema)).find(|(path, _)| !path.exists()) {
        Some((path, schema)) => Err(unfit(&schema, &StorageError::Missing(path.display().to_string()))),
        None => Ok(()),
    }
}

fn unfit(schema: &Schema, error: &StorageError) -> BackupError {
    BackupError::Unfit(format!("{}.db", schema.name), error.to_string())
}

/// VACUUM INTO reads one moment of the database and writes a file without gaps; it does not wait for the writer.
async fn copy(folder: &Path, into: &Path, schema: &Schema) -> Result<(), BackupError> {
    let (from, to) = (schema.path(folder), schema.path(into));
    let unfit = |error| unfit(schema, &error);
    let mut conn = sqlite::beside(&from).await.map_err(unfit)?;
    let copied = sqlx::query("VACUUM INTO ?").bind(to.display().to_string()).execute(&mut conn).await;
    sqlite::close(conn).await;
    copied.map_err(|error| unfit(error.into()))?;
    File::open(&to).and_then(|file| file.sync_all()).map_err(BackupError::io(&to))
}

fn write(folder: &Path, manifest: &Manifest) -> Result<(), BackupError> {
    let path = folder.join(FILE);
    let text = serde_json::to_vec_pretty(manifest).map_err(|error| BackupError::Io(FILE.to_owned(), error.into()))?;
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&text)?;
        file.sync_all()
    });
    written.map_err(BackupError::io(&path))
}

/// Makes names in a folder as durable as the files are.
pub(super) fn sync(folder: &Path) -> Result<(), BackupError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(BackupError::io(folder))
}

/// What is not whole goes away, unless it was given its name.
pub(super) struct Site<'p>(pub &'p Path);

impl Drop for Site<'_> {
    fn drop(&mut self) {
        // What cannot be removed now is in nobody's way: it has no backup's name.
        let _ = std::fs::remove_dir_all(self.0);
    }
}
