//! Updates that are delivered instead of asked for.

use std::{net::TcpListener, time::Duration};

use futures_util::{StreamExt, stream};
use playground::Said;
use serde_json::{Value, json};

use crate::{
    large::large,
    rig::{Rig, eventually, signal},
};

const SECRET: &str = "A-long_random-word-1";
const HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

/// Where a service is to listen, which its Telegram must know before.
struct Door {
    http: String,
    url: String,
}

impl Door {
    fn free() -> Self {
        let http = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        Self { url: format!("http://{http}/telegram/webhook"), http }
    }

    fn open(&self, rig: &mut Rig, more: &[(&str, &str)]) {
        let webhook = [("WEBHOOK_URL", self.url.as_str()), ("WEBHOOK_SECRET", SECRET)];
        rig.run_at(&self.http, &[&webhook, more].concat());
    }

    /// What the service says to a delivery; 0 if it breaks off.
    async fn deliver(&self, client: &reqwest::Client, secret: Option<&str>, body: String) -> u16 {
        let request = client.post(&self.url).body(body);
        let request = match secret {
            Some(secret) => request.header(HEADER, secret),
            None => request,
        };
        request.send().await.map_or(0, |answer| answer.status().as_u16())
    }
}

/// The bot is told of what people say in the world by the world's own postman.
#[actix_web::test]
async fn nothing_is_lost_when_polling_and_the_webhook_take_turns() {
    let (mut rig, door) = (Rig::start().await, Door::free());
    let mut said = Vec::new();
    for round in 0..3 {
        said.push(rig.say(rig.olena, &format!("через опитування {round}")));
        assert!(rig.stop().await.success());
        said.push(rig.say(rig.taras, &format!("поки нікого немає {round}")));
        door.open(&mut rig, &[]);
        said.push(rig.say(rig.olena, &format!("Балачко, як справи {round}?")));
        rig.answer_to(*said.last().unwrap()).await;
        // Killed: what was not answered with 200 comes again.
        said.push(rig.say(rig.taras, &format!("перед падінням {round}")));
        rig.kill();
        rig.run(&[]);
    }
    rig.settled().await;
    let stored = rig.exported(rig.group);
    for id in said {
        assert_eq!(stored.iter().filter(|message| message["id"] == id).count(), 1, "message {id}");
    }
}

#[actix_web::test]
async fn a_thousand_deliveries_at_once_are_all_taken() {
    let (mut rig, door) = (Rig::world().await, Door::free());
    door.open(&mut rig, &[]);
    ready(&rig).await;
    let client = reqwest::Client::new();
    let posts = (0..1500).map(|nth| door.deliver(&client, Some(SECRET), message(nth)));
    let answers: Vec<u16> = stream::iter(posts).buffer_unordered(1500).collect().await;
    assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
    // And again: Telegram repeats what it is not sure of.
    for nth in [0, 700, 1499] {
        assert_eq!(door.deliver(&client, Some(SECRET), message(nth)).await, 200);
    }
    eventually("all are in the memory", async || (stored(&rig) == 1500).then_some(())).await;
}

