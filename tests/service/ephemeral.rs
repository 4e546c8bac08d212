//! Ephemeral messages: what one person of a group and the bot tell each other, and nobody else sees.

use playground::{ChatKind, NewChat, Said};
use serde_json::{Value, json};

use crate::{
    privacy::found,
    rig::{Rig, eventually},
    stand_in::{Protocol, StandIn},
};

const SECRET: &str = "шифоньєрний";
/// Finds it, and does not say it.
const ASKED: &str = "шифон";

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

fn bot_id(rig: &Rig) -> i64 {
    rig.world.token().split(':').next().unwrap().parse().unwrap()
}

fn group(rig: &Rig) -> Value {
    json!({ "id": rig.group, "type": "supergroup", "title": "Кухня" })
}

fn person(id: i64) -> Value {
    json!({ "id": id, "is_bot": false, "first_name": "Мокрина", "language_code": "uk" })
}

/// Somebody of the group says something to the bot alone, as Telegram delivers it.
fn whispers(rig: &Rig, number: i64, from: i64, text: &str) -> i64 {
    let message = json!({
        "message_id": 0, "ephemeral_message_id": number, "date": now(), "text": text,
        "chat": group(rig), "from": person(from),
        "receiver_user": { "id": bot_id(rig), "is_bot": true, "first_name": "Балачка" },
    });
    rig.world.queue_raw(&json!({ "message": message }).to_string()).unwrap();
    number
}

/// A parameter, which a form has as a text.
fn parameter(params: &Value, name: &str) -> Value {
    let value = &params[name];
    value.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_else(|| value.clone())
}

/// The answer to a whisper, once it is there: only its sender gets it.
async fn answer_to(rig: &Rig, number: i64, asker: i64) -> Value {
    let is_answer = |it: &Value| parameter(it, "reply_parameters") == json!({ "ephemeral_message_id": number });
    let answer = eventually("an answer", async || rig.sent().into_iter().find(is_answer)).await;
    assert_eq!(parameter(&answer, "receiver_user_id"), asker);
    assert_eq!(parameter(&answer, "ephemeral_message_parameters"), json!({ "receiver_user_id": asker }));
    answer
}

/// What all of the group see of the bot, the welcome aside.
fn public(rig: &Rig) -> Vec<String> {
    let messages = rig.world.view()["messages"][rig.group.to_string()].clone();
    let ours = messages.as_array().unwrap().iter().filter(|it| it["from"]["bot"] == true);
    ours.skip(1).map(|it| it["text"].to_string()).collect()
}

