//! The store of the chat memory.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::apply::{apply, save};
use crate::{
    journal::Entry,
    model::{Message, PersonId},
    sqlite::{Durability, Schema, StorageError},
    store::Store,
};

/// Messages to save that did not come through the journal.
pub(super) struct Save(pub Vec<Message>);

pub(super) struct ContextStore {
    own: PersonId,
}

impl Store for ContextStore {
    /// This bot's user id.
    type Seed = PersonId;
    type Command = Save;
    type Answer = ();

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

    async fn execute(&mut self, conn: &mut SqliteConnection, commands: &[Save]) -> Result<Vec<()>, StorageError> {
        for Save(messages) in commands {
            save(conn, messages, self.own).await?;
        }
        Ok(vec![(); commands.len()])
    }
}

/// The chat memory's database. Replaces `init_db`, together with [`crate::sqlite::open`].
pub fn schema() -> Schema {
    Schema {
        name: "context",
        application_id: 0x426c_6302,
        durability: Durability::Order,
        migrations: sqlx::migrate!("../migrations/context"),
    }
}
