use std::time::Instant;

use balachka_cluster::{
    BEAT, DEAD_AFTER, JoinError, Lease, Lost, Member, Membership, NodeReport, STOP_AFTER, ShardId, ShardReport,
    Standing, State,
};

use crate::{
    nats::Nats,
    support::{LONG, init, member, open, seen},
};

async fn standing(membership: &Membership, is_so: impl FnMut(&Standing) -> bool) -> Standing {
    let mut standing = membership.standing();
    let found = tokio::time::timeout(LONG, standing.wait_for(is_so)).await.expect("in time").unwrap();
    found.clone()
}

async fn lease(membership: &Membership) -> Lease {
    match standing(membership, |standing| matches!(standing, Standing::In(_))).await {
        Standing::In(lease) => lease,
        Standing::Out(_) => unreachable!(),
    }
}

#[tokio::test]
async fn there_is_one_node_of_a_name() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let state = State::open(&layout).await.unwrap();
    let first = Membership::join(&state, member("a")).await.unwrap();
    assert!(first.lease().is_some());
    let start = Instant::now();
    let second = Membership::join(&state, member("a")).await;
    assert!(matches!(second, Err(JoinError::NameTaken(name)) if name == "a"));
    assert!(start.elapsed() < DEAD_AFTER);
    assert!(first.lease().is_some(), "the first one is not disturbed");
}

#[tokio::test]
async fn a_name_is_free_when_its_bearer_left_died_or_is_known_to_be_over() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let state = State::open(&layout).await.unwrap();
    let first = Membership::join(&state, member("a")).await.unwrap();
    first.leave().await.unwrap();
    assert_eq!(first.leave().await, Ok(()), "a second time there is nothing to do");
    seen(&state, "gone", |view| view.nodes["a"].value.gone && !view.is_alive("a")).await;
    let start = Instant::now();
    let second = Membership::join(&state, member("a")).await.unwrap();
    assert!(start.elapsed() < DEAD_AFTER / 2);
    let former_instance = Some(second.lease().unwrap().instance().to_owned());
    drop(second);
    let third = Membership::join(&state, Member { former_instance, ..member("a") }).await.unwrap();
    assert!(start.elapsed() < DEAD_AFTER);
    let lease = third.lease().unwrap();
    let start = Instant::now();
    drop(third);
    lease.lost().await;
    assert!(!lease.is_valid() && start.elapsed() < BEAT);
    let start = Instant::now();
    Membership::join(&state, member("a")).await.unwrap();
    assert!(start.elapsed() >= DEAD_AFTER, "nobody knows that the third one is over");
}

#[tokio::test]
async fn a_node_that_is_replaced_stops_for_good() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let state = State::open(&layout).await.unwrap();
    let first = Membership::join(&state, member("a")).await.unwrap();
    let lease = first.lease().unwrap();
    // As if it held the lock of the first one's data directory, which a copy of the directory would do.
    let former_instance = Some(lease.instance().to_owned());
    let second = Membership::join(&state, Member { former_instance, ..member("a") }).await.unwrap();
    standing(&first, |standing| matches!(standing, Standing::Out(Lost::Replaced))).await;
    assert!(!lease.is_valid());
    assert!(second.lease().is_some());
}

#[tokio::test]
async fn beats_tell_what_a_node_reports() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let state = State::open(&layout).await.unwrap();
    let membership = Membership::join(&state, member("a")).await.unwrap();
    let shards = vec![ShardReport {
        shard: ShardId(3),
        epoch: balachka_cluster::Epoch(7),
        lag: 9,
        unsaved_s: 0,
        stands_still: false,
    }];
    let report = NodeReport { shards, ready: true, address: Some("10.0.0.1".to_owned()) };
    membership.report(report.clone());
    let elsewhere = State::open(&open(&nats).await).await.unwrap();
    seen(&elsewhere, "the report", |view| view.nodes.get("a").is_some_and(|seen| seen.value.report == report)).await;
}

/// A stopped server is what a node sees of a network that is gone.
#[tokio::test]
async fn a_node_that_nobody_hears_stops_in_time_and_comes_back_as_another_instance() {
    let Some(nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let state = State::open(&layout).await.unwrap();
    let membership = Membership::join(&state, member("a")).await.unwrap();
    let before = lease(&membership).await;
    let stopped = Instant::now();
    nats.stop(0);
    before.lost().await;
    assert!(!before.is_valid());
    assert!(stopped.elapsed() <= STOP_AFTER + BEAT, "{:?}", stopped.elapsed());
    standing(&membership, |standing| matches!(standing, Standing::Out(Lost::Unacknowledged))).await;
    nats.cont(0);
    let after = lease(&membership).await;
    assert_ne!(before.instance(), after.instance());
    assert!(after.is_valid() && !before.is_valid());
    seen(&state, "the new instance", |view| view.is_instance_alive("a", after.instance())).await;
    assert!(!state.view().borrow().is_instance_alive("a", before.instance()));
}

#[tokio::test]
async fn the_view_goes_on_after_nats_was_restarted() {
    let Some(mut nats) = Nats::single().await else { return };
    let layout = init(&nats, 4).await;
    let state = State::open(&layout).await.unwrap();
    let watching = State::open(&open(&nats).await).await.unwrap();
    let membership = Membership::join(&state, member("a")).await.unwrap();
    seen(&watching, "the node", |view| view.is_alive("a")).await;
    nats.kill(0);
    nats.restart(0).await;
    let last = watching.view().borrow().revision;
    seen(&watching, "beats after the restart", |view| view.revision >= last + 3 && view.is_alive("a")).await;
    watching.set_moved(-5, 77).await.unwrap();
    seen(&state, "a moved chat", |view| view.first_id(-5) == 77 && view.first_id(-6) == -6).await;
    assert!(lease(&membership).await.is_valid());
}
