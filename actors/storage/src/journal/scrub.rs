//! What was raw and is not to be kept: which erasures are to be done, and rows written anew.

use sqlx::SqliteConnection;

use super::Entry;
use crate::{
    discretion::log::Asked,
    sqlite::{self, StorageError},
};
use events::{Erasure, Event, PersonId, Seq};

const NOTE: &str = "
INSERT INTO erasures (person, before, seq, done) VALUES (?, ?, ?, 0)
ON CONFLICT (person) DO UPDATE SET before = excluded.before, seq = excluded.seq, done = 0
WHERE excluded.before > before";

/// An update, or a dead letter, in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    pub seq: Seq,
    pub raw: String,
}

/// Notes the erasures among new entries.
pub(super) async fn note(conn: &mut SqliteConnection, entries: &[std::sync::Arc<Entry>]) -> Result<(), StorageError> {
    for entry in entries {
        if let Ok(Event::Erase(erasure)) = entry.event() {
            remember(conn, erasure, entry.seq).await?;
        }
    }
    Ok(())
}

/// Notes the erasures of the log that this journal was not told of: it is older.
pub(super) async fn catch_up(conn: &mut SqliteConnection, asked: &Asked, head: Seq) -> Result<(), StorageError> {
    for erasure in &asked.erasures {
        remember(conn, erasure, head).await?;
    }
    Ok(())
}

async fn remember(conn: &mut SqliteConnection, erasure: &Erasure, seq: Seq) -> Result<(), StorageError> {
    sqlx::query(NOTE).bind(erasure.person.0).bind(erasure.before).bind(seq.0).execute(conn).await?;
    Ok(())
}

/// Erasures that are to be done, with the entry up to which they reach.
pub(super) async fn pending(conn: &mut SqliteConnection) -> Result<Vec<(Seq, Erasure)>, StorageError> {
    let sql = "SELECT seq, person, before FROM erasures WHERE done = 0 ORDER BY seq";
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(sql).fetch_all(conn).await?;
    let erasure = |(seq, person, before)| (Seq(seq), Erasure { person: PersonId(person), before });
    Ok(rows.into_iter().map(erasure).collect())
}

/// Leaves no trace in the file of what was written anew. For erasures all of it is copied, and those up to an entry are
/// done; else the log is cut.
pub(super) async fn clean(conn: &mut SqliteConnection, through: Seq) -> Result<(), StorageError> {
    if !pending(conn).await?.iter().any(|(seq, _)| *seq <= through) {
        return sqlite::empty_log(conn).await;
    }
    sqlite::rewrite(conn).await?;
    sqlx::query("UPDATE erasures SET done = 1 WHERE seq <= ?").bind(through.0).execute(conn).await?;
    Ok(())
}

/// How far entries were looked through.
pub(super) async fn through(conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    Ok(Seq(sqlx::query_scalar("SELECT through FROM scrubbed").fetch_one(conn).await?))
}

/// Writes updates anew, and notes how far they were looked through.
pub(super) async fn rewrite(conn: &mut SqliteConnection, rows: &[Rewritten], through: Seq) -> Result<(), StorageError> {
    for Rewritten { seq, raw } in rows {
        sqlx::query("UPDATE updates SET raw = ? WHERE seq = ?").bind(raw).bind(seq.0).execute(&mut *conn).await?;
        let letters = "UPDATE dead_letters SET raw = ? WHERE seq = ?";
        sqlx::query(letters).bind(raw).bind(seq.0).execute(&mut *conn).await?;
    }
    sqlx::query("UPDATE scrubbed SET through = max(through, ?)").bind(through.0).execute(conn).await?;
    Ok(())
}
