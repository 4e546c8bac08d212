//! What operators do with shards and nodes, while people talk.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    rig::{Chat, PATIENCE, Rig, eventually},
};

async fn does(rig: &Rig, arguments: &[&str]) {
    let done = rig.balachka(&[&["cluster"], arguments].concat()).await;
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

async fn owner_of(rig: &Rig, shard: usize) -> Option<String> {
    Some(rig.owners("a").await?.get(shard)?.0.clone())
}

/// Waits until one node owns a shard; fails if another has it once no shard moves.
async fn goes_to(rig: &Rig, shard: usize, node: &str) {
    eventually("the shard moves", async || owner_of(rig, shard).await.filter(|owner| owner == node)).await;
}

#[actix_web::test]
async fn shards_go_where_operators_want_them_and_back() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, _) = people(&rig, 6);
    rig.spread(&["a", "b"]).await;
    let shard = 0;
    let from = owner_of(&rig, shard).await.unwrap();
    let to = if from == "a" { "b" } else { "a" };
    does(&rig, &["move", &shard.to_string(), to]).await;
    goes_to(&rig, shard, to).await;
    // Balance moves another one back, and leaves the one that was asked for.
    rig.spread(&["a", "b"]).await;
    assert_eq!(owner_of(&rig, shard).await.as_deref(), Some(to));
    does(&rig, &["drain", to]).await;
    goes_to(&rig, shard, &from).await;
    rig.spread(&[from.as_str()]).await;
    does(&rig, &["undrain", to]).await;
    // Where it is pinned, now that this node may have shards again.
    goes_to(&rig, shard, to).await;
    rig.spread(&["a", "b"]).await;
    // Only a shard that is not pinned makes room when all others are pinned.
    does(&rig, &["unpin", &shard.to_string()]).await;
    for other in (0..4).filter(|other| *other != shard) {
        does(&rig, &["move", &other.to_string(), to]).await;
    }
    goes_to(&rig, shard, &from).await;
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    everything_is_there_once(&rig, 6, &commands, &[]).await;
}

/// Says something again and again until it is told to stop; gives the commands.
async fn keep_talking(rig: &Rig, people: &[Chat], stop: &AtomicBool) -> Vec<(i64, i64)> {
    let mut commands = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let chat = people[commands.len() % people.len()];
        let command = rig.say(chat.id, chat.person, "/help");
        commands.push(command);
        rig.answered(&[command], PATIENCE).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    commands
}

/// Each node in turn is replaced by one of the new version: it joins, the old one is emptied and stops.
#[actix_web::test]
async fn a_rolling_upgrade_is_not_noticed() {
    let Some(mut rig) = Rig::world(Nats::cluster().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let (people, _) = people(&rig, 6);
    rig.spread(&["a", "b"]).await;
    let mut commands = Vec::new();
    for (old, new, stays) in [("a", "c", "b"), ("b", "d", "c")] {
        rig.run(new).await;
        let stop = AtomicBool::new(false);
        let replace = async {
            eventually("the new one has joined", async || {
                let status = rig.status(stays).await?;
                status["nodes"]
                    .as_array()?
                    .iter()
                    .any(|node| node["node"] == new && node["alive"] == true)
                    .then_some(())
            })
            .await;
            does(&rig, &["drain", old]).await;
            eventually("the old one is empty", async || {
                let owners = rig.owners(stays).await?;
                owners.iter().all(|(owner, _)| owner != old).then_some(())
            })
            .await;
            stop.store(true, Ordering::Relaxed);
        };
        let (said, ()) = tokio::join!(keep_talking(&rig, &people, &stop), replace);
        commands.extend(said);
        // It is the gateway still, and what is said while it stops is answered by the next one.
        let last: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
        rig.stop(old).await;
        rig.answered(&last, Duration::from_secs(20)).await;
        commands.extend(last);
    }
    rig.spread(&["c", "d"]).await;
    let count = i64::try_from(commands.len()).unwrap();
    everything_is_there_once(&rig, count, &commands, &[]).await;
    let answers = rig.answers();
    let twice: Vec<_> = commands.iter().filter(|command| answers[command] != 1).collect();
    assert!(twice.is_empty(), "an orderly stop leaves no unknown outcomes: {twice:?}");
}
