//! Imported messages whose numbers are needed by messages that were heard: each account numbers private chats and small
//! groups for itself.

use sqlx::SqliteConnection;

use events::MessageId;
use storage::sqlite::{StorageError, json::json};

/// ?1 are rows of `messages`, ?2 what is added to the numbers. The messages come last: the others follow from them.
const PUT_ASIDE: [&str; 3] = [
    "UPDATE OR REPLACE reactions SET message_id = message_id + ?2 WHERE (chat_id, message_id) IN (
       SELECT m.chat_id, m.message_id FROM json_each(?1) w CROSS JOIN messages m ON m.id = w.value)",
    "UPDATE OR REPLACE reaction_counts SET message_id = message_id + ?2 WHERE (chat_id, message_id) IN (
       SELECT m.chat_id, m.message_id FROM json_each(?1) w CROSS JOIN messages m ON m.id = w.value)",
    "UPDATE messages SET message_id = message_id + ?2 WHERE id IN (SELECT value FROM json_each(?1))",
];

/// Gives the messages of these rows numbers that nobody else needs.
pub(super) async fn put_aside(conn: &mut SqliteConnection, rows: &[i64]) -> Result<(), StorageError> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = json(rows)?;
    for statement in PUT_ASIDE {
        sqlx::query(statement).bind(&rows).bind(MessageId(0).aside().0).execute(&mut *conn).await?;
    }
    Ok(())
}
