//! Looks into a database that somebody else may own at that moment.

use std::{path::Path, time::SystemTime};

use sqlx::{ConnectOptions, SqliteConnection};

use super::{
    Schema, StorageError, close,
    open::{not_sqlite, options, suffixed},
};

/// Reads a database as it is at one moment, beside its writer or without one, and changes nothing.
///
/// A database at rest is read without the files that SQLite would make for it (`-wal`, `-shm`). After a crash it is
/// read together with the `-wal` that is left, which stays.
///
/// # Errors
/// What `read` returns, [`StorageError::Missing`], [`StorageError::Foreign`], [`StorageError::Newer`],
/// [`StorageError::Older`], and [`StorageError::Disturbed`] when a writer came to a database at rest meanwhile.
pub async fn look<T, E: From<StorageError>>(
    folder: &Path,
    schema: &Schema,
    read: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, E>,
) -> Result<T, E> {
    let path = schema.path(folder);
    let changed = changed(&path)?;
    let at_rest = !suffixed(&path, "-wal").exists();
    let mut conn = connect(&path, at_rest).await?;
    let result = match recognise(&mut conn, schema, &path).await {
        Ok(()) => read(&mut conn).await,
        Err(error) => Err(error.into()),
    };
    close(conn).await;
    match at_rest && self::changed(&path) != Ok(changed) {
        true => Err(StorageError::Disturbed(path.display().to_string()).into()),
        false => result,
    }
}

/// When the file was last written.
fn changed(path: &Path) -> Result<SystemTime, StorageError> {
    path.metadata().and_then(|metadata| metadata.modified()).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StorageError::Missing(path.display().to_string()),
        _ => StorageError::Io(format!("{}: {error}", path.display())),
    })
}

async fn connect(path: &Path, at_rest: bool) -> Result<SqliteConnection, StorageError> {
    let options = options(path).read_only(true).immutable(at_rest).pragma("cell_size_check", "ON");
    options.connect().await.map_err(|error| match not_sqlite(error.into(), path) {
        // It need not be writable for who only looks.
        StorageError::Unwritable(path) => StorageError::Unopened(path),
        other => other,
    })
}

/// Begins the one moment that is looked at, and refuses what is not ours or not of this version.
async fn recognise(conn: &mut SqliteConnection, schema: &Schema, path: &Path) -> Result<(), StorageError> {
    sqlx::raw_sql("BEGIN").execute(&mut *conn).await?;
    let id = sqlx::query_scalar::<_, i32>("PRAGMA application_id").fetch_one(&mut *conn).await;
    let path_name = || path.display().to_string();
    if id.map_err(|error| not_sqlite(error.into(), path))? != schema.application_id {
        return Err(StorageError::Foreign(path_name()));
    }
    let known: Vec<i64> = schema.migrations.iter().map(|migration| migration.version).collect();
    let applied = applied(conn).await?;
    match () {
        () if applied.iter().any(|version| !known.contains(version)) => Err(StorageError::Newer(path_name())),
        () if applied.len() < known.len() => Err(StorageError::Older(path_name())),
        () => Ok(()),
    }
}

/// Versions of the migrations; none while the database is being made.
async fn applied(conn: &mut SqliteConnection) -> Result<Vec<i64>, StorageError> {
    let table = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    match sqlx::query_scalar(table).fetch_one(&mut *conn).await? {
        0 => Ok(Vec::new()),
        _ => Ok(sqlx::query_scalar("SELECT version FROM _sqlx_migrations WHERE success").fetch_all(conn).await?),
    }
}
