//! The work that nobody asks for: forgetting what is no longer needed, in small steps, and looking for damage at night.

mod night;

use std::time::{Duration, Instant};

pub use self::night::Night;
use analysis::Analysis;
use context::Context as Memory;
use conversation::Conversation;
use language::analyzer::Analyzer;
use personalization::Personalization;
use runtime::{
    Next, Step, Supervisor, Work, Worker, WorkerHandle,
    clock::{now, now_ms},
    metrics,
};
use storage::{AskError, journal::Journal, sqlite::StorageError, store::SomeStore};

/// Of so many free pages each, a round takes one step more: an eighth of them.
const PAGES_A_STEP: u64 = 2048;
/// 64 MiB a round.
const MOST_STEPS: u64 = 63;

/// The actor that tidies up. Replaces `memory_cleanup_task`.
#[derive(Clone)]
pub struct Housekeeping {
    pub journal: Journal,
    /// All that apply the journal: what one of them still needs is kept.
    pub stores: Vec<SomeStore>,
    pub conversation: Conversation,
    pub context: Memory,
    pub analysis: Analysis,
    pub personalization: Personalization,
    pub analyzer: Analyzer,
    pub keep: Retention,
    /// When all files are read.
    pub night: Night,
    /// How often it looks around.
    pub every: Duration,
}

/// How long things are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Updates in raw form, and finished rows of the outbox.
    pub journal: Duration,
    /// What single messages were understood to say, and the trends made of it.
    pub analysis: Duration,
    /// What happened to people's profiles.
    pub events: Duration,
}

impl Housekeeping {
    /// Starts tidying up every now and then.
    pub fn start(self, supervisor: &Supervisor) -> WorkerHandle<Self> {
        Worker::start(supervisor, "housekeeping", self)
    }

    /// One round. A part that fails does not keep the others from theirs; it is tried again in the next round. Tells
    /// which failed.
    pub async fn tidy(&self) -> Vec<&'static str> {
        metrics::ROUNDS.with_label_values(&["housekeeping"]).inc();
        let mut failed = Vec::new();
        failed.extend(report("journal", self.forget_updates().await));
        failed.extend(report("analysis", self.analysis.clean_up(before(self.keep.analysis)).await));
        failed.extend(report("personalization", self.personalization.clean_up(before(self.keep.events)).await));
        failed.extend(report("old messages", self.forget_messages().await));
        self.analyzer.expire(Instant::now());
        failed.extend(report("journal", shrink(async || self.journal.optimise().await).await));
        for store in &self.stores {
            failed.extend(report(store.name(), shrink(async || store.optimise().await).await));
        }
        failed
    }

    /// Reads all files, beside their writers, and raises an alarm about those that are damaged.
    pub async fn check(&self) {
        note("journal", self.journal.check().await);
        for store in &self.stores {
            note(store.name(), store.check().await);
        }
    }

    /// Wipes the messages of chats that keep them for some days only. Tells how many went.
    ///
    /// # Errors
    /// See [`AskError`]; the next time may work.
    pub async fn forget_messages(&self) -> Result<u64, AskError> {
        let mut wiped = 0;
        for (chat, days) in self.conversation.forgetful().await? {
            let before = before(Duration::from_secs(u64::from(days) * 86_400));
            wiped += self.context.forget_old(chat, before).await?;
            self.analysis.forget_old(chat, before).await?;
        }
        Ok(wiped)
    }

    /// Deletes journal entries and finished rows of the outbox that are older than the retention; entries only once
    /// every store has them durably. Tells how many entries went.
    ///
    /// # Errors
    /// See [`AskError`]; the next time may work.
    pub async fn forget_updates(&self) -> Result<u64, AskError> {
        let retention = i64::try_from(self.keep.journal.as_millis()).unwrap_or(i64::MAX);
        let before_ms = now_ms().saturating_sub(retention);
        self.conversation.prune(before_ms).await?;
        let mut durable = self.journal.head();
        for store in &self.stores {
            durable = durable.min(store.durable().await?);
        }
        self.journal.prune(durable, before_ms).await
    }
}

/// Optimises a database, in so many small steps as there is much to give back to the disk: each round takes a part of it,
/// since what is written next needs room, too. Nothing is deleted.
async fn shrink(mut step: impl AsyncFnMut() -> Result<u64, AskError>) -> Result<u64, AskError> {
    let free = step().await?;
    for _ in 0..(free / PAGES_A_STEP).min(MOST_STEPS) {
        step().await?;
    }
    Ok(0)
}

/// The time (Unix seconds) so long ago.
fn before(age: Duration) -> i64 {
    now().saturating_sub(i64::try_from(age.as_secs()).unwrap_or(i64::MAX))
}

/// Logs what a part came to; tells its name if it failed.
fn report(what: &'static str, done: Result<u64, AskError>) -> Option<&'static str> {
    match done {
        Ok(0) => None,
        Ok(deleted) => {
            tracing::info!(what, deleted, "old rows were deleted");
            None
        }
        Err(error) => {
            tracing::warn!(what, %error, "the cleanup failed; will try again later");
            Some(what)
        }
    }
}

/// What a look at a file found.
fn note(name: &str, found: Result<Option<String>, StorageError>) {
    match found {
        Ok(None) => tracing::info!(name, "the database check found no damage"),
        Ok(Some(damage)) => {
            metrics::STORE_ALARMS.with_label_values(&[name, "damaged"]).inc();
            tracing::error!(
                name,
                damage,
                "ALARM: the database is damaged; a store derived from the journal is recovered now; for the journal \
                 and the conversation, restore a backup: `balachka restore`"
            );
        }
        Err(error) => tracing::warn!(name, %error, "the database could not be checked; will try again the next night"),
    }
}

impl Work for Housekeeping {
    /// When all files were read last.
    type State = Option<i64>;

    fn begin(&self) -> Option<i64> {
        None
    }

    fn first(&self) -> Duration {
        self.every
    }

    async fn step(&self, checked: &mut Option<i64>) -> Step {
        let failed = self.tidy().await;
        if self.night.is_due(now(), *checked) {
            *checked = Some(now());
            self.check().await;
        }
        let result = if failed.is_empty() { Ok(()) } else { Err(format!("not done: {}", failed.join(", "))) };
        Step { result, next: Next::Every(self.every) }
    }
}

#[cfg(test)]
mod tests;
