//! Defaults that some serialisers write for what is absent, and ids that are none.

use serde_json::{Map, Value, json};

use super::{ORDINARY, complaint, message, message_with, service_of, set, update_with};
use crate::{ChatId, Event, PersonId, Service, update::parse};

/// All optional fields of a message, those that are read and those that are not.
const OPTIONAL: [&str; 72] = [
    "animation",
    "audio",
    "author_signature",
    "boost_added",
    "caption",
    "caption_entities",
    "channel_chat_created",
    "chat_background_set",
    "chat_shared",
    "checklist",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "connected_website",
    "contact",
    "delete_chat_photo",
    "dice",
    "document",
    "edit_date",
    "effect_id",
    "external_reply",
    "forum_topic_closed",
    "forum_topic_created",
    "forum_topic_edited",
    "forward_date",
    "forward_from",
    "forward_from_chat",
    "forward_origin",
    "forward_sender_name",
    "game",
    "gift",
    "giveaway",
    "giveaway_completed",
    "group_chat_created",
    "invoice",
    "is_automatic_forward",
    "is_topic_message",
    "left_chat_member",
    "live_photo",
    "location",
    "media_group_id",
    "message_auto_delete_timer_changed",
    "message_thread_id",
    "migrate_from_chat_id",
    "migrate_to_chat_id",
    "new_chat_member",
    "new_chat_members",
    "new_chat_photo",
    "new_chat_title",
    "paid_media",
    "photo",
    "pinned_message",
    "poll",
    "poll_option_added",
    "quote",
    "reply_markup",
    "reply_to_story",
    "rich_message",
    "sender_chat",
    "sticker",
    "story",
    "suggested_post_declined",
    "supergroup_chat_created",
    "unique_gift",
    "users_shared",
    "venue",
    "via_bot",
    "video",
    "video_chat_started",
    "video_note",
    "voice",
    "web_app_data",
    "write_access_allowed",
];

fn defaults() -> [Value; 6] {
    [json!(null), json!(false), json!(0), json!(""), json!([]), json!({})]
}

#[test]
fn a_default_is_the_same_as_no_field() {
    let plain = message(ORDINARY);
    for default in defaults() {
        for field in OPTIONAL {
            assert_eq!(message_with(json!({field: default})), plain, "{field}: {default}");
        }
        let all: Map<String, Value> = OPTIONAL.iter().map(|field| ((*field).to_owned(), default.clone())).collect();
        assert_eq!(message_with(Value::Object(all)), plain, "{default}");
    }
}

#[test]
fn defaults_within_people_chats_and_reactions_are_nothing() {
    let bare = json!({"id": 9, "first_name": "Леся"});
    let bare = message_with(json!({"from": bare, "chat": {"id": -5, "type": "group", "title": "Г"}}));
    for default in defaults() {
        let person = json!({"id": 9, "first_name": "Леся", "is_bot": default, "last_name": default, "username": default,
            "language_code": default});
        let chat = json!({"id": -5, "type": "group", "title": "Г", "username": default, "first_name": default, "last_name": default});
        assert_eq!(message_with(json!({"from": person, "chat": chat})), bare, "{default}");
        let reaction = json!({"chat": {"id": -5, "type": "group"}, "message_id": 3, "date": 4, "user": person,
            "actor_chat": default, "new_reaction": default, "old_reaction": default});
        let Ok(Event::Reaction(reaction)) = parse(&json!({"message_reaction": reaction}).to_string()) else {
            panic!("no reaction: {default}")
        };
        assert!(reaction.emoji.is_empty() && reaction.was.is_empty() && reaction.person.id == PersonId(9));
    }
}

