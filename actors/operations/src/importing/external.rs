//! An import beside a running service, from a process of its own.

use std::{
    collections::HashSet,
    path::Path,
    time::{Duration, Instant},
};

use sqlx::SqliteConnection;
use tokio::time::sleep;

use super::{ImportError, ImportTarget};
use crate::stores::STORES;
use context::there::{Existing, there};
use events::{ChatId, MessageId, PersonId, Seq};
use storage::{
    journal::{self, NewEntry, append_beside, prune_beside},
    sqlite::{self, StorageError},
    store::{bookmark, durable},
};

/// Entries that the slowest store may be behind. The service looks for them every 2 seconds, and what people say
/// meanwhile comes after them.
const AHEAD: i64 = 10_000;
const PRUNE_EVERY: i64 = 20_000;
/// How often bookmarks are looked at.
const LOOK: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(60);

/// See the module.
pub struct External {
    journal: SqliteConnection,
    context: SqliteConnection,
    stores: Vec<(&'static str, SqliteConnection)>,
    head: Seq,
    pruned: Seq,
}

impl External {
    /// Opens the databases of a running service.
    ///
    /// # Errors
    /// Those of the databases.
    pub async fn open(folder: &Path) -> Result<Self, StorageError> {
        let mut journal = sqlite::open(folder, &journal::schema()).await?;
        let context = sqlite::open(folder, &context::schema()).await?;
        let mut stores = Vec::new();
        // Those that learn from what is imported.
        for schema in STORES.iter().filter(|store| store.derived).map(|store| store.schema) {
            stores.push((schema().name, sqlite::open(folder, &schema()).await?));
        }
        let head = journal::head(&mut journal).await?;
        Ok(Self { journal, context, stores, head, pruned: head })
    }

    /// Closes them.
    pub async fn close(self) {
        let stores = self.stores.into_iter().map(|(_, conn)| conn);
        for conn in stores.chain([self.context, self.journal]) {
            sqlite::close(conn).await;
        }
    }

    /// Waits until every store that learns has come so far.
    async fn connectivity(&mut self, seq: Seq) -> Result<(), ImportError> {
        for (name, conn) in &mut self.stores {
            let (mut since, mut last) = (Instant::now(), Seq(-1));
            loop {
                // A store that opens for the first time has no bookmark yet.
                let now = bookmark(conn).await.unwrap_or_default();
                if now >= seq {
                    break;
                }
                if now != last {
                    (since, last) = (Instant::now(), now);
                } else if since.elapsed() > PATIENCE {
                    return Err(ImportError::Stalled(name));
                }
                sleep(LOOK).await;
            }
        }
        Ok(())
    }

    /// What every store has durably goes. To the conversation it is nothing.
    async fn prune(&mut self) -> Result<(), ImportError> {
        self.pruned = self.head;
        let mut through = self.head;
        for (_, conn) in &mut self.stores {
            match durable(conn).await {
                Ok(passed) => through = through.min(passed),
                // Somebody reads; the next time may work.
                Err(StorageError::Busy) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(prune_beside(&mut self.journal, through).await?)
    }
}

impl ImportTarget for External {
    async fn there(
        &mut self,
        messages: &[(ChatId, MessageId)],
        people: &HashSet<PersonId>,
    ) -> Result<Existing, ImportError> {
        Ok(there(&mut self.context, messages, people).await?)
    }

    async fn make_room(&mut self) -> Result<(), ImportError> {
        self.connectivity(Seq(self.head.0 - AHEAD)).await?;
        if self.head.0 - self.pruned.0 >= PRUNE_EVERY {
            self.prune().await?;
        }
        Ok(())
    }

    async fn append(&mut self, drafts: Vec<NewEntry>) -> Result<u64, ImportError> {
        let places = append_beside(&mut self.journal, &drafts).await?;
        self.head = self.head.max(places.iter().flatten().copied().max().unwrap_or_default());
        Ok(places.iter().flatten().count() as u64)
    }

    async fn finish(&mut self) -> Result<(), ImportError> {
        self.head = journal::head(&mut self.journal).await?;
        self.connectivity(self.head).await?;
        self.prune().await
    }
}
