//! What is kept of each chat: in memory for those that talk just now, all in the database.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher},
};

use serde::{Serialize, de::DeserializeOwned};
use sqlx::SqliteConnection;

use super::{activity::ChatActivity, feedback::OwnWords, membership::BotMembership, settings::Settings, spam::Floods};
use events::ChatId;
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
    json::json,
};

/// Chats held in memory at most; when they are more, all are forgotten and read again.
const HELD: usize = 1024;

/// Something that has a row for each chat.
pub(super) trait Kept: Default + Clone + Serialize + DeserializeOwned {
    /// Takes a chat.
    const READ: &'static str;
    /// Takes a chat and its state.
    const WRITE: &'static str;
    /// Takes a chat.
    const FORGET: &'static str;
}

/// The statements are the same but for the table.
macro_rules! kept {
    ($($type:ty: $table:literal,)+) => {
        $(impl Kept for $type {
            const READ: &'static str = concat!("SELECT state FROM ", $table, " WHERE chat_id = ?");
            const WRITE: &'static str = concat!(
                "INSERT INTO ", $table, " (chat_id, state) VALUES (?, ?) \
                 ON CONFLICT (chat_id) DO UPDATE SET state = excluded.state"
            );
            const FORGET: &'static str = concat!("DELETE FROM ", $table, " WHERE chat_id = ?");
        })+
    };
}

kept! {
    ChatActivity: "rhythms",
    Settings: "settings",
    BotMembership: "footings",
    OwnWords: "own_words",
    Floods: "floods",
}

/// The rows of chats; one that another version wrote and this one cannot read is begun anew.
#[derive(Default)]
pub(super) struct PerChat<T> {
    held: HashMap<ChatId, T>,
    changed: BTreeSet<ChatId>,
    /// What was last written of those that are held, as a digest: hardly anything is written twice.
    written: HashMap<ChatId, u64>,
    /// That of a chat of which nothing is kept.
    nothing: T,
}

impl<T: Kept> PerChat<T> {
    /// Makes sure that the rows of these chats are in memory.
    pub async fn hold(
        &mut self,
        conn: &mut SqliteConnection,
        chats: impl Iterator<Item = ChatId>,
    ) -> Result<(), StorageError> {
        let missing: BTreeSet<ChatId> = chats.filter(|chat| !self.held.contains_key(chat)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let direct = Direct::of(conn).await?;
        let mut find = direct.prepare(T::READ)?;
        for chat in missing {
            let read = |row: &Row<'_>| Ok(serde_json::from_str(row.text(0)?).unwrap_or_default());
            self.held.insert(chat, find.first(&[chat.into()], read)?.unwrap_or_default());
        }
        Ok(())
    }

    /// The row of a chat that is held.
    pub fn of(&self, chat: ChatId) -> &T {
        self.held.get(&chat).unwrap_or(&self.nothing)
    }

    /// The same, to be changed.
    pub fn change(&mut self, chat: ChatId) -> &mut T {
        self.changed.insert(chat);
        self.held.entry(chat).or_default()
    }

    /// Begins the row of a chat anew.
    pub async fn forget(&mut self, conn: &mut SqliteConnection, chat: ChatId) -> Result<(), StorageError> {
        sqlx::query(T::FORGET).bind(chat.0).execute(conn).await?;
        self.changed.remove(&chat);
        self.written.remove(&chat);
        self.held.insert(chat, T::default());
        Ok(())
    }

    /// Writes what was changed.
    pub fn write(&mut self, direct: &Direct<'_>) -> Result<(), StorageError> {
        let changed = std::mem::take(&mut self.changed);
        let states = changed.iter().filter_map(|chat| Some((*chat, self.held.get(chat)?)));
        let mut write = direct.prepare(T::WRITE)?;
        for (chat, state) in states {
            let state = json(state)?;
            let digest = BuildHasherDefault::<DefaultHasher>::new().hash_one(&state);
            if self.written.get(&chat) != Some(&digest) {
                write.run(&[chat.into(), (&state).into()])?;
                self.written.insert(chat, digest);
            }
        }
        // Not before: what a transaction holds it may still ask for.
        if self.held.len() > HELD {
            self.held.clear();
            self.written.clear();
        }
        Ok(())
    }
}
