//! Telegram in trouble.

use std::time::{Duration, Instant};

use playground::{Fault, FaultOrder};

use crate::rig::{Rig, eventually};

fn order(rig: &Rig, method: &str, times: u32, fault: Fault) {
    rig.world.order_fault(FaultOrder { method: method.into(), times, fault }).unwrap();
}

async fn polls(rig: &Rig) -> usize {
    let calls = rig.world.calls(0, true);
    calls
        .as_array()
        .unwrap()
        .iter()
        .filter(|call| call["method"].as_str().unwrap().eq_ignore_ascii_case("getUpdates"))
        .count()
}

#[actix_web::test]
async fn whatever_polling_meets_is_logged_and_outlived() {
    let cases = [
        (Fault::Status { code: 500, retry_after: None }, "a server error (HTTP 500)"),
        (Fault::Html { code: 502 }, "a server error (HTTP 502)"),
        (Fault::Html { code: 200 }, "not a Bot API answer"),
        (Fault::Garbage, "not a Bot API answer"),
        (Fault::Status { code: 429, retry_after: Some(1) }, "wait 1 s (429)"),
        (Fault::Cut, "connection to Telegram broke"),
        (Fault::Refuse, "connection to Telegram broke"),
    ];
    let mut rig = Rig::start().await;
    for (fault, words) in cases {
        order(&rig, "getUpdates", 1, fault.clone());
        rig.say(rig.olena, &format!("під час {fault:?}"));
        eventually(words, async || rig.log().contains(words).then_some(())).await;
        rig.settled().await;
    }
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 7);
    assert!(!rig.log().contains(rig.world.token()), "the token is not in the log");
}

#[actix_web::test]
async fn failures_in_a_row_make_pauses_grow() {
    let mut rig = Rig::start().await;
    let before = polls(&rig).await;
    order(&rig, "getUpdates", 1000, Fault::Status { code: 500, retry_after: None });
    tokio::time::sleep(Duration::from_secs(6)).await;
    let tried = polls(&rig).await - before;
    assert!((2..=9).contains(&tried), "{tried} tries in 6 s");
    rig.world.clear_faults();
    rig.say(rig.olena, "знову тут");
    rig.settled().await;
}

#[actix_web::test]
async fn another_consumer_and_a_refused_token_are_told_plainly() {
    let mut rig = Rig::start().await;
    order(&rig, "getUpdates", 1, Fault::Conflict);
    order(&rig, "getUpdates", 1, Fault::Status { code: 401, retry_after: None });
    eventually("409 is told", async || rig.log().contains("another program receives").then_some(())).await;
    eventually("401 is told", async || rig.log().contains("refuses the token").then_some(())).await;
    rig.say(rig.olena, "далі");
    rig.settled().await;
}

#[actix_web::test]
async fn a_half_open_connection_is_left_after_the_poll_and_a_margin() {
    let mut rig = Rig::start().await;
    order(&rig, "getUpdates", 1, Fault::Hang);
    rig.say(rig.olena, "у тишу");
    let started = Instant::now();
    rig.settled().await;
    assert!(started.elapsed() < Duration::from_secs(25), "poll of 2 s, margin of 10 s, a pause");
}

#[actix_web::test]
async fn what_is_delivered_again_is_stored_once() {
    let mut rig = Rig::start().await;
    for nth in 0..4 {
        order(&rig, "getUpdates", 1, Fault::Again);
        rig.say(rig.olena, &format!("раз {nth}"));
    }
    rig.settled().await;
    assert_eq!(rig.json(&["stats", "--json"])["total_messages"], 4);
}

#[actix_web::test]
async fn a_command_is_answered_at_least_once_and_chatter_at_most_once() {
    let rig = Rig::start().await;
    order(&rig, "sendMessage", 1, Fault::Status { code: 500, retry_after: None });
    let command = rig.say(rig.taras, "/help");
    rig.answer_to(command).await;

    order(&rig, "sendMessage", 1, Fault::Cut);
    let greeting = rig.say(rig.taras, &format!("@{} привіт", rig.world.bot_username()));
    rig.answer_to(greeting).await;
    let next = rig.say(rig.taras, "/start");
    rig.answer_to(next).await;
    assert_eq!(rig.answers_to(greeting).len(), 1, "sent before the connection broke, and not again");
}

#[actix_web::test]
async fn retry_after_is_obeyed() {
    let rig = Rig::start().await;
    order(&rig, "sendMessage", 1, Fault::Status { code: 429, retry_after: Some(3) });
    let started = Instant::now();
    let command = rig.say(rig.taras, "/help");
    rig.answer_to(command).await;
    assert!(started.elapsed() >= Duration::from_secs(3));
}

#[actix_web::test]
async fn a_blocked_bot_gives_up_on_that_message_only() {
    let rig = Rig::start().await;
    let description = "Forbidden: bot was kicked from the supergroup chat".to_owned();
    order(&rig, "sendMessage", 1, Fault::Error { code: 403, description });
    let refused = rig.say(rig.taras, "/help");
    let failed = "SELECT count(*) FROM outbox WHERE state = 'failed'";
    eventually("it is given up", async || (rig.read::<i64>("outbox.db", failed).await == 1).then_some(())).await;
    let next = rig.say(rig.taras, "/help");
    rig.answer_to(next).await;
    assert!(rig.answers_to(refused).is_empty(), "{:#}", rig.world.calls(0, false));
}

#[actix_web::test]
async fn a_group_that_became_a_supergroup_gets_its_answer_there() {
    let rig = Rig::start().await;
    let kind = playground::ChatKind::Group;
    let new = playground::NewChat { title: "Мала".into(), kind, member_ids: vec![rig.olena] };
    let group = rig.world.open_chat(new).unwrap();
    order(&rig, "sendMessage", 2, Fault::Slow { ms: 700 });
    let said = playground::Said { from: rig.olena, text: "/help".into(), ..Default::default() };
    rig.world.say(group, said).unwrap();
    let supergroup = rig.world.migrate(group).unwrap();
    let answer = eventually("an answer", async || {
        let mut sent = rig.sent().into_iter();
        sent.find(|sent| sent["chat_id"] == supergroup && sent["text"].as_str().unwrap().contains("/search"))
    })
    .await;
    assert!(answer["reply_parameters"].is_null(), "there it would point at a stranger's message");
}
