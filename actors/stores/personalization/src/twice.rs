//! Messages that were imported and are heard live after that, as where a bot was away while a history was taken: the
//! memory knows each by its number, profiles only count.

use std::collections::HashSet;

use sqlx::SqliteConnection;

use events::{ChatId, Event, Message, MessageId};
use storage::{
    journal::Entry,
    sqlite::{
        StorageError,
        json::{json, read},
    },
};

/// Telegram keeps updates for a day; what was written so long before its import is not heard any more, seconds.
const HEARD_WITHIN: i64 = 2 * 86_400;

const KNOWN: &str = "
SELECT json_group_array(json_array(i.chat_id, i.message_id, i.date))
FROM jsonb_each(?) w CROSS JOIN imported i ON i.chat_id = w.value->>0 AND i.message_id = w.value->>1";
const ADD: &str = "
INSERT OR IGNORE INTO imported (chat_id, message_id, date)
SELECT value->>0, value->>1, value->>2 FROM jsonb_each(?)";
const CLEAN_UP: &str = "
DELETE FROM imported WHERE (chat_id, message_id) IN (
  SELECT chat_id, message_id FROM imported WHERE date < ?1 ORDER BY date LIMIT ?2)";

/// The date belongs to it: small groups number messages for each account anew.
type Number = (ChatId, MessageId, i64);

/// Which messages were imported not long before.
#[derive(Default)]
pub(super) struct Imported {
    known: HashSet<Number>,
    new: Vec<Number>,
}

impl Imported {
    /// What is known of the live messages of a batch.
    pub async fn about<'a>(
        conn: &mut SqliteConnection,
        entries: impl Iterator<Item = &'a Entry>,
    ) -> Result<Self, StorageError> {
        let live: Vec<_> = entries.filter_map(live).map(number).collect();
        if live.is_empty() {
            return Ok(Self::default());
        }
        let known: String = sqlx::query_scalar(KNOWN).bind(json(&live)?).fetch_one(conn).await?;
        Ok(Self { known: read(&known)?, new: Vec::new() })
    }

    /// Whether the entry is of a message that was counted when it was imported. Notes those that are.
    pub fn has(&mut self, entry: &Entry) -> bool {
        if let Ok(Event::Imported(imported)) = &entry.event
            && imported.message.date > entry.received_ms / 1000 - HEARD_WITHIN
        {
            let number = number(&imported.message);
            self.known.insert(number);
            self.new.push(number);
        }
        live(entry).is_some_and(|message| self.known.contains(&number(message)))
    }

    pub async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        if !self.new.is_empty() {
            sqlx::query(ADD).bind(json(&self.new)?).execute(conn).await?;
        }
        Ok(())
    }
}

fn live(entry: &Entry) -> Option<&Message> {
    match &entry.event {
        Ok(Event::Message(message)) => Some(message),
        _ => None,
    }
}

fn number(message: &Message) -> Number {
    (message.chat.id, message.id, message.date)
}

/// Forgets at most `limit` of those written before a time; how many.
pub(super) async fn clean_up(conn: &mut SqliteConnection, before: i64, limit: u32) -> Result<u64, StorageError> {
    Ok(sqlx::query(CLEAN_UP).bind(before).bind(limit).execute(conn).await?.rows_affected())
}
