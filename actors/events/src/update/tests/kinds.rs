use serde_json::{Value, json};

use super::{ORDINARY, complaint, set, update_of};
use crate::{
    ChatId, Event, Membership, MessageId, PersonId, PersonKind, PollState, Reaction,
    update::{parse, update_id},
};

fn chat() -> Value {
    json!({"id": -1005, "type": "supergroup", "title": "Балачки"})
}

fn user() -> Value {
    json!({"id": 9, "is_bot": false, "first_name": "Леся"})
}

fn read(kind: &str, body: Value) -> Event {
    parse(&Value::from_iter([(kind, body)]).to_string()).expect("readable")
}

fn reaction(fields: Value) -> Reaction {
    let mut body = json!({"chat": chat(), "message_id": 3, "date": 4, "old_reaction": [], "new_reaction": []});
    set(&mut body, fields);
    let Event::Reaction(reaction) = read("message_reaction", body) else { panic!("no reaction") };
    *reaction
}

#[test]
fn posts_are_messages_and_edits_are_edits() {
    assert!(matches!(parse(&update_of("channel_post", json!({}))), Ok(Event::Message(_))));
    for kind in ["edited_message", "edited_channel_post"] {
        let raw = update_of(kind, json!({"edit_date": 1_767_225_700, "text": "виправлено"}));
        let Ok(Event::Edited(message)) = parse(&raw) else { panic!("no edit") };
        assert_eq!(message.edited, Some(1_767_225_700));
        assert_eq!(message.text.as_deref(), Some("виправлено"));
    }
}

#[test]
fn a_message_of_ours_tells_its_outbox_row() {
    let update: Value = serde_json::from_str(ORDINARY).expect("valid JSON");
    let raw = json!({"balachka_sent": {"outbox": 17, "message": update["message"]}}).to_string();
    let Ok(Event::Sent(sent)) = parse(&raw) else { panic!("not sent") };
    assert_eq!((sent.outbox, sent.message.id), (17, MessageId(51_201)));
    assert_eq!(update_id(&raw), None);
}

#[test]
fn reactions_are_named() {
    let new =
        json!([{"type": "emoji", "emoji": "👍"}, {"type": "custom_emoji", "custom_emoji_id": "53"}, {"type": "paid"}]);
    let old = json!([{"type": "emoji", "emoji": "👎"}]);
    let reaction = reaction(json!({"user": user(), "new_reaction": new, "old_reaction": old}));
    assert_eq!(reaction.emoji, ["👍", "custom:53", "paid"]);
    assert_eq!(reaction.was, ["👎"]);
    assert_eq!((reaction.person.id, reaction.message, reaction.date), (PersonId(9), MessageId(3), 4));
    assert_eq!(reaction.chat.id, ChatId(-1005));
}

#[test]
fn chats_react_too() {
    let anonymous = reaction(json!({"actor_chat": chat()})).person;
    assert_eq!((anonymous.kind, anonymous.id), (PersonKind::Anonymous, PersonId(-1005)));
    let channel = json!({"id": -1006, "type": "channel", "title": "Новини"});
    assert_eq!(reaction(json!({"actor_chat": channel})).person.kind, PersonKind::Channel);
}

#[test]
fn a_reaction_of_nobody_is_refused() {
    let body = json!({"chat": chat(), "message_id": 3, "date": 4, "old_reaction": [], "new_reaction": []});
    let complaint = complaint(&json!({"update_id": 2, "message_reaction": body}).to_string());
    assert!(complaint.contains("missing field `user`"), "{complaint}");
}

#[test]
fn anonymous_reactions_are_counted() {
    let reactions = json!([
        {"type": {"type": "emoji", "emoji": "🔥"}, "total_count": 12},
        {"type": {"type": "paid"}, "total_count": 1},
    ]);
    let body = json!({"chat": chat(), "message_id": 3, "date": 4, "reactions": reactions});
    let Event::ReactionCount(count) = read("message_reaction_count", body) else { panic!("no count") };
    assert_eq!(count.counts, [("🔥".to_owned(), 12), ("paid".to_owned(), 1)]);
    assert_eq!((count.message, count.date), (MessageId(3), 4));
}

