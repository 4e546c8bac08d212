//! Nodes that are lost, and come back.

use std::time::Duration;

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    rig::{Rig, within},
};

#[actix_web::test]
async fn a_killed_nodes_shards_and_gateway_go_on_elsewhere() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, group) = people(&rig, 8);
    for nth in 0..50 {
        rig.say(group, people[nth % 8].person, &format!("повідомлення {nth}"));
    }
    rig.settled().await;
    // The first node is the gateway.
    rig.kill("a");
    let killed = std::time::Instant::now();
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    let talk: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "привіт")).collect();
    rig.answered(&commands, Duration::from_secs(30)).await;
    println!("all answered {:?} after the loss", killed.elapsed());
    rig.run("a").await;
    everything_is_there_once(&rig, 66, &commands, &talk).await;
    within(Duration::from_secs(30), "the node that came back has shards", async || {
        let status = rig.status("b").await?;
        status["shards"].as_array()?.iter().any(|shard| shard["owner"] == "a").then_some(())
    })
    .await;
    everything_is_there_once(&rig, 66, &commands, &talk).await;
}

#[actix_web::test]
async fn a_node_that_stops_hands_over_and_nobody_waits() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, group) = people(&rig, 6);
    for nth in 0..60 {
        rig.say(group, people[nth % 6].person, &format!("повідомлення {nth}"));
    }
    rig.settled().await;
    rig.stop("a").await;
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    let handed_over = rig.log("a").matches("this node hands the shard over").count();
    assert!(handed_over >= 2, "its shards are in order before it ends");
    everything_is_there_once(&rig, 66, &commands, &[]).await;
}

/// It believes that it owns its shards and is the gateway; all that it tries is refused, and it finds out.
#[actix_web::test]
async fn a_node_that_wakes_up_after_its_lease_does_nothing_twice() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, group) = people(&rig, 8);
    rig.settled().await;
    let mut talk: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "привіт")).collect();
    rig.signal("a", "STOP");
    talk.extend(people.iter().map(|chat| rig.say(chat.id, chat.person, "як справи?")));
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    rig.answered(&commands, Duration::from_secs(40)).await;
    rig.signal("a", "CONT");
    for nth in 0..40 {
        rig.say(group, people[nth % 8].person, &format!("повідомлення {nth}"));
    }
    everything_is_there_once(&rig, 64, &commands, &talk).await;
    within(Duration::from_secs(30), "the node that woke up takes part again", async || {
        let status = rig.status("a").await?;
        status["shards"].as_array()?.iter().any(|shard| shard["owner"] == "a").then_some(())
    })
    .await;
    everything_is_there_once(&rig, 64, &commands, &talk).await;
}

#[actix_web::test]
async fn one_server_of_three_may_go() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, group) = people(&rig, 6);
    let (mut commands, mut messages) = (Vec::new(), 0);
    for server in 0..3 {
        rig.nats.kill(server);
        for nth in 0..30 {
            rig.say(group, people[nth % 6].person, &format!("повідомлення {server}/{nth}"));
            messages += 1;
        }
        let chat = people[server];
        commands.push(rig.say(chat.id, chat.person, "/help"));
        rig.answered(&commands, Duration::from_secs(40)).await;
        rig.nats.restart(server).await;
    }
    everything_is_there_once(&rig, messages + 3, &commands, &[]).await;
}

/// Short form: 5 kills. Long form: `CLUSTER_KILLS=200 cargo test --test cluster kills -- --nocapture`.
#[actix_web::test]
async fn nothing_is_lost_or_doubled_however_often_nodes_are_killed() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 4).await else { return };
    rig.snapshot_secs = 5;
    let nodes = ["a", "b", "c"];
    for node in nodes {
        rig.run(node).await;
    }
    let (people, group) = people(&rig, 12);
    let mut random = fastrand::Rng::new();
    let (mut plain, mut commands, mut talk) = (0, Vec::new(), Vec::new());
    let kills: usize = std::env::var("CLUSTER_KILLS").map_or(5, |number| number.parse().unwrap());
    for kill in 0..kills {
        for nth in 0..random.usize(20..100) {
            rig.say(group, people[nth % 12].person, &format!("повідомлення {kill}/{nth}"));
            plain += 1;
        }
        let chat = people[kill % 12];
        commands.push(rig.say(chat.id, chat.person, "/help"));
        talk.push(rig.say(chat.id, chat.person, "привіт"));
        tokio::time::sleep(Duration::from_millis(random.u64(0..3000))).await;
        let node = nodes[random.usize(0..3)];
        rig.kill(node);
        tokio::time::sleep(Duration::from_millis(random.u64(0..9000))).await;
        rig.run(node).await;
    }
    let messages = plain + i64::try_from(commands.len() + talk.len()).unwrap();
    everything_is_there_once(&rig, messages, &commands, &talk).await;
    let greeted = talk.iter().filter(|message| rig.answers().contains_key(message)).count();
    println!(
        "{kills} kills: {messages} messages kept once, {} commands and {greeted} of {} greetings answered",
        commands.len(),
        talk.len()
    );
}

#[actix_web::test]
async fn a_node_and_a_server_may_go_at_once() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 4).await else { return };
    for node in ["a", "b", "c"] {
        rig.run(node).await;
    }
    let (people, group) = people(&rig, 6);
    for nth in 0..60 {
        rig.say(group, people[nth % 6].person, &format!("повідомлення {nth}"));
    }
    rig.settled().await;
    rig.kill("a");
    rig.nats.kill(0);
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    let talk: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "привіт")).collect();
    rig.answered(&commands, Duration::from_secs(60)).await;
    rig.nats.restart(0).await;
    everything_is_there_once(&rig, 72, &commands, &talk).await;
}

/// Measures: `cargo test --release --test cluster behind -- --ignored --nocapture`.
#[actix_web::test]
#[ignore = "it measures"]
async fn how_long_shards_are_silent_that_are_ten_thousand_updates_behind() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, _) = people(&rig, 8);
    let groups: Vec<_> = (2..22).map(|nth| rig.group(nth, &people)).collect();
    rig.settled().await;
    for nth in 0..10_000 {
        rig.say(groups[nth % 20], people[nth % 8].person, &format!("повідомлення {nth} про погоду і каву"));
    }
    rig.settled().await;
    rig.kill("a");
    let killed = std::time::Instant::now();
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    rig.answered(&commands, Duration::from_secs(60)).await;
    println!("all answered {:?} after the loss", killed.elapsed());
}
