//! What a backup says of itself, and whether that is true.

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;

use super::{BackupError, wishes};
use crate::databases::DATABASES;
use storage::{
    journal,
    sqlite::{Schema, StorageError, look},
    store::bookmark,
};

pub(super) const FILE: &str = "manifest.json";

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of the program that made it.
    pub version: String,
    /// Unix seconds.
    pub made_at: i64,
    /// The bot whose updates it holds; `None` if it has none.
    pub bot_id: Option<i64>,
    pub databases: Vec<Copied>,
    /// SHA-256 of the log of what people asked to be forgotten, hexadecimal; `None` if nobody had asked.
    #[serde(default)]
    pub wishes: Option<String>,
}

/// One database of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    pub file: String,
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// The journal's last entry, or the last that the store has applied.
    pub seq: i64,
    /// Rows of all tables together.
    pub rows: i64,
}

impl Manifest {
    pub(super) fn read(backup: &Path) -> Result<Self, BackupError> {
        let text = std::fs::read(backup.join(FILE));
        let read = text.ok().and_then(|text| serde_json::from_slice(&text).ok());
        read.ok_or_else(|| BackupError::NoBackup(backup.display().to_string()))
    }

    /// The files that a data directory is made of: all but the manifest.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let wishes = self.wishes.as_ref().map(|_| storage::discretion::log::FILE);
        self.databases.iter().map(|copied| copied.file.as_str()).chain(wishes)
    }

    /// Of one database, by its file's name.
    pub fn of(&self, file: &str) -> Option<&Copied> {
        self.databases.iter().find(|copied| copied.file == file)
    }
}

/// Whether the folder says that it is a backup.
pub fn is_backup(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// Reads all of a backup and compares it with its manifest.
///
/// # Errors
/// [`BackupError::NoBackup`], [`BackupError::Damaged`], or a database that this version cannot read.
pub async fn check(backup: &Path) -> Result<Manifest, BackupError> {
    let manifest = Manifest::read(backup)?;
    for schema in DATABASES.iter().map(|database| (database.schema)()) {
        let file = format!("{}.db", schema.name);
        let damaged = |what: &str| BackupError::Damaged(format!("{file} {what}"));
        let Some(said) = manifest.of(&file) else { return Err(damaged("is not in the manifest")) };
        let path = backup.join(&file);
        let bytes = path.metadata().map_err(|_| damaged("is missing"))?.len();
        if bytes != said.bytes || checksum(&path).await? != said.sha256 {
            return Err(damaged("does not match its checksum"));
        }
        if describe(backup, &schema).await? != *said {
            return Err(damaged("does not match the counts in the manifest"));
        }
    }
    wishes::check(backup, manifest.wishes.as_deref())?;
    Ok(manifest)
}

/// What a copied database is; reads all of it.
pub(super) async fn describe(folder: &Path, schema: &Schema) -> Result<Copied, BackupError> {
    let file = format!("{}.db", schema.name);
    let (seq, rows) = look(folder, schema, async |conn| {
        let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_all(&mut *conn).await?;
        if found != ["ok"] {
            return Err(StorageError::Corrupt(found.join("; ")));
        }
        Ok((seq(conn, schema).await?, rows(conn).await?))
    })
    .await
    .map_err(|error| BackupError::Unfit(file.clone(), error.to_string()))?;
    let path = folder.join(&file);
    let bytes = path.metadata().map_err(BackupError::io(&path))?.len();
    Ok(Copied { bytes, sha256: checksum(&path).await?, file, seq, rows })
}

/// The journal's last entry, or the last that a store has applied.
pub(super) async fn seq(conn: &mut SqliteConnection, schema: &Schema) -> Result<i64, StorageError> {
    Ok(if schema.name == journal::schema().name { journal::head(conn).await?.0 } else { bookmark(conn).await?.0 })
}

/// Counts by tables' names as the database lists them, so that nothing that was added later is left out.
async fn rows(conn: &mut SqliteConnection) -> Result<i64, StorageError> {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await?;
    let mut all = 0;
    for table in tables {
        let count = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
        all += sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(count)).fetch_one(&mut *conn).await?;
    }
    Ok(all)
}

/// Of a file of any size, on a thread of its own: actors go on meanwhile.
async fn checksum(path: &Path) -> Result<String, BackupError> {
    let file = path.to_owned();
    let sum =
        tokio::task::spawn_blocking(move || sha256(&file)).await.unwrap_or_else(|error| Err(io::Error::other(error)));
    sum.map_err(BackupError::io(path))
}

pub(super) fn sha256(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hash.update(&buffer[..read]),
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
