//! What changed about a person, the last changes of each.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use events::PersonId;
use storage::sqlite::{StorageError, direct::Direct};

/// Events kept of one person.
pub(super) const KEPT: i64 = 200;

const WRITE: &str = "
INSERT INTO events (person, n, kind, detail, at)
VALUES (?1, 1 + coalesce((SELECT max(n) FROM events WHERE person = ?1), 0), ?2, ?3, ?4)";
const FORGET: &str = "DELETE FROM events WHERE person = ?1 AND n <= (SELECT max(n) FROM events WHERE person = ?1) - ?2";
const CLEAN_UP: &str = "
DELETE FROM events WHERE (person, n) IN (SELECT person, n FROM events WHERE at < ?1 ORDER BY at LIMIT ?2)";

/// Something that changed about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct PersonEvent {
    /// Grows with each event of the person.
    pub n: i64,
    /// `met`, `style_changed`, `language_changed`, `preference_chosen`, `preference_reset` or `notification_chosen`.
    pub kind: String,
    /// What it became, such as `formal` or `length short`.
    pub detail: String,
    /// Unix seconds.
    pub at: i64,
}

/// An event that is not written yet.
pub(super) struct NewEvent {
    pub person: PersonId,
    pub kind: &'static str,
    pub detail: String,
    pub at: i64,
}

/// Writes events in order; the oldest of a person make room.
pub(super) fn record(direct: &Direct<'_>, events: &[NewEvent]) -> Result<(), StorageError> {
    let rows = events
        .iter()
        .map(|event| [event.person.into(), event.kind.into(), event.detail.as_str().into(), event.at.into()]);
    direct.write(WRITE, rows)?;
    let people: BTreeSet<_> = events.iter().map(|event| event.person).collect();
    direct.write(FORGET, people.into_iter().map(|person| [person.into(), KEPT.into()]))
}

/// Deletes at most `limit` events from before a time; how many.
pub(super) async fn clean_up(conn: &mut SqliteConnection, before: i64, limit: u32) -> Result<u64, StorageError> {
    Ok(sqlx::query(CLEAN_UP).bind(before).bind(limit).execute(conn).await?.rows_affected())
}

/// The last events of a person, the newest first.
///
/// # Errors
/// [`StorageError`].
pub async fn person_events(
    conn: &mut SqliteConnection,
    person: PersonId,
    limit: u32,
) -> Result<Vec<PersonEvent>, StorageError> {
    let newest = "SELECT n, kind, detail, at FROM events WHERE person = ? ORDER BY n DESC LIMIT ?";
    Ok(sqlx::query_as(newest).bind(person.0).bind(limit).fetch_all(conn).await?)
}
