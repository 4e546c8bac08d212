//! Forgets the old messages of a chat, step by step.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use super::wipe;
use events::ChatId;
use storage::sqlite::{StorageError, json::json};

pub(super) const OLD: &str = "
INSERT INTO temp.wiped
SELECT m.id FROM chat_ids i LEFT JOIN wiped_through w ON w.chat_key = i.chat_key
CROSS JOIN messages m ON m.chat_key = i.chat_key AND (m.date, m.id) > (coalesce(w.date, -1), coalesce(w.message, 0))
WHERE i.id = ?1 AND m.date < ?2 ORDER BY m.date, m.id LIMIT ?3";
const NOTE: &str = "
INSERT INTO wiped_through (chat_key, date, message)
SELECT chat_key, date, id FROM messages WHERE id IN (SELECT id FROM temp.wiped) ORDER BY date DESC, id DESC LIMIT 1
ON CONFLICT (chat_key) DO UPDATE SET date = excluded.date, message = excluded.message";
const LOOK_AGAIN: &str = "
DELETE FROM wiped_through WHERE chat_key IN (
  SELECT i.chat_key FROM json_each(?) w CROSS JOIN chat_ids i ON i.id = w.value)";

/// Wipes at most `limit` messages of a chat from before a time (Unix seconds); tells how many.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn forget_old(
    conn: &mut SqliteConnection,
    chat: ChatId,
    before: i64,
    limit: u32,
) -> Result<u64, StorageError> {
    wipe::begin(conn).await?;
    let found = sqlx::query(OLD).bind(chat.0).bind(before).bind(limit).execute(&mut *conn).await?;
    if found.rows_affected() > 0 {
        sqlx::query(NOTE).execute(&mut *conn).await?;
        wipe::finish(conn).await?;
    }
    Ok(found.rows_affected())
}

/// Messages came to these chats that may be older than those already wiped.
pub(super) async fn look_again(
    conn: &mut SqliteConnection,
    chats: impl Iterator<Item = ChatId>,
) -> Result<(), StorageError> {
    let chats: BTreeSet<_> = chats.collect();
    if !chats.is_empty() {
        sqlx::query(LOOK_AGAIN).bind(json(&chats)?).execute(conn).await?;
    }
    Ok(())
}
