//! How far a store has come, kept in its own database.

use sqlx::{Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

use crate::{
    discretion::RedactionSet,
    journal::{self, first_of_others},
    sqlite::{StorageError, transaction},
};
use events::Seq;

/// Reads the bookmark, and makes it at `start` in a new database.
pub(super) async fn open(conn: &mut SqliteConnection, start: Seq) -> Result<Seq, StorageError> {
    let table =
        "CREATE TABLE IF NOT EXISTS bookmark (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL) STRICT";
    sqlx::query(table).execute(&mut *conn).await?;
    RedactionSet::prepare(&mut *conn).await?;
    let first = "INSERT INTO bookmark (id, seq) VALUES (1, ?) ON CONFLICT DO NOTHING";
    sqlx::query(first).bind(start.0).execute(&mut *conn).await?;
    bookmark(conn).await
}

/// The last journal entry that the store of this database has applied; 0 if the store was never opened, as the outbox
/// where a history was imported before the service ever ran.
///
/// # Errors
/// Those of the database.
pub async fn bookmark(conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    let is_there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'bookmark')";
    if !sqlx::query_scalar::<_, bool>(is_there).fetch_one(&mut *conn).await? {
        return Ok(Seq(0));
    }
    Ok(Seq(sqlx::query_scalar("SELECT seq FROM bookmark").fetch_one(conn).await?))
}

pub(super) async fn shift(conn: &mut SqliteConnection, seq: Seq) -> Result<(), StorageError> {
    sqlx::query("UPDATE bookmark SET seq = ?").bind(seq.0).execute(conn).await?;
    Ok(())
}

/// Moves the bookmark and commits.
pub(super) fn shift_and_commit<'q>(seq: Seq) -> Query<'q, Sqlite, SqliteArguments> {
    sqlx::query("UPDATE bookmark SET seq = ?; COMMIT").bind(seq.0)
}

/// Makes what the store of this database has applied durable; tells how far that is.
///
/// # Errors
/// [`StorageError::Busy`] while somebody reads an older state, and those of the database.
pub async fn durable(conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    let seq = bookmark(conn).await?;
    // A checkpoint syncs the WAL before it moves it: what was committed before is durable after.
    let checkpoint = sqlx::query_as("PRAGMA wal_checkpoint(PASSIVE)");
    let (_busy, written, moved): (i64, i64, i64) = checkpoint.fetch_one(conn).await?;
    if written == moved { Ok(seq) } else { Err(StorageError::Busy) }
}

/// Brings a store that does not run, and to which imported entries are nothing, past those that come next. A new one
/// begins at the journal's end.
///
/// # Errors
/// Those of either database.
pub async fn pass_imports(conn: &mut SqliteConnection, journal: &mut SqliteConnection) -> Result<(), StorageError> {
    let head = journal::head(journal).await?;
    let bookmark = open(conn, head).await?;
    let through = first_of_others(journal, bookmark).await?.map_or(head, |other| Seq(other.0 - 1));
    if through > bookmark {
        transaction(conn, async |conn| shift(conn, through).await).await?;
    }
    Ok(())
}
