//! What chats and people set by commands and buttons.

use playground::{ChatKind, NewChat, Said};
use serde_json::Value;

use crate::rig::{Rig, eventually};

/// What the buttons below a message are called, by what they bring back.
async fn buttons(rig: &Rig, chat: i64, message: i64) -> Vec<(String, String)> {
    let shown = async || {
        let view = rig.world.message(chat, message);
        let rows = view["buttons"].as_array().filter(|rows| !rows.is_empty())?;
        let button = |it: &Value| (it["data"].as_str().unwrap().to_owned(), it["text"].as_str().unwrap().to_owned());
        Some(rows.iter().flat_map(|row| row.as_array().unwrap()).map(button).collect())
    };
    eventually("buttons", shown).await
}

/// The message with buttons that answers this one; a welcome may come in between.
pub async fn menu(rig: &Rig, chat: i64, asked: i64) -> i64 {
    let has_buttons =
        |id: &i64| rig.world.message(chat, *id)["buttons"].as_array().is_some_and(|rows| !rows.is_empty());
    eventually("a menu", async || (asked + 1..asked + 4).find(has_buttons)).await
}

/// As [`menu`], for a message that the world knows nothing of: the newest one with buttons, once it is answered.
pub async fn menu_answering(rig: &Rig, asked: i64) -> i64 {
    rig.answer_to(asked).await;
    let view = rig.world.view()["messages"][rig.group.to_string()].clone();
    let with_buttons = |it: &&Value| it["buttons"].as_array().is_some_and(|rows| !rows.is_empty());
    view.as_array().unwrap().iter().rev().find(with_buttons).unwrap()["id"].as_i64().unwrap()
}

/// Waits until the button with this data is called so.
pub async fn called(rig: &Rig, chat: i64, message: i64, data: &str, part: &str) {
    eventually(part, async || {
        let all = buttons(rig, chat, message).await;
        all.iter().any(|(it, text)| it == data && text.contains(part)).then_some(())
    })
    .await;
}

/// What people were told when they pressed.
fn toasts(rig: &Rig) -> Vec<String> {
    let calls = rig.calls_of("answerCallbackQuery");
    calls.iter().map(|call| call["text"].as_str().unwrap().to_owned()).collect()
}

async fn told(rig: &Rig, part: &str) {
    eventually(part, async || toasts(rig).iter().any(|toast| toast.contains(part)).then_some(())).await;
}

/// The owner of a group is the one who was first in it.
#[actix_web::test]
async fn admins_change_what_the_chat_has_set_and_others_are_told_who_may() {
    let mut rig = Rig::start().await;
    let menu = menu(&rig, rig.group, rig.say(rig.taras, "/settings")).await;
    called(&rig, rig.group, menu, "set:language", "як пишуть").await;
    rig.world.press(rig.group, menu, rig.taras, "set:language").unwrap();
    told(&rig, "адміністратори").await;
    rig.world.press(rig.group, menu, rig.olena, "set:language").unwrap();
    called(&rig, rig.group, menu, "set:language:auto", "✓").await;
    rig.world.press(rig.group, menu, rig.olena, "set:language:en").unwrap();
    told(&rig, "Noted").await;
    called(&rig, rig.group, menu, "set:language", "Language: English").await;

    rig.kill();
    rig.run(&[]);
    let asked = rig.say(rig.taras, "Балачко, хто ти?");
    let answer = rig.answer_to(asked).await;
    assert!(answer.is_ascii() || answer.contains("Balachka"), "in English: {answer}");
    rig.world.press(rig.group, menu, rig.olena, "set:chattiness").unwrap();
    called(&rig, rig.group, menu, "set:chattiness:usual", "✓").await;
}

#[actix_web::test]
async fn a_person_sets_in_private_how_they_are_spoken_to() {
    let rig = Rig::start().await;
    let new = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let chat = rig.world.open_chat(new).unwrap();
    let said =
        |text: &str| rig.world.say(chat, Said { from: rig.olena, text: text.into(), ..Said::default() }).unwrap();
    let menu = menu(&rig, chat, said("/settings")).await;
    called(&rig, chat, menu, "set:style", "Стиль").await;
    rig.world.press(chat, menu, rig.olena, "set:style").unwrap();
    called(&rig, chat, menu, "set:style:formal", "офіційний").await;
    rig.world.press(chat, menu, rig.olena, "set:style:formal").unwrap();
    called(&rig, chat, menu, "set:style", "офіційний").await;
    let profile = rig.json(&["stats", "--person", &rig.olena.to_string(), "--json"]);
    assert_eq!(profile["communication_style"], "formal");
}

