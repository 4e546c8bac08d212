//! The cluster's state: a bucket that all nodes read and change, each entry only by whoever saw its newest revision.

use std::time::{Duration, Instant};

use async_nats::jetstream::{
    self, kv,
    message::StreamMessage,
    stream::{LastRawMessageError, LastRawMessageErrorKind, Stream},
};
use futures_util::StreamExt;
use runtime::Backoff;
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::watch;

use crate::{
    layout::Layout,
    publish::{PublishError, publish_after},
    task::Task,
    values::{MovedValue, TOLD, moved_key},
    view::{Revised, View},
};

/// After that without an entry the bucket is asked whether there is one that did not come.
const CHECK_AFTER: Duration = Duration::from_millis(1_500);

/// The cluster's state, as it is seen and as it is changed.
pub struct State {
    bucket: Bucket,
    view: watch::Receiver<View>,
    _watcher: Task,
}

/// The bucket itself. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    store: kv::Store,
    jetstream: jetstream::Context,
}

/// Why the state cannot be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StateError {
    /// Read it again and decide anew.
    #[error("somebody else changed the cluster's state first")]
    Conflict,
    /// Whether a change was made is unknown.
    #[error("the cluster's state cannot be reached: {0}")]
    Unavailable(String),
    #[error("the entry {key} of the cluster's state cannot be read: {error}")]
    Unreadable { key: String, error: String },
}

impl State {
    /// Reads everything and goes on following it.
    ///
    /// # Errors
    /// The bucket could not be read.
    pub async fn open(layout: &Layout) -> Result<Self, StateError> {
        let bucket = Bucket::of(layout);
        let (sender, view) = watch::channel(View::new(Instant::now()));
        let watch = listing(&bucket, &sender).await?;
        let watcher = Task::spawn(keep_watching(bucket.clone(), watch, sender));
        Ok(Self { bucket, view, _watcher: watcher })
    }

    /// What is known of the cluster, to look at or to wait for changes of.
    pub fn view(&self) -> watch::Receiver<View> {
        self.view.clone()
    }

    /// What the bot's admins were told, as the node that told them wrote it.
    ///
    /// # Errors
    /// The bucket could not be reached.
    pub async fn told(&self) -> Result<Option<serde_json::Value>, StateError> {
        Ok(self.bucket.get(TOLD).await?.map(|found| found.value))
    }

    /// Notes what they were told.
    ///
    /// # Errors
    /// The bucket could not be reached, or somebody else noted something at the same time.
    pub async fn set_told(&self, told: &serde_json::Value) -> Result<(), StateError> {
        let found = self.bucket.get::<serde_json::Value>(TOLD).await?;
        self.bucket.swap(TOLD, told, found.map_or(0, |found| found.revision)).await.map(drop)
    }

    pub(crate) fn bucket(&self) -> &Bucket {
        &self.bucket
    }

