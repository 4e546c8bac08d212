//! What is there already, for those who bring more.

use std::collections::{HashMap, HashSet};

use sqlx::SqliteConnection;

use crate::{
    model::{ChatId, MessageId, PersonId},
    sqlite::{
        StorageError,
        json::{json, read},
    },
};

// CROSS JOIN keeps the wanted ids in the outer loop: the tables are only ever looked up.
const THERE: &str = "
SELECT
  (SELECT json_group_array(json_array(json_array(m.chat_id, m.message_id), m.date))
   FROM jsonb_each(?1) w CROSS JOIN messages m ON m.chat_id = w.value->>0 AND m.message_id = w.value->>1),
  (SELECT json_group_array(p.id) FROM jsonb_each(?2) w CROSS JOIN people p ON p.id = w.value WHERE p.kind = 'bot')";

/// See [`there`].
#[derive(Debug, Default)]
pub struct There {
    /// With their dates.
    pub messages: HashMap<(ChatId, MessageId), i64>,
    pub bots: HashSet<PersonId>,
}

/// Which of these messages are remembered, and which of these people are known as bots.
///
/// # Errors
/// [`StorageError`].
pub async fn there(
    conn: &mut SqliteConnection,
    messages: &[(ChatId, MessageId)],
    people: &HashSet<PersonId>,
) -> Result<There, StorageError> {
    let (messages, bots): (String, String) =
        sqlx::query_as(THERE).bind(json(messages)?).bind(json(people)?).fetch_one(conn).await?;
    Ok(There { messages: read::<Vec<_>>(&messages)?.into_iter().collect(), bots: read(&bots)? })
}

/// The account that this bot speaks as, if it ever spoke.
///
/// # Errors
/// [`StorageError`].
pub async fn own_account(conn: &mut SqliteConnection) -> Result<Option<PersonId>, StorageError> {
    let sql = "SELECT sender_id FROM messages INDEXED BY messages_own WHERE own = 1 LIMIT 1";
    Ok(sqlx::query_scalar(sql).fetch_optional(conn).await?.map(PersonId))
}
