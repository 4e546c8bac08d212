//! What stands in the bucket of the cluster's state, as JSON. Unknown fields are ignored, so that nodes of two versions can
//! live together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::shard::{Epoch, ShardId};

/// The key of [`Shape`].
pub(crate) const SHAPE: &str = "shape";
/// The key of [`GatewayValue`].
pub(crate) const GATEWAY: &str = "gateway";
/// The key of [`Plan`].
pub(crate) const PLAN: &str = "plan";

/// The key of what the admins were told.
pub(crate) const TOLD: &str = "told";

/// The key of [`Floor`].
pub(crate) const FLOOR: &str = "floor";

pub(crate) fn node_key(node: &str) -> String {
    format!("node.{node}")
}

pub(crate) fn shard_key(shard: ShardId) -> String {
    format!("shard.{shard}")
}

pub(crate) fn snapshot_key(shard: ShardId) -> String {
    format!("snapshot.{shard}")
}

/// The key of [`Passed`].
pub(crate) const PASSED: &str = "passed";

pub(crate) fn erasure_key(seq: u64) -> String {
    format!("erasure.{seq}")
}

pub(crate) fn moved_key(chat: i64) -> String {
    format!("moved.{chat}")
}

/// What a cluster was made as; it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    pub version: u32,
    pub shards: u16,
    /// When the stream of updates was created, in Unix nanoseconds: one that was deleted and made anew has another.
    pub updates_created: String,
}

/// A node, as it tells of itself with each beat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeValue {
    /// Differs for each start of a node, and after each loss of its membership.
    pub instance: String,
    /// Goes up while the node lives.
    pub beat: u64,
    /// The version of the service.
    pub version: String,
    /// Unix time in milliseconds by the node's own clock: to show, never to compare.
    pub at_ms: i64,
    /// The node left in an orderly way.
    #[serde(default)]
    pub gone: bool,
    #[serde(flatten)]
    pub report: NodeReport,
}

/// What a node tells with each beat, as it last set it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeReport {
    #[serde(default)]
    pub shards: Vec<ShardReport>,
    #[serde(default)]
    pub ready: bool,
    /// Where other nodes or operators reach it.
    #[serde(default)]
    pub address: Option<String>,
}

/// How far a shard's owner is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardReport {
    pub shard: ShardId,
    pub epoch: Epoch,
    /// Messages of the stream that are not applied yet.
    pub lag: u64,
    /// For how long the newest snapshot has lacked something, seconds by the owner's clock.
    #[serde(default)]
    pub unsaved_s: u64,
    /// It cannot go on: updates that it needs are lost.
    #[serde(default)]
    pub stands_still: bool,
}

/// Who speaks with Telegram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatewayValue {
    pub node: String,
    pub instance: String,
    pub epoch: Epoch,
}

/// Who has a shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardValue {
    /// `None` after it was released.
    pub owner: Option<String>,
    pub instance: String,
    pub epoch: Epoch,
}

/// Who should have which shard, and what operators asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    #[serde(default)]
    pub shards: BTreeMap<ShardId, String>,
    /// Shards that an operator gave to a node; they stay there while it is alive.
    #[serde(default)]
    pub pinned: BTreeMap<ShardId, String>,
    /// Nodes that are to be emptied.
    #[serde(default)]
    pub draining: BTreeSet<String>,
}

/// The newest snapshot of a shard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotValue {
    /// What the names of its objects begin with: `07/3-4711-0194…`.
    pub object: String,
    pub epoch: Epoch,
    /// The stream's sequence up to which it has everything.
    pub seq: u64,
    /// The same for the stream of claims.
    pub claims: u64,
    /// Unix time in milliseconds by the owner's clock.
    pub at_ms: i64,
    pub bytes: u64,
    #[serde(default)]
    pub files: Vec<SnapshotFile>,
    /// The snapshot before it, kept as well; none before that.
    #[serde(default)]
    pub former: Option<Box<SnapshotValue>>,
}

/// A file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotFile {
    pub name: String,
    pub bytes: u64,
    /// As the object store writes it: `SHA-256=…`.
    pub digest: String,
}

/// A chat that became another: its shard is that of the first id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedValue {
    pub first: i64,
}

/// Somebody was forgotten: what the stream still has of them goes once no snapshot needs it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureValue {
    pub person: i64,
    /// What they did up to then, Unix seconds.
    pub before: i64,
    /// The stream has nothing of it any more.
    #[serde(default)]
    pub done: bool,
}

/// How far all snapshots were at times: what is before such a place is needed by nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Passed {
    /// Unix milliseconds by the gateway's clock, and a sequence; the oldest first.
    pub points: Vec<(i64, u64)>,
}

/// Where the stream of updates begins, by what the cluster itself removed. Without it an erased first message would look
/// like a lost one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Floor {
    /// Everything before it was purged.
    pub purged: u64,
    /// The first sequence after the last removal.
    pub first: u64,
    /// Up to here single messages were erased, or will be: all shards have taken what there was.
    #[serde(default)]
    pub erased: u64,
}
