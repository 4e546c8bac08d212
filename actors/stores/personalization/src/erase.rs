//! Forgets a person.

use sqlx::SqliteConnection;

use events::Erasure;
use storage::sqlite::StorageError;

const FIRST: &str = "SELECT first_at <= ? FROM people WHERE id = ?";
const LEARNED: [&str; 5] = [
    "DELETE FROM people WHERE id = ?",
    "DELETE FROM hours WHERE person = ?",
    "DELETE FROM emoji WHERE person = ?",
    "DELETE FROM topics WHERE person = ?",
    "DELETE FROM recent WHERE person = ?",
];
const CHOSEN: [&str; 3] = [
    "DELETE FROM choices WHERE person = ? AND chosen_at <= ?",
    "DELETE FROM notifications WHERE person = ? AND chosen_at <= ?",
    "DELETE FROM events WHERE person = ? AND at <= ?",
];

/// Forgets a person. What was learned cannot be divided: if some of it is older, all of it goes.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn erase(conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
    let Erasure { person, before } = *erasure;
    let older: Option<bool> = sqlx::query_scalar(FIRST).bind(before).bind(person.0).fetch_optional(&mut *conn).await?;
    if older == Some(true) {
        for statement in LEARNED {
            sqlx::query(statement).bind(person.0).execute(&mut *conn).await?;
        }
    }
    for statement in CHOSEN {
        sqlx::query(statement).bind(person.0).bind(before).execute(&mut *conn).await?;
    }
    Ok(())
}
