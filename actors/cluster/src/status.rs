//! How the cluster is, for operators.

use serde::Serialize;

use crate::{
    shard::{Epoch, ShardId},
    state::State,
    view::{DEAD_AFTER, NodeSeen, View},
};

/// How long a node that left in order is listed, by its own clock.
const LISTED_MS: i64 = 24 * 3_600_000;

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
    /// It is not there because it left in order.
    pub left: bool,
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
    /// For how long the newest snapshot has lacked something, as the owner last told.
    pub unsaved_s: Option<u64>,
    /// It cannot go on: updates that it needs are lost.
    pub stands_still: bool,
}

impl Status {
    /// From what a running node knows.
    pub fn of(view: &View, shards: u16) -> Self {
        let gateway = view.gateway.as_ref().map(|gateway| &gateway.value);
        let gateway = gateway.filter(|gateway| view.is_instance_alive(&gateway.node, &gateway.instance));
        Self {
            gateway: gateway.map(|gateway| gateway.node.clone()),
            nodes: view.nodes.iter().filter(|(_, seen)| is_listed(seen)).map(|it| node_status(view, it)).collect(),
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

/// Who left is of no interest after a while.
fn is_listed(seen: &NodeSeen) -> bool {
    !seen.value.gone || runtime::clock::now_ms() - seen.value.at_ms < LISTED_MS
}

fn node_status(view: &View, (node, seen): (&String, &NodeSeen)) -> NodeStatus {
    NodeStatus {
        node: node.clone(),
        alive: view.is_alive(node),
        left: seen.value.gone,
        version: seen.value.version.clone(),
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
        unsaved_s: report.map(|report| report.unsaved_s),
        stands_still: report.is_some_and(|report| report.stands_still),
        snapshot_age_s: view.snapshots.get(&shard).map(|snapshot| age_s(snapshot.value.at_ms)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn who_left_is_listed_for_a_day_and_who_is_lost_stays() {
        let now = runtime::clock::now_ms();
        let mut view = View::new(Instant::now());
        let nodes = [("left", now - LISTED_MS / 2, true), ("gone", now - 2 * LISTED_MS, true), ("lost", 0, false)];
        for (revision, (node, at_ms, gone)) in (1..).zip(nodes) {
            let json = format!(r#"{{"instance":"i","beat":1,"version":"1","at_ms":{at_ms},"gone":{gone}}}"#);
            view.apply(&format!("node.{node}"), json.as_bytes(), revision, Instant::now());
        }
        let status = Status::of(&view, 1);
        let listed: Vec<_> = status.nodes.iter().map(|node| (node.node.as_str(), node.left)).collect();
        assert_eq!(listed, [("left", true), ("lost", false)]);
    }

    #[test]
    fn what_the_owner_tells_counts_while_it_is_the_owner() {
        let mut view = View::new(Instant::now());
        let report = r#"[{"shard":"00","epoch":3,"lag":2,"unsaved_s":70,"stands_still":true}]"#;
        let node = format!(r#"{{"instance":"i","beat":1,"version":"1","at_ms":0,"shards":{report}}}"#);
        view.apply("node.a", node.as_bytes(), 1, Instant::now());
        view.apply("shard.00", br#"{"owner":"a","instance":"i","epoch":3}"#, 2, Instant::now());
        let told = |view: &View| {
            let shard = Status::of(view, 1).shards.remove(0);
            (shard.lag, shard.unsaved_s, shard.stands_still)
        };
        assert_eq!(told(&view), (Some(2), Some(70), true));
        view.apply("shard.00", br#"{"owner":"a","instance":"i","epoch":4}"#, 3, Instant::now());
        assert_eq!(told(&view), (None, None, false));
    }
}