#[test]
fn other_kinds_beside_the_one_that_is_there_may_be_defaults() {
    let kinds = [
        "edited_message",
        "channel_post",
        "message_reaction",
        "chat_member",
        "callback_query",
        "poll",
        "guest_message",
    ];
    for default in defaults() {
        for kind in kinds {
            let mut update: Value = serde_json::from_str(ORDINARY).unwrap();
            update[kind] = default.clone();
            assert_eq!(parse(&update.to_string()), parse(ORDINARY), "{kind}: {default}");
            assert!(complaint(&json!({"update_id": 1, kind: default}).to_string()).contains("unknown kind: none"));
        }
    }
}

#[test]
fn events_with_nothing_to_tell_are_known_where_there_is_nothing_else() {
    for event in ["forum_topic_closed", "forum_topic_reopened", "video_chat_started", "write_access_allowed"] {
        assert_eq!(service_of(json!({"text": null, event: {}})), Service::Other(event.into()));
    }
    let flags = json!({"text": null, "group_chat_created": true});
    assert_eq!(service_of(flags), Service::Other("group_chat_created".into()));
}

#[test]
fn a_group_moves_to_another_group_or_not_at_all() {
    let here = -1_001_987_654_321_i64;
    for field in ["migrate_to_chat_id", "migrate_from_chat_id"] {
        for target in [0, 5, 6_123_456_789, here] {
            let message = message_with(json!({field: target}));
            assert_eq!((message.service, message.text.is_some()), (None, true), "{field}: {target}");
        }
    }
    let both = message_with(json!({"migrate_to_chat_id": 0, "migrate_from_chat_id": -77}));
    assert_eq!(both.service, Some(Service::MigratedFrom(ChatId(-77))));
}

#[test]
fn ids_that_are_none_name_nobody() {
    let nobody = json!({"id": 0, "is_bot": false, "first_name": "Х"});
    let below = json!({"id": -3, "is_bot": false, "first_name": "Х"});
    for user in [&nobody, &below] {
        let fields = json!({"forward_from": user, "via_bot": user, "left_chat_member": user, "new_chat_members": [user],
            "entities": [{"type": "text_mention", "offset": 0, "length": 1, "user": user}]});
        let message = message_with(fields);
        assert!(message.forward.is_none() && !message.aside.via_bot && message.service.is_none());
        assert!(message.mentions.is_empty() && message.text.is_some());
        let origin = json!({"type": "user", "date": 5, "sender_user": user});
        assert_eq!(message_with(json!({"forward_origin": origin})).forward.and_then(|it| it.from), None);
        let reply = json!({"message_id": 9, "from": user, "sender_chat": {"id": 0}});
        assert_eq!(message_with(json!({"reply_to_message": reply})).reply_to.and_then(|it| it.sender), None);
        for kind in ["callback_query", "my_chat_member"] {
            let body = json!({"id": "1", "from": user, "chat": {"id": -5, "type": "group"}, "date": 4,
                "new_chat_member": {"status": "member", "user": {"id": 5, "first_name": "Б"}}});
            let complaint = complaint(&json!({kind: body}).to_string());
            assert!(complaint.starts_with("invalid value, expected a person's id above 0"), "{complaint}");
        }
    }
    assert_eq!(message_with(json!({"reply_to_message": {"message_id": 0, "text": "?"}})).reply_to, None);
}

#[test]
fn an_update_about_no_chat_or_no_message_is_unreadable_and_says_so() {
    let told = complaint(&update_with(json!({"chat": {"id": 0, "type": "group", "title": "Г"}})));
    assert!(told.starts_with("invalid value, expected a chat's id other than 0"), "{told}");
    let mut body = json!({"chat": {"id": -5, "type": "group"}, "date": 4, "user": {"id": 9, "first_name": "Л"}});
    set(&mut body, json!({"message_id": 0, "new_reaction": []}));
    let told = complaint(&json!({"message_reaction": body}).to_string());
    assert!(told.starts_with("invalid value, expected a message's id other than 0"), "{told}");
    message_with(json!({"message_id": 0, "ephemeral_message_id": 7}));
}
