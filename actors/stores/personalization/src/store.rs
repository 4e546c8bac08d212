//! The store of the profiles.

use std::{sync::Arc, time::Duration};

use sqlx::SqliteConnection;

use super::{
    apply::apply,
    check::check,
    choice::Choice,
    choose,
    erase::erase,
    profile_events, twice,
    vocabulary::{Key, Notice},
};
use events::{Erasure, PersonId};
use language::{analyzer::Analyzer, zone::Zones};
use storage::{
    Command,
    journal::Entry,
    sqlite::{Durability, Schema, StorageError},
    store::{ShardedBy, Store, StoreKind},
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

/// Keeps what a person chose at a time (Unix seconds).
pub struct Choose {
    pub person: PersonId,
    pub choice: Choice,
    pub now: i64,
}

impl Command<PersonalizationStore> for Choose {
    type Answer = ();

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        choose::choose(conn, self.person, &self.choice, self.now).await.map(drop)
    }
}

/// Forgets one choice of a person, or all of them.
pub struct Reset {
    pub person: PersonId,
    pub key: Option<Key>,
    pub now: i64,
}

impl Command<PersonalizationStore> for Reset {
    type Answer = ();

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        choose::reset(conn, self.person, self.key, self.now).await.map(drop)
    }
}

/// Keeps whether a person wants something to be done unasked.
pub struct ChooseNotification {
    pub person: PersonId,
    pub notice: Notice,
    pub allowed: bool,
    pub now: i64,
}

impl Command<PersonalizationStore> for ChooseNotification {
    type Answer = ();

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        choose::choose_notification(conn, self.person, self.notice, self.allowed, self.now).await.map(drop)
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
