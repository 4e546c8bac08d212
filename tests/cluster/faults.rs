//! What goes wrong with NATS, names and streams.

use std::time::Duration;

use crate::{
    nats::Nats,
    rig::{Rig, eventually, within},
};

#[actix_web::test]
async fn two_nodes_of_one_name_are_refused_and_a_restart_is_not() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.run("a").await;
    rig.settled().await;
    let (code, log) = rig.refused("a", "elsewhere").await;
    assert_eq!(code, Some(75), "{log}");
    assert!(log.contains("another node of the name a is running"), "{log}");
    rig.settled().await;
    // The same data directory after a kill: nobody else can be meant.
    rig.kill("a");
    rig.run("a").await;
    rig.settled().await;
}

#[actix_web::test]
async fn a_cluster_that_was_not_made_or_was_made_is_told_what_to_do() {
    let Some(rig) = Rig::world(Nats::single().await, 2).await else { return };
    let again = rig.balachka(&["cluster", "init"]).await;
    let words = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(!again.status.success() && words.contains("made already, with 2 shards"), "{words}");
    let nowhere = rig.balachka(&["cluster", "move", "0", "nobody"]).await;
    let words = String::from_utf8_lossy(&nowhere.stderr).into_owned();
    assert!(!nowhere.status.success() && words.contains("nobody"), "{words}");
}

/// Updates that NATS lost are not passed over in silence: their shards stand still, and tell.
#[actix_web::test]
async fn a_stream_that_is_deleted_under_way_stops_the_shards_and_is_told() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.run("a").await;
    let chat = rig.private(0);
    let command = rig.say(chat.id, chat.person, "/help");
    rig.answered(&[command], Duration::from_secs(30)).await;
    rig.delete_updates().await;
    within(Duration::from_secs(30), "it is told of each shard", async || {
        let lost = |shard: u16| format!(r#"balachka_cluster_updates_lost{{shard="{shard:02}"}}"#);
        let both = [rig.metric("a", &lost(0)).await?, rig.metric("a", &lost(1)).await?];
        (both == [1.0, 1.0]).then_some(())
    })
    .await;
    let log = rig.log("a");
    assert!(log.contains("ALARM") && log.contains("restore"), "{log}");
    // Nothing is confirmed to Telegram that is not stored.
    let (_, message) = rig.say(chat.id, chat.person, "/help");
    tokio::time::sleep(Duration::from_secs(3)).await;
    let confirmed = rig.world.queue()["confirmed_through"].as_i64().unwrap();
    assert!(confirmed < rig.world.queue()["last_id"].as_i64().unwrap(), "message {message} waits at Telegram");
}

/// Telegram still answers a node that NATS does not hear: it must not go on by itself.
#[actix_web::test]
async fn a_node_without_nats_stops_and_goes_on_when_it_is_back() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.run("a").await;
    let chat = rig.private(0);
    let command = rig.say(chat.id, chat.person, "/help");
    rig.answered(&[command], Duration::from_secs(30)).await;
    rig.nats.kill(0);
    let unheard = rig.say(chat.id, chat.person, "/help");
    eventually("it says that it is out", async || {
        rig.log("a").contains("this node stops, and comes back").then_some(())
    })
    .await;
    assert!(!rig.answers().contains_key(&unheard));
    rig.nats.restart(0).await;
    rig.answered(&[unheard], Duration::from_secs(40)).await;
    rig.settled().await;
    assert_eq!(rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await, 2);
}

/// Telegram may deliver anywhere, and again elsewhere when an answer is lost.
#[actix_web::test]
async fn deliveries_to_any_node_are_kept_once() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.webhook = Some("secret");
    rig.run("a").await;
    rig.run("b").await;
    let chat = rig.private(0);
    let update = |id: i64| {
        let person = serde_json::json!({ "id": chat.person, "is_bot": false, "first_name": "Людина" });
        let chat = serde_json::json!({ "id": chat.id, "type": "private", "first_name": "Людина" });
        serde_json::json!({ "update_id": 7_000_000 + id, "message": {
            "message_id": 1000 + id, "date": 1_790_000_000 + id, "from": person, "chat": chat, "text": format!("слово {id}") } })
    };
    eventually("both take deliveries", async || {
        (rig.deliver("a", &update(0)).await && rig.deliver("b", &update(0)).await).then_some(())
    })
    .await;
    for id in 1..40 {
        let (first, second) = if id % 2 == 0 { ("a", "b") } else { ("b", "a") };
        assert!(rig.deliver(first, &update(id)).await);
        if id % 3 == 0 {
            assert!(rig.deliver(second, &update(id)).await, "again, at the other one");
        }
    }
    rig.settled().await;
    assert_eq!(rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await, 40);
    assert_eq!(rig.sum("personalization.db", "SELECT sum(messages) FROM people").await, 40);
}
