//! From the bytes of an export to messages.

use std::io::{self, Read};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use events::*;
use language::zone::Zone;

const GROUP: i64 = -1_001_234_567_890;

/// Messages by chat, in order, and what reading ended with.
struct Outcome {
    messages: Vec<Imported>,
    odd: Vec<Odd>,
    strange: Vec<Strange>,
    end: Result<(), Unreadable>,
}

fn read_bytes(file: impl Read, wanted: Option<i64>) -> Outcome {
    let (mut messages, mut odd, mut strange) = (Vec::new(), Vec::new(), Vec::new());
    let mut converter = Converter::new(Zone::named("Europe/Kyiv").unwrap());
    let end = walk(file, wanted.map(ChatId), &mut |met| {
        match met {
            Met::Message(place, raw) => match converter.convert(place, raw) {
                Ok(imported) => messages.push(imported),
                Err(why) => odd.push(why),
            },
            Met::Strange(chat) => strange.push(chat),
        }
        Ok(())
    });
    Outcome { messages, odd, strange, end }
}

#[track_caller]
fn read(file: &Value) -> Vec<Imported> {
    let outcome = read_bytes(file.to_string().as_bytes(), None);
    assert!(outcome.end.is_ok(), "{:?}", outcome.end);
    assert_eq!(outcome.odd, []);
    outcome.messages
}

/// What reading a text ends with, in words.
#[track_caller]
fn fault(file: &str, wanted: Option<i64>) -> String {
    read_bytes(file.as_bytes(), wanted).end.unwrap_err().to_string()
}

fn supergroup(messages: &Value) -> Value {
    json!({ "name": "Кав'ярня", "type": "private_supergroup", "id": 1_234_567_890, "messages": messages })
}

/// A message of Оля with these fields, as it is read.
#[track_caller]
fn one(more: Value) -> Imported {
    let mut message = json!({
        "id": 5, "type": "message", "date": "2023-11-15T00:13:21", "date_unixtime": "1700000001",
        "from": "Оля Мельник", "from_id": "user7", "text": "", "text_entities": [],
    });
    let Value::Object(more) = more else { panic!("no object") };
    message.as_object_mut().unwrap().extend(more);
    read(&supergroup(&json!([message]))).remove(0)
}

#[test]
fn a_message_is_as_a_live_one() {
    let Imported { message, .. } = one(json!({
        "edited": "2023-11-15T00:15:00", "edited_unixtime": "1700000100", "reply_to_message_id": 3,
        "forwarded_from": "Вісті", "forwarded_from_id": "channel42", "via_bot": "@gif",
        "text": [{ "type": "bold", "text": "Привіт" }, " ", { "type": "mention_name", "text": "Тарас", "user_id": 8 }],
    }));
    assert_eq!(message.chat.id, ChatId(GROUP));
    assert_eq!((message.id, message.date, message.edited), (MessageId(5), 1_700_000_001, Some(1_700_000_100)));
    assert_eq!((message.sender.id, message.sender.first_name.as_str()), (PersonId(7), "Оля Мельник"));
    assert_eq!(message.text.as_deref(), Some("Привіт Тарас"));
    assert_eq!(message.mentions, [PersonId(8)]);
    assert_eq!(message.reply_to, Some(ReplyTo { id: MessageId(3), sender: None }));
    let forward = message.forward.unwrap();
    assert_eq!((forward.name.as_str(), forward.from), ("Вісті", Some(PersonId(-1_000_000_000_042))));
    assert!(message.aside.via_bot);
}

