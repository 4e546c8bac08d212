use std::time::Duration;

use balachka_cluster::{
    Claim, ClaimError, ClaimsLog, Epoch, Layout, NewSnapshot, Outgoing, PublishError, ShardId, Snapshots, Updates,
};
use tempfile::TempDir;

use crate::{
    nats::Nats,
    support::{LONG, Node, eventually, init, seen},
};

async fn publish(layout: &Layout, updates: &Updates, id: u64) -> u64 {
    let subject = layout.names.update(ShardId(0), ShardId(1));
    let message =
        Outgoing { subject, msg_id: id.to_string(), payload: id.to_string().into_bytes(), ..Outgoing::default() };
    loop {
        match updates.publish(message.clone()).await {
            Ok(seq) => return seq,
            Err(PublishError::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// The server that leads a stream.
async fn leader(layout: &Layout, stream: &str) -> usize {
    let stream = layout.connection().jetstream().get_stream(stream).await.unwrap();
    let leader = stream.cached_info().cluster.as_ref().and_then(|cluster| cluster.leader.clone()).unwrap();
    leader.trim_start_matches('n').parse().unwrap()
}

/// Publishing, reading, claims, snapshots and ownership go on while the leading server of three dies, and comes back.
#[tokio::test]
async fn one_server_of_three_may_die() {
    let Some(mut nats) = Nats::cluster().await else { return };
    let layout = init(&nats, 4).await;
    let updates = Updates::new(&layout);
    let nodes = [Node::start(&nats, "a").await, Node::start(&nats, "b").await];
    let owned = async || nodes[0].shards().await.len() + nodes[1].shards().await.len();
    eventually("all shards have owners", async || owned().await == 4).await;
    let log = ClaimsLog::begin(&layout, ShardId(0), Epoch(1), "a").await.unwrap();

    let reading = {
        let mut follow = updates.follow(ShardId(1), 0);
        tokio::spawn(async move {
            let mut messages = Vec::new();
            while messages.len() < 300 {
                messages.extend(follow.next_batch(100).await.unwrap());
            }
            messages
        })
    };
    let mut seqs = Vec::new();
    for id in 0..300 {
        if id == 100 {
            let leader = leader(&layout, &layout.names.updates_stream()).await;
            nats.kill(leader);
        }
        seqs.push(publish(&layout, &updates, id).await);
    }
    let messages = tokio::time::timeout(LONG, reading).await.expect("in time").unwrap();
    let read: Vec<_> = messages.iter().map(|message| message.seq).collect();
    assert_eq!(read, seqs, "each once, in order, none missing");
    assert!(seqs.is_sorted());

    eventually("claims go on", async || match log.claim(vec![Claim::from("x")]).await {
        Ok(()) => true,
        Err(ClaimError::Unavailable(_)) => false,
        Err(error) => panic!("{error}"),
    })
    .await;
    eventually("shards have owners and there is a gateway", async || {
        owned().await == 4 && (nodes[0].is_gateway() || nodes[1].is_gateway())
    })
    .await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("journal.db");
    std::fs::write(&file, vec![7; 300_000]).unwrap();
    let snapshots = Snapshots::new(&layout);
    let new =
        NewSnapshot { shard: ShardId(0), epoch: Epoch(1), seq: 1, claims: 1, files: vec![file], keeps_former: true };
    eventually("a snapshot is put", async || snapshots.put(new.clone()).await.is_ok()).await;
    let into = TempDir::new().unwrap();
    eventually("a snapshot is fetched", async || snapshots.fetch(ShardId(0), into.path()).await.is_ok()).await;
    assert_eq!(std::fs::read(into.path().join("journal.db")).unwrap().len(), 300_000);
}

/// All servers stop at once and come back: nothing is lost, and nobody takes what others have.
#[tokio::test]
async fn all_servers_may_restart() {
    let Some(mut nats) = Nats::cluster().await else { return };
    let layout = init(&nats, 4).await;
    let updates = Updates::new(&layout);
    let nodes = [Node::start(&nats, "a").await, Node::start(&nats, "b").await];
    let owned = async || nodes[0].shards().await.len() + nodes[1].shards().await.len();
    let is_spread = async || owned().await == 4 && nodes[0].shards().await.len() == 2;
    eventually("all shards have owners", is_spread).await;
    let before = nodes[0].shards().await;
    let seq = publish(&layout, &updates, 1).await;
    for nth in 0..3 {
        nats.kill(nth);
    }
    eventually("nobody acts", async || owned().await == 0).await;
    for nth in 0..3 {
        nats.launch_again(nth);
    }
    eventually("all shards have owners again", async || owned().await == 4).await;
    assert_eq!(nodes[0].shards().await, before, "each took its own");
    assert_eq!(publish(&layout, &updates, 2).await, seq + 1);
}

/// The server that leads the state dies. Until another leads it, which takes NATS seconds, nobody may act; then all have what
/// they had.
#[tokio::test]
async fn the_server_that_leads_the_state_may_die() {
    let Some(mut nats) = Nats::cluster().await else { return };
    let layout = init(&nats, 4).await;
    let nodes = [Node::start(&nats, "a").await, Node::start(&nats, "b").await];
    let owned = async || [nodes[0].shards().await, nodes[1].shards().await];
    eventually("both have shards", async || owned().await.map(|shards| shards.len()) == [2, 2]).await;
    let before = owned().await;
    let leader = leader(&layout, &format!("KV_{}", layout.names.state_bucket())).await;
    nats.kill(leader);
    let killed_at = nodes[0].state.view().borrow().revision;
    // Four beats of each.
    seen(&nodes[0].state, "beats with another leader", |view| view.revision > killed_at + 8).await;
    eventually("all have what they had", async || owned().await == before).await;
    eventually("there is a gateway", async || nodes[0].is_gateway() || nodes[1].is_gateway()).await;
}
