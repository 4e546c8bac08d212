//! Writes what people choose.

use sqlx::SqliteConnection;

use super::{
    choice::Choice,
    profile_events::{NewEvent, record},
    vocabulary::{Key, Notice},
};
use events::PersonId;
use storage::sqlite::{StorageError, direct::Direct};

const CHOOSE: &str = "
INSERT INTO choices (person, key, value, chosen_at) VALUES (?, ?, ?, ?)
ON CONFLICT (person, key) DO UPDATE SET value = excluded.value, chosen_at = excluded.chosen_at
WHERE value <> excluded.value";
const RESET: &str = "DELETE FROM choices WHERE person = ?1 AND (?2 IS NULL OR key = ?2)";
const CHOOSE_NOTIFICATION: &str = "
INSERT INTO notifications (person, kind, allowed, chosen_at) VALUES (?, ?, ?, ?)
ON CONFLICT (person, kind) DO UPDATE SET allowed = excluded.allowed, chosen_at = excluded.chosen_at WHERE allowed <> excluded.allowed";

/// Keeps a choice; 0 if it was chosen already.
pub(super) async fn choose(
    conn: &mut SqliteConnection,
    person: PersonId,
    choice: &Choice,
    now: i64,
) -> Result<u64, StorageError> {
    let (key, value) = (choice.key().as_str(), choice.value());
    let chosen = sqlx::query(CHOOSE).bind(person.0).bind(key).bind(&value).bind(now).execute(&mut *conn).await?;
    let event = NewEvent { person, kind: "preference_chosen", detail: format!("{key} {value}"), at: now };
    note(conn, chosen.rows_affected(), event).await
}

/// Forgets a choice, or all of a person; how many there were.
pub(super) async fn reset(
    conn: &mut SqliteConnection,
    person: PersonId,
    key: Option<Key>,
    now: i64,
) -> Result<u64, StorageError> {
    let name = key.map(Key::as_str);
    let forgotten = sqlx::query(RESET).bind(person.0).bind(name).execute(&mut *conn).await?;
    let detail = name.unwrap_or("all").to_owned();
    note(conn, forgotten.rows_affected(), NewEvent { person, kind: "preference_reset", detail, at: now }).await
}

/// Keeps whether a person wants something; 0 if that was chosen already.
pub(super) async fn choose_notification(
    conn: &mut SqliteConnection,
    person: PersonId,
    notice: Notice,
    allowed: bool,
    now: i64,
) -> Result<u64, StorageError> {
    let kind = notice.as_str();
    let choose = sqlx::query(CHOOSE_NOTIFICATION).bind(person.0).bind(kind).bind(allowed).bind(now);
    let chosen = choose.execute(&mut *conn).await?;
    let detail = format!("{kind} {}", if allowed { "on" } else { "off" });
    note(conn, chosen.rows_affected(), NewEvent { person, kind: "notification_chosen", detail, at: now }).await
}

async fn note(conn: &mut SqliteConnection, changed: u64, event: NewEvent) -> Result<u64, StorageError> {
    if changed > 0 {
        record(&Direct::of(conn).await?, &[event])?;
    }
    Ok(changed)
}