#[test]
fn whoever_writes_keeps_their_kind() {
    for (more, id, kind, name) in [
        (json!({ "from": null, "from_id": "user9" }), 9, PersonKind::Deleted, ""),
        (json!({ "from": "Вісті", "from_id": "channel9" }), -1_000_000_000_009, PersonKind::Channel, "Вісті"),
        (json!({ "from": "Кав'ярня", "from_id": "channel1234567890" }), GROUP, PersonKind::Anonymous, "Кав'ярня"),
        (json!({ "from": "Ганна", "from_id": 4_434_475 }), 4_434_475, PersonKind::User, "Ганна"),
        (json!({ "from": "Хтось", "from_id": "nobody" }), 0, PersonKind::Deleted, "Хтось"),
        (json!({ "from": "Хтось", "from_id": null }), 0, PersonKind::Deleted, "Хтось"),
        (json!({ "from": "Хтось", "from_id": "user0" }), 0, PersonKind::Deleted, "Хтось"),
        (json!({ "from": "Кав'ярня", "from_id": null }), GROUP, PersonKind::Anonymous, "Кав'ярня"),
    ] {
        let sender = one(more).message.sender;
        assert_eq!((sender.id, sender.kind, sender.first_name.as_str()), (PersonId(id), kind, name));
    }
}

#[test]
fn media_are_a_kind_and_a_few_facts() {
    let poll = json!({ "question": "Куди?", "closed": false, "answers": [{ "text": "кіно", "voters": 2 }, { "text": "парк" }] });
    for (more, kind, emoji, title, options) in [
        (json!({ "photo": "a.jpg", "width": 5 }), "photo", None, None, 0),
        (json!({ "file": "a.pdf", "file_name": "a.pdf", "mime_type": "x" }), "document", None, Some("a.pdf"), 0),
        (json!({ "file": "s.webp", "media_type": "sticker", "sticker_emoji": "😀" }), "sticker", Some("😀"), None, 0),
        (json!({ "file": "v.ogg", "media_type": "voice_message" }), "voice", None, None, 0),
        (json!({ "file": "v.mp4", "media_type": "video_message" }), "video_note", None, None, 0),
        (
            json!({ "media_type": "audio_file", "performer": "Океан", "title": "Човен" }),
            "audio",
            None,
            Some("Океан — Човен"),
            0,
        ),
        (json!({ "poll": poll }), "poll", None, Some("Куди?"), 2),
        (json!({ "location_information": { "latitude": 50.4, "longitude": 30.5 } }), "location", None, None, 0),
        (json!({ "location_information": {}, "place_name": "Кав'ярня" }), "venue", None, Some("Кав'ярня"), 0),
        (
            json!({ "contact_information": { "first_name": "Іра", "last_name": "К", "phone_number": "1" } }),
            "contact",
            None,
            Some("Іра К"),
            0,
        ),
    ] {
        let media = one(more).message.media.unwrap();
        let Sketch { emoji: shown, title: called, options: choices, .. } = media.sketch;
        assert_eq!((media.kind.as_str(), shown.as_deref(), called.as_deref()), (kind, emoji, title));
        assert_eq!(choices.len(), options, "{kind}");
    }
}

#[test]
fn reactions_are_dated_by_the_exporters_clock() {
    let recent = json!([{ "from": "Тарас", "from_id": "user8", "date": "2023-11-15T00:14:00" }]);
    let told = one(json!({ "reactions": [
        { "type": "emoji", "count": 1, "emoji": "👍", "recent": recent },
        { "type": "custom_emoji", "count": 1, "document_id": "53", "recent": recent },
    ] }));
    let [reaction] = told.reactions.as_slice() else { panic!("{:?}", told.reactions) };
    assert_eq!((reaction.person.id, reaction.date), (PersonId(8), 1_700_000_040));
    assert_eq!(reaction.emoji, ["👍", "custom:53"]);
    assert_eq!(told.counts, None);
    let counted = one(json!({ "reactions": [{ "type": "emoji", "count": 5, "emoji": "👍", "recent": recent }] }));
    assert_eq!(counted.counts.unwrap().counts, [("👍".to_owned(), 5)]);
}

