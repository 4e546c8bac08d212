//! How the cluster is, for operators.

use serde::Serialize;

use crate::{
    shard::{Epoch, ShardId},
    state::State,
    view::{DEAD_AFTER, View},
};

/// The cluster as it is seen from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// The node that speaks with Telegram.
    pub gateway: Option<String>,
    pub nodes: Vec<NodeStatus>,
    pub shards: Vec<ShardStatus>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodeStatus {
    pub node: String,
    pub alive: bool,
    pub version: String,
    pub draining: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShardStatus {
    /// Its number.
    pub shard: u16,
    /// `None` if no living node has it.
    pub owner: Option<String>,
    /// The node that should have it.
    pub planned: Option<String>,
    pub epoch: Epoch,
    /// Messages that the owner did not apply yet, as it last told.
    pub lag: Option<u64>,
    /// By this machine's clock and that of the owner, which may differ.
    pub snapshot_age_s: Option<i64>,
}

impl Status {
    /// From what a running node knows.
    pub fn of(view: &View, shards: u16) -> Self {
        let gateway = view.gateway.as_ref().map(|gateway| &gateway.value);
        let gateway = gateway.filter(|gateway| view.is_instance_alive(&gateway.node, &gateway.instance));
        Self {
            gateway: gateway.map(|gateway| gateway.node.clone()),
            nodes: view.nodes.keys().map(|node| node_status(view, node)).collect(),
            shards: (0..shards).map(|shard| shard_status(view, ShardId(shard))).collect(),
        }
    }

    /// For whoever just looks: waits until it is known of every node whether it lives, which takes a second if all do and
    /// [`DEAD_AFTER`] or a little more if one does not.
    pub async fn observe(state: &State, shards: u16) -> Self {
        let mut view = state.view();
        let is_known = |view: &View| view.nodes.iter().all(|(node, seen)| seen.moved || !view.is_alive(node));
        // If NATS does not answer either, nothing is known of the rest.
        tokio::time::timeout(2 * DEAD_AFTER, view.wait_for(is_known)).await.ok();
        let view = view.borrow();
        let mut status = Self::of(&view, shards);
        for node in &mut status.nodes {
            node.alive &= view.nodes.get(&node.node).is_some_and(|seen| seen.moved);
        }
        status
    }
}

fn node_status(view: &View, node: &str) -> NodeStatus {
    NodeStatus {
        node: node.to_owned(),
        alive: view.is_alive(node),
        version: view.nodes.get(node).map(|seen| seen.value.version.clone()).unwrap_or_default(),
        draining: view.plan.value.draining.contains(node),
    }
}

fn shard_status(view: &View, shard: ShardId) -> ShardStatus {
    let value = view.shards.get(&shard).map(|seen| &seen.value);
    let owner =
        value.and_then(|value| value.owner.clone().filter(|owner| view.is_instance_alive(owner, &value.instance)));
    let epoch = value.map(|value| value.epoch).unwrap_or_default();
    let reports = owner.as_ref().and_then(|owner| view.nodes.get(owner)).map(|seen| &seen.value.report.shards);
    let report =
        reports.and_then(|reports| reports.iter().find(|report| report.shard == shard && report.epoch == epoch));
    let age_s = |at_ms: i64| (runtime::clock::now_ms() - at_ms).max(0) / 1000;
    ShardStatus {
        shard: shard.0,
        owner,
        planned: view.plan.value.shards.get(&shard).cloned(),
        epoch,
        lag: report.map(|report| report.lag),
        snapshot_age_s: view.snapshots.get(&shard).map(|snapshot| age_s(snapshot.value.at_ms)),
    }
}
