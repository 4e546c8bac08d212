//! The stream of updates: publishing to it, reading a shard's part of it, and removing from it.

use std::time::Duration;

use async_nats::{
    HeaderMap,
    header::NATS_MESSAGE_ID,
    jetstream::{self, ErrorCode, stream::DeleteMessageErrorKind},
};
use futures_util::{StreamExt, TryStreamExt, future::join_all, stream};

use crate::{
    follow::Follow,
    layout::Layout,
    publish::{PublishError, send},
    reader::{Gone, Reader},
    shard::ShardId,
    state::{Bucket, StateError, last_of},
    values::{FLOOR, Floor},
};

/// At most so many are sent before their acknowledgements are awaited; async-nats allows 5000 for all callers.
const IN_FLIGHT: usize = 1_000;
/// So many messages are read at a time.
const BATCH: usize = 256;
/// So many questions are asked at once.
const AT_ONCE: usize = 32;
/// When nothing came for that long, there is nothing more.
const QUIET: Duration = Duration::from_secs(10);

/// The stream of updates. Cheap to clone.
#[derive(Clone)]
pub struct Updates {
    layout: Layout,
    bucket: Bucket,
}

/// What is to be published.
#[derive(Debug, Clone, Default)]
pub struct Outgoing {
    /// As [`crate::Names::update`] or [`crate::Names::update_for_all`] gives it.
    pub subject: String,
    /// Published again within two minutes, it is the same message.
    pub msg_id: String,
    pub headers: HeaderMap,
    pub payload: Vec<u8>,
}

impl Updates {
    pub fn new(layout: &Layout) -> Self {
        Self { layout: layout.clone(), bucket: Bucket::of(layout) }
    }

    /// Publishes and waits for the acknowledgement. Gives the sequence; of a message that was published before, the first.
    ///
    /// # Errors
    /// It was not acknowledged within a few seconds, or never can be.
    pub async fn publish(&self, message: Outgoing) -> Result<u64, PublishError> {
        Ok(self.send(message).await?.await?.sequence)
    }

    /// Publishes all in order, and then waits for all acknowledgements. Of those that failed any may be stored.
    pub async fn publish_all(&self, messages: Vec<Outgoing>) -> Vec<Result<u64, PublishError>> {
        let mut results = Vec::with_capacity(messages.len());
        let mut messages = messages.into_iter().peekable();
        while messages.peek().is_some() {
            results.extend(self.publish_some(messages.by_ref().take(IN_FLIGHT)).await);
        }
        results
    }

    /// Once NATS takes no more, the rest is not tried: each would wait as long.
    async fn publish_some(&self, messages: impl Iterator<Item = Outgoing>) -> Vec<Result<u64, PublishError>> {
        let mut sent = Vec::new();
        let mut stopped = None;
        for message in messages {
            let result = match &stopped {
                Some(error) => Err(PublishError::clone(error)),
                None => self.send(message).await,
            };
            if let Err(error @ PublishError::Unavailable(_)) = &result {
                stopped = Some(error.clone());
            }
            sent.push(result);
        }
        join_all(sent.into_iter().map(async |sent| Ok(sent?.await?.sequence))).await
    }

    async fn send(&self, message: Outgoing) -> Result<jetstream::context::PublishAckFuture, PublishError> {
        let Outgoing { subject, msg_id, mut headers, payload } = message;
        headers.insert(NATS_MESSAGE_ID, msg_id);
        send(self.layout.connection().jetstream(), subject, headers, payload).await
    }

    /// A shard's part of the updates, beginning after a sequence.
    pub fn follow(&self, shard: ShardId, after: u64) -> Follow {
        Follow::new(&self.layout, self.bucket.clone(), shard, after)
    }

    /// All messages up to a sequence, of whatever shard, given to `look` in order; those that it is true of are deleted and
    /// overwritten on disk. Tells how many.
    ///
    /// # Errors
    /// NATS did not do it, or the stream is gone. It can be called again.
    pub async fn erase_where(&self, up_to: u64, look: impl Fn(&[u8]) -> bool) -> Result<u64, StateError> {
        let (connection, stream) = (self.layout.connection(), self.layout.updates.clone());
        let mut reader = Reader::new(connection, stream, vec![self.layout.names.all_updates()], 0);
        let mut erased = 0;
        let last = self.last_sequence().await?.min(up_to);
        self.raise_floor(Floor { erased: last, ..Floor::default() }).await?;
        while reader.after() < last {
            if reader.needs_opening() {
                reader.info().await.map_err(|Gone| unavailable("the stream was deleted"))?;
                reader.open().await;
            }
            let batch = tokio::time::timeout(QUIET, reader.next(BATCH)).await;
            // What is left up to there was deleted before.
            let Ok(batch) = batch else { break };
            for read in batch.iter().filter(|read| read.seq <= up_to) {
                if look(&read.message.payload) {
                    erased += u64::from(self.delete(read.seq).await?);
                }
            }
        }
        Ok(erased)
    }

