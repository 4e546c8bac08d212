//! The store of the chat memory.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{
    apply::{apply, save},
    check::check,
    erase::erase,
    old::{self, forget_old},
};
use events::{ChatId, Erasure, Message, PersonId};
use storage::{
    Command,
    discretion::RedactionSet,
    journal::Entry,
    sqlite::{Durability, Schema, StorageError},
    store::{Store, StoreKind},
};

pub(super) struct ContextStore {
    own: PersonId,
}

impl Store for ContextStore {
    /// This bot's user id.
    type Deps = PersonId;

    const NAME: &'static str = "context";
    const DERIVED: bool = true;

    fn schema() -> Schema {
        schema()
    }

    async fn load(own: &PersonId, _: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self { own: *own })
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        apply(conn, entries, self.own).await
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        erase(conn, erasure).await
    }

    /// The index only marks words as deleted until its parts are merged.
    async fn condense(&mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        sqlx::query("INSERT INTO found (found) VALUES ('optimize')").execute(conn).await?;
        Ok(())
    }
}

/// Saves messages that did not come through the journal.
pub(super) struct Save(pub Vec<Message>);

impl Command<ContextStore> for Save {
    type Answer = ();

    async fn execute(&self, store: &mut ContextStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        let discretion = RedactionSet::load(conn).await?;
        let seen = self.0.iter().map(|it| discretion.message(it).unwrap_or_else(|| it.clone()));
        let seen: Vec<_> = seen.collect();
        save(conn, &seen, store.own).await?;
        old::look_again(conn, seen.iter().map(|message| message.chat.id)).await
    }
}

/// Wipes at most `limit` messages of a chat from before a time (Unix seconds); answers how many.
pub(super) struct ForgetOld {
    pub chat: ChatId,
    pub before: i64,
    pub limit: u32,
}

impl Command<ContextStore> for ForgetOld {
    type Answer = u64;

    async fn execute(&self, _: &mut ContextStore, conn: &mut SqliteConnection) -> Result<u64, StorageError> {
        forget_old(conn, self.chat, self.before, self.limit).await
    }
}

/// The chat memory's database. Replaces `init_db`, together with [`storage::sqlite::open`].
pub fn schema() -> Schema {
    Schema {
        name: "context",
        application_id: 0x426c_6302,
        durability: Durability::Order,
        // The ends of the indexes of all chats that talk.
        cache_kib: 8192,
        migrations: sqlx::migrate!("../../../migrations/context"),
    }
}

/// The chat memory in the list of stores.
pub const STORE: StoreKind = StoreKind::of::<ContextStore>().with_counters(|conn| Box::pin(check(conn)));