    /// Notes that a chat goes on under another id. What was noted first stays.
    ///
    /// # Errors
    /// The bucket could not be reached.
    pub async fn set_moved(&self, chat: i64, first: i64) -> Result<(), StateError> {
        match self.bucket.swap(&moved_key(chat), &MovedValue { first }, 0).await {
            Ok(_) | Err(StateError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Bucket {
    pub fn new(store: kv::Store, jetstream: jetstream::Context) -> Self {
        Self { store, jetstream }
    }

    pub fn of(layout: &Layout) -> Self {
        Self { store: layout.state.clone(), jetstream: layout.connection().jetstream().clone() }
    }

    /// The newest value, as the leader has it.
    pub async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Revised<T>>, StateError> {
        let read = last_of(&self.store.stream, &self.subject(key)).await;
        let Some(message) = read.map_err(|error| StateError::Unavailable(error.to_string()))? else { return Ok(None) };
        let unreadable =
            |error: serde_json::Error| StateError::Unreadable { key: key.to_owned(), error: error.to_string() };
        let value = serde_json::from_slice(&message.payload).map_err(unreadable)?;
        Ok(Some(Revised { value, revision: message.sequence }))
    }

    /// Writes if the newest revision is still that one, 0 for none. Gives the new revision.
    pub async fn swap<T: Serialize>(&self, key: &str, value: &T, revision: u64) -> Result<u64, StateError> {
        let unreadable =
            |error: serde_json::Error| StateError::Unreadable { key: key.to_owned(), error: error.to_string() };
        let json = serde_json::to_vec(value).map_err(unreadable)?;
        publish_after(&self.jetstream, self.subject(key), revision, json).await.map_err(|error| match error {
            PublishError::Conflict => StateError::Conflict,
            PublishError::Unavailable(error) | PublishError::Refused(error) => StateError::Unavailable(error),
        })
    }

    fn subject(&self, key: &str) -> String {
        format!("{}{key}", self.store.prefix)
    }

    async fn last_revision(&self) -> Result<u64, String> {
        let info = self.store.stream.get_info().await.map_err(|error| error.to_string())?;
        Ok(info.state.last_sequence)
    }
}

/// The last message of a subject, read from the stream's leader: a follower may be behind.
pub(crate) async fn last_of(stream: &Stream, subject: &str) -> Result<Option<StreamMessage>, LastRawMessageError> {
    match stream.get_last_raw_message_by_subject(subject).await {
        Ok(message) => Ok(Some(message)),
        Err(error) if error.kind() == LastRawMessageErrorKind::NoMessageFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Opens a watch and takes in all that is there. The bucket is never empty: it holds the shape.
async fn listing(bucket: &Bucket, view: &watch::Sender<View>) -> Result<kv::Watch, StateError> {
    let unavailable = |error: &dyn std::fmt::Display| StateError::Unavailable(error.to_string());
    let mut watch = bucket.store.watch_with_history(">").await.map_err(|error| unavailable(&error))?;
    loop {
        let next = tokio::time::timeout(2 * CHECK_AFTER, watch.next()).await;
        let next = next.map_err(|_| StateError::Unavailable("the listing does not end".to_owned()))?;
        let entry = next.ok_or_else(|| StateError::Unavailable("the listing broke off".to_owned()))?;
        let entry = entry.map_err(|error| unavailable(&error))?;
        take_in(view, &entry);
        if entry.delta == 0 {
            return Ok(watch);
        }
    }
}

fn take_in(view: &watch::Sender<View>, entry: &kv::Entry) {
    view.send_modify(|view| view.apply(&entry.key, &entry.value, entry.revision, Instant::now()));
}

async fn keep_watching(bucket: Bucket, mut watch: kv::Watch, view: watch::Sender<View>) {
    let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(1));
    loop {
        follow(&bucket, &mut watch, &view).await;
        drop(watch);
        watch = loop {
            match listing(&bucket, &view).await {
                Ok(watch) => break watch,
                Err(error) => tracing::warn!(%error, "cannot watch the cluster's state; trying again"),
            }
            tokio::time::sleep(backoff.pause()).await;
        };
        backoff.reset();
    }
}

/// Takes in entries until the watch is lost: it ended, or an entry did not come.
async fn follow(bucket: &Bucket, watch: &mut kv::Watch, view: &watch::Sender<View>) {
    loop {
        match tokio::time::timeout(CHECK_AFTER, watch.next()).await {
            Ok(Some(Ok(entry))) => take_in(view, &entry),
            Ok(Some(Err(error))) => {
                tracing::warn!(%error, "the watch of the cluster's state broke; opening it anew");
                return;
            }
            Ok(None) => return,
            Err(_) => match bucket.last_revision().await {
                Ok(last) if last > view.borrow().revision => return,
                Ok(_) => view.send_modify(|view| view.heard(Instant::now())),
                // Nothing is known: that is no silence of nodes, and no fault of the watch.
                Err(error) => tracing::debug!(error, "cannot ask how far the cluster's state is"),
            },
        }
    }
}
