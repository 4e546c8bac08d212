//! The streams and buckets of a cluster: made once, and looked at by every node that starts.

use std::time::Duration;

use async_nats::jetstream::{
    ErrorCode,
    context::{CreateStreamErrorKind, GetStreamErrorKind},
    kv, object_store,
    stream::{Config, DiscardPolicy, Info, RetentionPolicy, StorageType, Stream},
};

use crate::{
    connection::Connection,
    differences::differences,
    names::Names,
    publish::{PublishError, publish_after},
    shard::ShardId,
    state::{Bucket, StateError},
    values::{FLOOR, Floor, SHAPE, Shape, SnapshotValue, snapshot_key},
};

/// How often, and after which pauses, it is tried to write into a bucket that was just made.
const TRIES: u32 = 20;
const BETWEEN_TRIES: Duration = Duration::from_millis(500);
/// The version of everything that nodes share. Another needs a migration.
const VERSION: u32 = 1;
/// Within that a message that is published again is none.
const DUPLICATE_WINDOW: Duration = Duration::from_secs(120);
/// More updates than nodes take in between two snapshots.
const BEYOND: u64 = 1_000_000_000;
/// Claims are needed until a snapshot has them; a shard without an owner for two days loses some.
const CLAIMS_AGE: Duration = Duration::from_secs(50 * 3600);

/// The streams and buckets, found as they should be.
#[derive(Clone)]
pub struct Layout {
    pub names: Names,
    pub shape: Shape,
    pub(crate) connection: Connection,
    pub(crate) updates: Stream,
    pub(crate) claims: Stream,
    pub(crate) state: kv::Store,
    pub(crate) snapshots: object_store::ObjectStore,
    /// The stream below the object store.
    pub(crate) snapshot_chunks: Stream,
}

/// Why the streams and buckets do not do.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    #[error("this cluster was not made yet: run `balachka cluster init` once, on one node")]
    NotInitialised,
    #[error("the stream {stream} is there and is the one that the cluster was made with: nothing is to be restored")]
    NotLost { stream: String },
    #[error("this cluster was made already, with {shards} shards: start nodes, without init")]
    Initialised { shards: u16 },
    #[error("a cluster needs 1 to 1000 shards, not {0}")]
    Shards(u16),
    #[error("the cluster is of version {found}, and this program knows version {VERSION}: install the other program")]
    Version { found: u32 },
    #[error("the state of the cluster cannot be read (key `{SHAPE}`): {0}")]
    Shape(String),
    #[error("the stream {stream} is missing although the cluster was made: restore it from a backup of NATS")]
    Missing { stream: String },
    #[error(
        "{stream} has {setting} = {found} and needs {wanted}: put it right with `nats stream edit`, or restore the stream"
    )]
    Different { stream: String, setting: &'static str, wanted: String, found: String },
    #[error(
        "the stream {stream} was deleted and made anew (created {found} instead of {wanted}): updates may be lost. Restore \
         it from a backup of NATS, or make a new cluster from a snapshot"
    )]
    Renewed { stream: String, wanted: String, found: String },
    #[error(
        "the stream {stream} has {messages} messages of an earlier cluster although none is made: delete it with `nats \
         stream rm`, or restore the bucket of the state"
    )]
    Leftover { stream: String, messages: u64 },
    #[error("NATS cannot keep {replicas} copies: it needs that many servers with JetStream in one cluster ({error})")]
    TooFewServers { replicas: usize, error: String },
    #[error(
        "the stream {stream} exists with other settings: delete it with `nats stream rm` if it holds nothing of use"
    )]
    Exists { stream: String },
    #[error("NATS does not answer about {stream}: {error}")]
    Unavailable { stream: String, error: String },
}

