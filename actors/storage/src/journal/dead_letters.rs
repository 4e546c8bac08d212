//! What could not be handled: kept, seen, retried or dropped.
//!
//! The functions here take any connection, because an operator's command line works beside a running service.

use serde::Serialize;
use sqlx::{FromRow, SqliteConnection};

use crate::{
    journal::Entry,
    sqlite::{StorageError, transaction},
};
use events::Seq;
use runtime::clock::now_ms;

/// The stage of what could not be read at all.
const UNREADABLE: &str = "update";

/// An update to set aside.
#[derive(Debug, Clone)]
pub struct DeadLetter {
    pub(super) seq: Seq,
    pub(super) update_id: Option<i64>,
    pub(super) stage: String,
    pub(super) reason: String,
    pub(super) tries: u32,
}

impl DeadLetter {
    /// Nobody can read it.
    pub fn unreadable(entry: &Entry, reason: &str) -> Self {
        Self::failed(entry, UNREADABLE, reason, events::update::TRIES)
    }

    /// One store failed on it, again and again.
    pub fn failed(entry: &Entry, store: &str, reason: &str, tries: u32) -> Self {
        let (stage, reason) = (store.to_owned(), reason.to_owned());
        Self { seq: entry.seq, update_id: entry.update_id, stage, reason, tries }
    }
}

/// An update that was set aside.
#[derive(Debug, Clone, FromRow, Serialize)]
pub struct Letter {
    pub id: i64,
    pub seq: i64,
    /// `update`: it cannot be read; else the store that failed on it.
    pub stage: String,
    pub update_id: Option<i64>,
    pub reason: String,
    pub tries: i64,
    /// Unix milliseconds.
    pub set_aside_ms: i64,
    pub raw: String,
}

impl Letter {
    /// Whether a store failed on it; else nobody could read it.
    pub(super) fn is_of_store(&self) -> bool {
        self.stage != UNREADABLE
    }
}

/// Keeps each once, however often it is reported; tells which are new.
pub(super) async fn set_aside(
    conn: &mut SqliteConnection,
    letters: &[DeadLetter],
) -> Result<Vec<DeadLetter>, StorageError> {
    let mut new = Vec::new();
    for letter in letters {
        let kept = sqlx::query(
            "INSERT INTO dead_letters (seq, stage, bot_id, update_id, reason, tries, set_aside_ms, raw) \
             SELECT seq, ?2, bot_id, update_id, ?3, ?4, ?5, raw FROM updates WHERE seq = ?1 \
             ON CONFLICT (seq, stage) DO NOTHING",
        )
        .bind(letter.seq.0)
        .bind(&letter.stage)
        .bind(&letter.reason)
        .bind(letter.tries)
        .bind(now_ms())
        .execute(&mut *conn)
        .await?;
        if kept.rows_affected() > 0 {
            new.push(letter.clone());
        }
    }
    Ok(new)
}

/// All of them, oldest first.
///
/// # Errors
/// Those of the database.
pub async fn letters(conn: &mut SqliteConnection) -> Result<Vec<Letter>, StorageError> {
    Ok(sqlx::query_as("SELECT * FROM dead_letters ORDER BY id").fetch_all(conn).await?)
}

/// The first few, without what was written in them.
pub(super) async fn first(conn: &mut SqliteConnection, limit: u32) -> Result<Vec<Letter>, StorageError> {
    let sql = "SELECT id, seq, stage, update_id, reason, tries, set_aside_ms, '' AS raw FROM dead_letters \
               ORDER BY id LIMIT ?";
    Ok(sqlx::query_as(sql).bind(limit).fetch_all(conn).await?)
}

/// One of them.
///
/// # Errors
/// Those of the database.
pub async fn letter(conn: &mut SqliteConnection, id: i64) -> Result<Option<Letter>, StorageError> {
    Ok(sqlx::query_as("SELECT * FROM dead_letters WHERE id = ?").bind(id).fetch_optional(conn).await?)
}

/// Puts it at the journal's end, for the store that failed on it, or for all if nobody could read it. False if there
/// is none of that number.
///
/// # Errors
/// Those of the database.
pub async fn retry_letter(conn: &mut SqliteConnection, id: i64) -> Result<bool, StorageError> {
    transaction(conn, async |conn| retry(conn, id).await).await
}

/// As [`retry_letter`], within a transaction.
pub(super) async fn retry(conn: &mut SqliteConnection, id: i64) -> Result<bool, StorageError> {
    let again = "INSERT INTO updates (source, bot_id, received_ms, only_for, raw) \
                 SELECT 'retry', bot_id, ?2, nullif(stage, ?3), raw FROM dead_letters WHERE id = ?1";
    sqlx::query(again).bind(id).bind(now_ms()).bind(UNREADABLE).execute(&mut *conn).await?;
    delete(conn, id).await
}

/// Forgets it. False if there is none of that number.
///
/// # Errors
/// Those of the database.
pub async fn drop_letter(conn: &mut SqliteConnection, id: i64) -> Result<bool, StorageError> {
    transaction(conn, async |conn| delete(conn, id).await).await
}

/// As [`drop_letter`], within a transaction.
pub(super) async fn delete(conn: &mut SqliteConnection, id: i64) -> Result<bool, StorageError> {
    let deleted = sqlx::query("DELETE FROM dead_letters WHERE id = ?").bind(id).execute(conn).await?;
    Ok(deleted.rows_affected() > 0)
}
