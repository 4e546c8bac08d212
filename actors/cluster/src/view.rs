//! What a node knows of the cluster: everything in the bucket, and since when which node is silent.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;

use crate::{
    shard::ShardId,
    values::{ErasureValue, GATEWAY, GatewayValue, MovedValue, NodeValue, PLAN, Plan, ShardValue, SnapshotValue},
};

/// A node whose beat stands still for that long is dead. Longer than [`crate::STOP_AFTER`], so that it has
/// stopped by itself before anybody takes what it had.
pub const DEAD_AFTER: Duration = Duration::from_secs(5);
/// When nothing was heard for that long, it says nothing about nodes: what is silent may be NATS.
const GAP: Duration = Duration::from_millis(2_500);

/// A value with its revision in the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised<T> {
    pub value: T,
    pub revision: u64,
}

/// A node, and when its beat was last seen to change by this machine's own clock.
#[derive(Debug, Clone)]
pub struct NodeSeen {
    pub value: NodeValue,
    pub revision: u64,
    changed: Instant,
    /// Whether the beat changed since this view was opened.
    pub moved: bool,
}

/// What the bucket holds. It may be a little old: who writes does so by revision.
#[derive(Debug, Clone)]
pub struct View {
    pub nodes: BTreeMap<String, NodeSeen>,
    pub shards: BTreeMap<ShardId, Revised<ShardValue>>,
    pub gateway: Option<Revised<GatewayValue>>,
    pub plan: Revised<Plan>,
    pub snapshots: BTreeMap<ShardId, Revised<SnapshotValue>>,
    pub moved: BTreeMap<i64, Revised<MovedValue>>,
    /// By the place of the entry that asks for it.
    pub erasures: BTreeMap<u64, Revised<ErasureValue>>,
    /// The highest revision that was seen.
    pub revision: u64,
    /// When the view was last known to hold everything. Silence counts up to then.
    heard: Instant,
}

impl View {
    pub(crate) fn new(now: Instant) -> Self {
        Self {
            nodes: BTreeMap::new(),
            shards: BTreeMap::new(),
            gateway: None,
            plan: Revised { value: Plan::default(), revision: 0 },
            snapshots: BTreeMap::new(),
            moved: BTreeMap::new(),
            erasures: BTreeMap::new(),
            revision: 0,
            heard: now,
        }
    }

    /// Whether a node is there: its beat moves and it did not leave.
    pub fn is_alive(&self, node: &str) -> bool {
        let Some(seen) = self.nodes.get(node) else { return false };
        !seen.value.gone && self.heard.saturating_duration_since(seen.changed) < DEAD_AFTER
    }

    /// Whether that start of the node is there. Another start of it has nothing of what this one had.
    pub fn is_instance_alive(&self, node: &str, instance: &str) -> bool {
        self.is_alive(node) && self.nodes.get(node).is_some_and(|seen| seen.value.instance == instance)
    }

    /// The nodes that are there.
    pub fn alive(&self) -> impl Iterator<Item = &str> {
        self.nodes.keys().map(String::as_str).filter(|node| self.is_alive(node))
    }

    /// The id by which a chat was first known; its shard is that of this id.
    pub fn first_id(&self, chat: i64) -> i64 {
        self.moved.get(&chat).map_or(chat, |moved| moved.value.first)
    }

    /// The view is known to be complete now. After a gap the gap itself does not count as anybody's silence.
    pub(crate) fn heard(&mut self, now: Instant) {
        let gap = now.saturating_duration_since(self.heard);
        if gap > GAP {
            for seen in self.nodes.values_mut() {
                seen.changed += gap;
            }
        }
        self.heard = now;
    }

    /// Takes in one entry of the bucket. Entries come in the order of their revisions; a listing repeats some, and one from a
    /// server that is behind must not undo anything. What cannot be read is logged and left as it was.
    pub(crate) fn apply(&mut self, key: &str, json: &[u8], revision: u64, now: Instant) {
        if revision <= self.revision {
            return;
        }
        self.heard(now);
        self.revision = revision;
        let result = match key.split_once('.') {
            Some(("node", node)) => read(json).map(|value| self.see_node(node, value, revision, now)),
            Some(("shard", shard)) => insert(&mut self.shards, shard, json, revision),
            Some(("snapshot", shard)) => insert(&mut self.snapshots, shard, json, revision),
            Some(("erasure", seq)) => insert(&mut self.erasures, seq, json, revision),
            Some(("moved", chat)) => insert(&mut self.moved, chat, json, revision),
            _ if key == GATEWAY => revised(json, revision).map(|value| self.gateway = Some(value)),
            _ if key == PLAN => revised(json, revision).map(|value| self.plan = value),
            _ => Ok(()),
        };
        if let Err(error) = result {
            tracing::error!(key, error, "an entry of the cluster's state cannot be read: was it written by hand?");
        }
    }

