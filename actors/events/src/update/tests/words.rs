//! Words, wherever in an update they stand.

use serde_json::{Value, json};

use super::{ORDINARY, message, message_with, update_of, update_with};
use crate::{Event, Media, PersonId, Quoted, Service, Sketch, update::parse};
use runtime::metrics::UNKNOWN_FIELDS;

fn rich(text: &str) -> Value {
    json!({"blocks": [{"type": "paragraph", "text": text}]})
}

/// The ordinary message without its text, with another field.
#[expect(clippy::needless_pass_by_value, reason = "the calls read better")]
fn instead(field: &str, value: Value) -> crate::Message {
    message_with(json!({"text": null, "entities": null, field: value}))
}

fn titled(title: &str) -> Sketch {
    Sketch { title: Some(title.into()), ..Sketch::default() }
}

#[test]
fn a_rich_message_is_read_like_a_plain_one_wherever_it_stands() {
    let mention =
        json!({"type": "text_mention", "text": "Оля", "user": {"id": 7, "is_bot": false, "first_name": "Оля"}});
    let blocks = json!({"blocks": [{"type": "paragraph", "text": ["до ", mention]}]});
    let plain = json!([{"type": "text_mention", "offset": 3, "length": 3, "user": {"first_name": "Оля", "id": 7, "is_bot": false}}]);
    for kind in ["message", "edited_message", "channel_post", "edited_channel_post"] {
        let raw = update_of(kind, json!({"text": null, "entities": null, "rich_message": blocks}));
        let (Ok(Event::Message(message)) | Ok(Event::Edited(message))) = parse(&raw) else { panic!("no message") };
        assert_eq!(message.text.as_deref(), Some("до Оля"), "{kind}");
        let entities: Value = serde_json::from_str(message.entities.as_deref().unwrap()).unwrap();
        assert_eq!((entities, message.mentions), (plain.clone(), vec![PersonId(7)]));
    }
    assert_eq!(message_with(json!({"rich_message": rich("видно це")})).text.as_deref(), Some("видно це"));
    assert!(message_with(json!({"rich_message": {"blocks": []}})).text.is_some_and(|text| text.starts_with("Я буду")));
}

#[test]
fn a_rich_message_that_is_answered_or_sent_by_us_is_read() {
    let reply = json!({"message_id": 9, "from": {"id": 8, "first_name": "Леся"}, "rich_message": rich("план")});
    let about = |fields: Value| message_with(fields).aside.quoted.expect("a quote");
    assert_eq!(about(json!({"reply_to_message": reply})).text.as_deref(), Some("план"));
    let origin = json!({"type": "hidden_user", "date": 5, "sender_user_name": "Хтось"});
    let elsewhere = json!({"origin": origin, "rich_message": rich("звідти")});
    assert_eq!(about(json!({"reply_to_message": null, "external_reply": elsewhere})).text.as_deref(), Some("звідти"));
    let given =
        json!({"message_id": 9, "from": {"id": 8, "first_name": "Леся"}, "gift": {"gift": {}, "text": "вітаю"}});
    let gift = about(json!({"reply_to_message": given}));
    assert_eq!((gift.text.as_deref(), gift.media.map(|media| media.kind)), (Some("вітаю"), Some("gift".into())));
    let added = json!({"message_id": 9, "poll_option_added": {"option_text": "Какао"}});
    let media = about(json!({"reply_to_message": added})).media;
    assert_eq!(media.and_then(|media| media.sketch.title).as_deref(), Some("Какао"));
    let quote = json!({"text": "частина", "position": 0});
    assert_eq!(about(json!({"reply_to_message": reply, "quote": quote})).text.as_deref(), Some("частина"));
    let update: Value =
        serde_json::from_str(&update_with(json!({"text": null, "rich_message": rich("наше")}))).unwrap();
    let sent = parse(&json!({"balachka_sent": {"outbox": 1, "message": update["message"]}}).to_string());
    assert!(matches!(sent, Ok(Event::Sent(sent)) if sent.message.text.as_deref() == Some("наше")));
}

#[test]
fn a_gift_is_media_and_what_is_written_to_it_its_caption() {
    let sticker = json!({"file_id": "s", "emoji": "🎁"});
    let entities = json!([{"type": "bold", "offset": 0, "length": 5}]);
    let gift =
        json!({"gift": {"id": "1", "star_count": 15, "sticker": sticker}, "text": "вітаю", "entities": entities});
    let given = instead("gift", gift.clone());
    let sketch = Sketch { emoji: Some("🎁".into()), ..Sketch::default() };
    assert_eq!(given.media, Some(Media { kind: "gift".into(), file_id: None, sketch }));
    assert_eq!((given.text.as_deref(), given.service), (Some("вітаю"), None));
    assert!(given.entities.is_some_and(|entities| entities.contains("bold")));
    assert_eq!(instead("gift_upgrade_sent", gift).text.as_deref(), Some("вітаю"));
    let unique =
        json!({"gift": {"base_name": "Жаба", "name": "Frog-5", "number": 5}, "origin": "transfer", "text": "твоя"});
    let given = instead("unique_gift", unique);
    assert_eq!(given.media.map(|media| (media.kind, media.sketch)), Some(("unique_gift".into(), titled("Жаба"))));
    assert_eq!(given.text.as_deref(), Some("твоя"));
}

