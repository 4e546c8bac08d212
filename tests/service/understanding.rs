//! What is understood of messages and people, and answers that use it.

use std::time::{Duration, Instant};

use playground::{ChatKind, NewChat, Said};
use serde_json::Value;

use crate::rig::{Rig, eventually};

/// A service without pauses of Telegram between the answers to one person: each question in a chat of its own.
async fn private(rig: &Rig, person: i64) -> i64 {
    let new = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![person] };
    rig.world.open_chat(new).unwrap()
}

fn say_in(rig: &Rig, chat: i64, from: i64, text: &str) -> i64 {
    rig.world.say(chat, Said { from, text: text.into(), ..Said::default() }).unwrap()
}

async fn answer_in(rig: &Rig, chat: i64, message: i64) -> String {
    let answers = async || {
        let sent = rig.answers();
        let ours = sent.iter().find(|it| it["chat_id"] == chat && it["reply_parameters"]["message_id"] == message)?;
        Some(ours["text"].as_str()?.to_owned())
    };
    eventually("an answer", answers).await
}

const FORMAL: &str = "Шановні колеги, перепрошую за турботу, будьте ласкаві ознайомитися з пропозицією щодо зустрічі";
const CASUAL: &str = "йо, ну норм, ок, го шо";

#[actix_web::test]
async fn two_people_of_different_style_get_different_answers_to_the_same_question() {
    let mut rig = Rig::start().await;
    for nth in 0..30 {
        rig.say(rig.olena, &format!("{FORMAL} {nth}"));
        rig.say(rig.taras, &format!("{CASUAL} {nth}"));
    }
    rig.settled().await;
    let (hers, his) = (private(&rig, rig.olena).await, private(&rig, rig.taras).await);
    for question in ["Балачко, чому небо синє?", "Балачко, як справи?"] {
        let asked = [say_in(&rig, hers, rig.olena, question), say_in(&rig, his, rig.taras, question)];
        let answers = [answer_in(&rig, hers, asked[0]).await, answer_in(&rig, his, asked[1]).await];
        assert_ne!(answers[0], answers[1], "{question}");
    }
    let asked = [say_in(&rig, hers, rig.olena, "/me"), say_in(&rig, his, rig.taras, "/me")];
    let answers = [answer_in(&rig, hers, asked[0]).await, answer_in(&rig, his, asked[1]).await];
    assert!(answers[0].contains("<b>офіційний</b>"), "{}", answers[0]);
    assert!(answers[1].contains("<b>простий</b>"), "{}", answers[1]);
}

#[actix_web::test]
async fn what_a_person_chooses_beats_what_was_learned_and_survives_a_kill_and_a_rebuild() {
    let mut rig = Rig::start().await;
    for nth in 0..30 {
        rig.say(rig.olena, &format!("{CASUAL} {nth}"));
    }
    let chosen = rig.say(rig.olena, "/me стиль офіційно");
    assert!(rig.answer_to(chosen).await.contains("офіційний"));
    rig.kill();
    rig.run(&[]);
    rig.settled().await;
    let before = rig.json(&["stats", "--person", &rig.olena.to_string(), "--json"]);
    assert_eq!(before["communication_style"], "formal");
    assert_eq!(before["total_messages"], 31);
    assert_eq!(rig.balachka(&["rebuild", "personalization"]).status.code(), Some(75), "not beside a running service");
    rig.stop().await;
    assert!(rig.balachka(&["rebuild", "personalization"]).status.success());
    assert_eq!(rig.json(&["stats", "--person", &rig.olena.to_string(), "--json"]), before);
    rig.run(&[]);
    let asked = rig.say(rig.olena, "/me");
    let shown = rig.answer_to(asked).await;
    assert!(shown.contains("<b>офіційний</b> (Ваш вибір)"), "{shown}");
}

#[actix_web::test]
async fn a_correction_that_makes_no_sense_is_told_what_would() {
    let rig = Rig::start().await;
    for (line, part) in [("/me колір синій", "стиль"), ("/me довжина синя", "короткі"), ("/me стиль", "офіційний")]
    {
        let said = rig.say(rig.taras, line);
        let answer = rig.answer_to(said).await;
        assert!(answer.contains(part), "{line}: {answer}");
    }
}

#[actix_web::test]
async fn the_mood_of_a_chat_is_told() {
    let mut rig = Rig::start().await;
    let quiet = rig.say(rig.taras, "/mood");
    let answer = rig.answer_to(quiet).await;
    assert!(answer.contains("тих") || answer.contains("Тиш"), "{answer}");
    for nth in 0..12 {
        rig.say(rig.olena, &format!("Яка радість! Я така щаслива, дякую, це чудово! {nth}"));
    }
    rig.settled().await;
    let merry = rig.say(rig.taras, "/mood");
    let answer = rig.answer_to(merry).await;
    assert!(answer.contains("радість") && answer.contains("12 повідомлень від 1 людини"), "{answer}");
}

