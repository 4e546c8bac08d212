//! An import within the process whose stores run.

use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

use super::{ImportError, ImportTarget};
use context::{Context, there::Existing};
use events::{ChatId, MessageId, PersonId, Seq};
use storage::AskError;
use storage::{
    journal::{Journal, NewEntry},
    sqlite::StorageError,
    store::SomeStore,
};

/// Entries that the slowest store may be behind; they fit into the inboxes of the stores, so that each is read once.
const AHEAD: i64 = 3000;
/// Entries after which those that all stores have are deleted.
const PRUNE_EVERY: i64 = 20_000;
/// A store that does nothing for so long is stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// See the module.
pub struct InProcess {
    journal: Journal,
    context: Context,
    /// All that run.
    stores: Vec<SomeStore>,
    pruned: Seq,
}

impl InProcess {
    /// `stores` are all that run; what one of them does not have yet is not deleted from the journal.
    pub fn new(journal: Journal, context: Context, stores: Vec<SomeStore>) -> Self {
        let pruned = journal.head();
        Self { journal, context, stores, pruned }
    }

    /// Waits until every store has come so far.
    pub async fn connectivity(&self, seq: Seq) -> Result<(), ImportError> {
        for store in &self.stores {
            let (mut since, mut last) = (Instant::now(), store.bookmark());
            while !store.reached(seq, Duration::from_secs(1)).await {
                if last != store.bookmark() {
                    (since, last) = (Instant::now(), store.bookmark());
                } else if since.elapsed() > PATIENCE {
                    return Err(ImportError::Stalled(store.name()));
                }
            }
        }
        Ok(())
    }

    /// What every store has durably goes. To the conversation it is nothing, whether it runs or not.
    async fn prune(&mut self) -> Result<(), ImportError> {
        self.pruned = self.journal.head();
        let mut durable = self.pruned;
        for store in &self.stores {
            durable = match store.durable().await {
                Ok(passed) => durable.min(passed),
                // Somebody reads; the next time may work.
                Err(AskError::Failed(StorageError::Busy)) => return Ok(()),
                Err(error) => return Err(error.into()),
            };
        }
        self.journal.prune_imported(durable).await?;
        Ok(())
    }
}

impl ImportTarget for InProcess {
    async fn there(
        &mut self,
        messages: &[(ChatId, MessageId)],
        people: &HashSet<PersonId>,
    ) -> Result<Existing, ImportError> {
        Ok(self.context.there(messages, people).await?)
    }

    async fn make_room(&mut self) -> Result<(), ImportError> {
        let head = self.journal.head();
        self.connectivity(Seq(head.0 - AHEAD)).await?;
        if head.0 - self.pruned.0 >= PRUNE_EVERY {
            self.prune().await?;
        }
        Ok(())
    }

    async fn append(&mut self, drafts: Vec<NewEntry>) -> Result<u64, ImportError> {
        let places = self.journal.append(drafts).await?;
        Ok(places.iter().flatten().count() as u64)
    }

    async fn finish(&mut self) -> Result<(), ImportError> {
        self.connectivity(self.journal.head()).await?;
        self.prune().await
    }
}
