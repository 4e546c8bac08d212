//! Opens databases: the writer, and read-only connections beside it.

use std::{
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use rustix::fs::{Access, access};
use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

use super::{StorageError, checkup::examine};
use runtime::{clock::now, live::Live};

/// The oldest SQLite that all statements here were tested with.
const OLDEST_SQLITE: &str = "3.51.3";
/// A WAL that grew beyond this is cut back at the next checkpoint, bytes.
const WAL_LIMIT: &str = "67108864";
/// How long a lock of another process is waited for; less than callers wait for an answer, so that they hear of it.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// Pages of the log after which it is written back: a page that changed often meanwhile is written once. SQLite takes 1,000.
const CHECKPOINT: &str = "8000";
/// Pages that a reader keeps, KiB (negative, as the pragma has it). There are up to four to each database.
const READER_CACHE: &str = "-1024";

/// After so long without a question a reader is closed: where little is said, memory is worth more than the millisecond that
/// opening it anew takes.
const READER_IDLE: Duration = Duration::from_secs(60);

/// The size of a page that SQLite takes when it makes a database, bytes.
const PAGE: u64 = 4096;

/// What must have reached the disk when COMMIT returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The commit itself (synchronous=FULL): for what exists nowhere else.
    EachCommit,
    /// The commits of commands, and with each all before it. Those of entries keep order only, until the next command:
    /// the journal has the entries.
    EachCommand,
    /// Order only (synchronous=NORMAL): after a power cut the last commits may be gone, the rest is whole.
    Order,
}

/// One kind of database.
pub struct Schema {
    /// File name without `.db`. It is the store's name too, except that the database of `conversation` is `outbox.db`.
    pub name: &'static str,
    /// Written into the file's header, so that nothing else is taken for it.
    pub application_id: i32,
    pub durability: Durability,
    /// Pages that the writer keeps, KiB. The system's own cache is behind them, but a page that is read from there costs a
    /// call and a copy. Connections beside it keep SQLite's 2,000 KiB, readers 1,024.
    pub cache_kib: u32,
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
        .pragma("cache_size", format!("-{}", schema.cache_kib))
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
        Durability::EachCommit | Durability::EachCommand => "FULL",
        Durability::Order => "NORMAL",
    };
    let pragmas = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA journal_size_limit = {WAL_LIMIT};"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(pragmas)).execute(&mut *conn).await?;
    schema.migrations.run(&mut *conn).await.map_err(|error| migration_error(error, path))?;
    // The pages that making and changing it took are not needed again.
    sqlx::raw_sql("PRAGMA shrink_memory").execute(conn).await?;
    Ok(())
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
        .idle_timeout(READER_IDLE)
        // A question to the connection's thread and back; those that are broken are found when they are given back.
        .test_before_acquire(false)
        .connect_lazy_with(options)
}

/// The readers of one database, which can be exchanged when its file is.
#[derive(Clone)]
pub struct Readers(Live<SqlitePool>);

impl Readers {
    /// A pool of so many read-only connections at most.
    pub fn open(folder: &Path, schema: &Schema, most: u32) -> Self {
        Self(Live::new(readers(folder, schema, most)))
    }

    /// The pool that reads the file of now.
    pub fn now(&self) -> SqlitePool {
        SqlitePool::clone(&self.0.now())
    }

    /// What a read failed of. SQLite reports a read that the disk refuses with EIO as damage (it maps
    /// `SQLITE_IOERR_CORRUPTFS` to `SQLITE_CORRUPT` in a running statement), so a new connection looks at the file: if
    /// the machine keeps that from reading, it is at fault.
    pub async fn judged(&self, error: StorageError) -> StorageError {
        if !matches!(error, StorageError::Corrupt(_)) {
            return error;
        }
        let options = self.now().connect_options();
        let look = async {
            let mut conn = SqliteConnection::connect_with(&options).await?;
            let read = sqlx::query("SELECT count(*) FROM sqlite_schema").execute(&mut conn).await;
            close(conn).await;
            read.map(drop).map_err(StorageError::from)
        };
        match look.await {
            Err(unread) if StorageError::is_of_the_machine(&unread) => unread,
            _ => error,
        }
    }

