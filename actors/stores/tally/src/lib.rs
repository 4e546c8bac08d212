//! How many messages each chat has. Begin with [`Tally`], the handle.

use std::sync::Arc;

use events::{Erasure, Event};
use runtime::Supervisor;
use sqlx::SqliteConnection;
use storage::{
    journal::{Entry, Journal},
    sqlite::{Durability, Schema, StorageError},
    store::{SomeStore, Store, StoreHandle, StoreKind, StoreLocation},
};

/// See the module.
pub struct TallyStore;

impl Store for TallyStore {
    type Deps = ();

    const NAME: &'static str = "tally";
    const DERIVED: bool = true;

    fn schema() -> Schema {
        schema()
    }

    async fn load((): &(), _: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self)
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        for entry in entries {
            if let Ok(Event::Message(message)) = &entry.event {
                let sql = "INSERT INTO tally VALUES (?, 1) ON CONFLICT DO UPDATE SET messages = messages + 1";
                sqlx::query(sql).bind(message.chat.id.0).execute(&mut *conn).await?;
            }
        }
        Ok(())
    }

    async fn erase(&mut self, _: &mut SqliteConnection, _: &Erasure) -> Result<(), StorageError> {
        Ok(())
    }
}

/// The database of the tally.
pub fn schema() -> Schema {
    Schema {
        name: "tally",
        application_id: 0x426c_6307,
        durability: Durability::Order,
        migrations: sqlx::migrate!("../../../migrations/tally"),
    }
}

/// The tally in the list of stores.
pub const STORE: StoreKind = StoreKind::of::<TallyStore>();

/// The handle of the tally.
#[derive(Clone)]
pub struct Tally {
    store: StoreHandle<TallyStore>,
}

impl Tally {
    /// Starts the tally.
    pub fn start(supervisor: &Supervisor, home: StoreLocation, journal: &Journal) -> Self {
        Self { store: StoreHandle::start(supervisor, home, journal, ()) }
    }

    /// The store behind it.
    pub fn store(&self) -> SomeStore {
        Arc::new(self.store.clone())
    }
}
