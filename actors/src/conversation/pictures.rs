//! The pictures of the outbox, each until its row is done with: triggers of the database see to that.

use sqlx::SqliteConnection;

use super::Action;
use crate::sqlite::StorageError;

/// Keeps the action's picture, if it is one.
pub(super) async fn keep(conn: &mut SqliteConnection, row: i64, action: &Action) -> Result<(), StorageError> {
    if let Action::Picture { png, .. } = action {
        let sql = "INSERT INTO pictures (outbox, png) VALUES (?, ?)";
        sqlx::query(sql).bind(row).bind(png.as_ref()).execute(conn).await?;
    }
    Ok(())
}

/// The PNG of a row.
pub(super) async fn of(conn: &mut SqliteConnection, row: i64) -> Result<Option<Vec<u8>>, StorageError> {
    let sql = "SELECT png FROM pictures WHERE outbox = ?";
    Ok(sqlx::query_scalar(sql).bind(row).fetch_optional(conn).await?)
}