#[test]
fn service_messages_say_what_happened() {
    let service = |more: Value| {
        let mut all = json!({ "type": "service", "actor": "Оля Мельник", "actor_id": "user7" });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        one(all).message
    };
    let joined = service(json!({ "action": "join_group_by_link", "inviter": "Group" }));
    assert!(matches!(joined.service, Some(Service::Joined(people)) if people[0].id == PersonId(7)));
    let named = service(json!({ "action": "invite_members", "members": ["Тарас"] }));
    assert_eq!(named.service, Some(Service::Joined(vec![Person::nobody()])));
    let known = service(json!({ "action": "invite_members", "members": ["Тарас"], "member_ids": ["user8"] }));
    assert!(matches!(known.service, Some(Service::Joined(people)) if people[0].id == PersonId(8)));
    let titled = service(json!({ "action": "edit_group_title", "title": "Чайна" }));
    assert_eq!(titled.service, Some(Service::Title("Чайна".into())));
    let pinned = service(json!({ "action": "pin_message", "message_id": 4 }));
    assert_eq!(pinned.service, Some(Service::Pinned(MessageId(4))));
    let later = service(json!({ "action": "of_tomorrow", "text": "мимо" }));
    assert_eq!((later.service, later.text), (Some(Service::Other("of_tomorrow".into())), None));
}

#[test]
fn topics_are_told_by_what_is_answered() {
    let message = |id: i64, more: Value| {
        let mut message =
            json!({ "id": id, "type": "message", "date_unixtime": "1700000001", "from_id": "user7", "text": "a" });
        message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        message
    };
    let read = read(&supergroup(&json!([
        message(1, json!({ "type": "service", "action": "topic_created", "title": "Борщ" })),
        message(2, json!({ "reply_to_message_id": 1 })),
        message(3, json!({ "reply_to_message_id": 2 })),
        message(4, json!({})),
        message(5, json!({ "reply_to_message_id": 4 })),
    ])));
    let placed: Vec<_> =
        read.iter().map(|it| (it.message.thread, it.message.reply_to.as_ref().map(|to| to.id.0))).collect();
    assert_eq!(placed, [(None, None), (Some(1), None), (Some(1), Some(2)), (None, None), (None, Some(4))]);
}

#[test]
fn odd_fields_are_worth_no_message_and_odd_messages_no_file() {
    let strange =
        one(json!({ "text": {}, "reactions": "x", "photo": [], "edited_unixtime": {}, "reply_to_message_id": "a" }));
    assert_eq!((strange.message.text, strange.message.media), (None, None));
    let file = supergroup(&json!([
        7, null, "a", [], { "id": "x" }, { "id": 1 }, { "id": 2, "date_unixtime": "soon" },
        { "id": 3, "date": "2023-11-15T00:13:21", "text": "є" },
    ]));
    let Outcome { messages, odd, end, .. } = read_bytes(file.to_string().as_bytes(), None);
    assert!(end.is_ok());
    assert_eq!((odd.len(), odd[5].id), (7, Some(1)));
    assert_eq!(messages[0].message.date, 1_700_000_001);
}

#[test]
fn what_was_written_counts_and_entities_that_say_the_same_mark_it() {
    let said = |more: Value| {
        let message = one(more).message;
        (message.text.unwrap_or_default(), message.entities.unwrap_or_default())
    };
    let bold = r#"[{"type":"bold","offset":0,"length":2}]"#;
    let parts = |kind: &str, text: &str| json!([{ "type": kind, "text": text }]);
    for (text, entities, expected, marks) in [
        (json!(["частина1", " частина2"]), parts("mention", "@testuser"), "частина1 частина2", ""),
        (json!("так"), parts("bold", "ні"), "так", ""),
        (json!("ні"), parts("bold", "ні"), "ні", bold),
        (parts("bold", "ні"), parts("plain", "так"), "ні", bold),
        (json!(1_234_567), json!([]), "1234567", ""),
        (json!(["у ", 2026, " році"]), Value::Null, "у 2026 році", ""),
        (json!(true), json!([]), "true", ""),
        (json!(""), parts("bold", "ні"), "ні", bold),
        (Value::Null, parts("bold", "ні"), "ні", bold),
    ] {
        let told = said(json!({ "text": text, "text_entities": entities }));
        assert_eq!(told, (expected.to_owned(), marks.to_owned()), "{text} {entities}");
    }
    assert_eq!(one(json!({ "from": 777 })).message.sender.first_name, "777");
}

