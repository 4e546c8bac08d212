use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};

use super::{ORDINARY, update_with};
use crate::update::{parse, update_id};

const MARKER: &str = "ТАЄМНИЦЯ, expected `secret` at: line";

/// Updates that together have every field that is read.
fn updates() -> Vec<Value> {
    let user = json!({"id": 9, "is_bot": false, "first_name": "Леся", "last_name": "У", "username": "l", "language_code": "uk"});
    let chat = json!({"id": -1005, "type": "supergroup", "title": "Балачки", "username": "b"});
    let reaction = json!({"type": "emoji", "emoji": "👍"});
    let full = json!({
        "sender_chat": chat, "message_thread_id": 5, "is_topic_message": true, "edit_date": 6, "media_group_id": "7",
        "forward_origin": {"type": "user", "date": 5, "sender_user": user, "sender_user_name": "x", "sender_chat": chat, "chat": chat},
        "forward_date": 4, "forward_from": user, "forward_from_chat": chat, "forward_sender_name": "x",
        "caption": "c", "caption_entities": [{"type": "text_mention", "user": user}],
        "external_reply": {"message_id": 5, "origin": {"type": "user", "date": 5, "sender_user": user}, "caption": "c"},
        "quote": {"text": "q", "position": 0}, "via_bot": user, "is_automatic_forward": true,
        "poll": {"question": "?", "options": [{"text": "o"}]}, "sticker": {"file_id": "f", "emoji": "👍"},
        "photo": [{"file_id": "f", "width": 1, "height": 2}], "video": {"file_id": "f"}, "pinned_message": {"message_id": 5},
        "new_chat_members": [user], "new_chat_member": user, "left_chat_member": user, "new_chat_title": "t",
        "migrate_to_chat_id": -5, "migrate_from_chat_id": -6, "new_chat_photo": [1], "reply_to_story": {"id": 1, "chat": chat},
        "rich_message": {"blocks": [{"type": "paragraph", "text": ["a", {"type": "bold", "text": "b"}]}]},
        "gift": {"gift": {"id": "1"}, "text": "t", "entities": []}, "forum_topic_created": {"name": "n"},
        "checklist_tasks_done": {"checklist_message": {"checklist": {"title": "t", "tasks": [{"id": 1, "text": "x"}]}}, "marked_as_done_task_ids": [1]},
    });
    let full: Value = serde_json::from_str(&update_with(full)).expect("valid JSON");
    let sent = json!({"balachka_sent": {"outbox": 17, "message": full["message"]}});
    vec![
        full,
        sent,
        json!({"message_reaction": {"chat": chat, "message_id": 3, "date": 4, "user": user, "actor_chat": chat, "new_reaction": [reaction]}}),
        json!({"message_reaction_count": {"chat": chat, "message_id": 3, "date": 4, "reactions": [{"type": reaction, "total_count": 5}]}}),
        json!({"chat_member": {"chat": chat, "from": user, "date": 4, "old_chat_member": {"status": "restricted", "is_member": true}, "new_chat_member": {"status": "restricted", "is_member": true, "can_send_messages": false, "until_date": 5, "user": user}}}),
        json!({"callback_query": {"id": "1", "from": user, "message": {"chat": chat, "message_id": 8}, "data": "d"}}),
    ]
}

/// JSON pointers of all values in `value`, itself included.
fn places(value: &Value, here: &str) -> Vec<String> {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, child)| (name.clone(), child)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, child)| (index.to_string(), child)).collect(),
        _ => Vec::new(),
    };
    let below = children.into_iter().flat_map(|(name, child)| places(child, &format!("{here}/{name}")));
    std::iter::once(here.to_owned()).chain(below).collect()
}

fn planted(update: &Value, place: &str, value: &Value) -> String {
    let mut update = update.clone();
    *update.pointer_mut(place).expect("a place") = value.clone();
    update.to_string()
}

#[test]
fn every_whole_update_is_readable() {
    for update in updates() {
        parse(&update.to_string()).expect("readable");
    }
}

#[test]
fn complaints_never_quote_the_update() {
    let wrongs = [json!(MARKER), json!([MARKER]), json!({MARKER: MARKER}), json!({"id": MARKER, "type": MARKER})];
    let mut complaints = 0;
    for update in updates() {
        for place in places(&update, "") {
            for wrong in &wrongs {
                let raw = planted(&update, &place, wrong);
                for raw in [&raw, &raw[..raw.len() - 1]] {
                    let Err(unreadable) = parse(raw) else { continue };
                    assert!(
                        !unreadable.0.contains("ТАЄМ") && !unreadable.0.contains("secret"),
                        "{place}: {unreadable}"
                    );
                    complaints += 1;
                }
            }
        }
    }
    assert!(complaints > 500, "only {complaints}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let fields = proptest::collection::hash_map("id|type|message|chat|[a-z]{1,4}", inner.clone(), 0..4);
        prop_oneof![vec(inner, 0..4).prop_map(Value::from), fields.prop_map(|fields| json!(fields))]
    })
}

proptest! {
    #[test]
    fn arbitrary_text_never_panics(raw in any::<String>()) {
        prop_assert!(parse(&raw).is_err());
        update_id(&raw);
    }

    #[test]
    fn updates_with_bytes_missing_never_panic(cuts in vec(any::<Index>(), 1..6)) {
        let mut bytes = ORDINARY.as_bytes().to_vec();
        for cut in cuts {
            bytes.remove(cut.index(bytes.len()));
        }
        let raw = String::from_utf8_lossy(&bytes);
        let _ = (parse(&raw), update_id(&raw));
    }

    #[test]
    fn updates_with_junk_escapes_never_panic(place in any::<Index>(), junk in r#"(\\|u|d[89a-f]|[0-9]{2}|"|є|\{|\[){1,9}"#) {
        let mut raw = ORDINARY.to_owned();
        let boundaries: Vec<usize> = raw.char_indices().map(|(index, _)| index).collect();
        raw.insert_str(*place.get(&boundaries), &junk);
        let _ = (parse(&raw), update_id(&raw));
    }

    #[test]
    fn updates_with_another_value_never_panic(which in any::<Index>(), place in any::<Index>(), value in any_json()) {
        let updates = updates();
        let update = which.get(&updates);
        let places = places(update, "");
        let raw = planted(update, place.get(&places).as_str(), &value);
        let _ = (parse(&raw), update_id(&raw));
    }
}
