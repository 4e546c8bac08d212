//! What is wrong with the cluster, by what its nodes tell.

use std::collections::BTreeMap;

use cluster::{ShardId, ShardStatus, Status};
use operations::alarms::{ClusterFault, Trouble};

/// A snapshot is old when it has lacked something for so many times as long as it should.
const OLD: u64 = 4;

/// A fault, and the node, the shard or the server that it is of.
pub(crate) type Fault = (ClusterFault, String);

/// All that is wrong now. Shards that no node serves are among them, which those that move are for a moment.
pub(crate) fn faults(status: &Status, snapshot_secs: u64) -> Vec<Fault> {
    let lost = status.nodes.iter().filter(|node| !node.alive && !node.left);
    let mut faults: Vec<_> = lost.map(|node| (ClusterFault::NodeLost, node.node.clone())).collect();
    let name = |shard: &ShardStatus| ShardId(shard.shard).to_string();
    for shard in &status.shards {
        if shard.stands_still {
            faults.push((ClusterFault::UpdatesLost, name(shard)));
        } else if !is_served(shard) {
            faults.push((ClusterFault::Unserved, name(shard)));
        }
        if is_old(shard, snapshot_secs) {
            faults.push((ClusterFault::SnapshotOld, name(shard)));
        }
    }
    faults
}

/// Whether a node has it, and tells of it.
pub(crate) fn is_served(shard: &ShardStatus) -> bool {
    shard.owner.is_some() && shard.lag.is_some()
}

/// Whether its newest snapshot lacks something for long.
pub(crate) fn is_old(shard: &ShardStatus, snapshot_secs: u64) -> bool {
    shard.unsaved_s.is_some_and(|unsaved| unsaved > OLD * snapshot_secs)
}

/// As troubles to be told: each lost node is one, and all else of a kind.
pub(crate) fn troubles(faults: impl IntoIterator<Item = Fault>) -> Vec<Trouble> {
    let mut together = BTreeMap::<_, Vec<_>>::new();
    let mut troubles = Vec::new();
    for (fault, what) in faults {
        match fault {
            ClusterFault::NodeLost => troubles.push(Trouble::Cluster(fault, what)),
            _ => together.entry(fault).or_default().push(what),
        }
    }
    troubles.extend(together.into_iter().map(|(fault, what)| Trouble::Cluster(fault, what.join(", "))));
    troubles
}

#[cfg(test)]
mod tests {
    use cluster::{Epoch, NodeStatus};

    use super::*;

    fn node(name: &str, alive: bool, left: bool) -> NodeStatus {
        NodeStatus { node: name.to_owned(), alive, left, version: "1".to_owned(), draining: false }
    }

    fn shard(shard: u16, lag: Option<u64>) -> ShardStatus {
        ShardStatus {
            shard,
            owner: Some("a".to_owned()),
            planned: None,
            epoch: Epoch(1),
            lag,
            snapshot_age_s: None,
            unsaved_s: lag.map(|_| 0),
            stands_still: false,
        }
    }

    #[test]
    fn a_cluster_without_faults_has_none() {
        let nodes = vec![node("a", true, false), node("b", false, true)];
        let status = Status { gateway: Some("a".to_owned()), nodes, shards: vec![shard(0, Some(3))] };
        assert_eq!(faults(&status, 300), []);
    }

    #[test]
    fn each_fault_is_found_and_shards_are_told_of_together() {
        let still = ShardStatus { stands_still: true, ..shard(1, Some(0)) };
        let old = ShardStatus { unsaved_s: Some(1201), ..shard(3, Some(0)) };
        let homeless = ShardStatus { owner: None, ..shard(4, None) };
        let shards = vec![shard(0, Some(0)), still, shard(2, None), old, homeless];
        let status = Status { gateway: None, nodes: vec![node("a", true, false), node("b", false, false)], shards };
        let expected = [
            Trouble::Cluster(ClusterFault::NodeLost, "b".to_owned()),
            Trouble::Cluster(ClusterFault::UpdatesLost, "01".to_owned()),
            Trouble::Cluster(ClusterFault::Unserved, "02, 04".to_owned()),
            Trouble::Cluster(ClusterFault::SnapshotOld, "03".to_owned()),
        ];
        assert_eq!(troubles(faults(&status, 300)), expected);
    }
}
