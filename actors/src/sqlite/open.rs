//! Opens databases: the writer, and read-only connections beside it.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

use super::StorageError;
use crate::{clock::now, live::Live};

/// The oldest SQLite that all statements here were tested with.
const OLDEST_SQLITE: &str = "3.51.3";
/// A WAL that grew beyond this is cut back at the next checkpoint, bytes.
const WAL_LIMIT: &str = "67108864";
/// How long a lock of another process is waited for; less than callers wait for an answer, so that they hear of it.
const BUSY: Duration = Duration::from_secs(2);

/// Pages that a connection keeps, KiB (negative, as the pragma has it): there are a writer and up to four readers to each
/// of five databases, so this is most of what the process takes. The system's own cache is behind them: with four times as
/// much a history is imported 3 to 6 % faster.
const WRITER_CACHE: &str = "-4096";
const READER_CACHE: &str = "-1024";

/// What must have reached the disk when COMMIT returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The commit itself (synchronous=FULL): for what exists nowhere else.
    EachCommit,
    /// Order only (synchronous=NORMAL): after a power cut the last commits may be gone, the rest is whole.
    Order,
}

/// One kind of database.
pub struct Schema {
    /// File name without `.db`, and the store's name.
    pub name: &'static str,
    /// Written into the file's header, so that nothing else is taken for it.
    pub application_id: i32,
    pub durability: Durability,
    pub migrations: Migrator,
}

impl Schema {
    pub fn path(&self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.db", self.name))
    }
}

/// Opens the one writer of a database, creating and migrating it.
///
/// # Errors
/// [`StorageError::Foreign`], [`StorageError::Newer`], [`StorageError::Corrupt`], [`StorageError::Unwritable`], and
/// what SQLite may report.
pub async fn open(folder: &Path, schema: &Schema) -> Result<SqliteConnection, StorageError> {
    let path = schema.path(folder);
    let mut conn = options(&path)
        .create_if_missing(true)
        .pragma("cell_size_check", "ON")
        // What is deleted is overwritten; see `rewrite` for what that leaves.
        .pragma("secure_delete", "ON")
        .connect()
        .await
        .map_err(|error| not_sqlite(error.into(), &path))?;
    match prepare(&mut conn, schema, &path).await {
        Ok(()) => Ok(conn),
        Err(error) => {
            close(conn).await;
            Err(error)
        }
    }
}

async fn prepare(conn: &mut SqliteConnection, schema: &Schema, path: &Path) -> Result<(), StorageError> {
    assert_version(conn).await?;
    claim(conn, schema, path).await?;
    let synchronous = match schema.durability {
        Durability::EachCommit => "FULL",
        Durability::Order => "NORMAL",
    };
    let pragmas = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA journal_size_limit = {WAL_LIMIT};"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(pragmas)).execute(&mut *conn).await?;
    schema.migrations.run(conn).await.map_err(|error| migration_error(error, path))
}

/// Read-only connections to a database that has been created; they never wait for the writer.
fn readers(folder: &Path, schema: &Schema, most: u32) -> SqlitePool {
    let options = options(&schema.path(folder))
        .pragma("cache_size", READER_CACHE)
        .read_only(true)
        .journal_mode(SqliteJournalMode::Wal);
    SqlitePoolOptions::new()
        .max_connections(most)
        .min_connections(0)
        .acquire_timeout(Duration::from_secs(5))
        .connect_lazy_with(options)
}

/// The readers of one database, which can be exchanged when its file is.
#[derive(Clone)]
pub struct Readers(Live<SqlitePool>);

impl Readers {
    /// As [`readers`].
    pub fn open(folder: &Path, schema: &Schema, most: u32) -> Self {
        Self(Live::new(readers(folder, schema, most)))
    }

    /// The pool that reads the file of now.
    pub fn now(&self) -> SqlitePool {
        SqlitePool::clone(&self.0.now())
    }

    /// Lets go of a file that was moved away.
    pub fn renew(&self, folder: &Path, schema: &Schema, most: u32) {
        self.0.replace(readers(folder, schema, most));
    }
}