impl Layout {
    /// Makes a cluster's streams and buckets. The first update of it gets `first_sequence` or more.
    ///
    /// # Errors
    /// There is a cluster of that name already, or NATS cannot make one. After a failure it can be called again.
    pub async fn init(
        connection: &Connection,
        names: &Names,
        replicas: usize,
        shards: u16,
        first_sequence: u64,
    ) -> Result<Self, LayoutError> {
        if !(1..=1000).contains(&shards) {
            return Err(LayoutError::Shards(shards));
        }
        match read_shape(connection, names).await {
            Ok(shape) => return Err(LayoutError::Initialised { shards: shape.shards }),
            Err(LayoutError::NotInitialised) => {}
            Err(error) => return Err(error),
        }
        let updates = updates_config(names, replicas, first_sequence);
        refuse_leftover(connection, &updates.name).await?;
        let created = create(connection, updates).await?.created;
        create(connection, claims_config(names, replicas)).await?;
        create(connection, snapshots_config(names, replicas)).await?;
        create(connection, state_config(names, replicas)).await?;
        let shape = Shape { version: VERSION, shards, updates_created: created.unix_timestamp_nanos().to_string() };
        write_shape(connection, names, &shape).await?;
        Self::open(connection, names, replicas).await
    }

    /// Makes the stream of updates anew where it was lost, behind everything that snapshots and nodes have. What NATS had
    /// acknowledged since is lost. Tells the first sequence of the new stream. No node may run.
    ///
    /// # Errors
    /// The stream is there, or NATS cannot make one. After a failure it can be called again.
    pub async fn restore(connection: &Connection, names: &Names, replicas: usize) -> Result<u64, LayoutError> {
        let shape = read_shape(connection, names).await?;
        let (bucket, stream) = (names.state_bucket(), names.updates_stream());
        if let Some(found) = find(connection, &stream).await? {
            match refuse_renewed(found.cached_info(), &shape) {
                Ok(()) => return Err(LayoutError::NotLost { stream }),
                Err(_) => refuse_leftover(connection, &stream).await?,
            }
        }
        let store =
            connection.jetstream().get_key_value(&bucket).await.map_err(|error| unavailable(&bucket, &error))?;
        let state = Bucket::new(store, connection.jetstream().clone());
        let first = behind_all(&state, shape.shards).await.map_err(|error| unavailable(&bucket, &error))?;
        connection.jetstream().delete_stream(&stream).await.ok();
        let created = create(connection, updates_config(names, replicas, first)).await?.created;
        let renewed = Shape { updates_created: created.unix_timestamp_nanos().to_string(), ..shape };
        let written = async {
            let revision = state.get::<Shape>(SHAPE).await?.map_or(0, |found| found.revision);
            state.swap(SHAPE, &renewed, revision).await?;
            let floor = state.get::<Floor>(FLOOR).await?;
            let revision = floor.map_or(0, |found| found.revision);
            state.swap(FLOOR, &Floor { first, ..Floor::default() }, revision).await
        };
        written.await.map_err(|error| unavailable(&bucket, &error))?;
        Ok(first)
    }

    /// Finds a cluster's streams and buckets and checks them.
    ///
    /// # Errors
    /// The cluster was not made yet, or something of it is missing, changed, or made anew.
    pub async fn open(connection: &Connection, names: &Names, replicas: usize) -> Result<Self, LayoutError> {
        let shape = read_shape(connection, names).await?;
        if shape.version != VERSION {
            return Err(LayoutError::Version { found: shape.version });
        }
        check(connection, state_config(names, replicas)).await?;
        let updates = check(connection, updates_config(names, replicas, 0)).await?;
        let claims = check(connection, claims_config(names, replicas)).await?;
        let snapshot_chunks = check(connection, snapshots_config(names, replicas)).await?;
        refuse_renewed(updates.cached_info(), &shape)?;
        let (bucket, jetstream) = (names.state_bucket(), connection.jetstream());
        let state = jetstream.get_key_value(&bucket).await.map_err(|error| unavailable(&bucket, &error))?;
        let bucket = names.snapshots_bucket();
        let snapshots = jetstream.get_object_store(&bucket).await.map_err(|error| unavailable(&bucket, &error))?;
        let (names, connection) = (names.clone(), connection.clone());
        Ok(Self { names, shape, connection, updates, claims, state, snapshots, snapshot_chunks })
    }

