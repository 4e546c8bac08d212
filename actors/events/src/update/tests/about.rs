//! What a message is about, and what its media shows.

use serde_json::{Value, json};

use super::{ORDINARY, message, message_with, update_of};
use crate::{Event, Media, PersonId, PersonKind, Quoted, Sketch, update::parse};

#[expect(clippy::needless_pass_by_value, reason = "the calls read better")]
fn sketch(kind: &str, shown: Value) -> Sketch {
    message_with(json!({ kind: shown })).media.expect("a media").sketch
}

fn titled(title: &str) -> Sketch {
    Sketch { title: Some(title.into()), ..Sketch::default() }
}

#[test]
fn media_tell_what_they_show() {
    let options = json!([{"text": "кіно", "voter_count": 2}, {"text": "парк"}]);
    let poll = sketch("poll", json!({"question": "Куди йдемо?", "options": options, "is_anonymous": true}));
    assert_eq!(poll, Sketch { options: vec!["кіно".into(), "парк".into()], ..titled("Куди йдемо?") });
    let tasks = json!([{"id": 1, "text": "хліб"}]);
    let list = sketch("checklist", json!({"title": "Купити", "tasks": tasks}));
    assert_eq!(list, Sketch { options: vec!["хліб".into()], ..titled("Купити") });
    let sticker = sketch("sticker", json!({"file_id": "f", "emoji": "😂", "set_name": "cats"}));
    assert_eq!(sticker, Sketch { emoji: Some("😂".into()), ..Sketch::default() });
    let dice = sketch("dice", json!({"emoji": "🎲", "value": 4}));
    assert_eq!(dice, Sketch { emoji: Some("🎲".into()), ..titled("4") });
    assert_eq!(sketch("document", json!({"file_id": "f", "file_name": "звіт.pdf"})), titled("звіт.pdf"));
    let song = json!({"file_id": "f", "performer": "Океан Ельзи", "title": "Обійми", "file_name": "1.mp3"});
    assert_eq!(sketch("audio", song), titled("Океан Ельзи — Обійми"));
    assert_eq!(sketch("venue", json!({"title": "Кав’ярня", "location": {"latitude": 1}})), titled("Кав’ярня"));
}

#[test]
fn where_somebody_is_and_their_number_are_not_told() {
    assert_eq!(sketch("location", json!({"latitude": 50.4, "longitude": 30.5})), Sketch::default());
    let contact = json!({"phone_number": "+380501112233", "first_name": "Ірина", "last_name": "Б."});
    assert_eq!(sketch("contact", contact), titled("Ірина Б."));
    let known = json!({"phone_number": "+380501112233", "first_name": "Ірина", "user_id": 7});
    assert_eq!(sketch("contact", known), Sketch { person: Some(PersonId(7)), ..titled("Ірина") });
    let odd = json!({"first_name": "Ірина", "user_id": "x"});
    assert_eq!(sketch("contact", odd), titled("Ірина"));
}

