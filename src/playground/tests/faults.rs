use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Rig;
use crate::redirect::{Redirect, STATUSES};

impl Rig {
    async fn break_next(&self, method: &str, fault: Value) {
        self.control("faults", json!({"method": method, "times": 1, "fault": fault})).await;
    }

    fn hello(&self) -> Value {
        json!({"chat_id": self.group, "text": "агов"})
    }

    /// How many messages of the bot the group holds.
    fn said(&self) -> usize {
        let view = self.world.view();
        view["messages"][self.group.to_string()].as_array().unwrap().len()
    }
}

#[actix_web::test]
async fn error_statuses_have_no_effect_and_are_used_up() {
    let rig = Rig::new().await;
    rig.break_next("sendmessage", json!({"kind": "status", "code": 429, "retry_after": 3})).await;
    let (status, body) = rig.send("sendMessage", rig.hello()).await.unwrap();
    assert_eq!((status, &body["parameters"]["retry_after"]), (429, &json!(3)));
    rig.break_next("*", json!({"kind": "status", "code": 500})).await;
    assert_eq!(rig.err("sendMessage", rig.hello()).await, (500, "Internal Server Error".into()));
    rig.break_next("*", json!({"kind": "error", "code": 403, "description": "Forbidden: так"})).await;
    assert_eq!(rig.err("sendMessage", rig.hello()).await, (403, "Forbidden: так".into()));
    rig.break_next("getUpdates", json!({"kind": "conflict"})).await;
    assert_eq!(rig.said(), 0);
    rig.ok("sendMessage", rig.hello()).await;
    assert_eq!(rig.err("getUpdates", json!({})).await.0, 409);
}

#[actix_web::test]
async fn html_and_garbage_are_no_json() {
    let rig = Rig::new().await;
    let address = format!("{}/bot{}/getMe", rig.url, rig.world.token());
    rig.break_next("getMe", json!({"kind": "html", "code": 502})).await;
    let reply = rig.client.get(&address).send().await.unwrap();
    assert_eq!(reply.status(), 502);
    assert!(reply.text().await.unwrap().starts_with("<html>"));
    rig.break_next("getMe", json!({"kind": "garbage"})).await;
    let reply = rig.client.get(&address).send().await.unwrap();
    assert_eq!(reply.status(), 200);
    assert!(serde_json::from_str::<Value>(&reply.text().await.unwrap()).is_err());
}

#[actix_web::test]
async fn a_cut_comes_after_the_effect_and_a_refusal_before() {
    let rig = Rig::new().await;
    rig.break_next("sendMessage", json!({"kind": "refuse"})).await;
    assert!(rig.send("sendMessage", rig.hello()).await.is_err());
    assert_eq!(rig.said(), 0);
    rig.break_next("sendMessage", json!({"kind": "cut"})).await;
    assert!(rig.send("sendMessage", rig.hello()).await.is_err());
    assert_eq!(rig.said(), 1);
}

#[actix_web::test]
async fn a_slow_answer_comes_and_a_hanging_one_does_not() {
    let rig = Rig::new().await;
    rig.break_next("getMe", json!({"kind": "slow", "ms": 300})).await;
    let started = Instant::now();
    rig.ok("getMe", json!({})).await;
    assert!(started.elapsed() >= Duration::from_millis(300));
    rig.break_next("sendMessage", json!({"kind": "hang"})).await;
    let hanging = rig.send("sendMessage", rig.hello());
    assert!(tokio::time::timeout(Duration::from_millis(300), hanging).await.is_err());
    assert_eq!(rig.said(), 0);
}

#[actix_web::test]
async fn redelivery_brings_a_confirmed_batch_once_more() {
    let rig = Rig::new().await;
    rig.say(rig.group, rig.olena, "раз");
    let first = rig.updates(0).await;
    let past = first[0]["update_id"].as_i64().unwrap() + 1;
    rig.break_next("getUpdates", json!({"kind": "again"})).await;
    assert_eq!(rig.updates(past).await, first);
    assert_eq!(rig.updates(past).await, [] as [Value; 0]);
}

#[actix_web::test]
async fn faults_can_be_taken_back() {
    let rig = Rig::new().await;
    rig.break_next("*", json!({"kind": "status", "code": 500})).await;
    rig.client.delete(format!("{}/control/faults", rig.url)).send().await.unwrap().error_for_status().unwrap();
    rig.ok("getMe", json!({})).await;
}

#[actix_web::test]
async fn limits_apply_when_switched_on_and_tell_how_long_to_wait() {
    let rig = Rig::new().await;
    for _ in 0..5 {
        rig.ok("sendMessage", rig.hello()).await;
    }
    rig.control("limits", json!({"on": true})).await;
    for _ in 0..3 {
        rig.ok("sendMessage", rig.hello()).await;
    }
    let (status, body) = rig.send("sendMessage", rig.hello()).await.unwrap();
    assert_eq!(status, 429);
    assert!((1..=3).contains(&body["parameters"]["retry_after"].as_u64().unwrap()), "{body}");
    rig.ok("sendMessage", json!({"chat_id": rig.olena, "text": "а тут можна"})).await;
}

#[actix_web::test]
async fn a_webhook_that_redirects_takes_nothing_and_its_target_gets_no_secret() {
    for status in STATUSES {
        let (rig, webhook) = (Rig::new().await, Redirect::start(status));
        rig.ok("setWebhook", json!({"url": webhook.url(), "secret_token": "hush"})).await;
        rig.world.queue_raw(r#"{"poll":{}}"#).unwrap();
        let complaint = loop {
            let info = rig.ok("getWebhookInfo", json!({})).await;
            match info["last_error_message"].as_str() {
                Some(complaint) => break complaint.to_owned(),
                None => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        assert!(complaint.contains(&status.to_string()) && !webhook.was_followed(), "{complaint}");
    }
}
