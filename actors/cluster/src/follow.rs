//! Reads a shard's part of the updates, and tells when something of it is lost.

use async_nats::{HeaderMap, jetstream::stream::Info};

use crate::{
    layout::{Layout, refuse_renewed},
    names::{Addressees, Names},
    reader::{Gone, Read, Reader},
    shard::ShardId,
    state::{Bucket, StateError},
    values::{FLOOR, Floor, Shape},
};

/// A message of the stream of updates.
#[derive(Debug, Clone)]
pub struct Message {
    pub seq: u64,
    /// When NATS took it, in Unix milliseconds by the server's clock.
    pub time_ms: i64,
    pub to: Addressees,
    pub headers: HeaderMap,
    pub payload: Vec<u8>,
    /// How many more there were for the shard when this one was sent.
    pub pending: u64,
}

/// Why reading cannot go on: updates are lost. An alarm is due, and a stop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FollowError {
    #[error(
        "updates are missing: the shard needs everything after {after}, and the stream begins with {first}. Restore the \
         shard from a newer snapshot, or the stream from a backup of NATS"
    )]
    Gap { after: u64, first: u64 },
    #[error(
        "update {missing} is missing: somebody removed it from the stream before the shard, which is at {after}, had taken it. \
         Restore the stream from a backup of NATS. Without one, stop all nodes, delete the stream and make it anew with \
         `balachka cluster restore`: then what the shards had not taken is lost"
    )]
    Hole { after: u64, missing: u64 },
    #[error(
        "the stream lost updates that it had acknowledged: the shard is at {after}, and the stream ends with {last}. Restore \
         the stream from a backup of NATS"
    )]
    Behind { after: u64, last: u64 },
    #[error(
        "the stream of updates is lost: {0}. Restore it from a backup of NATS, or stop all nodes and make it anew behind what \
         is kept with `balachka cluster restore`"
    )]
    StreamLost(String),
}

/// A place in a shard's part of the updates.
pub struct Follow {
    reader: Reader,
    names: Names,
    shape: Shape,
    bucket: Bucket,
}

impl Follow {
    pub(crate) fn new(layout: &Layout, bucket: Bucket, shard: ShardId, after: u64) -> Self {
        let subjects = layout.names.updates_of(shard, layout.shape.shards);
        let reader = Reader::new(layout.connection(), layout.updates.clone(), subjects, after);
        Self { reader, names: layout.names.clone(), shape: layout.shape.clone(), bucket }
    }

    /// Begins to follow, and tells how many messages there are by then. Waits as long as NATS is away.
    ///
    /// # Errors
    /// Updates are lost.
    pub async fn open(&mut self) -> Result<u64, FollowError> {
        loop {
            if let Some(waiting) = self.reader.waiting() {
                return Ok(waiting);
            }
            self.check().await?;
            self.reader.open().await;
        }
    }

    /// The next messages in order: waits for the first, and takes what is there up to `max` (at least 1). Waits as long as NATS
    /// is away. May be dropped while it waits.
    ///
    /// # Errors
    /// Updates are lost.
    pub async fn next_batch(&mut self, max: usize) -> Result<Vec<Message>, FollowError> {
        loop {
            if self.reader.needs_opening() {
                self.check().await?;
                self.reader.open().await;
            }
            let batch = self.reader.next(max).await;
            let messages: Vec<_> = batch.into_iter().filter_map(|read| message(&self.names, read)).collect();
            if !messages.is_empty() {
                return Ok(messages);
            }
        }
    }

    /// Whether the stream is the same and still has what comes next.
    async fn check(&mut self) -> Result<(), FollowError> {
        let lost = |error: &dyn std::fmt::Display| FollowError::StreamLost(error.to_string());
        let info = self.reader.info().await.map_err(|Gone| lost(&"it was deleted"))?;
        refuse_renewed(&info, &self.shape).map_err(|error| lost(&error))?;
        let (after, last) = (self.reader.after(), info.state.last_sequence);
        // A cluster begins with the sequence after the last one that its shards have.
        if last < after {
            return Err(FollowError::Behind { after, last });
        }
        self.check_beginning(&info).await?;
        self.check_holes(&info).await
    }

    /// Places are given without gaps. What is missing of them was removed: by the cluster, of people whom it forgot and once all
    /// shards had it, or by somebody else.
    async fn check_holes(&mut self, info: &Info) -> Result<(), FollowError> {
        if info.state.deleted_count.unwrap_or_default() == 0 {
            return Ok(());
        }
        let after = self.reader.after();
        let deleted =
            self.reader.deleted().await.map_err(|Gone| FollowError::StreamLost("it was deleted".to_owned()))?;
        if deleted.iter().all(|seq| *seq <= after) {
            return Ok(());
        }
        // Read after the deletions: it is raised before each of the cluster's own.
        let erased = self.floor().await?.erased;
        match deleted.into_iter().find(|seq| *seq > after.max(erased)) {
            Some(missing) => Err(FollowError::Hole { after, missing }),
            None => Ok(()),
        }
    }

    /// What the cluster itself removed.
    async fn floor(&self) -> Result<Floor, FollowError> {
        loop {
            match self.bucket.get::<Floor>(FLOOR).await {
                Ok(floor) => return Ok(floor.map_or(Floor::default(), |floor| floor.value)),
                Err(error @ StateError::Unreadable { .. }) => return Err(FollowError::StreamLost(error.to_string())),
                Err(error) => tracing::warn!(%error, "cannot read where the stream of updates begins; trying again"),
            }
            tokio::time::sleep(crate::BEAT).await;
        }
    }

    async fn check_beginning(&self, info: &Info) -> Result<(), FollowError> {
        let (after, first) = (self.reader.after(), info.state.first_sequence);
        if first <= after + 1 {
            return Ok(());
        }
        let floor = self.floor().await?;
        let was_purged = after + 1 < floor.purged;
        let was_removed_by_others = first > floor.first;
        if was_purged || was_removed_by_others { Err(FollowError::Gap { after, first }) } else { Ok(()) }
    }
}

fn message(names: &Names, read: Read) -> Option<Message> {
    let (message, _) = read.message.split();
    let Some(to) = names.addressees(&message.subject) else {
        tracing::error!(subject = %message.subject, seq = read.seq, "ALARM: a message of nobody in the stream of updates");
        return None;
    };
    Some(Message {
        seq: read.seq,
        time_ms: read.time_ms,
        to,
        headers: message.headers.unwrap_or_default(),
        payload: message.payload.into(),
        pending: read.pending,
    })
}
