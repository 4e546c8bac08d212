//! The Bot API as an instance uses it.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    plan::{Mix, Plan},
    script::{FIRST_UPDATE, script},
    telegram::Telegram,
};

fn plan(mix: Mix) -> Plan {
    Plan {
        updates: 400,
        chats: 4,
        people: 20,
        mix,
        calls: 8,
        rate: None,
        ramp: Duration::ZERO,
        connections: 0,
        seed: 5,
    }
}

#[test]
fn a_seed_plays_the_same_and_each_kind_of_update_comes() {
    let texts = |seed| -> Vec<String> {
        script(&Plan { seed, ..plan(Mix::Mixed) }, 1000).into_iter().map(|update| update.json).collect()
    };
    assert_eq!(texts(1), texts(1));
    assert_ne!(texts(1), texts(2));
    let updates: Vec<Value> = texts(1).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
    for (nth, update) in (0..).zip(&updates) {
        assert_eq!(update["update_id"], FIRST_UPDATE + nth);
    }
    let has = |pointer: &str| updates.iter().any(|update| update.pointer(pointer).is_some());
    for pointer in [
        "/message/text",
        "/message/reply_to_message/message_id",
        "/edited_message/edit_date",
        "/message_reaction/new_reaction/0/emoji",
        "/message/photo/0/file_id",
        "/message/new_chat_members/0/id",
    ] {
        assert!(has(pointer), "{pointer}");
    }
    let calls = updates.iter().filter(|update| update["message"]["chat"]["type"] == "private").count();
    assert_eq!(calls, 8);
}

#[test]
fn plain_runs_have_messages_only_and_each_its_own_number() {
    let updates = script(&plan(Mix::Text), 1000);
    let mut numbers = std::collections::HashSet::new();
    for update in &updates {
        let update: Value = serde_json::from_str(&update.json).unwrap();
        let message = &update["message"];
        assert!(message["text"].is_string(), "{update}");
        assert!(numbers.insert((message["chat"]["id"].as_i64(), message["message_id"].as_i64())));
    }
}

#[actix_web::test]
async fn updates_are_handed_out_in_order_and_count_once_they_are_confirmed() {
    let telegram = Telegram::serve(plan(Mix::Text), "127.0.0.1:0").unwrap();
    let call = async |method: &str, params: Value| -> Value {
        let address = telegram.url().trim_start_matches("http://").to_owned();
        let path = format!("/bot{}/{method}", telegram.token());
        tokio::task::LocalSet::new().run_until(async { post(&address, &path, &params).await }).await
    };
    assert_eq!(call("GetUpdates", json!({})).await["result"], json!([]), "the run has not begun");
    telegram.ledger().begin();
    let page = call("getUpdates", json!({ "limit": 100 })).await;
    assert_eq!(page["result"].as_array().unwrap().len(), 100);
    assert_eq!(telegram.ledger().durable_count(), 0);
    let next = call("getUpdates", json!({ "offset": FIRST_UPDATE + 100 })).await;
    assert_eq!(next["result"][0]["update_id"], FIRST_UPDATE + 100);
    assert_eq!(telegram.ledger().durable_count(), 100);
    call("getUpdates", json!({ "offset": FIRST_UPDATE + 100 })).await;
    assert_eq!(telegram.ledger().durable_count(), 100, "asked again");
    let last = call("getUpdates", json!({ "offset": FIRST_UPDATE + 400 })).await;
    assert_eq!((last["result"].as_array().unwrap().len(), telegram.ledger().durable_count()), (0, 400));
    let sent = call("sendMessage", json!({ "chat_id": -5, "text": "x" })).await;
    assert_eq!(sent["result"]["chat"]["id"], -5);
    assert_eq!(telegram.ledger().sent_count(), 1);
}

async fn post(address: &str, path: &str, params: &Value) -> Value {
    use http_body_util::{BodyExt as _, Full};
    let mut connection = super::webhook::connect(address).await.unwrap();
    let request = hyper::Request::post(path)
        .header("Host", address)
        .header("Content-Type", "application/json")
        .body(Full::new(params.to_string().into()))
        .unwrap();
    let answer = connection.send_request(request).await.unwrap().into_body().collect().await.unwrap().to_bytes();
    serde_json::from_slice(&answer).unwrap()
}
