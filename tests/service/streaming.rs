//! Answers of a language model that are shown in private chats while they come, and cleaned before anybody sees them.

use std::time::Duration;

use playground::{ChatKind, Fault, FaultOrder, NewChat, Said};
use serde_json::Value;

use crate::{
    rig::{Rig, eventually},
    stand_in::{Act, Protocol, StandIn},
};

const PAUSE: Duration = Duration::from_millis(900);

/// A service with that model, and a private chat of Olena with it.
async fn in_private(model: &StandIn) -> (Rig, i64) {
    let mut rig = Rig::world().await;
    let private = NewChat { title: String::new(), kind: ChatKind::Private, member_ids: vec![rig.olena] };
    let private = rig.world.open_chat(private).unwrap();
    let url = model.base_url(Protocol::OpenAi);
    rig.run(&[("OPENAI_BASE_URL", &url), ("BOT_LANGUAGE", "uk"), ("BALACHKA__LLM__DEADLINE_SECS", "15")]);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    (rig, private)
}

fn ask(rig: &Rig, chat: i64, text: &str) {
    rig.world.say(chat, Said { from: rig.olena, text: text.into(), ..Said::default() }).unwrap();
}

fn said_in(rig: &Rig, chat: i64) -> Vec<String> {
    let sent = rig.sent().into_iter().filter(|it| it["chat_id"] == chat);
    sent.map(|it| it["text"].as_str().unwrap().to_owned()).collect()
}

async fn said(rig: &Rig, chat: i64, text: &str) {
    eventually(text, async || said_in(rig, chat).iter().any(|it| it == text).then_some(())).await;
}

fn streams(pieces: &[&str]) -> Act {
    Act::Streams(pieces.iter().map(|piece| (*piece).to_owned()).collect(), PAUSE)
}

fn drafts(rig: &Rig) -> Vec<Value> {
    rig.calls_of("sendMessageDraft")
}

#[actix_web::test]
async fn in_a_private_chat_the_answer_is_shown_while_it_comes_and_then_sent() {
    let model = StandIn::start("").await;
    model.always(streams(&[
        "<think>таєм",
        "не.\n</think>",
        "Перше речення. ",
        "Друге **реч",
        "ення**. ",
        "Третє",
        ".",
    ]));
    let (rig, private) = in_private(&model).await;
    ask(&rig, private, "Розкажи щось цікаве про борщ");
    said(&rig, private, "Перше речення. Друге <b>речення</b>. Третє.").await;
    let drafts = drafts(&rig);
    let texts: Vec<_> = drafts.iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(texts.first(), Some(&"Перше речення."), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains("таєм") && text.ends_with('.')), "{texts:?}");
    assert!(drafts.len() >= 2 && drafts.iter().all(|it| it["draft_id"] == drafts[0]["draft_id"]), "{drafts:?}");
    assert!(rig.calls_of("editMessageText").is_empty());
    let kept = "SELECT coalesce(max(text), '') FROM messages WHERE text LIKE 'Перше%'";
    let whole = async || Some(rig.read::<String>("context.db", kept).await).filter(|text| !text.is_empty());
    assert_eq!(eventually("it is kept", whole).await, "Перше речення. Друге речення. Третє.");
}

#[actix_web::test]
async fn in_a_group_the_answer_comes_whole() {
    let model = StandIn::start("").await;
    model.always(streams(&["Перше речення. ", "Друге."]));
    let (rig, _) = in_private(&model).await;
    let question = rig.say(rig.taras, "Балачко, розкажи щось про борщ");
    assert_eq!(rig.answer_to(question).await, "Перше речення. Друге.");
    assert!(drafts(&rig).is_empty() && !model.seen()[0].streams);
}

#[actix_web::test]
async fn a_server_that_knows_no_drafts_is_asked_once() {
    let model = StandIn::start("").await;
    model.always(streams(&["Перше речення. ", "Друге. ", "Третє."]));
    let (rig, private) = in_private(&model).await;
    let fault = Fault::Error { code: 404, description: "Not Found: method not found".into() };
    rig.world.order_fault(FaultOrder { method: "sendMessageDraft".into(), times: 9, fault }).unwrap();
    for nth in 1..=2 {
        ask(&rig, private, &format!("Розкажи щось цікаве про борщ, уже {nth} раз питаю"));
        eventually("an answer", async || {
            (said_in(&rig, private).iter().filter(|it| it.starts_with("Перше")).count() == nth).then_some(())
        })
        .await;
    }
    let calls = rig.world.calls(0, false);
    let asked = calls
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["method"].as_str().unwrap().eq_ignore_ascii_case("sendMessageDraft"));
    assert_eq!(asked.count(), 1);
    assert!(!model.seen()[1].streams, "nobody watches");
}

