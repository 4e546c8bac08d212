//! Messages that were imported and are heard live after that, as where a bot was away while a history was taken: the
//! memory knows each by its number, profiles only count.

use std::collections::HashSet;

use sqlx::SqliteConnection;

use events::{ChatId, Event, Message, MessageId};
use storage::{
    journal::Entry,
    sqlite::{StorageError, direct::Direct},
};

/// Telegram keeps updates for a day; what was written so long before its import is not heard any more, seconds.
const HEARD_WITHIN: i64 = 2 * 86_400;

const ANY: &str = "SELECT 1 FROM imported LIMIT 1";
const KNOWN: &str = "SELECT date FROM imported WHERE chat_id = ? AND message_id = ?";
const ADD: &str = "INSERT OR IGNORE INTO imported (chat_id, message_id, date) VALUES (?, ?, ?)";
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
    pub fn about<'a>(direct: &Direct<'_>, entries: impl Iterator<Item = &'a Entry>) -> Result<Self, StorageError> {
        let mut imported = Self::default();
        if direct.prepare(ANY)?.first(&[], |_| Ok(()))?.is_none() {
            return Ok(imported);
        }
        let mut find = direct.prepare(KNOWN)?;
        for message in entries.filter_map(live) {
            let (chat, id, _) = number(message);
            let date = find.first(&[chat.into(), id.into()], |row| Ok(row.integer(0)))?;
            imported.known.extend(date.map(|date| (chat, id, date)));
        }
        Ok(imported)
    }

    /// Whether the entry is of a message that was counted when it was imported. Notes those that are.
    pub fn has(&mut self, entry: &Entry) -> bool {
        if let Ok(Event::Imported(imported)) = entry.event()
            && imported.message.date > entry.received_ms / 1000 - HEARD_WITHIN
        {
            let number = number(&imported.message);
            self.known.insert(number);
            self.new.push(number);
        }
        live(entry).is_some_and(|message| self.known.contains(&number(message)))
    }

    pub fn write(&self, direct: &Direct<'_>) -> Result<(), StorageError> {
        direct.write(ADD, self.new.iter().map(|(chat, id, date)| [(*chat).into(), (*id).into(), (*date).into()]))
    }
}

fn live(entry: &Entry) -> Option<&Message> {
    match entry.event() {
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
