//! What operators of a cluster see, and are told.

use std::time::Duration;

use serde_json::Value;

use crate::{
    nats::Nats,
    rig::{Rig, eventually, within},
};

/// What `doctor` finds of one kind: the state, what was found, and what to do.
async fn doctor(rig: &Rig, check: &str) -> Vec<String> {
    let output = rig.balachka(&["doctor", "--json"]).await;
    let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of_it = findings.as_array().unwrap().iter().filter(|finding| finding["check"] == check);
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
    of_it.map(|it| format!("{}: {} -> {}", text(it, "state"), text(it, "found"), text(it, "remedy"))).collect()
}

/// Whether one of them has all of these parts.
fn has(findings: &[String], parts: &[&str]) -> bool {
    findings.iter().any(|finding| parts.iter().all(|part| finding.contains(part)))
}

#[actix_web::test]
async fn doctor_knows_a_cluster_before_it_runs_while_it_does_and_without_nats() {
    let Some(mut rig) = Rig::without_cluster(Nats::cluster().await).await else { return };
    let streams = doctor(&rig, "streams").await;
    assert!(has(&streams, &["failed", "cluster init"]), "{streams:?}");
    assert!(rig.balachka(&["cluster", "init", "--shards", "4"]).await.status.success());
    let (streams, nodes) = (doctor(&rig, "streams").await, doctor(&rig, "nodes").await);
    assert!(has(&streams, &["fine", "4 shards"]) && has(&nodes, &["warning: none is running", "balachka run"]));
    let servers = doctor(&rig, "nats").await;
    assert!(servers.len() == 3 && ["n0", "n1", "n2"].iter().all(|name| has(&servers, &["fine", name])), "{servers:?}");
    let sync = doctor(&rig, "sync").await;
    assert!(has(&sync, &["fine", "n0, n1, n2"]), "{sync:?}");

    rig.snapshot_secs = 2;
    rig.run("a").await;
    rig.run("b").await;
    rig.settled().await;
    eventually("all is fine", async || {
        let found = [doctor(&rig, "nodes").await, doctor(&rig, "shards").await, doctor(&rig, "snapshots").await];
        let is_fine = has(&found[0], &["fine: 2 of 2"]) && has(&found[1], &["fine: all 4"]);
        (is_fine && has(&found[2], &["fine"])).then_some(())
    })
    .await;
    assert!(has(&doctor(&rig, "gateway").await, &["fine: a"]));
    assert!(has(&doctor(&rig, "lag").await, &["fine: no shard is more than 0"]));
    assert!(has(&doctor(&rig, "copies").await, &["fine"]));

    rig.kill("b");
    rig.nats.kill(2);
    eventually("a node that is gone is missed", async || {
        let nodes = doctor(&rig, "nodes").await;
        has(&nodes, &["warning: b was lost", "cluster forget-node b"]).then_some(())
    })
    .await;
    eventually("a server that is gone is missed", async || {
        let (servers, copies) = (doctor(&rig, "nats").await, doctor(&rig, "copies").await);
        (has(&servers, &["warning: cannot connect"]) && has(&copies, &["warning", "n2", "UPDATES"])).then_some(())
    })
    .await;
    (0..2).for_each(|server| rig.nats.kill(server));
    let servers = doctor(&rig, "nats").await;
    assert_eq!(servers.iter().filter(|it| it.starts_with("failed: cannot connect")).count(), 3, "{servers:?}");
    assert_eq!(rig.balachka(&["doctor"]).await.status.code(), Some(1));
}

#[actix_web::test]
async fn that_nobody_knows_whether_acknowledged_updates_are_on_disk_is_told() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let warning = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).contains("cluster.monitors");
    assert!(!warning(&rig.balachka(&["cluster", "status"]).await));
    rig.variables.push(("BALACHKA__CLUSTER__MONITORS", String::new()));
    assert!(warning(&rig.balachka(&["cluster", "status"]).await));
    assert!(has(&doctor(&rig, "sync").await, &["warning", "unknown", "cluster.monitors"]));
}

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

#[actix_web::test]
async fn any_node_shows_all_nodes_and_shards() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    rig.settled().await;
    for node in ["a", "b"] {
        let (status, page) = rig.page(node, "").await;
        assert_eq!(status, 200);
        let shards = ["00", "01", "02", "03"].iter().all(|shard| page.contains(&format!("</span>{shard}")));
        assert!(shards && page.contains(">a</p>") && page.contains("2 / 2") && page.contains("4 / 4"), "{page}");
        assert!(page.contains("All is well") && page.contains(&format!("As the node “{node}” sees it")), "{page}");
    }
    rig.kill("b");
    within(Duration::from_secs(20), "a lost node is seen", async || {
        let (_, page) = rig.page("a", "").await;
        (page.contains("The node “b” was lost") && page.contains("1 / 2") && page.contains("4 / 4")).then_some(())
    })
    .await;
    rig.nats.kill(0);
    within(Duration::from_secs(20), "the node says that it hears nothing", async || {
        let (_, page) = rig.page("a", "").await;
        page.contains("NATS does not acknowledge its beats").then_some(())
    })
    .await;
}

