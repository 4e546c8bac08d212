//! What the store already knows of the facts of a run: one question, one row.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;
use sqlx::SqliteConnection;

use super::{
    chats::ChatRow,
    counters::Total,
    people::{PersonRow, from_integer},
    run::Change,
};
use events::{ChatId, MessageId, PersonId};
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

// CROSS JOIN keeps the wanted ids in the outer loop: the tables are only ever looked up.
const KNOWN: &str = "
SELECT
  (SELECT json_group_array(json_array(i.id, json_object(
     'key', c.key, 'current_id', c.current_id, 'kind', c.kind, 'title', c.title, 'username', c.username,
     'since', c.since, 'titled_at', c.titled_at, 'messages', c.messages, 'to_bot', c.to_bot, 'people', c.people, 'own_messages', c.own_messages,
     'first_message_at', c.first_message_at, 'last_message_at', c.last_message_at, 'top', json(c.top))))
   FROM jsonb_each(?1) w CROSS JOIN chat_ids i ON i.id = w.value CROSS JOIN chats c ON c.key = i.chat_key),
  (SELECT json_group_array(json_object(
     'id', p.id, 'kind', p.kind, 'first_name', p.first_name, 'last_name', p.last_name, 'username', p.username,
     'language', p.language, 'since', p.since, 'named_at', p.named_at, 'wrote', p.wrote))
   FROM jsonb_each(?2) w CROSS JOIN people p ON p.id = w.value),
  (SELECT json_group_array(json_array(json_array(m.chat_id, m.message_id),
                                      json_object('row', m.id, 'date', m.date, 'imported', m.imported IS NOT NULL)))
   FROM jsonb_each(?3) w CROSS JOIN messages m ON m.chat_id = w.value->>0 AND m.message_id = w.value->>1),
  (SELECT json_group_array(json_array(json_array(cp.chat_key, cp.person_id),
                                      json_object('messages', cp.messages, 'to_bot', cp.to_bot)))
   FROM jsonb_each(?4) w CROSS JOIN chat_ids i ON i.id = w.value->>0
   CROSS JOIN chat_people cp ON cp.chat_key = i.chat_key AND cp.person_id = w.value->>1),
  (SELECT coalesce(max(key), 0) FROM chats),
  (SELECT coalesce(max(id), 0) FROM messages)";

/// A message that is there.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct ExistingMessage {
    pub row: i64,
    pub date: i64,
    #[serde(deserialize_with = "from_integer")]
    pub imported: bool,
}

pub(super) struct Known {
    pub chats: Vec<(ChatId, ChatRow)>,
    pub people: Vec<PersonRow>,
    pub messages: HashMap<(ChatId, MessageId), ExistingMessage>,
    /// Who wrote in which chat (by its key), and how much.
    pub writers: HashMap<(i64, PersonId), Total>,
    pub last_chat: i64,
    pub last_message: i64,
}

impl Known {
    pub async fn about(conn: &mut SqliteConnection, facts: &[Change<'_>]) -> Result<Self, StorageError> {
        let wanted = Wanted::by(facts);
        let (chats, people, messages, writers, last_chat, last_message): (String, String, String, String, i64, i64) =
            sqlx::query_as(KNOWN)
                .bind(json(&wanted.chats)?)
                .bind(json(&wanted.people)?)
                .bind(json(&wanted.messages)?)
                .bind(json(&wanted.writers)?)
                .fetch_one(conn)
                .await?;
        Ok(Self {
            chats: read(&chats)?,
            people: read(&people)?,
            messages: read::<Vec<_>>(&messages)?.into_iter().collect(),
            writers: read::<Vec<_>>(&writers)?.into_iter().collect(),
            last_chat,
            last_message,
        })
    }
}

#[derive(Default)]
struct Wanted {
    chats: BTreeSet<ChatId>,
    people: BTreeSet<PersonId>,
    messages: Vec<(ChatId, MessageId)>,
    writers: BTreeSet<(ChatId, PersonId)>,
}

impl Wanted {
    fn by(facts: &[Change<'_>]) -> Self {
        let mut wanted = Self::default();
        for fact in facts {
            wanted.chats.insert(fact.chat().id);
            wanted.people.extend(fact.people().map(|(person, _)| person.id));
            if let Some(seen) = fact.news() {
                wanted.messages.push((seen.message.chat.id, seen.message.id));
                wanted.writers.insert((seen.message.chat.id, seen.message.sender.id));
            }
        }
        wanted
    }
}
