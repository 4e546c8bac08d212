//! What is there already, for those who bring more.

use std::collections::{HashMap, HashSet};

use sqlx::SqliteConnection;

use events::{ChatId, MessageId, PersonId};
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

// CROSS JOIN keeps the wanted ids in the outer loop: the tables are only ever looked up.
const THERE: &str = "
SELECT
  (SELECT json_group_array(json_array(json_array(m.chat_id, m.message_id), m.date))
   FROM jsonb_each(?1) w CROSS JOIN messages m ON m.chat_id = w.value->>0 AND m.message_id = w.value->>1),
  (SELECT json_group_array(p.id) FROM jsonb_each(?2) w CROSS JOIN people p ON p.id = w.value WHERE p.kind = 'bot')";

const GROUPS: &str = "
SELECT new.id, old.id
FROM json_each(?) w CROSS JOIN chat_ids new ON new.id = w.value JOIN chat_ids old USING (chat_key)
WHERE old.id BETWEEN -999999999999 AND -1";

/// See [`there`].
#[derive(Debug, Default)]
pub struct Existing {
    /// With their dates.
    pub messages: HashMap<(ChatId, MessageId), i64>,
    /// The groups that supergroups were, of which messages are wanted.
    pub groups: HashMap<ChatId, ChatId>,
    pub bots: HashSet<PersonId>,
}

impl Existing {
    /// These messages, and where they are if they go back to the group that the chat was.
    pub fn with_groups_before(&self, messages: &[(ChatId, MessageId)]) -> Vec<(ChatId, MessageId)> {
        let before =
            messages.iter().filter_map(|(chat, id)| Some((*self.groups.get(chat)?, id.in_the_group_before()?)));
        let before = before.flat_map(|(chat, id)| id.numberings().map(move |id| (chat, id)));
        messages.iter().copied().chain(before).collect()
    }
}

/// Which of these messages are remembered, and which of these people are known as bots.
///
/// # Errors
/// [`StorageError`].
pub async fn there(
    conn: &mut SqliteConnection,
    messages: &[(ChatId, MessageId)],
    people: &HashSet<PersonId>,
) -> Result<Existing, StorageError> {
    let groups = groups(conn, messages).await?;
    let there = Existing { groups, ..Existing::default() };
    let wanted = there.with_groups_before(messages);
    let (messages, bots): (String, String) =
        sqlx::query_as(THERE).bind(json(&wanted)?).bind(json(people)?).fetch_one(conn).await?;
    Ok(Existing { messages: read::<Vec<_>>(&messages)?.into_iter().collect(), bots: read(&bots)?, ..there })
}

/// Of those chats of which messages are wanted that they had as groups.
async fn groups(
    conn: &mut SqliteConnection,
    messages: &[(ChatId, MessageId)],
) -> Result<HashMap<ChatId, ChatId>, StorageError> {
    let moved = messages.iter().filter(|(_, id)| id.in_the_group_before().is_some());
    let chats: HashSet<_> = moved.map(|(chat, _)| *chat).collect();
    if chats.is_empty() {
        return Ok(HashMap::new());
    }
    let groups: Vec<(i64, i64)> = sqlx::query_as(GROUPS).bind(json(&chats)?).fetch_all(conn).await?;
    Ok(groups.into_iter().map(|(new, old)| (ChatId(new), ChatId(old))).collect())
}

/// The account that this bot speaks as, if it ever spoke.
///
/// # Errors
/// [`StorageError`].
pub async fn own_account(conn: &mut SqliteConnection) -> Result<Option<PersonId>, StorageError> {
    let sql = "SELECT sender_id FROM messages INDEXED BY messages_own WHERE own = 1 LIMIT 1";
    Ok(sqlx::query_scalar(sql).fetch_optional(conn).await?.map(PersonId))
}
