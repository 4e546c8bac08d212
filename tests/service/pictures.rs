//! Answers as pictures.

use playground::{Fault, FaultOrder};
use serde_json::Value;

use crate::rig::{Rig, eventually};

/// Two people have talked a little, and all of it is understood.
async fn talkative() -> Rig {
    let mut rig = Rig::start().await;
    for nth in 0..6 {
        rig.say(rig.olena, &format!("Яка радість, варю смачний борщ із пампушками! {nth}"));
    }
    rig.say(rig.taras, "Піду на роботу, дедлайн завтра");
    rig.settled().await;
    rig
}

/// The bot's message that answers this one, as the page sees it.
async fn answer_to(rig: &Rig, asked: i64) -> Value {
    eventually("an answer", async || {
        let view = rig.world.view();
        let messages = view["messages"][rig.group.to_string()].as_array()?.clone();
        messages.into_iter().find(|message| message["reply_to"] == asked && message["from"]["bot"] == true)
    })
    .await
}

/// The bytes of a message's photo.
fn photo(rig: &Rig, message: &Value) -> Vec<u8> {
    let url = message["photo"]["url"].as_str().unwrap_or_else(|| panic!("no photo in {message}"));
    rig.world.photo(url.rsplit('/').next().unwrap()).unwrap().to_vec()
}

#[actix_web::test]
async fn figures_moods_and_people_are_drawn_and_told_below() {
    let rig = talkative().await;
    for (command, parts) in [
        (
            "/stats",
            [
                "7</b> повідомлень від <b>2</b> людей\nі ще <b>1</b> звертання до мене",
                "Найбалакучіші: Олена (6), Тарас (1)",
            ],
        ),
        ("/mood", ["☀️ чудовий", "7 повідомлень від 2 людей"]),
        ("/top", ["Найбалакучіші за тиждень", "Олена (6), Тарас (1)"]),
        ("/top сьогодні", ["Найбалакучіші сьогодні", "Олена (6), Тарас (1)"]),
        ("/top за весь час", ["Найбалакучіші за весь час", "Олена (6), Тарас (1)"]),
    ] {
        let answer = answer_to(&rig, rig.say(rig.taras, command)).await;
        let caption = answer["html"].as_str().unwrap();
        assert!(parts.iter().all(|part| caption.contains(part)), "{command}: {caption}");
        let (width, height) = (answer["photo"]["width"].as_u64().unwrap(), answer["photo"]["height"].as_u64().unwrap());
        assert!(width == 1080 && (300..2200).contains(&height), "{command}: {width}x{height}");
        assert!(photo(&rig, &answer).starts_with(b"\x89PNG"));
    }
    let captions = "SELECT count(*) FROM messages WHERE own AND media_kind = 'photo' AND text LIKE '%Олена (6)%'";
    for (what, database, sql, expected) in [
        ("the captions are remembered", "context.db", captions, 4),
        ("the pictures are dropped", "outbox.db", "SELECT count(*) FROM files", 0),
    ] {
        eventually(what, async || (rig.read::<i64>(database, sql).await == expected).then_some(())).await;
    }
}

#[actix_web::test]
async fn where_a_chat_takes_no_photos_the_words_come_instead() {
    let rig = talkative().await;
    for (code, description) in [
        (400, "Bad Request: not enough rights to send photos to the chat"),
        (400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (403, "Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN"),
        (413, "Request Entity Too Large"),
    ] {
        let fault = Fault::Error { code, description: description.to_owned() };
        rig.world.order_fault(FaultOrder { method: "sendPhoto".into(), times: 1, fault }).unwrap();
        let answer = answer_to(&rig, rig.say(rig.taras, "/stats")).await;
        assert_eq!(answer["photo"], Value::Null);
        let text = answer["text"].as_str().unwrap();
        assert!(text.contains("Найбалакучіші:") && text.contains("1. Олена: 6 повідомлень"), "{text}");
    }
}

#[actix_web::test]
async fn a_picture_outlives_troubles_and_a_kill_and_comes_once() {
    let mut rig = talkative().await;
    let slow = Fault::Status { code: 429, retry_after: Some(3) };
    rig.world.order_fault(FaultOrder { method: "sendPhoto".into(), times: 1, fault: slow }).unwrap();
    let asked = rig.say(rig.taras, "/top");
    eventually("it was refused once", async || {
        let calls = rig.world.calls(0, false);
        let refused = |call: &Value| call["method"] == "SendPhoto" && call["error_code"] == 429;
        calls.as_array().unwrap().iter().any(refused).then_some(())
    })
    .await;
    rig.kill();
    rig.run(&[]);
    photo(&rig, &answer_to(&rig, asked).await);
    rig.settled().await;
    assert_eq!(rig.calls_of("sendPhoto").len(), 1);
}

#[actix_web::test]
async fn without_words_to_count_or_asked_in_passing_it_is_told_in_words() {
    let rig = Rig::start().await;
    for question in ["/mood", "Балачко, яка в нас статистика?"] {
        let answer = answer_to(&rig, rig.say(rig.taras, question)).await;
        assert_eq!(answer["photo"], Value::Null, "{question}");
        assert!(!answer["text"].as_str().unwrap().is_empty());
    }
}
