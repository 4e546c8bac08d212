//! Counters of who wrote how much, grouped over a run.

use std::collections::{BTreeMap, HashMap};

use sqlx::SqliteConnection;

use super::{chats::ChatRow, people::People};
use events::PersonId;
use storage::sqlite::{StorageError, json::json};

const WRITE_PEOPLE: &str = "
INSERT INTO chat_people (chat_key, person_id, messages, first_at, last_at)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_key, person_id) DO UPDATE SET
  messages = messages + excluded.messages, first_at = min(first_at, excluded.first_at),
  last_at = max(last_at, excluded.last_at)";
const WRITE_TOTALS: &str = "
UPDATE totals SET messages = messages + ?, chats = chats + ?, people = people + ?";

pub(super) struct Counters {
    writers: HashMap<(i64, PersonId), i64>,
    people: BTreeMap<(i64, PersonId), Written>,
    messages: i64,
    new_chats: i64,
    new_people: i64,
}

struct Written {
    messages: i64,
    first_at: i64,
    last_at: i64,
}

impl Counters {
    /// `writers`: how many messages those who already wrote have, by chat key.
    pub fn new(writers: HashMap<(i64, PersonId), i64>) -> Self {
        Self { writers, people: BTreeMap::new(), messages: 0, new_chats: 0, new_people: 0 }
    }

    /// Counts a message in its chat, for its writer, and in all.
    pub fn count(&mut self, chat: &mut ChatRow, people: &mut People, writer: PersonId, date: i64) {
        self.messages += 1;
        self.new_chats += i64::from(chat.messages == 0);
        self.new_people += i64::from(people.wrote(writer));
        chat.count(date);
        let total = self.writers.entry((chat.key, writer)).or_insert(0);
        chat.people += i64::from(*total == 0);
        *total += 1;
        chat.rank(writer, *total);
        let first = Written { messages: 0, first_at: date, last_at: date };
        let written = self.people.entry((chat.key, writer)).or_insert(first);
        written.messages += 1;
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
            .map(|((chat, person), written)| (chat, person, written.messages, written.first_at, written.last_at))
            .collect();
        sqlx::query(WRITE_PEOPLE).bind(json(&rows)?).execute(&mut *conn).await?;
        sqlx::query(WRITE_TOTALS).bind(self.messages).bind(self.new_chats).bind(self.new_people).execute(conn).await?;
        Ok(())
    }
}
