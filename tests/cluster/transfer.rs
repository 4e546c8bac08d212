//! From one machine into a cluster, and back; and a cluster whose stream was lost.

use std::{collections::BTreeMap, path::Path, time::Duration};

use crate::{
    nats::Nats,
    rig::{Chat, Rig, within},
};

/// What is told of messages by each person in each chat, and of people.
async fn counts(folders: &[&Path]) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for folder in folders {
        let writers = "SELECT 'w' || i.id || '/' || p.person_id, p.messages FROM chat_people p \
                       JOIN chat_ids i ON i.chat_key = p.chat_key";
        for (what, count) in rows(&folder.join("context.db"), writers).await {
            *counts.entry(what).or_default() += count;
        }
        for (what, count) in rows(&folder.join("personalization.db"), "SELECT 'p' || id, messages FROM people").await {
            *counts.entry(what).or_default() += count;
        }
    }
    counts
}

async fn rows(database: &Path, sql: &'static str) -> Vec<(String, i64)> {
    use sqlx::ConnectOptions;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(database).read_only(true);
    let mut conn = options.connect().await.unwrap();
    sqlx::query_as(sql).fetch_all(&mut conn).await.unwrap()
}

fn talk(rig: &Rig, people: &[Chat], groups: &[i64], round: usize) {
    for nth in 0..40 {
        rig.say(groups[nth % groups.len()], people[nth % people.len()].person, &format!("розмова {round}/{nth}"));
    }
}

#[actix_web::test]
async fn one_machine_becomes_a_cluster_and_the_cluster_one_machine() {
    let Some(mut rig) = Rig::without_cluster(Nats::single().await).await else { return };
    rig.alone("one").await;
    let people: Vec<_> = (0..5).map(|nth| rig.private(nth)).collect();
    let groups: Vec<_> = (0..4).map(|nth| rig.group(nth, &people)).collect();
    talk(&rig, &people, &groups, 1);
    let asked = rig.say(people[0].id, people[0].person, "/help");
    rig.answered(&[asked], Duration::from_secs(30)).await;
    rig.confirmed().await;
    rig.stop("one").await;
    let one = rig.data("one");
    let before = counts(&[&one]).await;

    let made = rig.balachka(&["cluster", "init", "--shards", "4", "--from", one.to_str().unwrap()]).await;
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    rig.run("a").await;
    rig.run("b").await;
    rig.settled().await;
    let folders = rig.shard_folders().await;
    let folders: Vec<_> = folders.iter().map(std::path::PathBuf::as_path).collect();
    assert_eq!(counts(&folders).await, before, "the shards have what the machine had");

    talk(&rig, &people, &groups, 2);
    let asked = rig.say(people[1].id, people[1].person, "/help");
    rig.answered(&[asked], Duration::from_secs(30)).await;
    rig.settled().await;
    let back = rig.data("back");
    let written = rig.balachka(&["cluster", "export", back.to_str().unwrap()]).await;
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let folders = rig.shard_folders().await;
    let folders: Vec<_> = folders.iter().map(std::path::PathBuf::as_path).collect();
    let together = counts(&folders).await;
    assert_eq!(counts(&[&back]).await, together);
    assert_eq!(together.len(), before.len() + 1, "somebody wrote in private for the first time");
    rig.stop("a").await;
    rig.stop("b").await;
    rig.alone("back").await;
    let asked = rig.say(people[2].id, people[2].person, "/help");
    rig.answered(&[asked], Duration::from_secs(30)).await;
}

#[actix_web::test]
async fn a_lost_stream_is_made_anew_behind_what_is_kept() {
    let Some(mut rig) = Rig::world(Nats::single().await, 2).await else { return };
    rig.run("a").await;
    let chat = rig.private(0);
    let first = rig.say(chat.id, chat.person, "/help");
    rig.answered(&[first], Duration::from_secs(30)).await;
    rig.settled().await;
    let early = rig.balachka(&["cluster", "restore"]).await;
    assert!(!early.status.success(), "nothing is to be restored");
    rig.stop("a").await;
    rig.delete_updates().await;
    let (code, log) = rig.refused("a", "a").await;
    assert!(code == Some(2) && log.contains("missing"), "{log}");
    let restored = rig.balachka(&["cluster", "restore"]).await;
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    rig.run("a").await;
    let second = rig.say(chat.id, chat.person, "/help");
    rig.answered(&[second], Duration::from_secs(30)).await;
    rig.settled().await;
    assert_eq!(rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await, 2);
}

/// Measures: `cargo test --release --test cluster costs -- --ignored --nocapture`.
#[actix_web::test]
#[ignore = "it measures"]
async fn what_an_update_costs_on_one_machine_and_in_a_cluster() {
    const UPDATES: usize = 20_000;
    let Some(mut rig) = Rig::without_cluster(Nats::single().await).await else { return };
    let people: Vec<_> = (0..8).map(|nth| rig.private(nth)).collect();
    let groups: Vec<_> = (0..20).map(|nth| rig.group(nth, &people)).collect();
    let say_all = |rig: &Rig| {
        for nth in 0..UPDATES {
            rig.say(groups[nth % 20], people[nth % 8].person, &format!("повідомлення {nth} про погоду і каву"));
        }
    };
    rig.alone("one").await;
    rig.confirmed().await;
    let before = rig.cpu("one");
    say_all(&rig);
    rig.confirmed().await;
    within(Duration::from_secs(60), "everything is applied", async || {
        let seq = rig.metric("one", "balachka_journal_seq").await?;
        for store in ["context", "analysis", "personalization", "conversation"] {
            let bookmark = rig.metric("one", &format!(r#"balachka_store_bookmark{{store="{store}"}}"#)).await?;
            if bookmark < seq {
                return None;
            }
        }
        Some(())
    })
    .await;
    assert!(rig.metric("one", "balachka_updates_received_total").await.unwrap() >= UPDATES as f64);
    println!("one machine: {:.1} us an update", (rig.cpu("one") - before) * 1e6 / UPDATES as f64);
    rig.stop("one").await;
    assert!(rig.balachka(&["cluster", "init", "--shards", "4"]).await.status.success());
    rig.run("a").await;
    rig.run("b").await;
    rig.settled().await;
    assert!(rig.balachka(&["cluster", "drain", "a"]).await.status.success());
    tokio::time::sleep(Duration::from_secs(8)).await;
    let (gateway, owner) = (rig.cpu("a"), rig.cpu("b"));
    say_all(&rig);
    rig.settled().await;
    let an_update = |seconds: f64| seconds * 1e6 / UPDATES as f64;
    let (gateway, owner) = (an_update(rig.cpu("a") - gateway), an_update(rig.cpu("b") - owner));
    println!("cluster: the gateway alone {gateway:.1} us, the owner of all shards {owner:.1} us an update");
    for store in ["context", "analysis", "personalization", "conversation"] {
        let steps = rig.metric("b", &format!(r#"balachka_store_apply_seconds_count{{store="{store}"}}"#)).await;
        let entries = rig.metric("b", &format!(r#"balachka_store_entries_total{{store="{store}"}}"#)).await;
        println!("{store}: {entries:?} in {steps:?}");
    }
}
