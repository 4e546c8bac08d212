//! In which language people are answered.

use playground::{ChatKind, NewChat, NewPerson, Said};

use crate::rig::{Rig, eventually};

/// Somebody whose client tells no language, in a group of their own where people wrote this.
async fn group(rig: &mut Rig, texts: &[&str]) -> (i64, i64) {
    let new = serde_json::json!({ "name": "Alex" });
    let alex = rig.world.add_person(serde_json::from_value::<NewPerson>(new).unwrap()).unwrap();
    let chat = NewChat { title: "Office".into(), kind: ChatKind::Supergroup, member_ids: vec![alex, rig.olena] };
    let chat = rig.world.open_chat(chat).unwrap();
    for text in texts {
        say(rig, chat, alex, text);
    }
    rig.settled().await;
    (chat, alex)
}

fn say(rig: &Rig, chat: i64, from: i64, text: &str) -> i64 {
    rig.world.say(chat, Said { from, text: text.into(), ..Said::default() }).unwrap()
}

async fn told(rig: &Rig, chat: i64, from: i64, text: &str) -> String {
    let asked = say(rig, chat, from, text);
    let ours = async || {
        let answers = rig.answers();
        let ours = answers.iter().find(|it| it["chat_id"] == chat && it["reply_parameters"]["message_id"] == asked)?;
        Some(ours["text"].as_str()?.to_owned())
    };
    eventually("an answer", ours).await
}

fn is_ukrainian(text: &str) -> bool {
    let cyrillic = text.chars().filter(|it| ('\u{400}'..='\u{52f}').contains(it)).count();
    cyrillic * 2 > text.chars().filter(|it| it.is_alphabetic()).count()
}

#[actix_web::test]
async fn a_group_is_answered_in_the_language_that_it_speaks() {
    let mut rig = Rig::start().await;
    let (chat, alex) =
        group(&mut rig, &["Morning all, who is in today?", "I'm at the office", "lunch at noon then"]).await;
    for text in ["/stats", "/help", "/settings", "/privacy", "/mood", "/summary", "/search lunch", "Balachka!"] {
        // Her client is Ukrainian; the chat is not.
        for from in [alex, rig.olena] {
            let answer = told(&rig, chat, from, text).await;
            assert!(!is_ukrainian(&answer), "{text}: {answer}");
        }
    }
    let answer = told(&rig, chat, alex, "Балачко, а як справи в тебе?").await;
    assert!(is_ukrainian(&answer), "{answer}");
}

#[actix_web::test]
async fn in_a_ukrainian_group_what_is_short_is_answered_in_ukrainian() {
    let mut rig = Rig::start().await;
    let (chat, alex) = group(&mut rig, &["Доброго ранку, хто сьогодні в офісі?", "Я вже тут", "обід опівдні"]).await;
    for text in ["/stats", "/help", "Балачко, ok", "Balachka, Rust?"] {
        let answer = told(&rig, chat, alex, text).await;
        assert!(is_ukrainian(&answer), "{text}: {answer}");
    }
    let answer = told(&rig, chat, alex, "Balachka, who mentioned the deadline?").await;
    assert!(!is_ukrainian(&answer), "{answer}");
}