#[actix_web::test]
async fn what_is_no_delivery_of_telegrams_is_refused() {
    let (mut rig, door) = (Rig::world().await, Door::free());
    door.open(&mut rig, &[]);
    ready(&rig).await;
    let client = reqwest::Client::new();
    let deliver = async |secret, body: &str| door.deliver(&client, secret, body.to_owned()).await;
    for (secret, body, status) in [
        (None, &*message(1), 401),
        (Some(""), &message(1), 401),
        (Some("A-long_random-word-2"), &message(1), 401),
        (Some(SECRET), "", 400),
        (Some(SECRET), "no json", 400),
        (Some(SECRET), &" ".repeat(2 << 20), 413),
        // Whatever it says, it is Telegram's: it is kept, and set aside by those who cannot read it.
        (Some(SECRET), "{}", 200),
        (Some(SECRET), r#"{"update_id":77,"something_new":{}}"#, 200),
        (Some(SECRET), r#"{"update_id":78,"message":{"text":5}}"#, 200),
    ] {
        assert_eq!(deliver(secret, body).await, status, "{secret:?} {}", body.len().min(60));
    }
    assert_eq!(stored(&rig), 0);
    let get = reqwest::get(&door.url).await.unwrap().status();
    assert!(get.is_client_error(), "{get}");

    assert!(rig.stop().await.success());
    rig.run_at(&door.http, &[]);
    assert_eq!(deliver(Some(SECRET), &message(2)).await, 404, "it asks for updates by itself");
}

/// Anything but 200 would have Telegram deliver it again and again, before all that is behind it.
#[actix_web::test]
async fn a_large_delivery_is_taken_and_one_that_is_too_large_is_set_aside() {
    let (mut rig, door) = (Rig::world().await, Door::free());
    door.open(&mut rig, &[]);
    ready(&rig).await;
    let client = reqwest::Client::new();
    let update = |number: i64, bytes: usize| {
        let mut update = large(rig.group, rig.olena, number, bytes);
        update["update_id"] = number.into();
        update.to_string()
    };
    for (number, bytes) in [(801, 2 << 20), (802, 20 << 20), (803, 100)] {
        assert_eq!(door.deliver(&client, Some(SECRET), update(number, bytes)).await, 200, "{bytes}");
    }
    eventually("the two others are in the memory", async || (stored(&rig) == 2).then_some(())).await;
    let letters = eventually("it is among the dead letters", async || {
        let letters = rig.json(&["dead-letters", "list", "--json"]);
        letters.as_array().is_some_and(|letters| !letters.is_empty()).then_some(letters)
    })
    .await;
    assert!(letters.as_array().unwrap().iter().all(|letter| letter["update_id"] == 802), "{letters}");
    assert!(letters[0]["reason"].as_str().unwrap().contains("too large"), "{letters}");
}

#[actix_web::test]
async fn whatever_was_answered_with_200_is_stored_once_however_it_ends() {
    let (mut rig, door) = (Rig::world().await, Door::free());
    let client = reqwest::Client::new();
    let mut taken = 0;
    let mut next = 0;
    for round in 0..8 {
        // Dies between the journal and the answer, in one of them.
        let failing: &[_] = if round == 3 { &[("FAILPOINTS", "webhook-after=40*off->return")] } else { &[] };
        door.open(&mut rig, failing);
        ready(&rig).await;
        let id = rig.id();
        let end = async {
            tokio::time::sleep(Duration::from_millis(60 + 40 * round)).await;
            if round != 3 {
                signal(id, if round % 2 == 0 { "KILL" } else { "TERM" });
            }
        };
        let load = async {
            // Repeats what was not answered with 200, as Telegram does, until the service is gone.
            loop {
                let batch: Vec<u64> = (next..next + 100).collect();
                let posts = batch.iter().map(|nth| door.deliver(&client, Some(SECRET), message(*nth)));
                let answers: Vec<u16> = stream::iter(posts).buffered(50).collect().await;
                let good = answers.iter().take_while(|status| **status == 200).count();
                taken += good;
                next += good as u64;
                if good < 100 {
                    return;
                }
            }
        };
        tokio::join!(end, load);
        let status = rig.ended().await;
        assert!(round == 3 || round % 2 == 0 || status.success(), "{status:?}");
    }
    assert!(taken > 200, "the load was too small to tell anything: {taken}");
    door.open(&mut rig, &[]);
    ready(&rig).await;
    // Those that were stored without being answered come again.
    let answers: Vec<u16> = stream::iter(0..next + 100)
        .map(|nth| door.deliver(&client, Some(SECRET), message(nth)))
        .buffered(50)
        .collect()
        .await;
    assert!(answers.iter().all(|status| *status == 200));
    eventually("each is there once", async || (stored(&rig) == next + 100).then_some(())).await;
}

#[actix_web::test]
async fn a_webhook_that_somebody_takes_away_is_set_again() {
    let (mut rig, door) = (Rig::world().await, Door::free());
    door.open(&mut rig, &[]);
    ready(&rig).await;
    let call = async |method: &str| -> Value {
        let url = format!("{}/bot{}/{method}", rig.url.trim_end_matches('/'), rig.world.token());
        reqwest::get(url).await.unwrap().json().await.unwrap()
    };
    call("deleteWebhook").await;
    eventually("it is set again", async || {
        (call("getWebhookInfo").await["result"]["url"] == door.url.as_str()).then_some(())
    })
    .await;
    let message = rig.say(rig.olena, "Балачко, ти тут?");
    rig.answer_to(message).await;
    let set = rig.calls_of("setWebhook");
    assert!(set.iter().all(|call| call["secret_token"] == SECRET && call["drop_pending_updates"] == false), "{set:?}");
    assert!(!rig.log().contains(SECRET));
}

#[actix_web::test]
async fn messages_of_a_group_are_answered_over_the_webhook() {
    let (mut rig, door) = (Rig::world().await, Door::free());
    door.open(&mut rig, &[]);
    for nth in 0..30 {
        rig.world.say(rig.group, Said { from: rig.taras, text: format!("слово {nth}"), ..Said::default() }).unwrap();
    }
    let called = rig.say(rig.olena, "/stats");
    rig.answer_to(called).await;
    rig.settled().await;
    assert_eq!(rig.metric("balachka_webhook_pending").await, Some(0.0));
}

async fn ready(rig: &Rig) {
    eventually("it is ready", async || (rig.get("/readyz").await.0 == 200).then_some(())).await;
}

fn message(nth: u64) -> String {
    json!({
        "update_id": 1000 + nth,
        "message": {
            "message_id": 10 + nth, "date": 1_700_000_000, "text": format!("слово {nth}"),
            "chat": { "id": -1_005, "type": "supergroup", "title": "Дім" },
            "from": { "id": 5, "is_bot": false, "first_name": "Олена" },
        },
    })
    .to_string()
}

fn stored(rig: &Rig) -> u64 {
    rig.json(&["stats", "--json"])["total_messages"].as_u64().unwrap()
}