    /// The sequence of the newest message, of whatever shard.
    ///
    /// # Errors
    /// NATS did not answer.
    pub async fn last_sequence(&self) -> Result<u64, StateError> {
        Ok(self.layout.updates.get_info().await.map_err(unavailable)?.state.last_sequence)
    }

    /// The sequence of the newest message that a shard takes; 0 if there is none.
    ///
    /// # Errors
    /// NATS did not answer.
    pub async fn newest_of(&self, shard: ShardId) -> Result<u64, StateError> {
        let subjects = self.layout.names.updates_of(shard, self.layout.shape.shards);
        let lasts = subjects.iter().map(|subject| last_of(&self.layout.updates, subject));
        // Asked one after the other, all the shards of a distant NATS would take as many times its distance.
        let lasts: Vec<_> = stream::iter(lasts).buffer_unordered(AT_ONCE).try_collect().await.map_err(unavailable)?;
        Ok(lasts.into_iter().flatten().map(|message| message.sequence).max().unwrap_or(0))
    }

    /// Removes everything before a sequence, which all snapshots must have passed.
    ///
    /// # Errors
    /// NATS did not do it. It can be called again.
    pub async fn purge_before(&self, seq: u64) -> Result<(), StateError> {
        self.raise_floor(Floor { purged: seq, ..Floor::default() }).await?;
        self.layout.updates.purge().sequence(seq).await.map_err(unavailable)?;
        self.note_first().await
    }

    /// Deletes one message and overwrites it on disk. `false` if there is none.
    ///
    /// # Errors
    /// NATS did not do it. It can be called again.
    pub async fn erase(&self, seq: u64) -> Result<bool, StateError> {
        self.raise_floor(Floor { erased: seq, ..Floor::default() }).await?;
        self.delete(seq).await
    }

    /// Whoever misses it must find that it was erased.
    async fn delete(&self, seq: u64) -> Result<bool, StateError> {
        let info = self.layout.updates.get_info().await.map_err(unavailable)?;
        let is_first = info.state.first_sequence == seq;
        if is_first {
            self.raise_floor(Floor { first: seq + 1, ..Floor::default() }).await?;
        }
        let is_erased = match self.layout.updates.delete_message(seq).await {
            Ok(is_erased) => is_erased,
            Err(error) => match error.kind() {
                DeleteMessageErrorKind::JetStream(error) if is_no_message(&error) => false,
                _ => return Err(unavailable(error)),
            },
        };
        if is_first {
            self.note_first().await?;
        }
        Ok(is_erased)
    }

    /// Removing the first messages leaves the stream to begin later, perhaps much.
    async fn note_first(&self) -> Result<(), StateError> {
        let info = self.layout.updates.get_info().await.map_err(unavailable)?;
        self.raise_floor(Floor { first: info.state.first_sequence, ..Floor::default() }).await
    }

    async fn raise_floor(&self, to: Floor) -> Result<(), StateError> {
        loop {
            let found = self.bucket.get::<Floor>(FLOOR).await?;
            let (floor, revision) = found.map_or((Floor::default(), 0), |found| (found.value, found.revision));
            let raised = Floor {
                purged: floor.purged.max(to.purged),
                first: floor.first.max(to.first),
                erased: floor.erased.max(to.erased),
            };
            if raised == floor {
                return Ok(());
            }
            match self.bucket.swap(FLOOR, &raised, revision).await {
                Ok(_) => return Ok(()),
                Err(StateError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

fn is_no_message(error: &jetstream::Error) -> bool {
    matches!(error.error_code(), ErrorCode::NO_MESSAGE_FOUND | ErrorCode::SEQUENCE_NOT_FOUND)
        || (error.error_code() == ErrorCode::STREAM_MESSAGE_DELETE_FAILED
            && error.to_string().contains("no message found"))
}

fn unavailable(error: impl std::fmt::Display) -> StateError {
    StateError::Unavailable(error.to_string())
}
