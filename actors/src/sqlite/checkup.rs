//! Looks for damage beside the writer.

use sqlx::{Sqlite, SqliteConnection, pool::PoolConnection};

use super::StorageError;

/// What is wrong with a database; `None` if nothing is found. Reads all of it, a table with its indexes at a time, so
/// that the log is not kept from being moved for longer than that takes. A file that is damaged enough gives no reader.
///
/// # Errors
/// It cannot be read for another reason than damage.
pub(crate) async fn damage(
    reader: impl Future<Output = Result<PoolConnection<Sqlite>, StorageError>>,
) -> Result<Option<String>, StorageError> {
    match look(reader).await {
        Err(StorageError::Corrupt(why)) => Ok(Some(why)),
        found => found,
    }
}

async fn look(
    reader: impl Future<Output = Result<PoolConnection<Sqlite>, StorageError>>,
) -> Result<Option<String>, StorageError> {
    let mut reader = reader.await?;
    let conn: &mut SqliteConnection = &mut reader;
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await?;
    for table in tables {
        // A pragma takes no parameters.
        let check = format!("PRAGMA quick_check(\"{}\")", table.replace('"', "\"\""));
        let found: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(check)).fetch_all(&mut *conn).await?;
        if found != ["ok"] {
            return Ok(Some(format!("{table}: {}", found.join("; "))));
        }
    }
    Ok(None)
}
