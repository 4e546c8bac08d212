//! The store of the profiles.

use std::{sync::Arc, time::Duration};

use sqlx::SqliteConnection;

use super::{
    apply::apply,
    choice::Choice,
    choose,
    erase::erase,
    profile_events, twice,
    vocabulary::{Key, Notice},
};
use events::{Erasure, PersonId};
use language::{analyzer::Analyzer, zone::Zones};
use storage::{
    journal::Entry,
    sqlite::{Durability, Schema, StorageError},
    store::Store,
};

/// What profiles are made with.
#[derive(Clone)]
pub struct Seed {
    /// This bot's user id.
    pub own: PersonId,
    pub analyzer: Analyzer,
    pub zones: Zones,
}

/// A write that somebody asks for.
pub enum Command {
    Choose { person: PersonId, choice: Choice, now: i64 },
    Reset { person: PersonId, key: Option<Key>, now: i64 },
    ChooseNotification { person: PersonId, notice: Notice, allowed: bool, now: i64 },
    CleanUp { before: i64, limit: u32 },
}

/// See the module.
pub struct PersonalizationStore {
    seed: Seed,
}

impl Store for PersonalizationStore {
    type Seed = Seed;
    type Command = Command;
    /// Rows changed or deleted.
    type Answer = u64;

    const NAME: &'static str = "personalization";
    /// But for what people chose: see [`carry_over`](super::carry_over).
    const DERIVED: bool = true;
    const LINGER: Duration = Duration::from_millis(30);

    fn schema() -> Schema {
        schema()
    }

    async fn load(seed: &Seed, _: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self { seed: seed.clone() })
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        apply(conn, entries, &self.seed).await
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        erase(conn, erasure).await
    }

    async fn execute(&mut self, conn: &mut SqliteConnection, commands: &[Command]) -> Result<Vec<u64>, StorageError> {
        let mut answers = Vec::with_capacity(commands.len());
        for command in commands {
            answers.push(execute(conn, command).await?);
        }
        Ok(answers)
    }
}

async fn execute(conn: &mut SqliteConnection, command: &Command) -> Result<u64, StorageError> {
    match command {
        Command::Choose { person, choice, now } => choose::choose(conn, *person, choice, *now).await,
        Command::Reset { person, key, now } => choose::reset(conn, *person, *key, *now).await,
        Command::ChooseNotification { person, notice, allowed, now } => {
            choose::choose_notification(conn, *person, *notice, *allowed, *now).await
        }
        Command::CleanUp { before, limit } => {
            twice::clean_up(conn, *before, *limit).await?;
            profile_events::clean_up(conn, *before, *limit).await
        }
    }
}

/// The profiles' database. Replaces `_init_database`, together with [`storage::sqlite::open`].
pub fn schema() -> Schema {
    Schema {
        name: "personalization",
        application_id: 0x426c_6305,
        durability: Durability::Order,
        migrations: sqlx::migrate!("../../../migrations/personalization"),
    }
}
