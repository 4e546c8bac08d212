//! What is veiled and scrubbed, and what stays.

use super::*;
use crate::{
    fixtures::*,
    model::{ChatKind, Event, Message, OptOut},
    update,
};

const OLENA: PersonId = PersonId(7);

fn shy() -> Discretion {
    let mut shy = Discretion::default();
    shy.erased.insert(OLENA, 100);
    shy.out.insert(PersonId(8));
    shy
}

#[test]
fn what_was_said_up_to_the_erasure_counts_and_says_nothing() {
    let chat = group(-5);
    let Some(Event::Message(veiled)) = shy().veiled(&says(&chat, 100, "таємниця")) else {
        panic!("not veiled")
    };
    assert_eq!((veiled.sender.id, veiled.text, veiled.id.0), (PersonId::NOBODY, None, 100));
    assert_eq!(shy().veiled(&says(&chat, 101, "нове життя")), None);
    let of_another = said(Message { sender: person(8), ..message(&chat, 900, "цить") });
    assert!(matches!(shy().veiled(&of_another), Some(Event::Message(veiled)) if veiled.text.is_none()));
    assert!(matches!(shy().veiled(&edited(&chat, 50, 300, "таємниця")), Some(Event::Other(_))));
    assert!(matches!(shy().veiled(&reaction(&chat, 1, 8, 300, &["👍"])), Some(Event::Other(_))));
}

#[test]
fn a_private_chat_loses_the_name_of_the_person() {
    let chat = Chat { kind: ChatKind::Private, ..group(OLENA.0) };
    let Some(Event::Sent(veiled)) = shy().veiled(&sent(&chat, 100, "Олено, привіт")) else {
        panic!("not veiled")
    };
    assert_eq!((veiled.message.chat.title.as_str(), veiled.message.text), ("", None));
}

use crate::model::Chat;

fn scrub(raw: &str, depth: raw::Depth) -> Option<String> {
    let event = update::read(raw);
    assert!(event.is_ok(), "{event:?}");
    raw::scrubbed(raw, &event, &shy(), depth)
}

const HERS: &str = r#"{"update_id":1,"message":{"message_id":5,"date":90,"chat":{"id":-5,"type":"group","title":"Кухня"},"from":{"id":7,"is_bot":false,"first_name":"Олена"},"text":"таємниця"}}"#;
const ANSWER: &str = r#"{"update_id":2,"message":{"message_id":6,"date":190,"chat":{"id":-5,"type":"group","title":"Кухня"},"from":{"id":9,"is_bot":false,"first_name":"Тарас"},"text":"овва","reply_to_message":{"message_id":5,"date":90,"chat":{"id":-5,"type":"group"},"from":{"id":7,"is_bot":false,"first_name":"Олена"},"text":"таємниця \ud83d"}}}"#;

#[test]
fn raw_updates_lose_what_is_theirs_and_keep_what_is_others() {
    let theirs = scrub(HERS, raw::Depth::Own).unwrap();
    assert_eq!(theirs, raw::SCRUBBED);
    assert!(matches!(update::read(&theirs), Ok(Event::Other(_))), "a replay passes over it");
    let answer = scrub(ANSWER, raw::Depth::Own).unwrap();
    assert!(answer.contains("овва") && !answer.contains("таємниця") && !answer.contains("Олена"), "{answer}");
    let mut before = update::read(ANSWER).unwrap();
    let Event::Message(message) = &mut before else { panic!("{before:?}") };
    message.aside.quoted = None;
    assert_eq!(update::read(&answer).unwrap(), before, "all else is as before");
    assert_eq!(scrub(&HERS.replace("90", "101"), raw::Depth::Own), None);
}

#[test]
fn our_own_words_go_with_those_they_may_repeat() {
    let sent = r#"{"balachka_sent":{"outbox":3,"message":{"message_id":7,"date":95,"chat":{"id":-5,"type":"group","title":"Кухня"},"from":{"id":999,"is_bot":true,"first_name":"Балачка"},"text":"Олена казала: таємниця"}}}"#;
    let silent = scrub(sent, raw::Depth::Echoes).unwrap();
    assert!(!silent.contains("таємниця"), "{silent}");
    assert!(matches!(update::read(&silent), Ok(Event::Sent(sent)) if sent.outbox == 3));
    let quoted = ANSWER.replace(r#""id":7,"#, r#""id":999,"#);
    assert!(!scrub(&quoted, raw::Depth::Echoes).unwrap().contains("таємниця"), "in a reply to us");
}

#[test]
fn the_log_survives_half_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let erase = |before| log::line(&Event::Erase(Erasure { person: OLENA, before })).unwrap();
    assert_eq!(log::read(folder.path()).unwrap(), log::Asked::default());
    log::add(folder.path(), &erase(5)).unwrap();
    std::fs::write(folder.path().join(log::FILE), format!("{}\n{{\"balachka_er", erase(5))).unwrap();
    log::add(folder.path(), &erase(9)).unwrap();
    log::add(folder.path(), &log::line(&Event::OptOut(OptOut { person: OLENA, out: true })).unwrap()).unwrap();
    let asked = log::read(folder.path()).unwrap();
    assert_eq!(asked.erasures, [Erasure { person: OLENA, before: 9 }]);
    assert_eq!(asked.opt_outs, [OptOut { person: OLENA, out: true }]);
}
