//! What is veiled and scrubbed, and what stays.

use super::*;
use crate::fixtures::*;
use events::{ChatKind, Event, Message, OptOut, update};

const OLENA: PersonId = PersonId(7);

fn shy() -> RedactionSet {
    let mut shy = RedactionSet::default();
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

use events::Chat;

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

/// An update of Тарас that shows Олена, or what she wrote, in this object.
fn showing(field: &str, object: &serde_json::Value) -> String {
    let mut message = serde_json::json!({ "message_id": 6, "date": 90, "chat": { "id": -5, "type": "group", "title": "Кухня" },
        "from": { "id": 9, "is_bot": false, "first_name": "Тарас" }, "text": "слова Тараса" });
    message[field] = object.clone();
    serde_json::json!({ "update_id": 2, "message": message }).to_string()
}

#[test]
fn names_go_from_whatever_object_shows_the_person() {
    use serde_json::json;
    let olena =
        json!({ "id": 7, "is_bot": false, "first_name": "Олена", "last_name": "Таємна", "username": "olena_x" });
    let taras = json!({ "id": 9, "is_bot": false, "first_name": "Тарас" });
    for (field, object) in [
        ("contact", json!({ "phone_number": "+380", "first_name": "Олена", "user_id": 7, "vcard": "FN:Олена Таємна" })),
        (
            "users_shared",
            json!({ "request_id": 1, "users": [{ "user_id": 7, "first_name": "Олена", "photo": [{ "file_id": "Олена" }] }] }),
        ),
        ("user_shared", json!({ "request_id": 1, "user_id": 7, "name_of_tomorrow": "Олена" })),
        ("video_chat_participants_invited", json!({ "users": [olena, taras] })),
        ("proximity_alert_triggered", json!({ "traveler": olena, "watcher": taras, "distance": 5 })),
        ("giveaway_winners", json!({ "winner_count": 1, "winners": [olena] })),
        ("reply_to_story", json!({ "chat": { "id": 7, "type": "private", "first_name": "Олена" }, "id": 3 })),
        ("checklist", json!({ "title": "Справи", "tasks": [{ "id": 7, "text": "хліб", "completed_by_user": olena }] })),
        ("poll", json!({ "question": "?", "options": [{ "text": "Олена додала", "added_by_user": olena }] })),
        ("new_chat_members", json!([olena, taras])),
        ("left_chat_member", olena.clone()),
        ("entities", json!([{ "type": "text_mention", "offset": 0, "length": 5, "user": olena }])),
        ("gift", json!({ "sender_user": olena, "text": "від Таємна" })),
        (
            "of_tomorrow",
            json!({ "deep": [{ "whose_user_id": 7, "called": { "names": ["Олена"] } }], "by": { "who": olena } }),
        ),
    ] {
        let raw = showing(field, &object);
        for depth in [raw::Depth::Own, raw::Depth::Echoes] {
            let left = scrub(&raw, depth).unwrap();
            assert!(
                !left.contains("Олена") && !left.contains("Таємна") && !left.contains("olena_x"),
                "{field}: {left}"
            );
            for theirs in ["слова Тараса", "Тарас", "Кухня"] {
                assert!(left.contains(theirs), "{field}: {left}");
            }
            let Ok(Event::Message(message)) = update::read(&left) else { panic!("{field}: {left}") };
            assert_eq!((message.id.0, message.sender.id.0), (6, 9));
        }
        let later = raw.replace("\"date\":90", "\"date\":101");
        assert_eq!(scrub(&later, raw::Depth::Own), None, "{field}: she came back");
    }
    let list = showing(
        "checklist",
        &json!({ "title": "Справи", "tasks": [{ "id": 7, "text": "хліб", "completed_by_user": olena }] }),
    );
    let left = scrub(&list, raw::Depth::Own).unwrap();
    assert!(left.contains("Справи") && left.contains("хліб"), "a task is nobody: {left}");
}

/// Kinds of updates that no store uses.
#[test]
fn what_the_person_did_elsewhere_goes_too() {
    use serde_json::json;
    let olena = json!({ "id": 7, "is_bot": false, "first_name": "Олена" });
    for update in [
        json!({ "update_id": 1, "inline_query": { "id": "1", "from": olena, "query": "таємниця" } }),
        json!({ "update_id": 1, "poll_answer": { "poll_id": "1", "user": olena, "option_ids": [0] } }),
        json!({ "update_id": 1, "chat_join_request": { "chat": { "id": -5, "type": "group" }, "from": olena, "date": 90, "bio": "таємниця" } }),
        json!({ "update_id": 1, "business_message": { "message_id": 1, "date": 90, "chat": { "id": 7, "type": "private", "first_name": "Олена" }, "from": olena, "text": "таємниця" } }),
        json!({ "update_id": 1, "chat_boost": { "chat": { "id": -5, "type": "group" }, "boost": { "add_date": 1, "source": { "source": "premium", "user": olena } } } }),
    ] {
        let left = scrub(&update.to_string(), raw::Depth::Own).unwrap();
        assert!(!left.contains("Олена") && !left.contains("таємниця"), "{left}");
        assert!(update::read(&left).is_ok(), "{left}");
    }
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

/// A command of somebody, given at a second; about another, and in a chat.
fn command(chat: i64, person: i64, about: Option<i64>, at: i64) -> String {
    let details = serde_json::json!({ "name": "Олена", "what": "таємниця" });
    let body = serde_json::json!({ "chat": chat, "person": person, "about": about, "details": details });
    let command = serde_json::json!({ "store": "conversation", "kind": "add_reminder", "chat": chat, "person": person,
        "about": about, "at": at, "body": body });
    serde_json::json!({ "balachka_command": command }).to_string()
}

#[test]
fn no_word_of_a_command_stays_of_whom_it_tells_something() {
    for (raw, whose) in [
        (command(-5, 7, None, 100), "hers"),
        (command(-5, 9, Some(7), 100), "about her"),
        (command(7, 9, None, 100), "in her private chat"),
    ] {
        for depth in [raw::Depth::Own, raw::Depth::Echoes] {
            let left = scrub(&raw, depth).unwrap();
            assert!(!left.contains("Олена") && !left.contains("таємниця"), "{whose}: {left}");
            assert!(matches!(update::read(&left), Ok(Event::Other(_))), "{whose}: a replay passes over it");
        }
        let veiled = shy().veiled(&update::read(&raw).unwrap());
        assert!(matches!(veiled, Some(Event::Other(_))), "{whose}: {veiled:?}");
    }
    for (raw, whose) in [(command(-5, 7, None, 101), "she came back"), (command(-7, 9, Some(10), 50), "of others")] {
        assert_eq!(scrub(&raw, raw::Depth::Echoes), None, "{whose}");
        assert_eq!(shy().veiled(&update::read(&raw).unwrap()), None, "{whose}");
    }
}

#[test]
fn those_who_opted_out_are_obeyed_and_their_raw_words_go() {
    let raw = command(-5, 8, None, 900);
    assert_eq!(shy().veiled(&update::read(&raw).unwrap()), None);
    assert_eq!(scrub(&raw, raw::Depth::Own).as_deref(), Some(raw::SCRUBBED));
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
