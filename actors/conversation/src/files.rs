//! The files of the outbox, each until its row is done with: triggers of the database see to that.

use sqlx::SqliteConnection;

use super::Action;
use storage::sqlite::StorageError;

/// Keeps the file that the action sends, if it sends one.
pub(super) async fn keep(conn: &mut SqliteConnection, row: i64, action: &Action) -> Result<(), StorageError> {
    if let Some(file) = action.file() {
        let sql = "INSERT OR REPLACE INTO files (outbox, content) VALUES (?, ?)";
        sqlx::query(sql).bind(row).bind(file).execute(conn).await?;
    }
    Ok(())
}

/// The file of a row.
pub(super) async fn of(conn: &mut SqliteConnection, row: i64) -> Result<Option<Vec<u8>>, StorageError> {
    let sql = "SELECT content FROM files WHERE outbox = ?";
    Ok(sqlx::query_scalar(sql).bind(row).fetch_optional(conn).await?)
}
