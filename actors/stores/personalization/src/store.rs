//! The store of the profiles.

use std::{sync::Arc, time::Duration};

use sqlx::SqliteConnection;

use super::{apply::apply, check::check, erase::erase, kept::KEPT, profile_events, twice};
use events::{Erasure, PersonId};
use language::{analyzer::Analyzer, zone::Zones};
use storage::{
    Command,
    journal::Entry,
    sqlite::{Durability, Schema, StorageError},
    store::{KeptKind, ShardedBy, Store, StoreKind},
};

/// What profiles are made with.
#[derive(Clone)]
pub struct Deps {
    /// This bot's user id.
    pub own: PersonId,
    pub analyzer: Analyzer,
    pub zones: Zones,
}

/// See the module.
pub struct PersonalizationStore {
    deps: Deps,
}

impl Store for PersonalizationStore {
    type Deps = Deps;

    const NAME: &'static str = "personalization";
    /// But for what people chose: see [`carry_over`](super::carry_over).
    const DERIVED: bool = true;
    const LINGER: Duration = Duration::from_millis(30);
    const SHARDED_BY: ShardedBy = ShardedBy::Person;
    const KEPT: &'static [KeptKind<Self>] = KEPT;

    fn schema() -> Schema {
        schema()
    }

    async fn load(deps: &Deps, _: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self { deps: deps.clone() })
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        apply(conn, entries, &self.deps).await
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        erase(conn, erasure).await
    }
}

/// Deletes at most `limit` events from before a time (Unix seconds); answers how many.
pub struct CleanUp {
    pub before: i64,
    pub limit: u32,
}

impl Command<PersonalizationStore> for CleanUp {
    type Answer = u64;

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<u64, StorageError> {
        twice::clean_up(conn, self.before, self.limit).await?;
        profile_events::clean_up(conn, self.before, self.limit).await
    }
}

/// The profiles' database. Replaces `_init_database`, together with [`storage::sqlite::open`].
pub fn schema() -> Schema {
    Schema {
        name: "personalization",
        application_id: 0x426c_6305,
        durability: Durability::Order,
        cache_kib: 2048,
        migrations: sqlx::migrate!("../../../migrations/personalization"),
    }
}

/// The profiles in the list of stores.
pub const STORE: StoreKind = StoreKind::of::<PersonalizationStore>().with_counters(|conn| Box::pin(check(conn)));
