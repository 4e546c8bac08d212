//! Measurements, not tests: `cargo test --release --test service speed -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use playground::{ChatKind, Flood, NewChat, NewPerson, Said};

use crate::rig::{Rig, STORES, eventually};

const UPDATES: usize = 50_000;
const MENTIONS: usize = 200;

async fn resident_megabytes(rig: &Rig) -> f64 {
    rig.metric("process_resident_memory_bytes").await.unwrap() / 1e6
}

#[actix_web::test]
#[ignore = "a measurement"]
async fn a_plain_flood() {
    let mut rig = Rig::start().await;
    println!("idle: {:.0} MB resident", resident_megabytes(&rig).await);
    rig.kill();
    let flood = Flood { updates: UPDATES, chats: 50, people: 500, words: 12 };
    rig.world.flood(&flood).unwrap();
    rig.run(&[]);
    eventually("the first entries", async || rig.metric("balachka_journal_seq").await.filter(|seq| *seq > 100.0)).await;
    let (before, started) = (rig.metric("balachka_journal_seq").await.unwrap(), Instant::now());
    rig.settled().await;
    let after = rig.metric("balachka_journal_seq").await.unwrap();
    let rate = (after - before) / started.elapsed().as_secs_f64();
    println!(
        "{UPDATES} updates: {rate:.0} a second through all stores, {:.0} MB resident at the end",
        resident_megabytes(&rig).await
    );
    for store in STORES {
        let sum = rig.metric(&format!(r#"balachka_store_apply_seconds_sum{{store="{store}"}}"#)).await.unwrap();
        println!("  {store}: {:.1} us an update", sum * 1e6 / after);
    }
}

#[actix_web::test]
#[ignore = "a measurement"]
async fn from_a_mention_to_the_answer() {
    let rig = Rig::start().await;
    let mut took = Vec::new();
    for nth in 0..MENTIONS {
        let new = serde_json::json!({ "name": format!("Людина {nth}"), "language": "uk" });
        let from = rig.world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap();
        let chat = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![from] };
        let chat = rig.world.open_chat(chat).unwrap();
        let started = Instant::now();
        rig.world.say(chat, Said { from, text: "Балачко, привіт!".into(), ..Said::default() }).unwrap();
        while !rig.answers().iter().any(|answer| answer["chat_id"] == chat) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        took.push(started.elapsed());
        // Below Telegram's 30 a second, which the sender keeps.
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    took.sort();
    println!("from a mention to the answer: p50 {:?}, p99 {:?}", took[MENTIONS / 2], took[MENTIONS * 99 / 100]);
}
