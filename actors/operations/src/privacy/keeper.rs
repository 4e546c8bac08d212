//! Sees to it that what was erased is gone from every file, and that raw texts that are not to be kept go soon.
//!
//! What is to be done stands in the databases, so a kill at any instant costs nothing but time.

use std::{sync::Arc, time::Duration};

use context::Context as Memory;
use conversation::Conversation;
use events::{Event, Seq, update};
use runtime::{Next, Step, Supervisor, Work, Worker, WorkerHandle, fail_point};
use storage::AskError;
use storage::{
    discretion::{
        RedactionSet,
        raw::{Depth, scrubbed},
    },
    journal::{Entry, Journal, Rewritten},
    store::SomeStore,
};

/// The pause after which raw texts of those who want none kept are looked for.
const ROUND: Duration = Duration::from_secs(60);
/// The pause while an erasure is under way.
const SOON: Duration = Duration::from_millis(500);

/// What holds words in memory, each with a way to let go of them.
pub type Caches = Vec<Arc<dyn Fn() + Send + Sync>>;

/// See the module.
#[derive(Clone)]
pub struct Keeper {
    pub journal: Journal,
    pub context: Memory,
    pub conversation: Conversation,
    /// All that apply the journal.
    pub stores: Vec<SomeStore>,
    pub caches: Caches,
}

impl Keeper {
    /// Starts looking, at once and whenever somebody wants to be forgotten.
    pub fn start(self, supervisor: &Supervisor) -> WorkerHandle<Self> {
        let (journal, caches) = (self.journal.clone(), self.caches.clone());
        let worker = Worker::start(supervisor, "privacy", self);
        let nudged = worker.clone();
        journal.follow(move |batch| {
            if batch.entries.iter().any(|entry| is_wish(entry)) {
                caches.iter().for_each(|clear| clear());
                // One that is lost is found in the next round: what is to be done stands in the databases.
                nudged.nudge();
            }
        });
        worker
    }

    /// One look; whether there is nothing more to do for now.
    ///
    /// # Errors
    /// See [`AskError`]; the next look goes on where this one ended.
    pub async fn look(&self) -> Result<bool, AskError> {
        let pending = self.journal.erasures().await?;
        let mut durable = self.journal.head();
        for store in &self.stores {
            durable = durable.min(store.durable().await?);
        }
        let Some((through, _)) = pending.last().filter(|(seq, _)| *seq <= durable) else {
            self.scrub_news(durable).await?;
            return Ok(pending.is_empty());
        };
        // A store that was behind may have read old words again.
        self.caches.iter().for_each(|clear| clear());
        let erased = RedactionSet::of(pending.iter().map(|(_, erasure)| *erasure));
        fail_point("privacy-before-scrub");
        self.scrub(&erased, Seq(0), *through, Depth::Echoes).await?;
        fail_point("privacy-before-clean");
        let mut clean = true;
        for store in &self.stores {
            clean &= store.clean().await?;
        }
        if clean {
            self.journal.clean(*through).await?;
        }
        Ok(false)
    }

    /// Texts that came since the last time, of those who want none kept.
    async fn scrub_news(&self, durable: Seq) -> Result<(), AskError> {
        let shy = self.context.discretion().await?;
        if shy.is_empty() {
            return Ok(());
        }
        if self.conversation.blank_opted_out().await? {
            self.conversation.store().clean().await?;
        }
        let after = self.journal.scrubbed_through().await?;
        if self.scrub(&shy, after, durable, Depth::Own).await? {
            self.caches.iter().for_each(|clear| clear());
            self.journal.clean(Seq(0)).await?;
        }
        Ok(())
    }

    /// Writes updates after one and up to another anew; whether there were any.
    async fn scrub(&self, shy: &RedactionSet, mut after: Seq, through: Seq, depth: Depth) -> Result<bool, AskError> {
        let mut any = false;
        if depth == Depth::Echoes {
            let letters = self.journal.letters().await?;
            let rows = letters.iter().filter(|letter| letter.seq <= through.0).filter_map(|letter| {
                let raw = scrubbed(&letter.raw, &update::read(&letter.raw), shy, depth)?;
                Some(Rewritten { seq: Seq(letter.seq), raw })
            });
            self.journal.rewrite(rows.collect(), Seq(0)).await?;
        }
        while after < through {
            let page = self.journal.read(after).await?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            let page = page.iter().filter(|entry| entry.seq <= through);
            let rows: Vec<_> = page.filter_map(|entry| rewritten(entry, shy, depth)).collect();
            any |= !rows.is_empty();
            self.journal.rewrite(rows, after.min(through)).await?;
        }
        Ok(any)
    }
}

fn rewritten(entry: &Arc<Entry>, shy: &RedactionSet, depth: Depth) -> Option<Rewritten> {
    let raw = scrubbed(&entry.raw, &entry.parsed, shy, depth)?;
    Some(Rewritten { seq: entry.seq, raw })
}

fn is_wish(entry: &Entry) -> bool {
    matches!(entry.event(), Ok(Event::Erase(_) | Event::OptOut(_)))
}

impl Work for Keeper {
    type State = ();

    fn begin(&self) {}

    fn first(&self) -> Duration {
        Duration::ZERO
    }

    async fn step(&self, (): &mut ()) -> Step {
        match self.look().await {
            Ok(true) => Step { result: Ok(()), next: Next::After(ROUND) },
            Ok(false) => Step { result: Ok(()), next: Next::After(SOON) },
            Err(error) => {
                tracing::warn!(%error, "an erasure is incomplete: a file still contains the data; will try again");
                Step { result: Err(error.to_string()), next: Next::After(SOON) }
            }
        }
    }
}
