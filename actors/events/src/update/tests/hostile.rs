use serde_json::{Value, json};

use super::{ORDINARY, complaint, message, message_with, update_with};
use crate::{
    ChatId, MessageId, PersonId,
    update::{parse, update_id},
};

const DEEP: usize = 100_000;

fn with_text(json_string: &str) -> String {
    ORDINARY
        .replacen(r#""date":1767225600"#, &format!(r#""date":1,"caption":"{json_string}""#), 1)
        .replace(r#""text""#, r#""was""#)
}

#[test]
fn what_is_no_update_is_refused() {
    for raw in ["", " ", "[]", "5", "null", "\"text\"", "{", "{}", "<html>502</html>", "{\"message\":{}}", "\u{feff}{}"]
    {
        parse(raw).expect_err(raw);
    }
    assert!(parse(&format!("{ORDINARY} {{}}")).is_err());
    assert!(parse(&ORDINARY[..ORDINARY.len() - 1]).is_err());
}

#[test]
fn wrong_types_are_refused_with_their_place() {
    let told = complaint(&ORDINARY.replace(r#""message_id":51201"#, r#""message_id":"51201""#));
    assert_eq!(told, "invalid type, expected i64 at line 1 column 54");
    for field in ["chat", "from", "reply_to_message"] {
        for wrong in [json!([1]), json!("x"), json!(5), json!(true)] {
            complaint(&update_with(json!({field: wrong})));
        }
    }
    for (field, wrong) in
        [("text", json!({"a": 1})), ("date", json!(1.5)), ("photo", json!({"a": 1})), ("new_chat_members", json!(5))]
    {
        complaint(&update_with(json!({field: wrong})));
    }
}

#[test]
fn ids_may_be_wide_but_not_wider_than_64_bits() {
    let wide = (1_i64 << 52) - 1;
    let message = message_with(json!({
        "message_id": wide, "chat": {"id": -wide, "type": "group"}, "from": {"id": wide, "first_name": "Ї"},
    }));
    assert_eq!((message.id, message.chat.id, message.sender.id), (MessageId(wide), ChatId(-wide), PersonId(wide)));
    let told = complaint(&ORDINARY.replacen("51201", "98765432109876543210", 1));
    assert!(told.starts_with("invalid type, expected i64 at line 1"), "{told}");
}

#[test]
fn long_text_and_nul_are_kept() {
    let long = "щ".repeat(32 * 1024);
    assert_eq!(message(&with_text(&long)).text, Some(long));
    assert_eq!(message(&with_text(r"а\u0000б")).text.as_deref(), Some("а\0б"));
}

#[test]
fn half_a_surrogate_pair_costs_one_character() {
    assert_eq!(message(&with_text(r"ой \ud83d!")).text.as_deref(), Some("ой \u{fffd}!"));
    assert_eq!(message(&with_text(r"\ude00\ud83d\ude00\uD800")).text.as_deref(), Some("\u{fffd}😀\u{fffd}"));
    let title = ORDINARY.replacen("Балачки", r"\ud83d", 1);
    assert_eq!(message(&title).chat.title, "\u{fffd}");
}

#[test]
fn entities_never_cost_the_message() {
    let odd = [
        json!([{"type": "of_a_later_day", "offset": 0, "length": 1}]),
        json!([{"type": "bold", "offset": 17, "length": 1}]),
        json!([{"type": "bold", "offset": -5, "length": "x"}]),
        json!([null, [], 7]),
    ];
    for entities in odd {
        let message = message_with(json!({"entities": entities}));
        assert!(message.text.is_some_and(|text| text.contains('😀')));
        let kept = message.entities.and_then(|kept| serde_json::from_str::<Value>(&kept).ok());
        assert_eq!(kept, Some(entities));
    }
    assert_eq!(message_with(json!({"entities": {"no": "list"}})).entities, None);
}

#[test]
fn entities_are_kept_as_json_that_can_be_read() {
    let raw = ORDINARY.replace(r#""type":"mention""#, r#""type":"text_link","url":"http://x/\ud800""#);
    let entities = message(&raw).entities.expect("entities");
    let entities: Value = serde_json::from_str(&entities).expect("readable");
    assert_eq!(entities[0]["url"], "http://x/\u{fffd}");
}

#[test]
fn depth_is_no_harm_where_nobody_looks() {
    let deep = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    for field in ["\"x\":", "\"video_chat_ended\":", "\"entities\":", "\"sender_boost_count\":[],\"x\":{\"y\":"] {
        let close = if field.ends_with("\"y\":") { "}" } else { "" };
        let raw = ORDINARY.replacen(r#""date":1767225600"#, &format!("\"date\":1,{field}{deep}{close}"), 1);
        let raw = raw.replacen(r#","entities":[{"offset""#, r#","was":[{"offset""#, 1);
        assert!(message(&raw).text.is_some());
    }
    let raw = format!(r#"{{"aura":{deep},"update_id":5,"poll":{deep}}}"#);
    assert_eq!(update_id(&raw), Some(5));
    parse(&raw).expect("a poll");
}

#[test]
fn depth_is_refused_where_it_matters() {
    let replies = format!("{}1{}", r#"{"reply_to_message":"#.repeat(DEEP), "}".repeat(DEEP));
    for value in ["[".repeat(DEEP), replies, r#"{"chat":"#.repeat(DEEP)] {
        for field in ["message_id", "chat", "text", "photo", "reply_to_message", "forward_origin"] {
            complaint(&format!(r#"{{"message":{{"{field}":{value}"#));
        }
    }
}

#[test]
fn a_repeated_field_is_no_harm() {
    let raw = ORDINARY.replacen(r#""date":1767225600"#, r#""date":1,"date":2,"text":"перше""#, 1);
    let message = message(&raw);
    assert_eq!(message.date, 2);
    assert!(message.text.is_some_and(|text| text.starts_with("Я буду")));
    assert!(complaint(&ORDINARY.replacen(r#""chat":{"#, r#""chat":{"id":1,"#, 1)).contains("duplicate field `id`"));
}