    fn see_node(&mut self, node: &str, value: NodeValue, revision: u64, now: Instant) {
        let former = self.nodes.get(node);
        let is_same = |seen: &&NodeSeen| seen.value.instance == value.instance && seen.value.beat == value.beat;
        let (changed, moved) = match former.filter(is_same) {
            Some(seen) => (seen.changed, seen.moved),
            None => (now, former.is_some()),
        };
        self.nodes.insert(node.to_owned(), NodeSeen { value, revision, changed, moved });
    }
}

fn read<T: DeserializeOwned>(json: &[u8]) -> Result<T, String> {
    serde_json::from_slice(json).map_err(|error| error.to_string())
}

fn revised<T: DeserializeOwned>(json: &[u8], revision: u64) -> Result<Revised<T>, String> {
    Ok(Revised { value: read(json)?, revision })
}

fn insert<K: Ord + std::str::FromStr, T: DeserializeOwned>(
    into: &mut BTreeMap<K, Revised<T>>,
    key: &str,
    json: &[u8],
    revision: u64,
) -> Result<(), String> {
    let key = key.parse().map_err(|_| "its key is none".to_owned())?;
    into.insert(key, revised(json, revision)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn beat(view: &mut View, node: &str, beat: u64, now: Instant) {
        let json = format!(r#"{{"instance":"i","beat":{beat},"version":"1","at_ms":0,"new_field":1}}"#);
        let revision = view.revision + 1;
        view.apply(&format!("node.{node}"), json.as_bytes(), revision, now);
    }

    #[test]
    fn a_node_is_dead_when_its_beat_stands_still_while_others_move() {
        let start = Instant::now();
        let mut view = View::new(start);
        beat(&mut view, "a", 1, start);
        for second in 0..8 {
            beat(&mut view, "b", u64::from(second), start + second * SECOND);
            assert_eq!(view.is_alive("a"), second < 5, "{second}");
        }
        assert!(view.is_alive("b") && !view.is_alive("c"));
        assert!(!view.nodes["a"].moved && view.nodes["b"].moved);
    }

    #[test]
    fn a_listing_that_repeats_a_beat_does_not_revive() {
        let start = Instant::now();
        let mut view = View::new(start);
        beat(&mut view, "a", 1, start);
        for second in 1..7 {
            beat(&mut view, "b", u64::from(second), start + second * SECOND);
        }
        beat(&mut view, "a", 1, start + 7 * SECOND);
        assert!(!view.is_alive("a"));
    }

    #[test]
    fn when_nothing_is_heard_nobody_dies() {
        let start = Instant::now();
        let mut view = View::new(start);
        beat(&mut view, "a", 1, start);
        beat(&mut view, "b", 1, start + 2 * SECOND);
        beat(&mut view, "b", 2, start + 60 * SECOND);
        assert!(view.is_alive("a"), "two seconds of silence before the gap, none after");
        beat(&mut view, "b", 3, start + 62 * SECOND);
        assert!(view.is_alive("a"));
        beat(&mut view, "b", 4, start + 63 * SECOND);
        assert!(!view.is_alive("a"));
    }

    #[test]
    fn who_left_is_not_there() {
        let now = Instant::now();
        let mut view = View::new(now);
        view.apply("node.a", br#"{"instance":"i","beat":1,"version":"1","at_ms":0,"gone":true}"#, 1, now);
        assert!(!view.is_alive("a"));
    }

    #[test]
    fn entries_that_cannot_be_read_change_nothing() {
        let now = Instant::now();
        let mut view = View::new(now);
        view.apply("shard.07", br#"{"owner":"a","instance":"i","epoch":3}"#, 4, now);
        view.apply("shard.07", b"{", 5, now);
        view.apply("shard.x", br#"{"owner":"a","instance":"i","epoch":3}"#, 6, now);
        view.apply("something.else", b"", 7, now);
        assert_eq!(view.shards[&ShardId(7)].revision, 4);
        assert_eq!((view.shards.len(), view.revision), (1, 7));
    }
}