#[actix_web::test]
async fn each_whisper_is_kept_and_answered_to_its_sender_alone() {
    let mut rig = Rig::start().await;
    // Telegram counts those of each person apart.
    for (number, from, text) in [(901, rig.olena, "/stats"), (902, rig.taras, "/mood"), (901, rig.taras, "/help")] {
        whispers(&rig, number, from, text);
    }
    whispers(&rig, 903, rig.olena, "Привіт!");
    for (number, asker) in [(901, rig.olena), (902, rig.taras), (901, rig.taras), (903, rig.olena)] {
        let is_theirs = |it: &Value| {
            parameter(it, "reply_parameters")["ephemeral_message_id"] == number
                && parameter(it, "receiver_user_id") == asker
        };
        eventually("an answer", async || rig.sent().iter().any(is_theirs).then_some(())).await;
    }
    answer_to(&rig, 902, rig.taras).await;
    rig.settled().await;
    assert_eq!(public(&rig), Vec::<String>::new());
    assert!(rig.calls_of("sendChatAction").is_empty() && rig.calls_of("setMessageReaction").is_empty());
    let texts = "SELECT count(DISTINCT message_id) FROM messages WHERE text IN ('/stats', '/mood', '/help', 'Привіт!')";
    assert_eq!(rig.read::<i64>("context.db", texts).await, 4);
    let verified = rig.balachka(&["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

#[actix_web::test]
async fn what_is_whispered_is_quoted_to_nobody_and_is_its_senders_to_export_and_to_forget() {
    let model = StandIn::start("Не знаю.").await;
    let url = model.base_url(Protocol::OpenAi);
    let mut rig = Rig::world().await;
    rig.run(&[("OPENAI_BASE_URL", url.as_str())]);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    for number in 901..911 {
        whispers(&rig, number, rig.taras, &format!("У мене {SECRET} настрій, нікому не кажи, {number}"));
    }
    answer_to(&rig, 910, rig.taras).await;
    rig.settled().await;
    let whispered = model.count();
    for text in [
        &format!("/search {ASKED}"),
        "/summary 2h",
        &format!("Балачко, хто казав про {ASKED}?"),
        "Балачко, що казав Тарас?",
    ] {
        let answer = rig.answer_to(rig.say(rig.olena, text)).await;
        assert!(!answer.contains(SECRET), "{text}: {answer}");
    }
    rig.answer_to(rig.say(rig.olena, "Балачко, розкажи про настрій")).await;
    let seen = model.seen();
    assert!(seen.len() > whispered, "it was asked");
    assert!(seen[whispered..].iter().all(|seen| !seen.words().contains(SECRET)));

    let new = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.taras] };
    let alone = rig.world.open_chat(new).unwrap();
    let said =
        |text: &str| rig.world.say(alone, Said { from: rig.taras, text: text.into(), ..Said::default() }).unwrap();
    let asked = said("/export");
    let document = eventually("a document", async || {
        (asked + 1..asked + 9)
            .find_map(|id| Some(rig.world.message(alone, id)["document"]["content"].as_str()?.to_owned()))
    });
    assert!(document.await.contains(SECRET));
    crate::privacy::forget(&rig, alone, rig.taras).await;
    eventually("it is forgotten", async || found(&rig.data(), SECRET).is_empty().then_some(())).await;
    eventually("the name too", async || found(&rig.data(), "Мокрина").is_empty().then_some(())).await;
}

#[actix_web::test]
async fn buttons_below_a_whisper_change_it_for_the_one_who_sees_it() {
    let mut rig = Rig::start().await;
    whispers(&rig, 901, rig.olena, "/settings");
    answer_to(&rig, 901, rig.olena).await;
    // The world's first answer of this kind.
    let menu = json!({ "message_id": 0, "ephemeral_message_id": 1, "date": now(), "chat": group(&rig) });
    let press = json!({
        "id": "17", "from": person(rig.olena), "message": menu, "chat_instance": "1", "data": "set:language:en",
    });
    rig.world.queue_raw(&json!({ "callback_query": press }).to_string()).unwrap();
    let edited = eventually("an edit", async || rig.calls_of("editEphemeralMessageText").first().cloned()).await;
    assert_eq!((&edited["receiver_user_id"], &edited["ephemeral_message_id"]), (&json!(rig.olena), &json!(1)));
    assert!(edited["reply_markup"].to_string().contains("Language: English"));
    rig.settled().await;
    assert_eq!((public(&rig), rig.calls_of("editMessageText")), (Vec::new(), Vec::new()));
    assert_eq!(rig.metric("balachka_dead_letters").await.unwrap_or(0.0), 0.0);
}

#[actix_web::test]
async fn an_answer_that_telegram_does_not_take_privately_is_not_given_in_public() {
    let mut rig = Rig::start().await;
    // Whoever is not in the group gets nothing.
    let new = json!({ "name": "Гість", "username": null, "language": "uk" });
    let guest = rig.world.add_person(serde_json::from_value(new).unwrap()).unwrap();
    for (number, text) in [(901, "/stats"), (902, "/help"), (903, "/top")] {
        whispers(&rig, number, guest, text);
    }
    let refused = "SELECT count(*) FROM outbox WHERE state = 'failed' AND request ->> '$.ephemeral' > 900";
    eventually("they are given up", async || (rig.read::<i64>("outbox.db", refused).await == 3).then_some(())).await;
    rig.settled().await;
    assert_eq!(public(&rig), Vec::<String>::new());
}
