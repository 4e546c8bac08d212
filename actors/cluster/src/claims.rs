//! The log of claims: what a shard is about to do, told before it is done, and refused once another owner has the shard.

use async_nats::jetstream;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::{mpsc, oneshot};

use crate::{
    claim_writer::Writer,
    layout::Layout,
    publish::PublishError,
    reader::{Gone, Reader},
    shard::{Epoch, ShardId},
    state::{Bucket, StateError},
    task::Task,
};

/// So many requests wait for the writer before callers do.
const QUEUE: usize = 256;
/// So many messages are read at a time.
const BATCH: usize = 256;

/// What is about to be done, with whatever else the next owner needs to know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub key: String,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl From<&str> for Claim {
    fn from(key: &str) -> Self {
        Self { key: key.to_owned(), more: Map::new() }
    }
}

/// One message of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRecord {
    pub epoch: Epoch,
    /// Set when an owner begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(default, rename = "claim", skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// The keys of claims that are done or given up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<String>,
    /// Tells a writer its own messages.
    #[serde(default)]
    pub nonce: String,
}

/// Why a claim does not stand, or may not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// The shard is lost: stop everything that is done for it.
    #[error("another owner has the shard")]
    Fenced,
    /// It may be in the log: do not do it, and claim it again.
    #[error("NATS did not acknowledge the claim: {0}")]
    Unavailable(String),
    /// Claiming it again does not help.
    #[error("NATS refuses the claim: {0}")]
    Refused(String),
    #[error("the claims cannot be read: {0}")]
    Unreadable(String),
}

impl From<PublishError> for ClaimError {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Unavailable(error) => Self::Unavailable(error),
            PublishError::Refused(error) => Self::Refused(error),
            PublishError::Conflict => Self::Fenced,
        }
    }
}

impl From<StateError> for ClaimError {
    fn from(error: StateError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// The log of one shard, for its owner of one epoch. Requests that come together are written together. Dropping it ends it.
pub struct ClaimsLog {
    requests: mpsc::Sender<Request>,
    began: u64,
    _writer: Task,
}

pub(crate) struct Request {
    pub claims: Vec<Claim>,
    pub done: Vec<String>,
    pub reply: oneshot::Sender<Result<(), ClaimError>>,
}

impl ClaimsLog {
    /// Begins an epoch of a shard that was just taken: from now on former owners are refused. What they claimed is before
    /// [`Self::began`].
    ///
    /// # Errors
    /// A later epoch has begun, or NATS did not acknowledge.
    pub async fn begin(layout: &Layout, shard: ShardId, epoch: Epoch, node: &str) -> Result<Self, ClaimError> {
        let log = Log::of(layout, shard);
        let (writer, began) = Writer::begin(log, shard, epoch, node).await?;
        let (requests, received) = mpsc::channel(QUEUE);
        Ok(Self { requests, began, _writer: Task::spawn(writer.run(received)) })
    }

    /// The sequence with which this epoch began.
    pub fn began(&self) -> u64 {
        self.began
    }

    /// Claims before doing. All or none stand.
    ///
    /// # Errors
    /// They do not stand, or it is unknown whether they do: do nothing of it.
    pub async fn claim(&self, claims: Vec<Claim>) -> Result<(), ClaimError> {
        self.ask(claims, Vec::new()).await
    }

    /// Tells that claims are done or given up.
    ///
    /// # Errors
    /// The next owner may not know.
    pub async fn done(&self, keys: Vec<String>) -> Result<(), ClaimError> {
        self.ask(Vec::new(), keys).await
    }

    async fn ask(&self, claims: Vec<Claim>, done: Vec<String>) -> Result<(), ClaimError> {
        let (reply, answer) = oneshot::channel();
        // The writer ends when it was fenced.
        self.requests.send(Request { claims, done, reply }).await.map_err(|_| ClaimError::Fenced)?;
        answer.await.unwrap_or(Err(ClaimError::Fenced))
    }

    /// All records of a shard after a sequence and up to another, which must be that of a record: [`Self::began`], say. Waits
    /// as long as NATS is away.
    ///
    /// # Errors
    /// The stream is gone, or a record cannot be read.
    pub async fn read(
        layout: &Layout,
        shard: ShardId,
        after: u64,
        up_to: u64,
    ) -> Result<Vec<(u64, ClaimRecord)>, ClaimError> {
        let mut records = Vec::new();
        let mut reader =
            Reader::new(layout.connection(), layout.claims.clone(), vec![layout.names.claims(shard)], after);
        while reader.after() < up_to {
            if reader.needs_opening() {
                reader.info().await.map_err(|Gone| ClaimError::Unreadable("the stream was deleted".to_owned()))?;
                reader.open().await;
            }
            for read in reader.next(BATCH).await {
                if read.seq <= up_to {
                    records.push((read.seq, parse(&read.message.payload)?));
                }
            }
        }
        Ok(records)
    }
}

pub(crate) fn parse(json: &[u8]) -> Result<ClaimRecord, ClaimError> {
    serde_json::from_slice(json).map_err(|error| ClaimError::Unreadable(error.to_string()))
}

/// What a writer needs of the cluster.
pub(crate) struct Log {
    pub jetstream: jetstream::Context,
    pub stream: jetstream::stream::Stream,
    pub bucket: Bucket,
    pub subject: String,
}

impl Log {
    fn of(layout: &Layout, shard: ShardId) -> Self {
        Self {
            jetstream: layout.connection().jetstream().clone(),
            stream: layout.claims.clone(),
            bucket: Bucket::of(layout),
            subject: layout.names.claims(shard),
        }
    }
}
