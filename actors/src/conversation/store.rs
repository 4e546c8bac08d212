//! The store of the conversation: decides on what the journal brings, and keeps the outbox.

use std::sync::Arc;

use sqlx::SqliteConnection;
use tokio::sync::watch;

use super::{
    Decision, Me, Policy, decide,
    outbox::{self, Decided, Outcome},
};
use crate::{
    clock::now,
    journal::Entry,
    model::Event,
    sqlite::{Durability, Schema, StorageError},
    store::Store,
};

/// Who we are, when to answer, and who is told that the outbox changed.
#[derive(Clone)]
pub(super) struct Seed {
    pub me: Me,
    pub policy: Arc<Policy>,
    pub changed: watch::Sender<()>,
}

/// A change of the outbox.
pub(super) enum Command {
    Composed { id: i64, parts: Vec<String> },
    Claim { id: i64 },
    Settle { id: i64, outcome: Outcome },
    Recover,
    Prune { before_ms: i64, limit: u32 },
}

pub(super) struct ConversationStore {
    seed: Seed,
    /// The transaction at hand changes the outbox.
    changes: bool,
}

impl Store for ConversationStore {
    type Seed = Seed;
    type Command = Command;
    /// Of a claim: whether the row was there for it. Of pruning: whether there may be more.
    type Answer = bool;

    const NAME: &'static str = "conversation";
    /// What was said cannot be unsaid: replaying decisions would answer again.
    const DERIVED: bool = false;

    fn schema() -> Schema {
        schema()
    }

    async fn load(seed: &Seed, _: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self { seed: seed.clone(), changes: false })
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let now = now();
        for entry in entries {
            match &entry.event {
                Ok(Event::Sent(sent)) => {
                    self.changes = true;
                    outbox::sent(conn, sent.outbox).await?;
                }
                Ok(event) => self.consider(conn, entry, event, now).await?,
                Err(_) => {}
            }
        }
        Ok(())
    }

    async fn execute(&mut self, conn: &mut SqliteConnection, commands: &[Command]) -> Result<Vec<bool>, StorageError> {
        self.changes = true;
        let mut answers = Vec::with_capacity(commands.len());
        for command in commands {
            answers.push(execute(conn, command).await?);
        }
        Ok(answers)
    }

    fn committed(&mut self) {
        if std::mem::take(&mut self.changes) {
            self.seed.changed.send_replace(());
        }
    }
}

impl ConversationStore {
    async fn consider(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        event: &Event,
        now: i64,
    ) -> Result<(), StorageError> {
        let decision = decide(event, &self.seed.me, &self.seed.policy, now);
        let outcome = match &decision {
            Decision::Quiet(why) => why.as_str(),
            Decision::Answer(_) => "answer",
        };
        tracing::debug!(
            target: "trail", seq = entry.seq.0, update_id = entry.update_id, stage = "conversation", outcome
        );
        match decision {
            Decision::Quiet(_) => Ok(()),
            Decision::Answer(request) => {
                self.changes = true;
                let decided = Decided { seq: entry.seq, received_ms: entry.received_ms, request: &request };
                outbox::add(conn, decided).await
            }
        }
    }
}

async fn execute(conn: &mut SqliteConnection, command: &Command) -> Result<bool, StorageError> {
    match command {
        Command::Composed { id, parts } => outbox::composed(conn, *id, parts).await?,
        Command::Claim { id } => return outbox::claim(conn, *id).await,
        Command::Settle { id, outcome } => outbox::settle(conn, *id, outcome).await?,
        Command::Recover => outbox::recover(conn).await?,
        Command::Prune { before_ms, limit } => return outbox::prune(conn, *before_ms, *limit).await,
    }
    Ok(true)
}

/// The outbox's database.
pub fn schema() -> Schema {
    Schema {
        name: "outbox",
        application_id: 0x426c_6303,
        durability: Durability::EachCommit,
        migrations: sqlx::migrate!("../migrations/outbox"),
    }
}