#[actix_web::test]
async fn the_page_of_a_node_has_the_door_of_one_machines() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let open = rig.balachka(&["run", "--http", "0.0.0.0:0"]).await;
    let said = String::from_utf8_lossy(&open.stderr).into_owned();
    assert!(open.status.code() == Some(2) && said.contains("BALACHKA_DASHBOARD_PASSWORD"), "{said}");
    rig.variables.push(("BALACHKA_DASHBOARD_PASSWORD", "відчини".to_owned()));
    rig.run("a").await;
    for path in ["", "chats", "events"] {
        let (status, page) = rig.page("a", path).await;
        assert!((status == 303 || status == 401) && !page.contains("00"), "{path}: {status} {page}");
    }
    let (status, page) = rig.page("a", "login").await;
    assert!(status == 200 && page.contains("type=\"password\""), "{page}");
}

/// What the admin was told.
fn told(rig: &Rig, admin: i64) -> Vec<String> {
    let calls = rig.world.calls(0, false);
    let to_admin = |call: &&Value| call["ok"] == true && call["params"]["chat_id"] == admin;
    let texts = calls.as_array().unwrap().iter().filter(to_admin);
    texts.filter_map(|call| call["params"]["text"].as_str().map(str::to_owned)).collect()
}

#[actix_web::test]
async fn admins_are_told_once_that_a_node_is_lost_and_once_that_it_is_back() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    let admin = rig.private(0);
    rig.variables.push(("ADMIN_IDS", admin.person.to_string()));
    rig.variables.push(("BALACHKA__BOT__LANGUAGE", "en".to_owned()));
    for node in ["a", "b", "c"] {
        rig.run(node).await;
    }
    rig.settled().await;
    rig.stop("c").await;
    // The first node is the gateway: another one has to find out.
    rig.kill("a");
    let of_a = |rig: &Rig| told(rig, admin.id).iter().filter(|text| text.contains("“a”")).cloned().collect::<Vec<_>>();
    within(Duration::from_secs(60), "the loss is told", async || (of_a(&rig).len() == 1).then_some(())).await;
    assert!(of_a(&rig)[0].contains("was lost") && of_a(&rig)[0].contains("cluster forget-node a"));
    // Another gateway knows what was told.
    rig.run("c").await;
    rig.settled().await;
    rig.stop("b").await;
    rig.run("a").await;
    within(Duration::from_secs(60), "the end is told", async || (of_a(&rig).len() == 2).then_some(())).await;
    assert!(of_a(&rig)[1].contains("is back"), "{:?}", of_a(&rig));
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!(
        told(&rig, admin.id).len(),
        2,
        "nothing twice, and nothing of those that left: {:?}",
        told(&rig, admin.id)
    );
}

#[actix_web::test]
async fn admins_are_told_that_snapshots_fail() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let admin = rig.private(0);
    rig.variables.push(("ADMIN_IDS", admin.person.to_string()));
    rig.snapshot_secs = 2;
    rig.run("a").await;
    rig.settled().await;
    rig.delete_stream(&format!("OBJ_{}", rig.stored("SNAPSHOTS"))).await;
    let group = rig.group(1, &[admin]);
    let told = within(Duration::from_secs(60), "it is told", async || {
        rig.say(group, admin.person, "слово");
        told(&rig, admin.id).first().cloned()
    })
    .await;
    assert!(told.contains("знімок") && (told.contains("00") || told.contains("01")), "{told}");
    assert!(has(&doctor(&rig, "streams").await, &["failed", "SNAPSHOTS"]));
}

/// It may be away for a minute: servers are restarted.
#[actix_web::test]
async fn admins_are_told_of_a_nats_server_that_stays_away() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 2).await else { return };
    let admin = rig.private(0);
    rig.variables.push(("ADMIN_IDS", admin.person.to_string()));
    rig.run("a").await;
    rig.settled().await;
    rig.nats.kill(1);
    within(Duration::from_secs(150), "it is told", async || (!told(&rig, admin.id).is_empty()).then_some(())).await;
    assert!(told(&rig, admin.id)[0].contains("n1"), "{:?}", told(&rig, admin.id));
    rig.nats.restart(1).await;
    within(Duration::from_secs(60), "the end is told", async || (told(&rig, admin.id).len() == 2).then_some(())).await;
}

#[actix_web::test]
async fn admins_are_told_of_shards_that_stand_still() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    let admin = rig.private(0);
    rig.variables.push(("ADMIN_IDS", admin.person.to_string()));
    rig.run("a").await;
    rig.settled().await;
    rig.delete_updates().await;
    within(Duration::from_secs(60), "it is told", async || (!told(&rig, admin.id).is_empty()).then_some(())).await;
    let told = told(&rig, admin.id);
    assert!(told.len() == 1 && told[0].contains("cluster restore") && told[0].contains("00, 01"), "{told:?}");
}
