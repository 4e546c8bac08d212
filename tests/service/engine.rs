//! What the local engine answers from the memory of a chat: pages, links, summaries, people, time, its own voice.

use std::collections::HashSet;

use playground::{ChatKind, NewChat, Said};
use serde_json::{Value, json};

use crate::rig::{Rig, eventually};

/// What the world shows of a message, and its buttons' data.
fn shown(rig: &Rig, message: i64) -> (String, Vec<String>) {
    let view = rig.world.message(rig.group, message);
    let buttons = view["buttons"].as_array().into_iter().flatten().flat_map(|row| row.as_array().unwrap());
    let data = buttons.map(|button| button["data"].as_str().unwrap().to_owned()).collect();
    (view["html"].as_str().or(view["text"].as_str()).unwrap_or_default().to_owned(), data)
}

/// The answer with buttons to a search.
async fn found(rig: &Rig, asked: i64) -> i64 {
    rig.answer_to(asked).await;
    let has_buttons = |id: &i64| !shown(rig, *id).1.is_empty();
    eventually("buttons", async || (asked + 1..asked + 4).find(has_buttons)).await
}

async fn turned(rig: &Rig, message: i64, part: &str) -> Vec<String> {
    eventually(part, async || {
        let (text, data) = shown(rig, message);
        text.contains(part).then_some(data)
    })
    .await
}

fn elsewhere(rig: &Rig) -> i64 {
    let new = NewChat { title: "Чужа".into(), kind: ChatKind::Supergroup, member_ids: vec![rig.olena, rig.taras] };
    rig.world.open_chat(new).unwrap()
}

fn say_in(rig: &Rig, chat: i64, text: &str) -> i64 {
    rig.world.say(chat, Said { from: rig.olena, text: text.into(), ..Said::default() }).unwrap()
}

#[actix_web::test]
async fn a_search_is_turned_page_by_page_by_anybody_also_after_a_restart_and_stays_in_its_chat() {
    let mut rig = Rig::start().await;
    say_in(&rig, elsewhere(&rig), "чужий борщ");
    for number in 0..12 {
        rig.say(rig.olena, &format!("борщ номер {number}"));
    }
    let asked = rig.say(rig.taras, "/search борщ");
    let message = found(&rig, asked).await;
    assert_eq!(turned(&rig, message, "Сторінка 1 з 3").await, ["find:1:w:борщ", "find:0:W:борщ"]);
    assert!(rig.answer_to(asked).await.contains("https://t.me/c/"));
    rig.world.press(rig.group, message, rig.olena, "find:1:w:борщ").unwrap();
    assert_eq!(turned(&rig, message, "Сторінка 2 з 3").await.len(), 3);
    rig.kill();
    rig.run(&[]);
    rig.world.press(rig.group, message, rig.taras, "find:2:w:борщ").unwrap();
    assert_eq!(turned(&rig, message, "Сторінка 3 з 3").await, ["find:1:w:борщ", "find:0:W:борщ"]);
    let edits = rig.calls_of("editMessageText");
    assert!(!edits.iter().any(|edit| edit.to_string().contains("чужий")), "{edits:?}");
}

#[actix_web::test]
async fn a_search_for_more_words_than_a_button_holds_is_turned_too() {
    let rig = Rig::start().await;
    let words = "вареники з вишнями та сметаною на недільний сніданок";
    for number in 0..7 {
        rig.say(rig.olena, &format!("{words}, раз {number}"));
    }
    let asked = rig.say(rig.taras, &format!("/search {words}"));
    let message = found(&rig, asked).await;
    let next = format!("find:1:m:{asked}");
    assert_eq!(turned(&rig, message, "Сторінка 1 з 2").await, [next.clone(), format!("find:0:M:{asked}")]);
    rig.world.press(rig.group, message, rig.olena, &next).unwrap();
    turned(&rig, message, "Сторінка 2 з 2").await;
}

#[actix_web::test]
async fn a_stale_page_is_answered_politely() {
    let rig = Rig::start().await;
    let press = json!({ "update_id": 900_000_001, "callback_query": {
        "id": "1", "from": { "id": rig.olena, "is_bot": false, "first_name": "Олена", "language_code": "uk" },
        "message": { "message_id": 1, "date": 0, "chat": { "id": rig.group, "type": "supergroup", "title": "Кухня" } },
        "chat_instance": "1", "data": "find:3:w:ніхтотакогонеказав" } });
    rig.world.queue_raw(&press.to_string()).unwrap();
    let told = eventually("an answer to the press", async || {
        let calls = rig.world.calls(0, false);
        let ours =
            |call: &&Value| call["method"] == "AnswerCallbackQuery" && call["params"]["callback_query_id"] == "1";
        calls.as_array().unwrap().iter().find(ours).cloned()
    })
    .await;
    assert!(told["params"]["text"].as_str().unwrap().contains("застаріла"), "{told}");
}