#[test]
fn what_media_tell_is_bounded_and_costs_no_update_when_it_is_strange() {
    let options: Vec<_> = (0..500).map(|_| json!({"text": "я".repeat(5000)})).collect();
    let poll = sketch("poll", json!({"question": "ї".repeat(5000), "options": options}));
    assert_eq!(poll.title.map(|title| title.chars().count()), Some(300));
    assert!(poll.options.len() == 30 && poll.options.iter().all(|option| option.chars().count() == 100));
    for strange in [json!(null), json!([1]), json!({"a": []}), json!(1.5), json!(" ")] {
        let shown = json!({"question": strange, "options": strange, "emoji": strange, "file_name": strange});
        assert_eq!(sketch("poll", shown), Sketch::default(), "{strange}");
    }
    let deep = format!(r#""poll":{{"question":"?","options":{}{}}}"#, "[".repeat(50_000), "]".repeat(50_000));
    let raw = ORDINARY.replace(r#""date":1767225600"#, &format!(r#""date":1,{deep}"#));
    assert_eq!(message(&raw).media.map(|media| media.sketch), Some(titled("?")));
    let half = ORDINARY.replace(r#""date":1767225600"#, r#""date":1,"poll":{"question":"ну\ud83d"}"#);
    assert_eq!(message(&half).media.map(|media| media.sketch), Some(titled("ну\u{FFFD}")));
}

fn quoted(fields: Value) -> Option<Quoted> {
    message_with(fields).aside.quoted.map(|quoted| Quoted { date: 0, ..*quoted })
}

fn words(author: &str, from: i64, text: &str) -> Quoted {
    Quoted { from: Some(PersonId(from)), date: 0, author: author.into(), text: Some(text.into()), media: None }
}

#[test]
fn the_message_that_is_answered_is_told() {
    assert_eq!(message_with(json!({})).aside.quoted.unwrap().date, 1_767_225_500);
    assert_eq!(quoted(json!({})), Some(words("Тарас", 5_987_654_321, "Хто сьогодні на гру?")));
    let photo = json!({
        "message_id": 9, "chat": {"id": -1, "type": "group"}, "date": 0, "caption": "кіт",
        "from": {"id": 8, "is_bot": false, "first_name": "Леся"}, "photo": [{"file_id": "f", "width": 1, "height": 1}],
    });
    let media = Media { kind: "photo".into(), file_id: Some("f".into()), sketch: Sketch::default() };
    assert_eq!(
        quoted(json!({"reply_to_message": photo})),
        Some(Quoted { media: Some(media), ..words("Леся", 8, "кіт") })
    );
    assert_eq!(quoted(json!({"reply_to_message": {"message_id": 9}})), None);
}

#[test]
fn what_was_marked_counts_more_than_the_whole_and_neither_is_endless() {
    let marked = quoted(json!({"quote": {"text": "на гру", "position": 13}})).expect("a quote");
    assert_eq!(marked.text.as_deref(), Some("на гру"));
    let long = quoted(json!({"quote": {"text": "ї".repeat(9000), "position": 0}})).expect("a quote");
    assert_eq!(long.text.map(|text| text.chars().count()), Some(1024));
}

#[test]
fn replies_to_other_chats_have_words_but_no_message_here() {
    let reply = json!({
        "origin": {"type": "channel", "date": 5, "chat": {"id": -1008, "type": "channel", "title": "Новини"}},
        "chat": {"id": -1008, "type": "channel", "title": "Новини"}, "message_id": 7, "sticker": {"emoji": "🔥"},
    });
    let fields = json!({"reply_to_message": null, "external_reply": reply, "quote": {"text": "курс", "position": 0}});
    let message = message_with(fields);
    assert_eq!(message.reply_to, None);
    let about = message.aside.quoted.expect("a quote");
    assert_eq!(
        (about.author.as_str(), about.from, about.text.as_deref()),
        ("Новини", Some(PersonId(-1008)), Some("курс"))
    );
    assert_eq!(about.media.and_then(|media| media.sketch.emoji).as_deref(), Some("🔥"));
}

#[test]
fn the_start_of_a_topic_is_not_what_a_message_is_about() {
    let fields = json!({"message_thread_id": 51_199, "is_topic_message": true});
    assert_eq!((message_with(fields.clone()).reply_to, quoted(fields)), (None, None));
}

#[test]
fn words_of_other_bots_and_copies_of_posts_are_told_apart() {
    let via = message_with(json!({"via_bot": {"id": 5, "is_bot": true, "first_name": "Гіфки"}}));
    assert!(!via.is_own_words() && via.sender.kind == PersonKind::User);
    let channel = json!({"id": -1008, "type": "channel", "title": "Новини"});
    let telegram = json!({"id": 777_000, "is_bot": false, "first_name": "Telegram"});
    let copy = |origin: Value| {
        message_with(
            json!({"sender_chat": channel, "from": telegram, "is_automatic_forward": true, "forward_origin": origin}),
        )
    };
    for post in [copy(json!({"type": "channel", "date": 5, "chat": channel, "message_id": 2})), copy(Value::Null)] {
        assert!(post.is_channels_copy() && !post.is_own_words());
        assert_eq!((post.sender.first_name.as_str(), post.sender.id), ("Новини", PersonId(-1008)));
    }
    let said = message_with(
        json!({"sender_chat": channel, "from": {"id": 136_817_688, "is_bot": true, "first_name": "Channel"}}),
    );
    assert!(said.is_own_words() && !said.is_channels_copy());
}

#[test]
fn a_hidden_admin_is_the_chat_wherever_their_stand_in_shows() {
    let group = json!({"id": -1005, "type": "supergroup", "title": "Балачки"});
    let stand_in = json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group"});
    let bot = json!({"id": 10, "is_bot": true, "first_name": "Б"});
    let body =
        json!({"chat": group, "from": stand_in, "date": 4, "new_chat_member": {"status": "member", "user": bot}});
    let Ok(Event::Membership(change)) = parse(&json!({"my_chat_member": body}).to_string()) else {
        panic!("no change")
    };
    assert_eq!((change.by.kind, change.by.id), (PersonKind::Anonymous, PersonId(-1005)));
    let message = message_with(json!({"chat": group, "from": stand_in}));
    assert_eq!((message.sender.kind, message.sender.id), (PersonKind::Anonymous, PersonId(-1005)));
}

#[test]
fn being_restricted_tells_whether_one_may_write_and_whether_one_is_there() {
    let change = |member: Value| {
        let mut body = json!({"chat": {"id": -1005, "type": "supergroup", "title": "Б"}, "date": 4,
            "from": {"id": 9, "is_bot": false, "first_name": "Леся"},
            "old_chat_member": update_member("restricted", json!({"is_member": false})), "new_chat_member": null});
        body["new_chat_member"] = member;
        match parse(&json!({"my_chat_member": body}).to_string()) {
            Ok(Event::Membership(change)) => (change.was, change.status, change.muted_until),
            other => panic!("no change: {other:?}"),
        }
    };
    let muted = |until: i64| {
        update_member("restricted", json!({"is_member": true, "can_send_messages": false, "until_date": until}))
    };
    assert_eq!(change(muted(0)), ("left".into(), "restricted".into(), Some(i64::MAX)));
    assert_eq!(change(muted(500)).2, Some(500));
    assert_eq!(change(update_member("restricted", json!({"is_member": true, "can_send_messages": true}))).2, None);
    assert_eq!(change(update_member("administrator", json!({}))).2, None);
    assert_eq!(change(update_member("restricted", json!({"is_member": false}))).1, "left");
}

fn update_member(status: &str, rights: Value) -> Value {
    let mut member = json!({"status": status, "user": {"id": 10, "is_bot": true, "first_name": "Б"}});
    super::set(&mut member, rights);
    member
}

#[test]
fn an_edit_tells_its_media_too() {
    let raw = update_of("edited_message", json!({"poll": {"question": "Куди?"}}));
    let Ok(Event::Edited(message)) = parse(&raw) else { panic!("no edit") };
    assert_eq!(message.media.and_then(|media| media.sketch.title).as_deref(), Some("Куди?"));
}
