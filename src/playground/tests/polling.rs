use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Rig;

impl Rig {
    /// Waits until a poll has begun after this call.
    async fn next_poll(&self) {
        let polls = || self.world.queue()["polls"].as_u64();
        let before = polls();
        while polls() == before {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

#[actix_web::test]
async fn a_long_poll_wakes_up_when_somebody_speaks() {
    let rig = Rig::new().await;
    let started = Instant::now();
    let poll = rig.ok("getUpdates", json!({"timeout": 30}));
    let talk = async {
        rig.next_poll().await;
        rig.say(rig.group, rig.olena, "Агов!");
    };
    let ((), updates) = tokio::join!(talk, poll);
    assert_eq!(updates[0]["message"]["text"], "Агов!");
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[actix_web::test]
async fn a_poll_without_news_ends_empty_after_its_timeout() {
    let rig = Rig::new().await;
    let started = Instant::now();
    assert_eq!(rig.ok("getUpdates", json!({"timeout": 1})).await, json!([]));
    assert!(started.elapsed() >= Duration::from_millis(900));
}

#[actix_web::test]
async fn an_update_stays_until_an_offset_passes_it() {
    let rig = Rig::new().await;
    for text in ["раз", "два", "три"] {
        rig.say(rig.group, rig.olena, text);
    }
    let first = rig.updates(0).await;
    assert_eq!(first, rig.updates(0).await);
    let second = first[1]["update_id"].as_i64().unwrap();
    let rest = rig.updates(second).await;
    assert_eq!(rest, first[1..]);
    assert_eq!(rig.ok("getUpdates", json!({"offset": -1})).await, json!([first[2]]));
    assert_eq!(rig.ok("getUpdates", json!({"limit": 1})).await, json!([first[2]]));
    assert_eq!(rig.updates(second + 2).await, [] as [Value; 0]);
    assert_eq!(rig.world.queue()["confirmed_through"], json!(second + 1));
}

#[actix_web::test]
async fn the_older_of_two_polls_is_told_of_the_conflict() {
    let rig = Rig::new().await;
    let older = rig.err("getUpdates", json!({"timeout": 30}));
    let newer = async {
        rig.next_poll().await;
        rig.ok("getUpdates", json!({"timeout": 1})).await
    };
    let (updates, (status, why)) = tokio::join!(newer, older);
    assert_eq!(status, 409);
    assert!(why.starts_with("Conflict: terminated by other getUpdates request"), "{why}");
    assert_eq!(updates, json!([]));
}

#[actix_web::test]
async fn polling_is_refused_while_a_webhook_is_set() {
    let rig = Rig::new().await;
    rig.ok("setWebhook", json!({"url": "https://example.com/hook"})).await;
    assert_eq!(rig.ok("getWebhookInfo", json!({})).await["url"], "https://example.com/hook");
    assert_eq!(rig.err("getUpdates", json!({})).await.0, 409);
    rig.ok("deleteWebhook", json!({})).await;
    assert_eq!(rig.updates(0).await, [] as [Value; 0]);
}

#[actix_web::test]
async fn scripted_updates_arrive_byte_for_byte() {
    let rig = Rig::new().await;
    let deep = format!("{{\"update_id\":5,\"x\":{}{}}}", "[".repeat(500), "]".repeat(500));
    let lines = format!("{{\"message\":{{\"text\":\"\\ud800 \\u0000\"}}}}\n{deep}\nnull\nno json at all");
    let address = format!("{}/control/updates", rig.url);
    let ids: Vec<i64> = rig.client.post(address).body(lines).send().await.unwrap().json().await.unwrap();
    let address = format!("{}/bot{}/getupdates", rig.url, rig.world.token());
    let raw = rig.client.get(address).send().await.unwrap().text().await.unwrap();
    let first = format!("{{\"update_id\":{},\"message\":{{\"text\":\"\\ud800 \\u0000\"}}}}", ids[0]);
    assert_eq!(raw, format!("{{\"ok\":true,\"result\":[{first},{deep},null,no json at all]}}"));
}

#[actix_web::test]
async fn a_flood_is_served_whole_and_in_order() {
    let rig = Rig::new().await;
    let ids = rig.control("flood", json!({"updates": 2_000, "chats": 7, "people": 5, "words": 3})).await;
    let mut expected = ids["first_id"].as_i64().unwrap();
    loop {
        let batch = rig.updates(expected).await;
        for update in &batch {
            assert_eq!(update["update_id"], expected);
            assert_eq!(update["message"]["text"].as_str().unwrap().split(' ').count(), 3);
            expected += 1;
        }
        if batch.is_empty() {
            break;
        }
    }
    assert_eq!(ids["last_id"], expected - 1);
}
