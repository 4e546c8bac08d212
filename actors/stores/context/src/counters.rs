//! Counters of who wrote how much, grouped over a run.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use sqlx::SqliteConnection;

use super::{chats::ChatRow, people::People};
use events::{Message, PersonId};
use storage::sqlite::{StorageError, json::json};

const WRITE_PEOPLE: &str = "
INSERT INTO chat_people (chat_key, person_id, messages, to_bot, first_at, last_at)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_key, person_id) DO UPDATE SET
  messages = messages + excluded.messages, to_bot = to_bot + excluded.to_bot,
  first_at = min(first_at, excluded.first_at),
  last_at = max(last_at, excluded.last_at)";
const WRITE_TOTALS: &str = "
UPDATE totals SET messages = messages + ?, chats = chats + ?, people = people + ?";

pub(super) struct Counters {
    writers: HashMap<(i64, PersonId), Total>,
    people: BTreeMap<(i64, PersonId), Written>,
    messages: i64,
    new_chats: i64,
    new_people: i64,
}

/// The counted messages of a person in a chat.
#[derive(Default, Deserialize)]
pub(super) struct Total {
    messages: i64,
    /// Of these, what is said to a bot.
    to_bot: i64,
}

struct Written {
    messages: i64,
    to_bot: i64,
    first_at: i64,
    last_at: i64,
}

impl Counters {
    /// `writers`: how many messages those who already wrote have, by chat key.
    pub fn new(writers: HashMap<(i64, PersonId), Total>) -> Self {
        Self { writers, people: BTreeMap::new(), messages: 0, new_chats: 0, new_people: 0 }
    }

    /// Counts a message in its chat, for its writer, and in all.
    pub fn count(&mut self, chat: &mut ChatRow, people: &mut People, message: &Message, to_bot: bool) {
        let (writer, date) = (message.sender.id, message.date);
        self.messages += 1;
        self.new_chats += i64::from(chat.messages == 0);
        self.new_people += i64::from(people.wrote(writer));
        chat.count(date, to_bot);
        let total = self.writers.entry((chat.key, writer)).or_default();
        chat.people += i64::from(total.messages == 0);
        total.messages += 1;
        total.to_bot += i64::from(to_bot);
        if !to_bot {
            chat.rank(writer, total.messages - total.to_bot);
        }
        let first = Written { messages: 0, to_bot: 0, first_at: date, last_at: date };
        let written = self.people.entry((chat.key, writer)).or_insert(first);
        written.messages += 1;
        written.to_bot += i64::from(to_bot);
        written.first_at = written.first_at.min(date);
        written.last_at = written.last_at.max(date);
    }

    pub async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        if self.messages == 0 {
            return Ok(());
        }
        let rows: Vec<_> = self
            .people
            .iter()
            .map(|((chat, person), it)| (chat, person, it.messages, it.to_bot, it.first_at, it.last_at))
            .collect();
        sqlx::query(WRITE_PEOPLE).bind(json(&rows)?).execute(&mut *conn).await?;
        sqlx::query(WRITE_TOTALS).bind(self.messages).bind(self.new_chats).bind(self.new_people).execute(conn).await?;
        Ok(())
    }
}