#[test]
fn halves_of_characters_and_bare_controls_are_read() {
    let file = r#"{"type":"private_group","id":5,"messages":[
        {"id":1,"type":"message","date_unixtime":"1700000001","from_id":"user7","text":"a\x0Bb\ud83dc"}]}"#;
    let read = read_bytes(file.as_bytes(), None);
    assert_eq!(read.messages[0].message.text.as_deref(), Some("a\u{b}b\u{fffd}c"));
    assert_eq!(read.messages[0].message.chat.id, ChatId(-5));
}

/// As Telegram Desktop wrote until the middle of 2021: kinds within ids, no Unix times, 1970 for what was not edited.
#[test]
fn old_exports_are_read() {
    let message = |id: i64, from: i64, edited: &str| {
        json!({
            "id": id, "type": "message", "date": "2020-05-01T12:00:00", "edited": edited,
            "from": "Оля", "from_id": from, "text": "привіт",
        })
    };
    let file = json!({
        "name": "Кав'ярня", "type": "private_supergroup", "id": 8_589_934_592_i64 + 1_234_567_890,
        "messages": [
            message(1, 4_294_967_296 + 77, "1970-01-01T03:00:00"),
            message(2, 8_589_934_592 + 1_234_567_890, "2020-05-01T12:01:00"),
            message(3, 8_589_934_592 + 42, "1970-01-01T00:00:00"),
        ],
    });
    let read = read(&file);
    assert!(read.iter().all(|it| it.message.chat.id == ChatId(GROUP)));
    // Nine in the morning in UTC.
    assert!(read.iter().all(|it| it.message.date == 1_588_323_600), "{:?}", read[0].message.date);
    let of = |nth: usize| (read[nth].message.sender.id.0, read[nth].message.sender.kind, read[nth].message.edited);
    assert_eq!(of(0), (77, PersonKind::User, None));
    assert_eq!(of(1), (GROUP, PersonKind::Anonymous, Some(1_588_323_660)));
    assert_eq!(of(2), (-1_000_000_000_042, PersonKind::Channel, None));
    let found = read_bytes(file.to_string().as_bytes(), Some(1_234_567_890)).messages;
    assert_eq!(found[0].message.chat.id, ChatId(GROUP), "meant by its bare id");
}

fn account() -> Value {
    let message = |id: i64| json!({ "id": id, "type": "message", "date_unixtime": "1700000001", "from_id": "user7", "text": "a" });
    json!({
        "about": "Here is the data you requested.", "contacts": { "list": [{ "messages": [1] }] },
        "chats": { "about": "…", "list": [
            { "name": null, "type": "personal_chat", "id": 7, "messages": [message(1)] },
            { "name": "Кухня", "type": "private_group", "id": 5, "messages": [message(2), message(3)] },
            { "name": "?", "type": "of_tomorrow", "id": 6, "messages": [message(4)] },
        ] },
        "left_chats": { "about": "…", "list": [{ "type": "private_supergroup", "id": 9, "messages": [message(5)] }] },
    })
}

