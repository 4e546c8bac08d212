//! The stream of updates as the log that machines share.

use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use cluster::{Addressees, HeaderMap, Lease, Names, Outgoing, PublishError, Standing, Updates};
use events::Seq;
use futures_util::future::BoxFuture;
use runtime::Backoff;
use storage::{
    AskError,
    journal::{NewEntry, Source, UpdateLog},
    sqlite::StorageError,
};
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

use crate::routing::Routes;

/// How long one append insists while NATS does not acknowledge.
const PATIENCE: Duration = Duration::from_secs(15);

/// The one store that is to apply a message.
pub(crate) const ONLY_FOR: &str = "Balachka-Only-For";

/// Appends to the stream of updates.
#[derive(Clone)]
pub struct StreamLog {
    updates: Updates,
    names: Names,
    routes: Routes,
    right: Right,
    ids: Arc<OwnIds>,
}

/// Who may append. Nothing is appended after it was lost: others may have what this node had.
#[derive(Clone)]
pub enum Right {
    /// For as long as this lease lasts, as what owners of shards append.
    While(Lease),
    /// Whenever the node is in the cluster, as what Telegram delivers to it.
    In(watch::Receiver<Standing>),
}

impl Right {
    fn is_valid(&self) -> bool {
        match self {
            Self::While(lease) => lease.is_valid(),
            Self::In(standing) => matches!(&*standing.borrow(), Standing::In(lease) if lease.is_valid()),
        }
    }
}

impl StreamLog {
    /// For whoever has the right.
    pub fn new(updates: &Updates, names: &Names, routes: &Routes, right: Right) -> Self {
        Self { updates: updates.clone(), names: names.clone(), routes: routes.clone(), right, ids: Arc::default() }
    }

    async fn publish(&self, drafts: Vec<NewEntry>) -> Result<Vec<Option<Seq>>, AskError> {
        let mut messages = Vec::with_capacity(drafts.len());
        for draft in &drafts {
            self.routes.learn(draft).await.map_err(|error| failed(&error))?;
            messages.push(self.message(draft));
        }
        let give_up = Instant::now() + PATIENCE;
        let mut backoff = Backoff::new(Duration::from_millis(50), Duration::from_secs(2));
        loop {
            if !self.right.is_valid() {
                return Err(failed(&"this node is not in the cluster for now"));
            }
            let results = self.updates.publish_all(messages.clone()).await;
            match results.into_iter().collect::<Result<Vec<u64>, _>>() {
                Ok(places) => return Ok(places.into_iter().map(place).collect()),
                // Published again, those that were stored are the same.
                Err(PublishError::Unavailable(error)) if Instant::now() < give_up => {
                    tracing::debug!(error, "the stream of updates does not acknowledge; trying again");
                    sleep(backoff.pause()).await;
                }
                Err(error) => return Err(failed(&error)),
            }
        }
    }

    fn message(&self, draft: &NewEntry) -> Outgoing {
        let subject = match self.routes.addressees(draft) {
            Addressees::All => self.names.update_for_all(),
            Addressees::Shards { chat, person } => self.names.update(chat, person),
        };
        let id = draft.number().map_or_else(|| self.ids.next(), |number| number.to_string());
        let msg_id = format!("{}:{id}", draft.source().as_str());
        let mut headers = HeaderMap::new();
        if let Some(store) = draft.only_store() {
            headers.insert(ONLY_FOR, store);
        }
        Outgoing { subject, msg_id, headers, payload: draft.raw().as_bytes().to_vec() }
    }
}

impl UpdateLog for StreamLog {
    fn append(&self, drafts: Vec<NewEntry>) -> BoxFuture<'_, Result<Vec<Option<Seq>>, AskError>> {
        Box::pin(self.publish(drafts))
    }

    /// Owners take from the stream at their own pace; NATS keeps what they have not taken.
    fn ready_for_more(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// Ids of entries that Telegram did not number.
struct OwnIds {
    start: u64,
    next: AtomicU64,
}

impl Default for OwnIds {
    fn default() -> Self {
        // Each has keys of its own.
        Self { start: RandomState::new().hash_one(0), next: AtomicU64::new(0) }
    }
}

impl OwnIds {
    fn next(&self) -> String {
        format!("{:x}-{:x}", self.start, self.next.fetch_add(1, Ordering::Relaxed))
    }
}

/// Where an entry came from, and its number if it has one: read from the id of its message.
pub(crate) fn origin(msg_id: &str) -> Option<(Source, Option<i64>)> {
    let (source, id) = msg_id.split_once(':')?;
    Some((Source::named(source)?, id.parse().ok()))
}

fn place(sequence: u64) -> Option<Seq> {
    i64::try_from(sequence).ok().map(Seq)
}

fn failed(error: &impl std::fmt::Display) -> AskError {
    StorageError::Other(format!("the stream of updates: {error}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_message_tells_where_it_came_from() {
        assert_eq!(origin("telegram:17"), Some((Source::Telegram, Some(17))));
        assert_eq!(origin("import:-9223372036854775808"), Some((Source::Import, Some(i64::MIN))));
        assert_eq!(origin("sent:a3f-1"), Some((Source::Sent, None)));
        assert_eq!((origin("nobody:1"), origin("1")), (None, None));
    }

    #[test]
    fn own_ids_are_no_numbers_and_never_the_same() {
        let ids = OwnIds::default();
        let (one, other) = (ids.next(), ids.next());
        assert!(one != other && origin(&format!("sent:{one}")) == Some((Source::Sent, None)), "{one}");
    }
}
