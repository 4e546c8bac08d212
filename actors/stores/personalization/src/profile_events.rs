//! What changed about a person, the last changes of each.

use serde::Serialize;
use sqlx::SqliteConnection;

use events::PersonId;
use storage::sqlite::{StorageError, json::json};

/// Events kept of one person.
pub(super) const KEPT: i64 = 200;

// A new number follows the last one kept; the place among the new ones of the same person is added to it.
const WRITE: &str = "
INSERT INTO events (person, n, kind, detail, at)
SELECT value->>0, value->>1 + coalesce((SELECT max(n) FROM events e WHERE e.person = value->>0), 0),
       value->>2, value->>3, value->>4
FROM jsonb_each(?)";
const FORGET: &str = "
DELETE FROM events WHERE (person, n) IN (
  SELECT e.person, e.n
  FROM (SELECT DISTINCT value->>0 AS person FROM jsonb_each(?1)) w CROSS JOIN events e ON e.person = w.person
  WHERE e.n <= (SELECT max(n) FROM events last WHERE last.person = w.person) - ?2)";
const CLEAN_UP: &str = "
DELETE FROM events WHERE (person, n) IN (SELECT person, n FROM events WHERE at < ?1 ORDER BY at LIMIT ?2)";

/// Something that changed about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, sqlx::FromRow)]
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
pub(super) async fn record(conn: &mut SqliteConnection, events: &[NewEvent]) -> Result<(), StorageError> {
    if events.is_empty() {
        return Ok(());
    }
    let mut places = std::collections::HashMap::new();
    let row = |event: &NewEvent| {
        let place = places.entry(event.person).and_modify(|place| *place += 1).or_insert(1);
        (event.person, *place, event.kind, event.detail.clone(), event.at)
    };
    let rows = json(&events.iter().map(row).collect::<Vec<_>>())?;
    sqlx::query(WRITE).bind(&rows).execute(&mut *conn).await?;
    sqlx::query(FORGET).bind(rows).bind(KEPT).execute(conn).await?;
    Ok(())
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