    /// Lets go of a file that was moved away.
    pub fn renew(&self, folder: &Path, schema: &Schema, most: u32) {
        self.0.replace(readers(folder, schema, most));
    }
}

/// Moves a damaged database out of the way, with its WAL, and tells its new name. What is not there need not be moved.
///
/// # Errors
/// Those of renaming files.
pub fn set_aside(folder: &Path, schema: &Schema) -> std::io::Result<PathBuf> {
    let path = schema.path(folder);
    let aside = free_name(&folder.join(format!("{}.db.damaged-{}", schema.name, now())));
    for end in ["", "-wal", "-shm"] {
        match std::fs::rename(suffixed(&path, end), suffixed(&aside, end)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(aside)
}

/// Copies a database that nobody writes to, as a backup's, onto the disk. The copy is its owner's alone, who may write it,
/// whatever the original is.
///
/// # Errors
/// Those of the files.
pub fn copy_at_rest(from: &Path, to: &Path) -> std::io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "nobody writes to it")]
    std::fs::copy(from, to)?;
    std::fs::set_permissions(to, std::fs::Permissions::from_mode(0o600))?;
    std::fs::File::open(to)?.sync_all()
}

/// Of two in one second the later has another name.
fn free_name(wanted: &Path) -> PathBuf {
    let others = (2..100).map(|nth| suffixed(wanted, &format!("-{nth}")));
    std::iter::once(wanted.to_owned()).chain(others).find(|path| !path.exists()).unwrap_or_else(|| wanted.to_owned())
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
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("trusted_schema", "OFF")
        .pragma("temp_store", "MEMORY")
        .pragma("wal_autocheckpoint", CHECKPOINT)
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
        StorageError::Unopened(_) if may_be_written(path) => StorageError::Unopened(path.display().to_string()),
        StorageError::Unwritable(_) | StorageError::Unopened(_) => StorageError::Unwritable(path.display().to_string()),
        StorageError::Io(message) => StorageError::Io(format!("{}: {message}", path.display())),
        StorageError::Corrupt(message) => StorageError::Corrupt(format!("{}: {message}", path.display())),
        other => other,
    }
}

/// Whether this user may write the file, or make it. Does not open it: that would cost this process its locks on it.
fn may_be_written(path: &Path) -> bool {
    let place = if path.exists() { Some(path) } else { path.parent() };
    place.is_some_and(|place| access(place, Access::READ_OK | Access::WRITE_OK).is_ok())
}

async fn assert_version(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(conn).await?;
    let number = |version: &str| -> Vec<u32> { version.split('.').filter_map(|part| part.parse().ok()).collect() };
    if number(&version) < number(OLDEST_SQLITE) {
        return Err(StorageError::Other(format!("SQLite {version} is too old: {OLDEST_SQLITE} or newer is needed")));
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

/// SQLITE_NOTADB on a file that was never a database is no damage: the file is foreign.
pub(super) fn not_sqlite(error: StorageError, path: &Path) -> StorageError {
    match error {
        StorageError::Corrupt(_) if !is_in_pages(path) => StorageError::Foreign(path.display().to_string()),
        other => named(other, path),
    }
}

/// Whether a file has a database's size, a number of whole pages, though its first page may be rubbish.
fn is_in_pages(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.len() > 0 && file.len() % PAGE == 0)
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
    match examine(&mut conn).await {
        Ok(()) => Ok(conn),
        Err(error) => {
            close(conn).await;
            Err(named(error, &schema.path(folder)))
        }
    }
}

/// Reads all of a database, beside whoever has it open.
///
/// # Errors
/// [`StorageError::Corrupt`] if it is damaged; otherwise it could not be read.
pub async fn check(folder: &Path, schema: &Schema) -> Result<(), StorageError> {
    let path = schema.path(folder);
    let mut conn = beside(&path).await.map_err(|error| not_sqlite(error, &path))?;
    let checked = examine(&mut conn).await;
    close(conn).await;
    checked.map_err(|error| named(error, &path))
}

/// Ends a connection so that SQLite can tidy up; a failure changes nothing durable.
pub async fn close(conn: SqliteConnection) {
    if let Err(error) = conn.close().await {
        tracing::warn!(%error, "cannot close a database");
    }
}
