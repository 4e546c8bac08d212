//! How far a store has come, kept in its own database.

use sqlx::SqliteConnection;

use crate::{discretion::Discretion, model::Seq, sqlite::StorageError};

/// Reads the bookmark, and makes it at `start` in a new database.
pub(super) async fn open(conn: &mut SqliteConnection, start: Seq) -> Result<Seq, StorageError> {
    let table =
        "CREATE TABLE IF NOT EXISTS bookmark (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT";
    sqlx::query(table).execute(&mut *conn).await?;
    Discretion::prepare(&mut *conn).await?;
    let first = "INSERT INTO bookmark (id, seq) VALUES (1, ?) ON CONFLICT DO NOTHING";
    sqlx::query(first).bind(start.0).execute(&mut *conn).await?;
    bookmark(conn).await
}

/// The last journal entry that the store of this database has applied.
///
/// # Errors
/// Those of the database; that the store was never opened among them.
pub async fn bookmark(conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    Ok(Seq(sqlx::query_scalar("SELECT seq FROM bookmark").fetch_one(conn).await?))
}

pub(super) async fn shift(conn: &mut SqliteConnection, seq: Seq) -> Result<(), StorageError> {
    sqlx::query("UPDATE bookmark SET seq = ?").bind(seq.0).execute(conn).await?;
    Ok(())
}
