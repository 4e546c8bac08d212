//! What is wrong with the cluster, by what its nodes tell.

use cluster::ShardStatus;

/// A snapshot is old when it has lacked something for so many times as long as it should.
const OLD: u64 = 4;

/// Whether a node has it, and tells of it.
pub(crate) fn is_served(shard: &ShardStatus) -> bool {
    shard.owner.is_some() && shard.lag.is_some()
}

/// Whether its newest snapshot lacks something for long.
pub(crate) fn is_old(shard: &ShardStatus, snapshot_secs: u64) -> bool {
    shard.unsaved_s.is_some_and(|unsaved| unsaved > OLD * snapshot_secs)
}
