use serde_json::json;

use super::{ORDINARY, complaint, message, message_with, update_with};
use crate::{Chat, ChatId, ChatKind, Forward, Media, MessageId, PersonId, ReplyTo, Sketch};

#[test]
fn an_ordinary_message_is_read_whole() {
    let message = message(ORDINARY);
    let title = "Балачки".to_owned();
    let (id, kind, username) = (ChatId(-1_001_987_654_321), ChatKind::Supergroup, Some("balachky".to_owned()));
    assert_eq!(message.chat, Chat { id, kind, title, username });
    assert_eq!(message.id, MessageId(51_201));
    assert_eq!(message.date, 1_767_225_600);
    assert_eq!(message.text.as_deref(), Some("Я буду о сьомій 😀, глянь @taras"));
    assert_eq!(message.entities.as_deref(), Some(r#"[{"offset":25,"length":6,"type":"mention"}]"#));
    assert_eq!(message.reply_to, Some(ReplyTo { id: MessageId(51_199), sender: Some(PersonId(5_987_654_321)) }));
    assert_eq!((message.thread, message.edited, message.album), (None, None, None));
    assert_eq!((message.media, message.forward, message.service), (None, None, None));
    assert!(message.mentions.is_empty());
}

#[test]
fn a_caption_serves_as_the_text() {
    let entities = json!([{"type": "bold", "offset": 0, "length": 3}]);
    let message = message_with(json!({
        "text": null, "entities": null, "caption": "кіт", "caption_entities": entities, "media_group_id": "1374",
        "photo": [{"file_id": "small", "width": 90, "height": 60}, {"file_id": "big", "width": 900, "height": 600},
                  {"file_id": "middle", "width": 320, "height": 200}],
    }));
    assert_eq!(message.text.as_deref(), Some("кіт"));
    assert!(message.entities.is_some_and(|kept| kept.contains("bold")));
    assert_eq!(message.album.as_deref(), Some("1374"));
    assert_eq!(
        message.media,
        Some(Media { kind: "photo".into(), file_id: Some("big".into()), sketch: Sketch::default() })
    );
}

#[test]
fn each_kind_of_file_is_known() {
    for kind in ["animation", "audio", "document", "live_photo", "sticker", "video", "video_note", "voice"] {
        let media = message_with(json!({kind: {"file_id": "AgAD", "file_size": 5}})).media;
        assert_eq!(media, Some(Media { kind: kind.into(), file_id: Some("AgAD".into()), sketch: Sketch::default() }));
    }
}

#[test]
fn media_without_a_file_are_known() {
    let kinds = ["story", "contact", "dice", "game", "poll", "venue", "location", "paid_media", "checklist", "invoice"];
    for kind in kinds.into_iter().chain(["giveaway", "giveaway_winners"]) {
        let media = message_with(json!({kind: {"id": 3, "photo": []}})).media;
        assert_eq!(media, Some(Media { kind: kind.into(), file_id: None, sketch: Sketch::default() }));
    }
}

#[test]
fn an_animation_is_no_document_and_a_venue_no_location() {
    for fields in [
        r#""animation":{"file_id":"a"},"document":{"file_id":"d"}"#,
        r#""document":{"a":1},"animation":{"file_id":"a"}"#,
    ] {
        let media = message(&ORDINARY.replace(r#""date":1767225600"#, &format!(r#""date":1,{fields}"#))).media;
        assert_eq!(
            media,
            Some(Media { kind: "animation".into(), file_id: Some("a".into()), sketch: Sketch::default() })
        );
    }
    for fields in [r#""venue":{"a":1},"location":{"a":1}"#, r#""location":{"a":1},"venue":{"a":1}"#] {
        let media = message(&ORDINARY.replace(r#""date":1767225600"#, &format!(r#""date":1,{fields}"#))).media;
        assert_eq!(media.map(|media| media.kind).as_deref(), Some("venue"));
    }
}

#[test]
fn a_thread_counts_only_in_a_topic() {
    assert_eq!(message_with(json!({"message_thread_id": 51_199})).thread, None);
    let in_topic = message_with(json!({"message_thread_id": 7, "is_topic_message": true}));
    assert_eq!(in_topic.thread, Some(7));
    assert_eq!(in_topic.reply_to.map(|reply| reply.id), Some(MessageId(51_199)));
}

#[test]
fn the_message_that_made_the_topic_is_not_answered() {
    let in_topic = message_with(json!({"message_thread_id": 51_199, "is_topic_message": true}));
    assert_eq!((in_topic.thread, in_topic.reply_to), (Some(51_199), None));
    let in_comments = message_with(json!({"message_thread_id": 51_199}));
    assert!(in_comments.reply_to.is_some());
}

#[test]
fn a_reply_to_a_chat_names_the_chat() {
    let reply = json!({"message_id": 9, "from": {"id": 136_817_688}, "sender_chat": {"id": -1005}});
    let message = message_with(json!({"reply_to_message": reply}));
    assert_eq!(message.reply_to, Some(ReplyTo { id: MessageId(9), sender: Some(PersonId(-1005)) }));
    let message = message_with(json!({"reply_to_message": {"message_id": 9}}));
    assert_eq!(message.reply_to, Some(ReplyTo { id: MessageId(9), sender: None }));
}

#[test]
fn forwards_name_their_author() {
    let user = json!({"id": 8, "is_bot": false, "first_name": "Ірина", "last_name": "Б."});
    let channel = json!({"id": -1008, "type": "channel", "title": "Новини"});
    let origins = [
        (json!({"type": "user", "date": 5, "sender_user": user}), "Ірина Б.", Some(8)),
        (json!({"type": "hidden_user", "date": 5, "sender_user_name": "Хтось"}), "Хтось", None),
        (json!({"type": "chat", "date": 5, "sender_chat": channel}), "Новини", Some(-1008)),
        (json!({"type": "channel", "date": 5, "chat": channel, "message_id": 2}), "Новини", Some(-1008)),
        (json!({"type": "of a later day", "date": 5}), "", None),
    ];
    for (origin, name, from) in origins {
        let forward = message_with(json!({"forward_origin": origin})).forward;
        assert_eq!(forward, Some(Forward { name: name.into(), from: from.map(PersonId), date: 5 }));
    }
}

#[test]
fn forwards_of_older_servers_are_known() {
    let channel = json!({"id": -1008, "type": "channel", "title": "Новини"});
    let forms = [
        (json!({"forward_date": 6, "forward_from": {"id": 8, "first_name": "Ірина"}}), "Ірина", Some(8)),
        (json!({"forward_date": 6, "forward_sender_name": "Хтось"}), "Хтось", None),
        (json!({"forward_date": 6, "forward_from_chat": channel}), "Новини", Some(-1008)),
    ];
    for (fields, name, from) in forms {
        let forward = message_with(fields).forward;
        assert_eq!(forward, Some(Forward { name: name.into(), from: from.map(PersonId), date: 6 }));
    }
}

#[test]
fn people_without_a_username_are_mentioned_by_id() {
    let entities = json!([
        {"type": "text_mention", "offset": 0, "length": 1, "user": {"id": 6_000_000_001_i64, "first_name": "А"}},
        {"type": "mention", "offset": 2, "length": 3},
        {"type": "text_mention", "offset": "?", "length": 1},
        {"type": 5},
        "text_mention",
        {"type": "text_mention", "user": {"id": 7}},
    ]);
    let message = message_with(json!({"entities": entities}));
    assert_eq!(message.mentions, [PersonId(6_000_000_001), PersonId(7)]);
}

#[test]
fn what_a_message_must_have_is_missed() {
    for field in ["chat", "message_id", "date"] {
        let complaint = complaint(&update_with(json!({field: null})));
        assert!(complaint.contains(&format!("missing field `{field}`")), "{complaint}");
    }
    let complaint = complaint(&update_with(json!({"chat": {"type": "group", "title": "т"}})));
    assert!(complaint.contains("missing field `id`"), "{complaint}");
}