/// Moves a damaged database out of the way, with its WAL, and tells its new name.
///
/// # Errors
/// Those of renaming files.
pub fn set_aside(folder: &Path, schema: &Schema) -> std::io::Result<PathBuf> {
    let path = schema.path(folder);
    let aside = folder.join(format!("{}.db.damaged-{}", schema.name, now()));
    std::fs::rename(&path, &aside)?;
    for end in ["-wal", "-shm"] {
        let (from, to) = (suffixed(&path, end), suffixed(&aside, end));
        match std::fs::rename(from, to) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

pub(super) fn suffixed(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

pub(super) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::from_str("sqlite://")
        .unwrap_or_default()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("trusted_schema", "OFF")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", WRITER_CACHE)
        .disable_statement_logging()
}

/// A connection beside the writer of a database that exists, to copy it.
///
/// # Errors
/// Those of SQLite.
pub async fn beside(path: &Path) -> Result<SqliteConnection, StorageError> {
    // Read-only it could not make the files that reading needs after a clean end.
    Ok(options(path).connect().await?)
}

/// Puts the path into an error that lacks it.
fn named(error: StorageError, path: &Path) -> StorageError {
    match error {
        StorageError::Unwritable(_) => StorageError::Unwritable(path.display().to_string()),
        StorageError::Corrupt(message) => StorageError::Corrupt(format!("{}: {message}", path.display())),
        other => other,
    }
}

async fn assert_version(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(conn).await?;
    let number = |version: &str| -> Vec<u32> { version.split('.').filter_map(|part| part.parse().ok()).collect() };
    if number(&version) < number(OLDEST_SQLITE) {
        return Err(StorageError::Other(format!("SQLite {version} is too old: {OLDEST_SQLITE} is needed")));
    }
    Ok(())
}

/// Marks an empty file as ours; refuses one that is somebody else's.
async fn claim(conn: &mut SqliteConnection, schema: &Schema, path: &Path) -> Result<(), StorageError> {
    let read = async {
        let id: i32 = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut *conn).await?;
        let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut *conn).await?;
        Ok::<_, sqlx::Error>((id, tables))
    };
    match read.await.map_err(|error| not_sqlite(error.into(), path))? {
        (id, _) if id == schema.application_id => Ok(()),
        (0, 0) => {
            // A file is divided for `incremental_vacuum` from its first page on, or never.
            let claim = format!("PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {}", schema.application_id);
            let claimed = sqlx::raw_sql(sqlx::AssertSqlSafe(claim)).execute(conn).await;
            claimed.map(|_| ()).map_err(|error| named(error.into(), path))
        }
        _ => Err(StorageError::Foreign(path.display().to_string())),
    }
}

/// SQLITE_NOTADB on a file that does not even start like a database is no damage: the file is foreign.
pub(super) fn not_sqlite(error: StorageError, path: &Path) -> StorageError {
    let starts_like_one = || {
        use std::io::Read;
        let mut head = [0; 15];
        let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
        // A power cut can leave zeros where the first page was.
        read.is_ok() && (&head == b"SQLite format 3" || head == [0; 15])
    };
    match error {
        StorageError::Corrupt(_) if !starts_like_one() => StorageError::Foreign(path.display().to_string()),
        other => named(other, path),
    }
}

fn migration_error(error: MigrateError, path: &Path) -> StorageError {
    match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
            StorageError::Newer(path.display().to_string())
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => named(error.into(), path),
        other => StorageError::Other(format!("{}: {other}", path.display())),
    }
}

/// As [`open`], for a database that gave reason for doubt: reads all of it.
///
/// # Errors
/// As there; [`StorageError::Corrupt`] too if it opens and is damaged.
pub async fn open_sound(folder: &Path, schema: &Schema) -> Result<SqliteConnection, StorageError> {
    let mut conn = open(folder, schema).await?;
    if is_damaged(&mut conn).await {
        close(conn).await;
        return Err(StorageError::Corrupt("a check found damage".to_owned()));
    }
    Ok(conn)
}

async fn is_damaged(conn: &mut SqliteConnection) -> bool {
    let check: Result<String, _> = sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(conn).await;
    !check.is_ok_and(|answer| answer == "ok")
}

/// Ends a connection so that SQLite can tidy up; a failure changes nothing durable.
pub async fn close(conn: SqliteConnection) {
    if let Err(error) = conn.close().await {
        tracing::warn!(%error, "closing a database");
    }
}