#[actix_web::test]
async fn an_edited_message_is_understood_anew_and_bots_and_commands_are_not() {
    let mut rig = Rig::start().await;
    let message = rig.say(rig.olena, "Мені так сумно, хочеться плакати");
    rig.say(rig.taras, "/help");
    rig.settled().await;
    let emotion = "SELECT emotion FROM readings";
    assert_eq!(rig.read::<String>("analysis.db", emotion).await, "sadness");
    rig.world.edit(rig.group, message, "Яка радість! Я така щаслива!").unwrap();
    rig.settled().await;
    assert_eq!(rig.read::<String>("analysis.db", emotion).await, "joy");
    assert_eq!(rig.read::<i64>("analysis.db", "SELECT count(*) FROM readings WHERE topic IS NOT NULL").await, 1);
}

#[actix_web::test]
async fn a_store_that_hangs_delays_no_answer() {
    let mut rig = Rig::world().await;
    rig.run(&[("FAILPOINTS", "personalization-before-commit=sleep(60000);analysis-before-commit=sleep(60000)")]);
    // One after the other, each in a chat of its own, where Telegram's limits hold nothing up.
    for line in ["/stats", "Балачко, привіт!", "/me", "/mood"] {
        let chat = private(&rig, rig.olena).await;
        let asked = Instant::now();
        let said = say_in(&rig, chat, rig.olena, line);
        answer_in(&rig, chat, said).await;
        assert!(asked.elapsed() < Duration::from_secs(4), "{line}: {:?}", asked.elapsed());
    }
}

#[actix_web::test]
async fn a_chat_that_talks_gets_a_word_now_and_then_and_not_more() {
    let always = ["BASE", "QUESTION", "DEEP", "CONFLICT", "ENGAGED", "BUSY", "FLOODED"];
    let rules = always.map(|kind| (format!("BALACHKA__CHANCE__{kind}_PERCENT"), "100".to_owned()));
    let pause = ("BALACHKA__CHANCE__PAUSE_SECS".to_owned(), "0".to_owned());
    let rules: Vec<_> = rules.into_iter().chain([pause]).collect();
    let rules: Vec<_> = rules.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut rig = Rig::world().await;
    rig.run(&rules);
    for nth in 0..15 {
        rig.say(rig.olena, &format!("мені так сумно, хочеться плакати {nth}"));
    }
    rig.settled().await;
    let unasked = eventually("a kind word", async || rig.answers().into_iter().next()).await;
    assert!(unasked["reply_parameters"]["message_id"].as_i64() > Some(9), "not before others have spoken: {unasked}");
    rig.say(rig.olena, "і досі сумно");
    rig.settled().await;
    eventually("the outbox is empty", async || idle(&rig).await).await;
    assert_eq!(rig.answers().len(), 1, "then a pause");
}

async fn idle(rig: &Rig) -> Option<()> {
    let open = "SELECT count(*) FROM outbox WHERE state IN ('decided', 'ready', 'sending')";
    (rig.read::<i64>("outbox.db", open).await == 0).then_some(())
}

#[actix_web::test]
async fn a_chat_that_fell_silent_is_spoken_to_once_and_not_at_night() {
    let night = hour_of_kyiv();
    let rules = |night_to: u8| {
        [
            ("BALACHKA__SPONTANEOUS__EVERY_SECS", "1".to_owned()),
            ("BALACHKA__SPONTANEOUS__PERCENT", "100".to_owned()),
            ("BALACHKA__SPONTANEOUS__QUIET_MINUTES", "1".to_owned()),
            ("BALACHKA__SPONTANEOUS__LIVELY_MESSAGES", "5".to_owned()),
            ("BALACHKA__SPONTANEOUS__PAUSE_MINUTES", "0".to_owned()),
            ("BALACHKA__SPONTANEOUS__NIGHT_FROM", night.to_string()),
            ("BALACHKA__SPONTANEOUS__NIGHT_TO", night_to.to_string()),
        ]
    };
    let mut rig = Rig::world().await;
    run(&mut rig, &rules((night + 2) % 24));
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    rig.settled().await;
    for nth in 0..6 {
        let (from, text) = (rig.olena, format!("варю борщ із пампушками {nth}"));
        rig.world.say(rig.group, Said { from, text, date: Some(now() - 120), ..Said::default() }).unwrap();
    }
    rig.settled().await;
    rounds(&rig, 3.0).await;
    assert!(unasked(&rig).is_empty(), "it is night");
    rig.stop().await;
    run(&mut rig, &rules(night));
    eventually("a word into the silence", async || unasked(&rig).into_iter().next()).await;
    rounds(&rig, 3.0).await;
    assert_eq!(unasked(&rig).len(), 1, "not twice without an answer");
}

/// Waits for so many more rounds.
async fn rounds(rig: &Rig, more: f64) {
    let taken = r#"balachka_rounds_total{task="spontaneity"}"#;
    let before = rig.metric(taken).await.unwrap_or(0.0);
    eventually("rounds have passed", async || rig.metric(taken).await.filter(|taken| *taken >= before + more)).await;
}

fn run(rig: &mut Rig, rules: &[(&str, String)]) {
    let rules: Vec<_> = rules.iter().map(|(name, value)| (*name, value.as_str())).collect();
    rig.run(&rules);
}

/// What was said to nobody, the welcome aside.
fn unasked(rig: &Rig) -> Vec<Value> {
    let sent = rig.sent().into_iter().filter(|it| !it["reply_parameters"].is_object());
    sent.filter(|it| !it["text"].as_str().unwrap().contains("/help")).collect()
}

fn hour_of_kyiv() -> u8 {
    language::zone::Zone::named("Europe/Kyiv").unwrap().hour(now())
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}