#[test]
fn service_messages_tell_their_words() {
    let tasks = json!([{"id": 1, "text": "хліб"}, {"id": 2, "text": "сіль"}]);
    let list = json!({"message_id": 5, "checklist": {"title": "Купити", "tasks": tasks}});
    let listed = |options: &[&str]| Sketch {
        options: options.iter().map(|it| (*it).to_owned()).collect(),
        ..titled("Купити")
    };
    for (field, value, sketch) in [
        ("forum_topic_created", json!({"name": "Борщ", "icon_color": 1}), titled("Борщ")),
        ("forum_topic_edited", json!({"name": "Вареники"}), titled("Вареники")),
        ("poll_option_added", json!({"option_persistent_id": "z", "option_text": "Какао"}), titled("Какао")),
        ("poll_option_deleted", json!({"option_persistent_id": "z", "option_text": "Чай"}), titled("Чай")),
        ("checklist_tasks_added", json!({"tasks": tasks, "checklist_message": list}), listed(&["хліб", "сіль"])),
        ("checklist_tasks_done", json!({"checklist_message": list, "marked_as_done_task_ids": [2]}), listed(&["сіль"])),
        ("suggested_post_declined", json!({"comment": "не наше"}), titled("не наше")),
        ("community_chat_added", json!({"community": {"id": 1, "name": "Кухарі"}}), titled("Кухарі")),
        ("connected_website", json!("example.org"), titled("example.org")),
    ] {
        let message = instead(field, value);
        assert_eq!(message.service, Some(Service::Other(field.into())));
        assert_eq!(message.media, Some(Media { kind: field.into(), file_id: None, sketch }), "{field}");
    }
    let icon = instead("forum_topic_edited", json!({"icon_custom_emoji_id": "5"}));
    assert_eq!((icon.service, icon.media), (Some(Service::Other("forum_topic_edited".into())), None));
}

#[test]
fn media_tell_what_is_written_below_their_titles() {
    let described = |kind: &str, shown: Value| instead(kind, shown).media.expect("a media").sketch.description;
    let poll = json!({"question": "2+2?", "options": [], "description": "подумай", "explanation": "бо чотири"});
    assert_eq!(described("poll", poll).as_deref(), Some("подумай\nбо чотири"));
    let game = json!({"title": "Шахи", "description": "гра", "text": "рекорд 5"});
    assert_eq!(described("game", game).as_deref(), Some("гра\nрекорд 5"));
    assert_eq!(described("invoice", json!({"title": "Чай", "description": "зелений"})).as_deref(), Some("зелений"));
    for kind in ["giveaway", "giveaway_winners"] {
        assert_eq!(described(kind, json!({"winner_count": 1, "prize_description": "торт"})).as_deref(), Some("торт"));
    }
    let long = described("invoice", json!({"title": "Ч", "description": "щ".repeat(9000)}));
    assert_eq!(long.map(|text| text.chars().count()), Some(1024));
}

#[test]
fn a_live_photo_is_no_photo_and_both_have_the_caption() {
    let photo = r#""photo":[{"file_id":"p","width":1,"height":1}]"#;
    let live = r#""live_photo":{"file_id":"l","photo":[{"file_id":"p","width":1,"height":1}]}"#;
    for fields in [format!("{photo},{live}"), format!("{live},{photo}")] {
        let raw = ORDINARY.replace(r#""text":"Я буду"#, &format!(r#"{fields},"caption":"Я буду"#));
        let message = message(&raw);
        assert_eq!(
            message.media.map(|media| (media.kind, media.file_id)),
            Some(("live_photo".into(), Some("l".into())))
        );
        assert!(message.text.is_some_and(|text| text.starts_with("Я буду")));
    }
}

#[test]
fn the_answer_to_a_story_is_about_it() {
    let story = json!({"id": 3, "chat": {"id": 8, "type": "private", "first_name": "Леся", "last_name": "У"}});
    let message = message_with(json!({"reply_to_message": null, "reply_to_story": story}));
    let media = Some(Media { kind: "story".into(), file_id: None, sketch: Sketch::default() });
    let expected = Quoted { from: Some(PersonId(8)), date: 0, author: "Леся У".into(), text: None, media };
    assert_eq!(message.aside.quoted.as_deref(), Some(&expected));
}

#[test]
fn a_field_of_a_later_day_is_counted_if_it_holds_text_and_stops_nothing() {
    let plain = message(ORDINARY);
    let counted = |fields: Value| {
        let before = UNKNOWN_FIELDS.get();
        assert_eq!(message_with(fields), plain);
        UNKNOWN_FIELDS.get() - before
    };
    // Other tests may count meanwhile.
    assert!(counted(json!({"poem": {"verses": ["рядок"]}, "motto": "слова"})) >= 2);
    let reply = json!({"message_id": 51_199, "from": {"id": 5_987_654_321_i64, "first_name": "Тарас"}, "date": 1_767_225_500,
        "text": "Хто сьогодні на гру?", "chat": {"id": 1}, "poem": "рядок"});
    assert!(counted(json!({"reply_to_message": reply})) >= 1);
}