#[actix_web::test]
async fn a_group_keeps_its_settings_when_it_becomes_a_supergroup() {
    let rig = Rig::start().await;
    let new = NewChat { title: "Стара".into(), kind: ChatKind::Group, member_ids: vec![rig.olena, rig.taras] };
    let old = rig.world.open_chat(new).unwrap();
    let said = |chat: i64, text: &str| {
        rig.world.say(chat, Said { from: rig.olena, text: text.into(), ..Said::default() }).unwrap()
    };
    let first = menu(&rig, old, said(old, "/settings")).await;
    called(&rig, old, first, "set:chattiness", "у міру").await;
    rig.world.press(old, first, rig.olena, "set:chattiness").unwrap();
    called(&rig, old, first, "set:chattiness:never", "ніколи").await;
    rig.world.press(old, first, rig.olena, "set:chattiness:never").unwrap();
    called(&rig, old, first, "set:chattiness", "ніколи").await;
    let new = rig.world.migrate(old).unwrap();
    let moved = menu(&rig, new, said(new, "/settings")).await;
    called(&rig, new, moved, "set:chattiness", "ніколи").await;
}

#[actix_web::test]
async fn quiet_is_kept_until_it_ends_or_is_taken_back_and_calls_are_answered_all_the_same() {
    let mut rig = Rig::world().await;
    let always = ["BASE", "QUESTION", "DEEP", "CONFLICT", "ENGAGED"];
    let rules = always.map(|kind| (format!("BALACHKA__CHANCE__{kind}_PERCENT"), "100".to_owned()));
    let pauses = ["PAUSE_SECS", "AFTER_MESSAGES"].map(|name| (format!("BALACHKA__CHANCE__{name}"), "0".to_owned()));
    let variables: Vec<_> = rules.iter().chain(&pauses).map(|(name, value)| (name.as_str(), value.as_str())).collect();
    rig.run(&variables);
    let asked = rig.say(rig.taras, "/quiet 30 хв");
    assert!(rig.answer_to(asked).await.contains("мовчу"));
    // A mood that is met with a word as soon as nothing keeps us from it.
    let unheard = rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    let called = rig.say(rig.taras, "Балачко, привіт!");
    rig.answer_to(called).await;
    rig.settled().await;
    assert_eq!(rig.answers_to(unheard), Vec::<String>::new());
    let strange = rig.say(rig.taras, "/quiet колись");
    assert!(rig.answer_to(strange).await.contains("/quiet 2 години"));
    let back = rig.say(rig.taras, "/quiet ні");
    assert!(rig.answer_to(back).await.contains("знову тут"));
    let heard = rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    rig.answer_to(heard).await;
}

#[actix_web::test]
async fn buttons_of_another_time_are_answered_politely() {
    let rig = Rig::start().await;
    let menu = menu(&rig, rig.group, rig.say(rig.olena, "/settings")).await;
    let press = serde_json::json!({ "update_id": 900_000_001, "callback_query": {
        "id": "1", "from": { "id": rig.olena, "is_bot": false, "first_name": "Олена", "language_code": "uk" },
        "message": { "message_id": menu, "date": 0, "chat": { "id": rig.group, "type": "supergroup", "title": "Кухня" } },
        "chat_instance": "1", "data": "vote:1:yes" } });
    rig.world.queue_raw(&press.to_string()).unwrap();
    // The world knows nothing of this press, and says so when it is answered.
    eventually("an answer to the press", async || {
        let calls = rig.world.calls(0, false);
        let ours =
            |call: &&Value| call["method"] == "AnswerCallbackQuery" && call["params"]["callback_query_id"] == "1";
        calls.as_array().unwrap().iter().find(ours).cloned()
    })
    .await;
}