#[actix_web::test]
async fn a_crash_in_mid_stream_leaves_no_half_of_an_answer() {
    let model = StandIn::start("").await;
    model.always(streams(&["Перше речення. ", "Друге. ", "Третє. ", "Четверте."]));
    let (mut rig, private) = in_private(&model).await;
    ask(&rig, private, "Розкажи щось цікаве про борщ");
    eventually("a draft", async || (!drafts(&rig).is_empty()).then_some(())).await;
    rig.kill();
    let before = said_in(&rig, private);
    assert!(!before.iter().any(|it| it.starts_with("Перше")), "{before:?}");
    let url = model.base_url(Protocol::OpenAi);
    rig.run(&[("OPENAI_BASE_URL", &url), ("BOT_LANGUAGE", "uk"), ("BALACHKA__LLM__DEADLINE_SECS", "15")]);
    said(&rig, private, "Перше речення. Друге. Третє. Четверте.").await;
}

#[actix_web::test]
async fn what_cannot_be_said_is_asked_for_again_and_then_said_in_our_own_words() {
    let model = StandIn::start("Усе гаразд, дякую!").await;
    let call = r#"{"name": "search", "arguments": {"query": "справи"}}"#;
    model.next([Act::Says(call.into())]);
    let (rig, _) = in_private(&model).await;
    let question = rig.say(rig.taras, "Балачко, як справи?");
    assert_eq!(rig.answer_to(question).await, "Усе гаразд, дякую!");
    assert_eq!(model.count(), 2);
    assert!(model.seen()[1].words().contains("called a tool") && !model.seen()[0].words().contains("called a tool"));
    model.always(Act::Says("Тарас: Привіт усім, я прийшов!".into()));
    let again = rig.say(rig.taras, "Балачко, дякую тобі!");
    let answer = rig.answer_to(again).await;
    assert!(!answer.contains("Тарас:") && !answer.is_empty(), "{answer}");
    assert_eq!(model.count(), 4, "once more, and no more");
}

#[actix_web::test]
async fn a_table_comes_as_lines_and_a_formula_as_plain_signs() {
    let model =
        StandIn::start("Ось ціни на борщ:\n\n| Страва | Ціна |\n|---|---|\n| Борщ | 50 |\n\nОтже, $x^2$.").await;
    let (rig, _) = in_private(&model).await;
    let question = rig.say(rig.taras, "Балачко, які ціни на борщ?");
    assert_eq!(rig.answer_to(question).await, "Ось ціни на борщ:\n\nБорщ: 50\n\nОтже, x².");
}

/// Each persona has wordings of its own, and they are what is said when the model is slow or gone.
#[actix_web::test]
async fn a_model_that_is_slow_or_gone_is_followed_by_the_same_voice() {
    const GREETINGS: [&str; 3] = ["О, нарешті!", "Ой, хто прийшов!", "Привіт-привіт!"];
    let model = StandIn::start("").await;
    model.always(Act::Silent);
    let mut rig = Rig::world().await;
    let url = model.base_url(Protocol::OpenAi);
    rig.run(&[
        ("OPENAI_BASE_URL", &url),
        ("BOT_LANGUAGE", "uk"),
        ("BALACHKA__LLM__DEADLINE_SECS", "2"),
        ("BALACHKA__BOT__PERSONA", "kuma"),
    ]);
    eventually("a welcome", async || (!rig.sent().is_empty()).then_some(())).await;
    for act in [Act::Silent, Act::Status(500)] {
        model.always(act);
        let question = rig.say(rig.taras, "Кумо, привіт!");
        let answer = rig.answer_to(question).await;
        assert!(GREETINGS.iter().any(|greeting| answer.starts_with(greeting)), "{answer}");
    }
}
