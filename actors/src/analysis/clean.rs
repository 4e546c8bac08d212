//! Forgetting what is old.

use sqlx::SqliteConnection;

use super::{
    sums::Sums,
    version::{HOUR, Kept, kept},
};
use crate::{
    model::{ChatId, MessageId},
    sqlite::{
        StorageError,
        json::{json, read},
    },
};

/// Readings of the oldest hours before ?1.
pub(super) const OLDEST: &str = concat!(
    "SELECT json_group_array(json_array(json_array(r.chat_id, r.message_id), r.chat_key, ",
    kept!(),
    ")) FROM (
      SELECT of_hour.* FROM (SELECT chat_key, hour FROM hours WHERE hour < ?1 ORDER BY hour LIMIT ?2) oldest
      CROSS JOIN readings of_hour
        ON of_hour.chat_key = oldest.chat_key
           AND of_hour.date >= oldest.hour * 3600 AND of_hour.date < (oldest.hour + 1) * 3600
      WHERE of_hour.topic IS NOT NULL LIMIT ?2) r"
);
const DELETE: &str = "
DELETE FROM readings WHERE (chat_id, message_id) IN (SELECT value->>0, value->>1 FROM jsonb_each(?))";
pub(super) const DELETE_SILENT: &str = "
DELETE FROM readings WHERE (chat_id, message_id) IN (
  SELECT chat_id, message_id FROM readings WHERE topic IS NULL AND date < ?1 LIMIT ?2)";

/// Its ids, its chat's key, and what is kept of it.
type Old = ((ChatId, MessageId), i64, Kept<'static>);

/// Deletes at most `limit` messages of the hours that end by `before` (Unix seconds) and takes them out of their
/// hours' sums, which are right after each step; tells how many.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn clean_up(conn: &mut SqliteConnection, before: i64, limit: u32) -> Result<u64, StorageError> {
    let hour = before.div_euclid(HOUR);
    let old: String = sqlx::query_scalar(OLDEST).bind(hour).bind(limit).fetch_one(&mut *conn).await?;
    let old: Vec<Old> = read(&old)?;
    let mut sums = Sums::default();
    for (_, chat_key, kept) in &old {
        sums.add(*chat_key, kept, -1);
    }
    let ids: Vec<_> = old.iter().map(|(id, ..)| id).collect();
    sqlx::query(DELETE).bind(json(&ids)?).execute(&mut *conn).await?;
    sums.write(&mut *conn).await?;
    let silent = sqlx::query(DELETE_SILENT).bind(hour.saturating_mul(HOUR)).bind(limit).execute(conn).await?;
    Ok(old.len() as u64 + silent.rows_affected())
}
