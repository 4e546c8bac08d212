//! Updates that Telegram delivers by itself: taken in as many at once as memory allows, answered once they are durable.

use std::{sync::Arc, time::Duration};

use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

use super::{Connectivity, report};
use crate::client::LARGEST_ANSWER;
use runtime::{fail_point, metrics};
use storage::AskError;
use storage::{
    disk::Disk,
    journal::{NewEntry, UpdateLog},
};

/// Deliveries whose texts are held at once; the others wait before they are read. Below what the journal's mailbox
/// takes, so that it is never they who overload it.
const AT_ONCE: u32 = 512;
/// Telegram gives up after about a minute; whoever cannot be served by now had better come again.
const PATIENCE: Duration = Duration::from_secs(20);

/// The door for updates that are delivered.
#[derive(Clone)]
pub struct Deliveries {
    log: Arc<dyn UpdateLog>,
    /// SHA-256: secrets of any length are compared in the same time.
    secret: Arc<[u8]>,
    turns: Arc<Semaphore>,
    /// One for deliveries beyond the usual size.
    large: Arc<Semaphore>,
    disk: Disk,
    connectivity: Connectivity,
}

/// Leave to hold one delivery in memory.
pub struct Turn(#[allow(dead_code, reason = "held for what its drop does")] OwnedSemaphorePermit);

/// Why a delivery is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("too many deliveries at once, or the service is stopping: deliver it again")]
    Busy,
    #[error("the disk is nearly full: deliver it again")]
    Full,
    #[error("the body is not JSON")]
    NotJson,
    #[error("the update could not be stored: {0}; deliver it again")]
    NotKept(#[from] AskError),
}

impl Deliveries {
    /// For deliveries that carry this secret.
    pub fn new(log: Arc<dyn UpdateLog>, secret: &str, disk: Disk, connectivity: Connectivity) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE as usize));
        let large = Arc::new(Semaphore::new(1));
        Self { log, secret: digest(secret.as_bytes()).into(), turns, large, disk, connectivity }
    }

    /// Whether the secret that came with a delivery is the right one.
    pub fn admits(&self, secret: &[u8]) -> bool {
        digest(secret).ct_eq(&self.secret).into()
    }

    /// Waits until one more may be read.
    ///
    /// # Errors
    /// [`Refused::Busy`], [`Refused::Full`].
    pub async fn turn(&self) -> Result<Turn, Refused> {
        if self.disk.is_full() {
            return Err(Refused::Full);
        }
        let turn = timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        turn.map_err(|_| Refused::Busy)?.map(Turn).map_err(|_| Refused::Busy)
    }

    /// Waits until no other delivery beyond the usual size is held.
    ///
    /// # Errors
    /// [`Refused::Busy`].
    pub async fn large_turn(&self) -> Result<Turn, Refused> {
        Arc::clone(&self.large).acquire_owned().await.map(Turn).map_err(|_| Refused::Busy)
    }

    /// Passes over an update that is too large to be kept: it becomes a dead letter.
    ///
    /// # Errors
    /// See [`Refused`].
    pub async fn pass_over(&self, number: i64) -> Result<(), Refused> {
        tracing::error!(update_id = number, limit_bytes = LARGEST_ANSWER, "an update is too large and is skipped");
        self.append(NewEntry::too_large(number)).await
    }

    /// Makes an update durable; one that was delivered before is there already.
    ///
    /// # Errors
    /// See [`Refused`]; whoever delivers is to do it again.
    pub async fn keep(&self, raw: &[u8]) -> Result<(), Refused> {
        let raw = std::str::from_utf8(raw).map_err(|_| Refused::NotJson)?;
        serde_json::from_str::<IgnoredAny>(raw).map_err(|_| Refused::NotJson)?;
        self.append(NewEntry::received(raw.into())).await
    }

    async fn append(&self, draft: NewEntry) -> Result<(), Refused> {
        metrics::UPDATES_RECEIVED.inc();
        let number = draft.number();
        fail_point("webhook-before");
        let places = self.log.append(vec![draft]).await?;
        // Who knows the secret is Telegram, whatever becomes of calls the other way.
        self.connectivity.delivered();
        report(&[number], &places);
        fail_point("webhook-after");
        metrics::UPDATES_CONFIRMED.inc();
        Ok(())
    }

    /// Takes no more; resolves when those that were taken are answered.
    pub async fn close(&self) {
        // Nobody else closes it, and while it is open its permits come back.
        let _all = self.turns.acquire_many(AT_ONCE).await;
        self.turns.close();
    }
}

fn digest(secret: &[u8]) -> [u8; 32] {
    Sha256::digest(secret).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use runtime::{Limits, Supervisor};
    use storage::journal::Journal;

    /// Whoever delivers is Telegram, whatever becomes of our calls.
    #[actix::test]
    async fn a_delivery_tells_that_telegram_is_there() {
        let (folder, connectivity) = (tempfile::tempdir().unwrap(), Connectivity::default());
        let journal = Journal::start(&Supervisor::new(Limits::default()), folder.path(), 7);
        journal.opened().await;
        let deliveries = Deliveries::new(Arc::new(journal), "s", Disk::new(folder.path(), 0), connectivity.clone());
        assert!(deliveries.keep(b"no json").await.is_err());
        assert_eq!(connectivity.ago(), None);
        deliveries.keep(br#"{"update_id":1,"poll":{}}"#).await.unwrap();
        assert!(connectivity.ago().is_some_and(|ago| ago < Duration::from_secs(10)));
    }
}
