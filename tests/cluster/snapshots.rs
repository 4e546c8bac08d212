//! Snapshots that are cut in the middle, or of which parts are lost.

use std::{collections::BTreeSet, time::Duration};

use futures_util::TryStreamExt;
use serde_json::Value;

use crate::{
    crowd::{everything_is_there_once, people},
    nats::Nats,
    proxy::Proxy,
    rig::{Chat, Rig, eventually},
};

/// The snapshots of which NATS has something: `00/3-4711-abc`.
async fn stored(rig: &Rig) -> BTreeSet<String> {
    let prefix = format!("$O.{}.C.", rig.stored("SNAPSHOTS"));
    let stream = rig.jetstream().await.get_stream(format!("OBJ_{}", rig.stored("SNAPSHOTS"))).await.unwrap();
    let subjects = stream.info_with_subjects(format!("{prefix}>")).await.unwrap();
    let subjects: Vec<(String, usize)> = subjects.try_collect().await.unwrap();
    let parts = subjects.iter().filter_map(|(subject, _)| subject.strip_prefix(&prefix)?.rsplit_once('.'));
    parts.map(|(snapshot, _)| snapshot.replacen('.', "/", 1)).collect()
}

/// The newest snapshot of each shard, as the cluster knows it.
async fn newest(rig: &Rig) -> BTreeSet<String> {
    let state = rig.jetstream().await.get_key_value(rig.stored("STATE")).await.unwrap();
    let mut newest = BTreeSet::new();
    for shard in 0..2 {
        if let Some(value) = state.get(format!("snapshot.{shard:02}")).await.unwrap() {
            let value: Value = serde_json::from_slice(&value).unwrap();
            newest.insert(value["object"].as_str().unwrap().to_owned());
        }
    }
    newest
}

/// As a store that lost what it had.
async fn lose(rig: &Rig, snapshot: &str) {
    let bucket = rig.stored("SNAPSHOTS");
    let stream = rig.jetstream().await.get_stream(format!("OBJ_{bucket}")).await.unwrap();
    let subject = format!("$O.{bucket}.C.{}.>", snapshot.replacen('/', ".", 1));
    assert!(stream.purge().filter(subject).await.unwrap().purged > 0);
}

fn talk(rig: &Rig, people: &[Chat], round: usize) -> i64 {
    for chat in people {
        rig.say(chat.id, chat.person, &format!("розмова {round}"));
    }
    i64::try_from(people.len()).unwrap()
}

#[actix_web::test]
async fn a_node_that_dies_while_it_puts_a_snapshot_leaves_the_one_before() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.snapshot_secs = 3;
    let way = Proxy::to(&rig.nats);
    rig.run_with("a", &way.setting()).await;
    let (people, _) = people(&rig, 8);
    let mut messages = talk(&rig, &people, 1);
    let before =
        eventually("each shard has a snapshot", async || Some(newest(&rig).await).filter(|newest| newest.len() == 2))
            .await;
    rig.settled().await;
    // Each file of a snapshot takes two ways of that.
    way.slow(Duration::from_millis(150));
    messages += talk(&rig, &people, 2);
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    let cut = eventually("a snapshot is under way", async || {
        let (stored, newest) = (stored(&rig).await, newest(&rig).await);
        stored.into_iter().find(|snapshot| !newest.contains(snapshot) && !before.contains(snapshot))
    })
    .await;
    rig.kill("a");
    assert!(!newest(&rig).await.contains(&cut), "it was cut in the middle");
    rig.run("b").await;
    rig.spread(&["b"]).await;
    everything_is_there_once(&rig, messages + 8, &commands, &[]).await;
    talk(&rig, &people, 3);
    eventually("what was cut goes with the next snapshot", async || (!stored(&rig).await.contains(&cut)).then_some(()))
        .await;
}

/// One shard has a snapshot before the newest; of the other all are lost, and the stream has everything still.
#[actix_web::test]
async fn a_snapshot_that_is_lost_is_made_up_for() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.snapshot_secs = 2;
    rig.run("a").await;
    let (people, _) = people(&rig, 8);
    let (mut messages, mut round) = (0, 0);
    eventually("each shard has two snapshots", async || {
        messages += talk(&rig, &people, round);
        round += 1;
        tokio::time::sleep(Duration::from_millis(300)).await;
        (stored(&rig).await.len() >= 4 && newest(&rig).await.len() == 2).then_some(())
    })
    .await;
    let commands: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "/help")).collect();
    let talked: Vec<_> = people.iter().map(|chat| rig.say(chat.id, chat.person, "привіт")).collect();
    rig.answered(&commands, Duration::from_secs(30)).await;
    rig.settled().await;
    rig.kill("a");
    let newest = newest(&rig).await;
    for snapshot in stored(&rig).await {
        if newest.contains(&snapshot) || snapshot.starts_with("01/") {
            lose(&rig, &snapshot).await;
        }
    }
    assert_eq!(stored(&rig).await.len(), 1, "one shard has one left");
    let said = rig.answers();
    rig.run("b").await;
    rig.spread(&["b"]).await;
    everything_is_there_once(&rig, messages + 16, &commands, &talked).await;
    let answers = rig.answers();
    let again: Vec<_> = said.iter().filter(|(message, count)| answers.get(message) != Some(count)).collect();
    assert!(again.is_empty(), "what was answered is not answered again: {again:?}");
    let log = rig.log("b");
    assert!(log.contains("ALARM") && log.contains("snapshot"), "{log}");
    talk(&rig, &people, round);
    eventually("each shard has a whole snapshot again", async || {
        let (stored, newest) = (stored(&rig).await, self::newest(&rig).await);
        newest.iter().all(|snapshot| stored.contains(snapshot)).then_some(())
    })
    .await;
}
