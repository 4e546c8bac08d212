//! What was understood of messages, as their writer is given it.

use std::collections::HashMap;

use serde_json::value::RawValue;
use sqlx::SqliteConnection;

use storage::sqlite::{
    StorageError,
    json::{json, read},
};

pub(super) const OF: &str = "
SELECT json_group_array(json_array(json_array(r.chat_id, r.message_id), json_object(
  'language', r.language, 'emotions', json(r.emotions), 'sentiment', r.sentiment / 1000.0, 'topic', r.topic,
  'keywords', json(r.keywords))))
FROM jsonb_each(?) w CROSS JOIN readings r ON r.chat_id = w.value->>0 AND r.message_id = w.value->>1
WHERE r.topic IS NOT NULL";

/// What is kept of these messages (chat and message ids), as JSON.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn of_messages(
    conn: &mut SqliteConnection,
    messages: &[(i64, i64)],
) -> Result<HashMap<(i64, i64), Box<RawValue>>, StorageError> {
    let found: String = sqlx::query_scalar(OF).bind(json(messages)?).fetch_one(conn).await?;
    Ok(read::<Vec<_>>(&found)?.into_iter().collect())
}
