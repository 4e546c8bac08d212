use serde_json::{Value, json};

use super::{ORDINARY, message, message_with, update_of};
use crate::{Event, Person, PersonId, PersonKind, update::parse};

fn sender(fields: Value) -> (PersonKind, i64, String) {
    let Person { kind, id: PersonId(id), first_name, .. } = message_with(fields).sender;
    (kind, id, first_name)
}

#[test]
fn a_user_is_read_whole() {
    let expected = Person {
        id: PersonId(6_123_456_789),
        kind: PersonKind::User,
        first_name: "Олена".into(),
        last_name: Some("Коваль".into()),
        username: Some("olena_k".into()),
        language: Some("uk".into()),
    };
    assert_eq!(message(ORDINARY).sender, expected);
}

#[test]
fn bots_and_deleted_accounts_are_told_apart() {
    let bot = json!({"id": 5, "is_bot": true, "first_name": "Балачка"});
    assert_eq!(sender(json!({"from": bot})), (PersonKind::Bot, 5, "Балачка".into()));
    let deleted = json!({"id": 6, "is_bot": false, "first_name": ""});
    assert_eq!(sender(json!({"from": deleted})), (PersonKind::Deleted, 6, String::new()));
}

#[test]
fn a_chat_that_speaks_hides_its_stand_in() {
    let group = json!({"id": -1_001_987_654_321_i64, "type": "supergroup", "title": "Балачки"});
    let stand_in = json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group"});
    let anonymous = sender(json!({"from": stand_in, "sender_chat": group}));
    assert_eq!(anonymous, (PersonKind::Anonymous, -1_001_987_654_321, "Балачки".into()));

    let channel = json!({"id": -1005, "type": "channel", "title": "Новини", "username": "novyny"});
    let stand_in = json!({"id": 136_817_688, "is_bot": true, "first_name": "Channel"});
    let from_channel = sender(json!({"from": stand_in, "sender_chat": channel}));
    assert_eq!(from_channel, (PersonKind::Channel, -1005, "Новини".into()));
}

#[test]
fn a_channel_writes_its_posts_itself() {
    let channel = json!({"id": -1005, "type": "channel", "title": "Новини"});
    for speaker in [Value::Null, channel.clone()] {
        let fields = json!({"chat": channel, "from": null, "sender_chat": speaker});
        let Ok(Event::Message(post)) = parse(&update_of("channel_post", fields)) else { panic!("no post") };
        assert_eq!((post.sender.kind, post.sender.id), (PersonKind::Channel, PersonId(-1005)));
        assert_eq!(post.sender.first_name, "Новини");
    }
}

#[test]
fn a_message_without_a_sender_is_the_chats_own() {
    let person = json!({"id": 77, "type": "private", "first_name": "Ада", "last_name": "Л."});
    let private = message_with(json!({"chat": person, "from": null}));
    assert_eq!((private.sender.kind, private.sender.id), (PersonKind::User, PersonId(77)));
    assert_eq!((private.sender.first_name.as_str(), private.sender.last_name.as_deref()), ("Ада", Some("Л.")));
    assert_eq!(private.chat.title, "Ада Л.");
    assert_eq!(sender(json!({"from": null})).0, PersonKind::Anonymous);
}

#[test]
fn an_edit_or_a_message_of_ours_without_a_sender_is_nobodys() {
    let person = json!({"id": 77, "type": "private", "first_name": "Ада"});
    for chat in [Value::Null, person] {
        let mut fields = json!({"from": null, "sender_chat": false});
        if !chat.is_null() {
            fields["chat"] = chat;
        }
        let edited = update_of("edited_message", fields.clone());
        let Ok(Event::Edited(edited)) = parse(&edited) else { panic!("no edit") };
        assert_eq!(edited.sender, Person::nobody());
        let message: Value = serde_json::from_str(&update_of("message", fields)).unwrap();
        let raw = json!({"balachka_sent": {"outbox": 1, "message": message["message"]}}).to_string();
        let Ok(Event::Sent(sent)) = parse(&raw) else { panic!("not sent") };
        assert_eq!(sent.message.sender, Person::nobody());
    }
    let channel = json!({"id": -1005, "type": "channel", "title": "Новини"});
    let Ok(Event::Edited(post)) = parse(&update_of("edited_channel_post", json!({"chat": channel, "from": null})))
    else {
        panic!("no edit")
    };
    assert_eq!((post.sender.kind, post.sender.id), (PersonKind::Channel, PersonId(-1005)));
}