#[test]
fn an_account_is_read_chat_by_chat() {
    let chats = |messages: &[Imported]| messages.iter().map(|it| it.message.chat.id.0).collect::<Vec<_>>();
    assert_eq!(chats(&read(&account())), [7, -5, -5, -1_000_000_000_009]);
    let all = read_bytes(account().to_string().as_bytes(), None);
    assert_eq!(all.strange, [Strange { kind: "of_tomorrow".into(), id: Some(6), messages: 1 }]);
    for (wanted, found) in [(-5, &[-5, -5][..]), (9, &[-1_000_000_000_009]), (7, &[7])] {
        let read = read_bytes(account().to_string().as_bytes(), Some(wanted));
        assert_eq!(chats(&read.messages), found);
    }
    assert_eq!(fault(&account().to_string(), Some(-8)), "the file has no chat -8");
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place_and_without_its_words() {
    for (file, said) in [
        ("[]", "not an export of Telegram Desktop"),
        ("\"таємниця\"", "not an export of Telegram Desktop"),
        ("{}", "neither `messages` nor `chats`"),
        (r#"{"type":"private_group","id":5,"messages":"таємниця"}"#, "a list of messages"),
        (r#"{"chats":[]}"#, "an object with a `list` of chats"),
        (r#"{"messages":[]}"#, "neither `id` nor `type`. Name the chat with --chat"),
        (r#"{"name":"таємниця","id":5,"messages":[7]}"#, "no `type`"),
        (r#"{"type":"private_group","messages":[7]}"#, "no `id`"),
        (r#"{"messages":[7],"type":"private_group","id":5}"#, "come before the chat's `id` and `type`"),
        (r#"{"type":"of_tomorrow","id":5,"messages":[]}"#, "--chat"),
        ("{\n\"type\":\"private_group\",\"id\":5,\"messages\":[\n{\"id\":1,\"te", "is incomplete (line 3"),
        ("{\n\"type\": таємниця}", "line 2"),
        ("{\"type\":\"private_group\",\"id\":5,\"messages\":[]}\n}", "line 2"),
    ] {
        let told = fault(file, None);
        assert!(told.contains(said) && !told.contains("таємниця"), "{file}: {told}");
    }
}

#[test]
fn a_message_without_end_is_not_gathered() {
    let head = br#"{"about":""#.iter().copied().chain(std::iter::repeat_n(b'a', 9 << 20));
    let head = head.chain(br#"","type":"private_group","id":5,"messages":[{"text":""#.iter().copied());
    let mut endless = head.chain(std::iter::repeat(b'a'));
    struct Endless<'a>(&'a mut dyn Iterator<Item = u8>, usize);
    impl Read for Endless<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.iter_mut().for_each(|place| *place = self.0.next().unwrap());
            self.1 += buffer.len();
            assert!(self.1 < 20 << 20, "it reads on");
            Ok(buffer.len())
        }
    }
    let read = read_bytes(Endless(&mut endless, 0), None);
    assert!(matches!(read.end, Err(Unreadable::TooLong { .. })), "{:?}", read.end);
}

/// Hands out a text in pieces of these lengths.
struct Pieces<'a>(&'a [u8], Vec<usize>, usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.2 += 1;
        let (now, later) = self.0.split_at(self.1[self.2 % self.1.len()].min(self.0.len()).min(buffer.len()));
        buffer[..now.len()].copy_from_slice(now);
        self.0 = later;
        Ok(now.len())
    }
}

proptest! {
    #[test]
    fn how_a_file_comes_in_does_not_matter(
        texts in prop::collection::vec("[ -~ї🐈\n]{0,20}", 0..8),
        pieces in prop::collection::vec(1..99_usize, 1..6),
        lines in any::<bool>(),
    ) {
        let message = |(id, text)| json!({ "id": id, "type": "message", "date_unixtime": "1700000001", "text": text });
        let file = supergroup(&texts.iter().enumerate().map(message).collect());
        let file = if lines { serde_json::to_string_pretty(&file).unwrap().replace('\n', "\r\n") } else { file.to_string() };
        let read = read_bytes(Pieces(file.as_bytes(), pieces, 0), None);
        prop_assert!(read.end.is_ok());
        let said: Vec<_> = read.messages.into_iter().map(|it| it.message.text.unwrap_or_default()).collect();
        prop_assert_eq!(said, texts);
    }

    #[test]
    fn a_cut_file_gives_what_comes_before_the_cut(cut in 0..700_usize) {
        let file = account().to_string();
        let cut = file.floor_char_boundary(cut.min(file.len() - 1));
        let whole = read_bytes(file.as_bytes(), None).messages;
        let part = read_bytes(&file.as_bytes()[..cut], None);
        prop_assert!(part.end.is_err());
        prop_assert!(whole.starts_with(&part.messages));
    }
}
