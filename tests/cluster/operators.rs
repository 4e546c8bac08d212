//! What operators of a cluster see, and are told.

use std::time::Duration;

use crate::{
    nats::Nats,
    rig::{Rig, within},
};

#[actix_web::test]
async fn a_node_that_is_lost_for_good_can_be_taken_off_the_list() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    rig.settled().await;
    let refused = rig.balachka(&["cluster", "forget-node", "b"]).await;
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("is running"));
    rig.kill("b");
    assert!(rig.balachka(&["cluster", "status"]).await.stdout.windows(4).any(|part| part == b"lost"));
    let forgotten = rig.balachka(&["cluster", "forget-node", "b"]).await;
    assert!(forgotten.status.success(), "{}", String::from_utf8_lossy(&forgotten.stderr));
    let status = rig.status("a").await.unwrap();
    let nodes: Vec<_> = status["nodes"].as_array().unwrap().iter().map(|node| node["node"].clone()).collect();
    assert_eq!(nodes, ["a"]);
    rig.run("b").await;
    within(Duration::from_secs(20), "it may come back", async || {
        let status = rig.status("a").await?;
        status["shards"].as_array()?.iter().any(|shard| shard["owner"] == "b").then_some(())
    })
    .await;
}