#[test]
fn standing_changes_for_others_and_for_the_bot() {
    let member = json!({"status": "kicked", "until_date": 0, "user": {"id": 10, "is_bot": true, "first_name": "Б"}});
    let old = json!({"status": "member", "user": {"id": 10, "is_bot": true, "first_name": "Б"}});
    let body = json!({"chat": chat(), "from": user(), "date": 4, "old_chat_member": old, "new_chat_member": member});
    for (kind, own) in [("chat_member", false), ("my_chat_member", true)] {
        let Event::Membership(change) = read(kind, body.clone()) else { panic!("no change") };
        let Membership { by, person, status, .. } = *change;
        assert_eq!((by.id, person.id, status.as_str(), change.own), (PersonId(9), PersonId(10), "kicked", own));
    }
}

#[test]
fn buttons_tell_where_they_are() {
    let old_message = json!({"chat": chat(), "message_id": 8, "date": 0});
    let body = json!({"id": "4382", "from": user(), "chat_instance": "x", "data": "more", "message": old_message});
    let Event::Callback(callback) = read("callback_query", body) else { panic!("no callback") };
    assert_eq!((callback.id.as_str(), callback.data.as_deref()), ("4382", Some("more")));
    assert_eq!((callback.chat.map(|chat| chat.id), callback.message), (Some(ChatId(-1005)), Some(MessageId(8))));

    let inline = json!({"id": "4383", "from": user(), "chat_instance": "x", "inline_message_id": "y"});
    let Event::Callback(callback) = read("callback_query", inline) else { panic!("no callback") };
    assert_eq!((callback.chat, callback.message, callback.data), (None, None, None));
}

#[test]
fn kinds_that_nobody_uses_are_known() {
    let business = ["business_connection", "business_message", "edited_business_message", "deleted_business_messages"];
    let payments = ["shipping_query", "pre_checkout_query", "purchased_paid_media"];
    let others = ["chat_join_request", "chat_boost", "removed_chat_boost", "poll_answer"];
    let inline = ["inline_query", "chosen_inline_result"];
    let newest = ["guest_message", "managed_bot", "subscription", "stopped_message_generation"];
    for kind in business.iter().chain(&payments).chain(&others).chain(&inline).chain(&newest) {
        assert_eq!(read(kind, json!({"any": [1]})), Event::Other((*kind).to_owned()));
    }
}

#[test]
fn polls_tell_their_counts_and_nobodys_vote() {
    let options = json!([{"text": "піца", "voter_count": 3}, {"text": "суші", "voter_count": 0}, {"text": "?"}]);
    let body = json!({"id": "5210", "question": "Що?", "options": options, "total_voter_count": 3, "is_closed": true});
    let state = PollState { id: "5210".into(), votes: vec![3, 0, 0], closed: true };
    assert_eq!(read("poll", body), Event::Poll(Box::new(state)));
    for strange in [json!([1]), json!({"id": 5}), json!({"id": "5", "options": [{"voter_count": -1}]})] {
        assert_eq!(read("poll", strange), Event::Other("poll".to_owned()));
    }
}

#[test]
fn unknown_kinds_are_named() {
    assert_eq!(complaint(r#"{"update_id":1,"telepathy":{"a":1},"aura":2}"#), "unknown kind: telepathy, aura");
    assert_eq!(complaint(r#"{"update_id":1}"#), "unknown kind: none");
    assert_eq!(complaint(r#"{"update_id":1,"message":null}"#), "unknown kind: none");
    assert!(complaint(r#"{"poll":{"a":1},"chat_boost":{"a":1}}"#).contains("duplicate field `kind of update`"));
}

#[test]
fn an_unknown_field_beside_a_known_kind_is_no_harm() {
    let raw = ORDINARY.replacen('{', r#"{"new_in_2030":{"x":[]},"#, 1);
    assert_eq!(parse(&raw), parse(ORDINARY));
}

#[test]
fn the_number_of_an_update_is_found_or_not() {
    assert_eq!(update_id(ORDINARY), Some(712_345_678));
    assert_eq!(update_id(r#"{"message":{"update_id":5},"update_id": 4503599627370495 }"#), Some(4_503_599_627_370_495));
    assert_eq!(update_id(r#"{"update_id":7,"message":{"broken"#), Some(7));
    let wrong = ["", "7", "[]", "null", "{}", r#"{"update_id":"7"}"#, r#"{"update_id":7.5}"#, r#"{"update_id":null}"#];
    for raw in wrong.into_iter().chain([r#"{"update_id":1e3}"#, r#"{"update_id":99999999999999999999}"#]) {
        assert_eq!(update_id(raw), None, "{raw}");
    }
}
