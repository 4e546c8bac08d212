//! What is kept of people, over shards.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use crate::{
    nats::Nats,
    rig::{PATIENCE, Rig, eventually, within},
};

const WORD: &str = "ПерламутровийБегемот";

/// Files below a folder that hold a word.
fn found(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(found_in(&path, word));
        } else {
            found.extend(holds(&path, word).then(|| path.display().to_string()));
        }
    }
    found
}

fn found_in(folder: &Path, word: &str) -> Vec<String> {
    if folder.exists() { found(folder, word) } else { Vec::new() }
}

/// As UTF-8, or as JSON escapes it.
fn holds(path: &Path, word: &str) -> bool {
    let escaped: String = word.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let content = std::fs::read(path).unwrap_or_default();
    [word, &escaped].iter().any(|word| content.windows(word.len()).any(|it| it == word.as_bytes()))
}

/// Waits until no file below a folder holds the word.
async fn gone(folder: &Path, word: &str) {
    let started = Instant::now();
    while !found(folder, word).is_empty() {
        assert!(started.elapsed() < Duration::from_secs(40), "left: {:?}", found(folder, word));
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[actix_web::test]
async fn whoever_asks_to_be_forgotten_is_gone_from_all_nodes_and_from_nats() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.snapshot_secs = 5;
    rig.run("a").await;
    rig.run("b").await;
    let people: Vec<_> = (0..6).map(|nth| rig.private(nth)).collect();
    let groups: Vec<_> = (0..4).map(|nth| rig.group(nth, &people)).collect();
    let her = people[0];
    for group in &groups {
        rig.say(*group, her.person, &format!("Мій секрет: {WORD}"));
        rig.say(*group, people[1].person, "звичайна розмова");
    }
    rig.settled().await;
    within(Duration::from_secs(30), "each shard has a snapshot", async || {
        let status = rig.status("a").await?;
        status["shards"].as_array()?.iter().all(|shard| shard["snapshot_age_s"].is_i64()).then_some(())
    })
    .await;
    assert!(!found(&rig.data("a"), WORD).is_empty() || !found(&rig.data("b"), WORD).is_empty(), "it is there before");
    assert!(!found(rig.nats.folder(), WORD).is_empty(), "it is in NATS before");

    let asked = rig.say(her.id, her.person, "/forget");
    let menu = eventually("a menu", async || rig.menu(asked)).await;
    rig.world.press(her.id, menu, her.person, &format!("privacy:forget:{}", her.person)).unwrap();
    gone(&rig.data("a"), WORD).await;
    gone(&rig.data("b"), WORD).await;
    gone(rig.nats.folder(), WORD).await;
    // The others are still there, and everything is counted.
    let messages = rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(messages, 9, "counts stay");
}

/// One person writes in chats of several shards, and asks in a chat of another.
#[actix_web::test]
async fn what_is_known_of_a_person_is_told_from_all_shards() {
    let Some(mut rig) = Rig::world(Nats::single().await, 8).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let people: Vec<_> = (0..3).map(|nth| rig.private(nth)).collect();
    let groups: Vec<_> = (0..6).map(|nth| rig.group(nth, &people)).collect();
    let her = people[0];
    for group in &groups {
        for nth in 0..3 {
            rig.say(*group, her.person, &format!("слово номер {nth} у групі {group}"));
        }
    }
    let chosen = rig.say(her.id, her.person, "/me стиль офіційно");
    rig.answered(&[chosen], Duration::from_secs(30)).await;
    rig.settled().await;
    let me = rig.say(her.id, her.person, "/me");
    let text = eventually("an answer", async || rig.answer_text(me)).await;
    assert!(text.contains("20"), "18 in groups, two commands: {text}");
    let export = rig.say(her.id, her.person, "/export");
    let document = eventually("a document", async || rig.document(export)).await;
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let messages = document["messages"].as_array().unwrap();
    let texts: Vec<_> = messages.iter().filter_map(|it| it["message"]["text"].as_str()).collect();
    for group in &groups {
        let of_group = texts.iter().filter(|text| text.ends_with(&format!("у групі {group}"))).count();
        assert_eq!(of_group, 3, "{texts:?}");
    }
    let dates: Vec<_> = messages.iter().map(|it| it["message"]["date"].as_i64().unwrap()).collect();
    assert!(dates.is_sorted_by(|later, earlier| later >= earlier), "the newest first: {dates:?}");
    // The order to export may not be counted yet.
    let total = document["about"]["statistics"]["total_messages"].as_i64().unwrap();
    assert!((20..=21).contains(&total), "{total}");
    assert_eq!(document["about"]["person"]["chats"].as_array().unwrap().len(), 7);
}

/// Empties one node and then the other, for as long as it is polled.
async fn keep_moving(rig: &Rig) {
    for node in ["a", "b"].into_iter().cycle() {
        assert!(rig.balachka(&["cluster", "drain", node]).await.status.success());
        within(PATIENCE, "its shards have moved", async || {
            let owners = rig.owners("a").await?;
            owners.iter().all(|(owner, _)| owner != node).then_some(())
        })
        .await;
        assert!(rig.balachka(&["cluster", "undrain", node]).await.status.success());
    }
}

/// Each shard has moved away and back when the wish comes, and goes on moving until it is fulfilled.
#[actix_web::test]
async fn whoever_asks_to_be_forgotten_while_shards_move_is_gone_too() {
    let Some(mut rig) = Rig::world(Nats::single().await, 4).await else { return };
    rig.run("a").await;
    rig.run("b").await;
    let people: Vec<_> = (0..6).map(|nth| rig.private(nth)).collect();
    let groups: Vec<_> = (0..4).map(|nth| rig.group(nth, &people)).collect();
    let her = people[0];
    for group in &groups {
        rig.say(*group, her.person, &format!("Мій секрет: {WORD}"));
        rig.say(*group, people[1].person, "звичайна розмова");
    }
    rig.spread(&["a", "b"]).await;
    rig.settled().await;
    let forget = async {
        let moves = async || rig.owners("a").await.map(|owners| owners.iter().map(|(_, epoch)| epoch).sum::<u64>());
        let moved_by = async |more| {
            let before = eventually("epochs", moves).await;
            eventually("shards have moved", async || (moves().await? >= before + more).then_some(())).await;
        };
        moved_by(4).await;
        let asked = rig.say(her.id, her.person, "/forget");
        let menu = eventually("a menu", async || rig.menu(asked)).await;
        rig.world.press(her.id, menu, her.person, &format!("privacy:forget:{}", her.person)).unwrap();
        moved_by(4).await;
    };
    tokio::select! {
        () = forget => {}
        () = keep_moving(&rig) => {}
    }
    gone(&rig.data("a"), WORD).await;
    gone(&rig.data("b"), WORD).await;
    gone(rig.nats.folder(), WORD).await;
    rig.settled().await;
    let messages = rig.sum("context.db", "SELECT count(*) FROM messages WHERE own = 0").await;
    assert_eq!(messages, 9, "counts stay");
}