#[actix_web::test]
async fn a_summary_tells_who_what_and_what_mattered_in_this_chat_alone() {
    let rig = Rig::start().await;
    let other = elsewhere(&rig);
    say_in(&rig, other, "чужинська таємниця про скарб");
    let empty = rig.say(rig.taras, "/summary");
    let empty = rig.answer_to(empty).await;
    assert!(!empty.contains("повідомлення від"), "{empty}");
    let news = rig.say(rig.olena, "Сусіди, у суботу варимо борщ на подвір’ї");
    let reply =
        Said {
            from: rig.taras, text: "чудово, принесу сметану".into(), reply_to: Some(news), ..Said::default()
        };
    rig.world.say(rig.group, reply).unwrap();
    rig.world.react(rig.group, news, rig.taras, Some("🔥")).unwrap();
    rig.say(rig.taras, "ага");
    for asked in ["/summary", "/summary 2h", "/summary тиждень", "Балачко, про що говорили сьогодні?"]
    {
        let asked = rig.say(rig.taras, asked);
        let told = rig.answer_to(asked).await;
        for part in ["Олена", "Тарас", "варимо борщ", "https://t.me/c/", &format!("/{news}\"")] {
            assert!(told.contains(part), "no {part} in {told}");
        }
        assert!(!told.contains("скарб"), "{told}");
    }
    let nonsense = rig.say(rig.taras, "/summary колись");
    assert!(rig.answer_to(nonsense).await.contains("/summary 2 години"));
}

#[actix_web::test]
async fn questions_are_answered_from_this_chat_alone() {
    let rig = Rig::start().await;
    say_in(&rig, elsewhere(&rig), "борщ у чужій хаті");
    rig.say(rig.olena, "мій борщ найкращий на вулиці");
    rig.say(rig.taras, "борщ без сала не борщ");
    for (question, part, never) in [
        ("Балачко, хто така Олена?", "<b>Олена</b>: 1 повідомлення", "чужій"),
        ("Балачко, коли Олена писала востаннє?", "найкращий", "чужій"),
        ("Балачко, що Олена казала про борщ?", "найкращий", "без сала"),
        ("Балачко, хто такий Гриць?", "«Гриць»", "Олена"),
        ("Балачко, навіщо людям борщ?", "борщ без сала", "чужій"),
        ("Балачко, хто вигадав сало?", "без сала", "вигадав"),
    ] {
        let asked = rig.say(rig.taras, question);
        let told = rig.answer_to(asked).await;
        assert!(told.contains(part) && !told.contains(never), "{question}: {told}");
    }
}

#[actix_web::test]
async fn the_time_is_that_of_the_chat_and_what_is_beyond_us_is_said_so() {
    let mut rig = Rig::world().await;
    rig.run(&[("BALACHKA__BOT__TIME_ZONE", "Asia/Kathmandu"), ("ADMIN_IDS", &rig.olena.to_string())]);
    let kathmandu = || {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let minutes = (now + 5 * 3600 + 45 * 60) / 60 % 1440;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let before = kathmandu();
    let asked = rig.say(rig.taras, "Балачко, котра година?");
    let told = rig.answer_to(asked).await;
    assert!(told.contains(&before) || told.contains(&kathmandu()), "{told}");
    let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let private = rig.world.open_chat(private).unwrap();
    say_in(&rig, private, "чому небо синє?");
    let told =
        eventually("an answer in private", async || rig.answers().into_iter().find(|sent| sent["chat_id"] == private))
            .await;
    assert!(told["text"].as_str().unwrap().contains("мовн"), "{told}");
}

#[actix_web::test]
async fn members_are_told_that_something_is_beyond_us_and_not_how_a_model_is_added() {
    let mut rig = Rig::start().await;
    for text in ["чому небо синє?", "переклади англійською: добрий ранок", "яка завтра погода?", "що таке фотосинтез?"]
    {
        let answer = rig.answer_to(rig.say(rig.taras, &format!("Балачко, {text}"))).await;
        assert!(!answer.contains("мовн"), "{text}: {answer}");
        rig.settled().await;
    }
}

#[actix_web::test]
async fn a_call_is_not_answered_with_words_of_the_chat_blended_anew() {
    let rig = Rig::start().await;
    let who = ["кіт", "сусід", "чайник", "вечір", "пиріг", "дощ", "борщ", "сад", "ліс"];
    let (does, what) =
        (["сьогодні знову", "вчора тихо", "завжди дуже"], ["співає на кухні", "чекає на гостей", "пахне на весь дім"]);
    // Every other of the things that these words can say, so that there is something left to be blended.
    let half = (0..81).filter(|number| (number / 9 + number / 3 % 3 + number % 3) % 2 == 0);
    let said: Vec<String> = half.map(|it| format!("{} {} {}", who[it / 9], does[it / 3 % 3], what[it % 3])).collect();
    for text in &said {
        rig.say(rig.olena, text);
    }
    let known: HashSet<&str> = said.iter().flat_map(|text| text.split(' ')).collect();
    let plain = |text: &str| text.trim_end_matches('.').to_lowercase();
    let own = |text: &str| plain(text).split(' ').count() >= 5 && plain(text).split(' ').all(|it| known.contains(it));
    for times in 0..16 {
        let answer = rig.answer_to(rig.say(rig.taras, &format!("Балачко, таке воно {times}"))).await;
        assert!(!own(&answer), "whoever calls us wants an answer, no echo: {answer}");
    }
}
