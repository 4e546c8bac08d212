//! A new database that is filled with rows of others.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use sqlx::SqliteConnection;

use super::ReshardingError;
use storage::{
    sqlite::{self, Schema, StorageError, transaction},
    store::StoreKind,
};

/// While it is filled it is not safe from a kill: then it goes as a whole. Nothing is held in memory.
const FAST: &str = "PRAGMA temp_store = FILE; PRAGMA synchronous = OFF; PRAGMA main.journal_mode = OFF";
const SAFE: &str = "PRAGMA synchronous = FULL; PRAGMA main.journal_mode = WAL";
/// Adds up what numbers were ever given out.
const SEQUENCES: [&str; 2] = [
    "INSERT INTO main.sqlite_sequence (name, seq) SELECT name, seq FROM source.sqlite_sequence
     WHERE name NOT IN (SELECT name FROM main.sqlite_sequence)",
    "UPDATE main.sqlite_sequence AS ours SET seq = max(ours.seq, theirs.seq)
     FROM source.sqlite_sequence AS theirs WHERE theirs.name = ours.name",
];

/// A new database.
pub(super) struct Fresh {
    conn: SqliteConnection,
    path: PathBuf,
}

impl Fresh {
    /// Makes one without rows.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn make(folder: &Path, schema: &Schema) -> Result<Self, ReshardingError> {
        let path = schema.path(folder);
        let conn = sqlite::open(folder, schema).await.map_err(ReshardingError::storage(&path))?;
        let mut fresh = Self { conn, path };
        fresh.set(FAST).await?;
        Ok(fresh)
    }

    /// Writes to it in one transaction; meanwhile the database `source` is attached under that name.
    ///
    /// # Errors
    /// What `write` returns, and those of the databases. Then the new database is not to be used.
    pub(super) async fn fill<T>(
        &mut self,
        source: &Path,
        write: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StorageError>,
    ) -> Result<T, ReshardingError> {
        let attached = sqlx::query("ATTACH DATABASE ? AS source").bind(source.display().to_string());
        attached.execute(&mut self.conn).await.map_err(ReshardingError::storage(source))?;
        let written = transaction(&mut self.conn, write).await.map_err(ReshardingError::storage(&self.path))?;
        self.set("DETACH DATABASE source").await?;
        Ok(written)
    }

    /// Writes to it in one transaction.
    ///
    /// # Errors
    /// As [`fill`](Self::fill).
    pub(super) async fn change(
        &mut self,
        write: impl AsyncFnOnce(&mut SqliteConnection) -> Result<(), StorageError>,
    ) -> Result<(), ReshardingError> {
        transaction(&mut self.conn, write).await.map_err(ReshardingError::storage(&self.path))
    }

    /// Closes it, whole and on the disk.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn finish(mut self) -> Result<(), ReshardingError> {
        self.set(SAFE).await?;
        sqlite::close(self.conn).await;
        File::open(&self.path).and_then(|file| file.sync_all()).map_err(ReshardingError::io(&self.path))
    }

    async fn set(&mut self, pragmas: &'static str) -> Result<(), ReshardingError> {
        let done = sqlx::raw_sql(pragmas).execute(&mut self.conn).await;
        done.map(drop).map_err(ReshardingError::storage(&self.path))
    }
}

/// Lets numbers that were given out in the database `source` be given out no more.
///
/// # Errors
/// Those of the databases.
pub(super) async fn pass_numbers(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let counts = "SELECT EXISTS (SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence')";
    if sqlx::query_scalar(counts).fetch_one(&mut *conn).await? {
        for statement in SEQUENCES {
            sqlx::query(statement).execute(&mut *conn).await?;
        }
    }
    Ok(())
}

/// Reads all of a database that was made.
///
/// # Errors
/// It is damaged.
pub(super) async fn refuse_damage(folder: &Path, schema: &Schema) -> Result<(), ReshardingError> {
    sqlite::check(folder, schema).await.map_err(ReshardingError::storage(&schema.path(folder)))
}

/// Compares the counters of a store with its rows; `of` is the folder that an operator knows.
///
/// # Errors
/// They are wrong, or cannot be read.
pub(super) async fn refuse_wrong_counters(store: &StoreKind, folder: &Path, of: &Path) -> Result<(), ReshardingError> {
    let Some(check) = store.check_counters else { return Ok(()) };
    let schema = (store.schema)();
    let wrong = sqlite::look(folder, &schema, async |conn| check(conn).await).await;
    let wrong = wrong.map_err(ReshardingError::storage(&schema.path(folder)))?;
    match wrong.into_iter().next() {
        None => Ok(()),
        Some(first) => {
            let folder = of.display().to_string();
            Err(ReshardingError::WrongCounters { folder, store: store.name, first: Box::new(first) })
        }
    }
}
