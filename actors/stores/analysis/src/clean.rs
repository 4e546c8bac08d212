//! Forgetting what is old.

use sqlx::SqliteConnection;

use super::{
    erase::forget,
    version::{HOUR, Kept, kept},
};
use events::{ChatId, MessageId};
use storage::sqlite::{StorageError, json::read};

/// Readings of the oldest hours before ?1.
pub(super) const OLDEST: &str = concat!(
    "SELECT json_group_array(json_array(json_array(r.chat_id, r.message_id), r.chat_key, ",
    kept!(),
    ")) FROM (
      SELECT of_hour.* FROM (SELECT chat_key, hour FROM hours WHERE hour < ?1 ORDER BY hour LIMIT ?2) oldest
      CROSS JOIN readings of_hour
        ON of_hour.chat_key = oldest.chat_key
           AND of_hour.date >= oldest.hour * 3600 AND of_hour.date < (oldest.hour + 1) * 3600
      LIMIT ?2) r"
);
pub(super) const DELETE: &str = "
DELETE FROM readings WHERE (chat_id, message_id) IN (SELECT value->>0, value->>1 FROM jsonb_each(?))";

/// Readings of chat ?1 from before ?2.
pub(super) const OLD: &str = concat!(
    "SELECT json_group_array(json_array(json_array(r.chat_id, r.message_id), r.chat_key, ",
    kept!(),
    ")) FROM (
      SELECT old.* FROM chat_ids i CROSS JOIN readings old ON old.chat_key = i.chat_key AND old.date < ?2
      WHERE i.id = ?1 LIMIT ?3) r"
);

/// Its ids, its chat's key, and what is kept of it.
pub(super) type Old = ((ChatId, MessageId), i64, Kept<'static>);

/// Deletes at most `limit` messages of the hours that end by `before` (Unix seconds) and takes them out of their
/// hours' sums, which are right after each step; tells how many.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn clean_up(conn: &mut SqliteConnection, before: i64, limit: u32) -> Result<u64, StorageError> {
    let hour = before.div_euclid(HOUR);
    let old: String = sqlx::query_scalar(OLDEST).bind(hour).bind(limit).fetch_one(&mut *conn).await?;
    let old: Vec<Old> = read(&old)?;
    forget(conn, &old).await?;
    Ok(old.len() as u64)
}

/// Deletes at most `limit` messages of a chat from before a time (Unix seconds), as [`clean_up`] does; tells how many.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn forget_old(
    conn: &mut SqliteConnection,
    chat: ChatId,
    before: i64,
    limit: u32,
) -> Result<u64, StorageError> {
    let old: String = sqlx::query_scalar(OLD).bind(chat.0).bind(before).bind(limit).fetch_one(&mut *conn).await?;
    let old: Vec<Old> = read(&old)?;
    forget(conn, &old).await?;
    Ok(old.len() as u64)
}