    /// Deletes the streams and buckets with everything in them. For clusters that were made to be tried.
    ///
    /// # Errors
    /// NATS does not answer. It can be called again.
    pub async fn delete(self) -> Result<(), LayoutError> {
        for stream in [&self.updates, &self.claims, &self.snapshot_chunks, &self.state.stream] {
            let name = &stream.cached_info().config.name;
            let deleted = self.connection.jetstream().delete_stream(name).await;
            deleted.map_err(|error| unavailable(name, &error))?;
        }
        Ok(())
    }

    /// All shards.
    pub fn shards(&self) -> impl Iterator<Item = ShardId> + use<> {
        (0..self.shape.shards).map(ShardId)
    }

    /// The sequence of the newest claim, of whatever shard.
    ///
    /// # Errors
    /// NATS does not answer.
    pub async fn last_claim(&self) -> Result<u64, LayoutError> {
        let stream = || self.names.claims_stream();
        let info = self.claims.get_info().await.map_err(|error| unavailable(&stream(), &error))?;
        Ok(info.state.last_sequence)
    }

    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// A sequence behind everything that nodes may have beyond their snapshots.
async fn behind_all(state: &Bucket, shards: u16) -> Result<u64, StateError> {
    let mut newest = 0;
    for shard in (0..shards).map(ShardId) {
        let snapshot = state.get::<SnapshotValue>(&snapshot_key(shard)).await?;
        newest = snapshot.map_or(newest, |snapshot| snapshot.value.seq.max(newest));
    }
    Ok(newest + BEYOND)
}

/// Whether the stream of updates is the one that the cluster was made with.
pub(crate) fn refuse_renewed(info: &Info, shape: &Shape) -> Result<(), LayoutError> {
    let (wanted, found) = (shape.updates_created.clone(), info.created.unix_timestamp_nanos().to_string());
    if wanted == found {
        return Ok(());
    }
    Err(LayoutError::Renewed { stream: info.config.name.clone(), wanted, found })
}

fn stream_config(name: String, subjects: Vec<String>, replicas: usize) -> Config {
    Config {
        name,
        subjects,
        retention: RetentionPolicy::Limits,
        storage: StorageType::File,
        num_replicas: replicas,
        discard: DiscardPolicy::New,
        duplicate_window: DUPLICATE_WINDOW,
        allow_direct: true,
        ..Config::default()
    }
}

fn updates_config(names: &Names, replicas: usize, first_sequence: u64) -> Config {
    let config = stream_config(names.updates_stream(), vec![names.all_updates()], replicas);
    Config { first_sequence: (first_sequence > 1).then_some(first_sequence), ..config }
}

fn claims_config(names: &Names, replicas: usize) -> Config {
    let config = stream_config(names.claims_stream(), vec![names.all_claims()], replicas);
    Config { max_age: CLAIMS_AGE, ..config }
}

/// As async-nats makes the stream of a bucket, so that every tool knows it as one.
fn state_config(names: &Names, replicas: usize) -> Config {
    let bucket = names.state_bucket();
    let config = stream_config(format!("KV_{bucket}"), vec![format!("$KV.{bucket}.>")], replicas);
    Config { max_messages_per_subject: 1, allow_rollup: true, deny_delete: true, ..config }
}

/// The same for an object store.
fn snapshots_config(names: &Names, replicas: usize) -> Config {
    let bucket = names.snapshots_bucket();
    let subjects = vec![format!("$O.{bucket}.C.>"), format!("$O.{bucket}.M.>")];
    Config { allow_rollup: true, ..stream_config(format!("OBJ_{bucket}"), subjects, replicas) }
}

async fn create(connection: &Connection, config: Config) -> Result<Info, LayoutError> {
    let (stream, replicas) = (config.name.clone(), config.num_replicas);
    let created = connection.jetstream().create_stream(config).await;
    created.map(|stream| stream.cached_info().clone()).map_err(|error| {
        let text = error.to_string();
        match error.kind() {
            CreateStreamErrorKind::JetStream(error) => match error.error_code() {
                ErrorCode::STREAM_NAME_EXIST => LayoutError::Exists { stream },
                ErrorCode::CLUSTER_NO_PEERS
                | ErrorCode::INSUFFICIENT_RESOURCES
                | ErrorCode::STREAM_REPLICAS_NOT_SUPPORTED => LayoutError::TooFewServers { replicas, error: text },
                _ => LayoutError::Unavailable { stream, error: text },
            },
            _ => LayoutError::Unavailable { stream, error: text },
        }
    })
}

pub(crate) async fn find(connection: &Connection, stream: &str) -> Result<Option<Stream>, LayoutError> {
    match connection.jetstream().get_stream(stream).await {
        Ok(found) => Ok(Some(found)),
        Err(error) => match error.kind() {
            GetStreamErrorKind::JetStream(error) if error.error_code() == ErrorCode::STREAM_NOT_FOUND => Ok(None),
            _ => Err(unavailable(stream, &error)),
        },
    }
}

async fn check(connection: &Connection, wanted: Config) -> Result<Stream, LayoutError> {
    let missing = || LayoutError::Missing { stream: wanted.name.clone() };
    let found = find(connection, &wanted.name).await?.ok_or_else(missing)?;
    let difference = differences(&wanted, &found.cached_info().config).into_iter().next();
    let Some(difference) = difference else { return Ok(found) };
    let (setting, wanted_value, found_value) = difference;
    Err(LayoutError::Different { stream: wanted.name, setting, wanted: wanted_value, found: found_value })
}

async fn refuse_leftover(connection: &Connection, stream: &str) -> Result<(), LayoutError> {
    let Some(found) = find(connection, stream).await? else { return Ok(()) };
    match found.cached_info().state.messages {
        0 => Ok(()),
        messages => Err(LayoutError::Leftover { stream: stream.to_owned(), messages }),
    }
}

/// Read from the leader: a follower may be behind.
async fn read_shape(connection: &Connection, names: &Names) -> Result<Shape, LayoutError> {
    let bucket = names.state_bucket();
    let stream = find(connection, &format!("KV_{bucket}")).await?.ok_or(LayoutError::NotInitialised)?;
    let read = crate::state::last_of(&stream, &format!("$KV.{bucket}.{SHAPE}")).await;
    let found = read.map_err(|error| unavailable(&bucket, &error))?.ok_or(LayoutError::NotInitialised)?;
    serde_json::from_slice(&found.payload).map_err(|error| LayoutError::Shape(error.to_string()))
}

async fn write_shape(connection: &Connection, names: &Names, shape: &Shape) -> Result<(), LayoutError> {
    let bucket = names.state_bucket();
    let json = serde_json::to_vec(shape).map_err(|error| LayoutError::Shape(error.to_string()))?;
    let mut tries = TRIES;
    loop {
        match publish_after(connection.jetstream(), format!("$KV.{bucket}.{SHAPE}"), 0, json.clone()).await {
            Ok(_) => return Ok(()),
            Err(PublishError::Conflict) => return Err(LayoutError::Initialised { shards: shape.shards }),
            // The servers do not know of the bucket the moment that it is made.
            Err(PublishError::Unavailable(_)) if tries > 0 => tries -= 1,
            Err(error) => return Err(unavailable(&bucket, &error)),
        }
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
}

fn unavailable(stream: &str, error: &dyn std::fmt::Display) -> LayoutError {
    LayoutError::Unavailable { stream: stream.to_owned(), error: error.to_string() }
}
