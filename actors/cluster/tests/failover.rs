use std::{collections::BTreeSet, time::Duration};

use balachka_cluster::{DEAD_AFTER, Operator, OperatorError, OwnershipError, ShardId, State, Status};

use crate::{
    nats::Nats,
    support::{Node, eventually, init, open, seen},
};

/// A beat, a little for the view, and a slow machine.
const SLACK: Duration = Duration::from_secs(4);

async fn spread(nodes: &[&Node], shards: usize) {
    eventually("the shards are spread", async || {
        let (mut all, mut counts) = (BTreeSet::new(), Vec::new());
        for node in nodes {
            let owned = node.shards().await;
            counts.push(owned.len());
            all.extend(owned);
        }
        let (most, least) = (counts.iter().max().unwrap(), counts.iter().min().unwrap());
        all.len() == shards && counts.iter().sum::<usize>() == shards && most - least <= 1
    })
    .await;
}

#[tokio::test]
async fn what_a_dead_node_had_is_taken_within_seconds() {
    let Some(nats) = Nats::single().await else { return };
    init(&nats, 6).await;
    let (first, second) = (Node::start(&nats, "a").await, Node::start(&nats, "b").await);
    eventually("a gateway", async || first.is_gateway() || second.is_gateway()).await;
    spread(&[&first, &second], 6).await;
    assert!(first.is_gateway() && !second.is_gateway());
    let epoch_before = first.gateway.lease().borrow().as_ref().unwrap().epoch();
    let (old_lease, old_gateway) = (first.membership.lease().unwrap(), first.gateway.lease().borrow().clone().unwrap());
    drop(first);
    old_lease.lost().await;
    assert!(!old_gateway.is_valid());
    let until_gateway = eventually("the other one is the gateway", async || second.is_gateway()).await;
    let until_shards = eventually("it has all shards", async || second.shards().await.len() == 6).await;
    assert!(until_gateway + until_shards <= DEAD_AFTER + SLACK, "{until_gateway:?} {until_shards:?}");
    assert!(second.gateway.lease().borrow().as_ref().unwrap().epoch() > epoch_before);
}

#[tokio::test]
async fn nobody_takes_what_a_living_node_has() {
    let Some(nats) = Nats::single().await else { return };
    init(&nats, 1).await;
    let first = Node::start(&nats, "a").await;
    let second = Node::start(&nats, "b").await;
    eventually("the first has it", async || first.shards().await.len() == 1).await;
    let taken = second.ownership.take(ShardId(0)).await;
    assert!(matches!(taken, Err(OwnershipError::NotPlanned { .. })), "{taken:?}");
    let epoch = first.owned.lock().await[&ShardId(0)];
    assert!(first.ownership.still_mine(ShardId(0), epoch));
    let again = first.ownership.take(ShardId(0)).await.unwrap();
    assert!(again > epoch && !first.ownership.still_mine(ShardId(0), epoch));
    let released = first.ownership.release(ShardId(0), epoch).await;
    assert!(matches!(released, Err(OwnershipError::NotMine { .. })), "an old epoch releases nothing");
}

#[tokio::test]
async fn an_orderly_leave_is_no_outage() {
    let Some(nats) = Nats::single().await else { return };
    init(&nats, 4).await;
    let (first, second) = (Node::start(&nats, "a").await, Node::start(&nats, "b").await);
    spread(&[&first, &second], 4).await;
    first.leave().await;
    let until_all = eventually("all is taken", async || second.is_gateway() && second.shards().await.len() == 4).await;
    assert!(until_all < DEAD_AFTER / 2, "{until_all:?}");
}

#[tokio::test]
async fn operators_drain_and_pin() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let (first, second) = (Node::start(&nats, "a").await, Node::start(&nats, "b").await);
    spread(&[&first, &second], 4).await;
    let state = State::open(&layout).await.unwrap();
    let operator = Operator::new(&layout, &state);
    assert!(matches!(operator.drain("c").await, Err(OperatorError::UnknownNode { known, .. }) if known == "a, b"));
    assert!(matches!(operator.pin(ShardId(4), "a").await, Err(OperatorError::UnknownShard { .. })));
    operator.drain("a").await.unwrap();
    eventually("a is empty", async || first.shards().await.is_empty() && second.shards().await.len() == 4).await;
    seen(&state, "the drain", |view| view.plan.value.draining.contains("a")).await;
    assert!(matches!(operator.drain("b").await, Err(OperatorError::LastNode(_))));
    operator.undrain("a").await.unwrap();
    operator.pin(ShardId(0), "a").await.unwrap();
    operator.pin(ShardId(1), "a").await.unwrap();
    operator.pin(ShardId(2), "a").await.unwrap();
    let pinned: BTreeSet<_> = [ShardId(0), ShardId(1), ShardId(2)].into();
    eventually("pins hold", async || first.shards().await == pinned).await;
    for shard in pinned {
        operator.unpin(shard).await.unwrap();
    }
    spread(&[&first, &second], 4).await;
}

#[tokio::test]
async fn the_status_tells_who_lives_and_who_has_what() {
    let Some(nats) = Nats::single().await else { return };
    init(&nats, 2).await;
    let (first, second) = (Node::start(&nats, "a").await, Node::start(&nats, "b").await);
    spread(&[&first, &second], 2).await;
    drop(second);
    let observer = State::open(&open(&nats).await).await.unwrap();
    let status = tokio::spawn(async move { Status::observe(&observer, 2).await }).await.unwrap();
    assert_eq!(status.gateway.as_deref(), Some("a"));
    let alive: Vec<_> = status.nodes.iter().map(|node| (node.node.as_str(), node.alive)).collect();
    assert_eq!(alive, [("a", true), ("b", false)]);
    assert_eq!(status.shards.len(), 2);
    let json = serde_json::to_value(&status).unwrap();
    assert_eq!(json["shards"][0]["shard"], 0);
    drop(first);
    let observer = State::open(&open(&nats).await).await.unwrap();
    let status = Status::observe(&observer, 2).await;
    assert_eq!(status.gateway, None);
    assert!(status.nodes.iter().all(|node| !node.alive));
    assert!(status.shards.iter().all(|shard| shard.owner.is_none()));
}
