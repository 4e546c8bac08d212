//! The store of the chat memory.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{
    apply::{apply, save},
    erase::erase,
    old::{self, forget_old},
};
use events::{ChatId, Erasure, Message, PersonId};
use storage::{
    discretion::Discretion,
    journal::Entry,
    sqlite::{Durability, Schema, StorageError},
    store::Store,
};

/// A write that does not come through the journal.
pub(super) enum Command {
    Save(Vec<Message>),
    ForgetOld { chat: ChatId, before: i64, limit: u32 },
}

pub(super) struct ContextStore {
    own: PersonId,
}

impl Store for ContextStore {
    /// This bot's user id.
    type Seed = PersonId;
    type Command = Command;
    /// Messages that were wiped.
    type Answer = u64;

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

    async fn execute(&mut self, conn: &mut SqliteConnection, commands: &[Command]) -> Result<Vec<u64>, StorageError> {
        let mut answers = Vec::with_capacity(commands.len());
        for command in commands {
            answers.push(match command {
                Command::Save(messages) => {
                    self.save(conn, messages).await?;
                    0
                }
                Command::ForgetOld { chat, before, limit } => forget_old(conn, *chat, *before, *limit).await?,
            });
        }
        Ok(answers)
    }
}

impl ContextStore {
    async fn save(&self, conn: &mut SqliteConnection, messages: &[Message]) -> Result<(), StorageError> {
        let discretion = Discretion::load(conn).await?;
        let seen = messages.iter().map(|it| discretion.message(it).unwrap_or_else(|| it.clone()));
        let seen: Vec<_> = seen.collect();
        save(conn, &seen, self.own).await?;
        old::look_again(conn, seen.iter().map(|message| message.chat.id)).await
    }
}

/// The chat memory's database. Replaces `init_db`, together with [`storage::sqlite::open`].
pub fn schema() -> Schema {
    Schema {
        name: "context",
        application_id: 0x426c_6302,
        durability: Durability::Order,
        migrations: sqlx::migrate!("../../../migrations/context"),
    }
}
