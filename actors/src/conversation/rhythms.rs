//! The rhythms of chats: in memory for those that talk just now, all in the database.

use std::collections::{BTreeSet, HashMap};

use sqlx::SqliteConnection;

use super::rhythm::Rhythm;
use crate::{
    model::ChatId,
    sqlite::{StorageError, json::json},
};

/// Chats held in memory at most; when they are more, all are forgotten and read again.
const HELD: usize = 1024;

const READ: &str = "SELECT chat_id, state FROM rhythms WHERE chat_id IN (SELECT value FROM json_each(?))";
const WRITE: &str = "
INSERT INTO rhythms (chat_id, state) SELECT value->>0, value->1 FROM json_each(?) WHERE true
ON CONFLICT (chat_id) DO UPDATE SET state = excluded.state";

#[derive(Default)]
pub(super) struct Rhythms {
    held: HashMap<ChatId, Rhythm>,
    changed: BTreeSet<ChatId>,
}

impl Rhythms {
    /// Makes sure that the rhythms of these chats are in memory.
    pub async fn hold(
        &mut self,
        conn: &mut SqliteConnection,
        chats: impl Iterator<Item = ChatId>,
    ) -> Result<(), StorageError> {
        if self.held.len() > HELD && self.changed.is_empty() {
            self.held.clear();
        }
        let missing: BTreeSet<ChatId> = chats.filter(|chat| !self.held.contains_key(chat)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let rows: Vec<(i64, String)> = sqlx::query_as(READ).bind(json(&missing)?).fetch_all(conn).await?;
        self.held.extend(missing.into_iter().map(|chat| (chat, Rhythm::default())));
        for (chat, state) in rows {
            // One that another version wrote is begun anew: nothing is lost but a pause.
            self.held.insert(ChatId(chat), serde_json::from_str(&state).unwrap_or_default());
        }
        Ok(())
    }

    /// The rhythm of a chat that is held.
    pub fn of(&self, chat: ChatId) -> Rhythm {
        self.held.get(&chat).cloned().unwrap_or_default()
    }

    /// The same, to be changed.
    pub fn change(&mut self, chat: ChatId) -> &mut Rhythm {
        self.changed.insert(chat);
        self.held.entry(chat).or_default()
    }

    /// Writes what was changed.
    pub async fn write(&mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        let changed = std::mem::take(&mut self.changed);
        let rows: Vec<_> = changed.iter().filter_map(|chat| Some((chat, self.held.get(chat)?))).collect();
        if !rows.is_empty() {
            sqlx::query(WRITE).bind(json(&rows)?).execute(conn).await?;
        }
        Ok(())
    }
}
