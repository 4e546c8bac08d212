//! Who wrote most in some time.

use sqlx::SqliteConnection;

use super::hours::{end_hour, hour_of};
use events::{ChatId, PersonId};
use storage::sqlite::StorageError;

pub(super) const WRITERS: &str = "
SELECT p.person_id, sum(p.messages) FROM chat_ids i CROSS JOIN hour_people p ON p.chat_key = i.chat_key
WHERE i.id = ?1 AND p.hour >= ?2 AND p.hour < ?3 GROUP BY p.person_id ORDER BY 2 DESC, 1 LIMIT ?4";

/// Who wrote most in the hours of a chat that touch the time from `from` up to `to` (Unix seconds), with their messages,
/// most first.
///
/// # Errors
/// [`StorageError`].
pub async fn writers(
    conn: &mut SqliteConnection,
    chat: ChatId,
    from: i64,
    to: i64,
    limit: u32,
) -> Result<Vec<(PersonId, i64)>, StorageError> {
    let rows = sqlx::query_as(WRITERS).bind(chat.0).bind(hour_of(from)).bind(end_hour(to)).bind(limit);
    let rows: Vec<(i64, i64)> = rows.fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(person, messages)| (PersonId(person), messages)).collect())
}
