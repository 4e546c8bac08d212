use proptest::prelude::*;

use super::*;

/// The parts, each as `type:text`, and what else they say.
fn written(text: &str, entities: &str) -> String {
    let part = |part: Part| {
        let more = [part.href, part.user_id.map(|id| id.to_string()), part.document_id, part.language];
        let more: String = more.into_iter().flatten().map(|more| format!("({more})")).collect();
        format!("{}{more}:{}", part.kind, part.text)
    };
    parts(text, Some(entities)).into_iter().map(part).collect::<Vec<_>>().join("|")
}

#[test]
fn each_kind_has_its_desktop_name() {
    for (kind, extra, expected) in [
        ("bold", "", "bold"),
        ("strikethrough", "", "strikethrough"),
        ("url", "", "link"),
        ("phone_number", "", "phone"),
        ("bot_command", "", "bot_command"),
        ("expandable_blockquote", "", "blockquote"),
        ("pre", r#","language":"rust""#, "pre(rust)"),
        ("pre", "", "pre()"),
        ("text_link", r#","url":"https://example.org/""#, "text_link(https://example.org/)"),
        ("text_mention", r#","user":{"id":7,"first_name":"Оля"}"#, "mention_name(7)"),
        ("custom_emoji", r#","custom_emoji_id":"5368""#, "custom_emoji(5368)"),
        ("text_link", "", "plain"),
        ("of_tomorrow", "", "plain"),
    ] {
        let entity = format!(r#"[{{"type":"{kind}","offset":0,"length":3{extra}}}]"#);
        assert_eq!(written("три", &entity), format!("{expected}:три"));
    }
}

#[test]
fn offsets_count_utf16_units() {
    let entities = r#"[{"type":"bold","offset":3,"length":4}]"#;
    assert_eq!(written("🐈 їжак!", entities), "plain:🐈 |bold:їжак|plain:!");
}

#[test]
fn overlaps_keep_what_tells_most() {
    let entities = r#"[{"type":"blockquote","offset":0,"length":10},{"type":"bold","offset":1,"length":6},
        {"type":"text_link","offset":3,"length":2,"url":"u"},{"type":"italic","offset":5,"length":4}]"#;
    assert_eq!(written("0123456789", entities), "blockquote:0|bold:12|text_link(u):34|italic:5678|blockquote:9");
}

#[test]
fn nonsense_marks_nothing() {
    let deep = format!("[{}{}]", "[".repeat(5_000), "]".repeat(5_000));
    for entities in [
        "",
        "{}",
        "[7]",
        "[null]",
        "[",
        &deep,
        r#"[{"type":"bold","offset":-1,"length":4}]"#,
        r#"[{"type":"bold","offset":0,"length":-4}]"#,
        r#"[{"type":"bold","offset":99,"length":4}]"#,
        r#"[{"type":"bold","offset":9223372036854775807,"length":9223372036854775807}]"#,
        r#"[{"type":"bold","offset":99999999999999999999,"length":1}]"#,
        r#"[{"type":"bold","offset":"0","length":4}]"#,
        r#"[{"type":"bold"}]"#,
    ] {
        assert_eq!(written("text", entities), "plain:text", "{entities}");
    }
}

#[test]
fn depth_beside_what_is_known_does_no_harm() {
    let nested = format!(r#"[{{"type":"bold","offset":0,"length":4,"x":{}{}}}]"#, "[".repeat(500), "]".repeat(500));
    assert_eq!(written("text", &nested), "bold:text");
}

#[test]
fn a_half_of_a_character_is_not_cut_off() {
    let entity = |offset: i64, length: i64| format!(r#"[{{"type":"bold","offset":{offset},"length":{length}}}]"#);
    assert_eq!(written("🐈🐈", &entity(1, 2)), "bold:🐈|plain:🐈");
    assert_eq!(written("🐈🐈", &entity(2, 1)), "plain:🐈🐈");
}

#[test]
fn an_empty_text_has_no_parts() {
    assert_eq!(parts("", Some(r#"[{"type":"bold","offset":0,"length":4}]"#)), []);
}

fn entity() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["bold", "italic", "url", "text_link", "blockquote", "no_such", "pre"]);
    (kind, -3..40_i64, -3..40_i64).prop_map(|(kind, offset, length)| {
        format!(r#"{{"type":"{kind}","offset":{offset},"length":{length},"url":"u"}}"#)
    })
}

proptest! {
    #[test]
    fn the_parts_together_are_the_text(
        text in "[a-cї🐈 \u{301}\n]{0,30}", entities in prop::collection::vec(entity(), 0..12),
    ) {
        let parts = parts(&text, Some(&format!("[{}]", entities.join(","))));
        prop_assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        prop_assert!(parts.iter().all(|part| !part.text.is_empty()));
    }

    #[test]
    fn no_entities_harm(text in ".{0,20}", entities in ".{0,40}") {
        let parts = parts(&text, Some(&entities));
        prop_assert_eq!(parts.into_iter().map(|part| part.text).collect::<String>(), text);
    }
}
