use serde_json::{Value, json};

use super::Rich;

fn rich(message: &Value) -> Rich {
    serde_json::from_str(&message.to_string()).expect("readable")
}

#[expect(clippy::needless_pass_by_value, reason = "the calls read better")]
fn of_blocks(blocks: Value) -> Rich {
    rich(&json!({ "blocks": blocks }))
}

fn text(blocks: Value) -> String {
    of_blocks(blocks).text.unwrap_or_default()
}

/// Each entity's kind and the text that it covers.
fn marked(rich: &Rich) -> Vec<(String, String)> {
    let units: Vec<u16> = rich.text.as_deref().unwrap_or_default().encode_utf16().collect();
    let entities: Vec<Value> = rich.entities.as_deref().map_or_else(Vec::new, |it| serde_json::from_str(it).unwrap());
    let place = |entity: &Value, field: &str| usize::try_from(entity[field].as_u64().unwrap()).unwrap();
    let covered = |entity: &Value| {
        let start = place(entity, "offset");
        String::from_utf16(&units[start..start + place(entity, "length")]).unwrap()
    };
    entities.iter().map(|entity| (entity["type"].as_str().unwrap().to_owned(), covered(entity))).collect()
}

fn marks(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(kind, text)| ((*kind).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn paragraphs_lists_and_tables_are_lines() {
    let item = |label: &str, text: &str| json!({"blocks": [{"type": "paragraph", "text": text}], "label": label});
    let cell = |text: &str| json!({"text": text, "align": "left", "valign": "top", "is_header": true, "colspan": 1});
    assert_eq!(
        text(json!([
            {"type": "heading", "size": 1, "text": "Гори"},
            {"type": "paragraph", "text": ["що ", {"type": "bold", "text": ["взя", {"type": "italic", "text": "ти"}]}, "?"]},
            {"type": "list", "items": [item("1.", "намет"), {"label": "•", "blocks": []}, item("2.", "спальник")]},
            {"type": "divider"},
            {"type": "table", "cells": [[cell("хто"), cell("що")], [cell("Оля"), {"align": "left"}, cell("чай")]], "caption": "Розподіл"},
            {"type": "footer", "text": "кінець"},
        ])),
        "Гори\nщо взяти?\n1. намет\n•\n2. спальник\nРозподіл\nхто | що\nОля | чай\nкінець"
    );
}

#[test]
fn every_block_of_the_bot_api_is_read_whatever_the_order_of_its_fields() {
    let paragraph = |text: &str| json!([{"text": text, "type": "paragraph"}]);
    assert_eq!(
        text(json!([
            {"blocks": paragraph("цитата"), "credit": "Автор", "type": "blockquote"},
            {"credit": "Хтось", "text": "витяг", "type": "pullquote"},
            {"text": "згорнуте", "type": "expandable_blockquote"},
            {"blocks": paragraph("подробиці"), "is_open": false, "summary": "Коротко", "type": "details"},
            {"language": "rust", "text": "fn main() {}", "type": "pre"},
            {"expression": "a^2", "type": "mathematical_expression"},
            {"name": "розділ", "type": "anchor"},
            {"caption": {"credit": "Леся", "text": "кіт"}, "photo": [{"file_id": "p", "width": 1, "height": 1}], "type": "photo"},
            {"caption": {"text": "пісня"}, "audio": {"file_id": "a", "title": "Човен"}, "type": "audio"},
            {"blocks": [{"type": "photo", "photo": []}], "caption": {"text": "добірка"}, "type": "collage"},
            {"caption": {"text": "тут"}, "location": {"latitude": 1.0, "longitude": 2.0}, "type": "map", "zoom": 3},
            {"buttons": [{"text": "Так", "callback_data": "таємне"}], "type": "buttons"},
            {"text": "думаю", "type": "thinking"},
        ])),
        "цитата\nАвтор\nвитяг\nХтось\nзгорнуте\nКоротко\nподробиці\nfn main() {}\na^2\nкіт\nЛеся\nпісня\nЧовен\nдобірка\nтут\nТак\nдумаю"
    );
}

#[test]
fn styles_become_entities_in_utf16() {
    let rich = of_blocks(json!([
        {"type": "paragraph", "text": ["😀 ", {"type": "bold", "text": ["б", {"type": "spoiler", "text": "с"}]}]},
        {"type": "blockquote", "blocks": [{"type": "paragraph", "text": {"type": "code", "text": "к"}}]},
        {"type": "paragraph", "text": [
            {"type": "url", "text": "http://a.ua", "url": "http://a.ua"}, " ",
            {"type": "url", "text": "сюди", "url": "http://b.ua"}, " ",
            {"type": "text_mention", "text": "Оля", "user": {"id": 7, "is_bot": false, "first_name": "Оля"}}, " ",
            {"type": "custom_emoji", "custom_emoji_id": "5", "alternative_text": "🐈"}, " ",
            {"type": "email_address", "text": "a@b.ua", "email_address": "a@b.ua"}, " ",
            {"type": "marked", "text": "жовте"},
        ]},
        {"type": "pre", "text": "x", "language": "c"},
    ]));
    assert_eq!(rich.text.as_deref(), Some("😀 бс\nк\nhttp://a.ua сюди Оля 🐈 a@b.ua жовте\nx"));
    assert_eq!(
        marked(&rich),
        marks(&[
            ("bold", "бс"),
            ("spoiler", "с"),
            ("blockquote", "к"),
            ("code", "к"),
            ("url", "http://a.ua"),
            ("text_link", "сюди"),
            ("text_mention", "Оля"),
            ("custom_emoji", "🐈"),
            ("email", "a@b.ua"),
            ("pre", "x"),
        ])
    );
    let entities: Value = serde_json::from_str(rich.entities.as_deref().unwrap()).unwrap();
    assert_eq!((&entities[5]["url"], &entities[6]["user"]["id"]), (&json!("http://b.ua"), &json!(7)));
    assert_eq!((&entities[7]["custom_emoji_id"], &entities[9]["language"]), (&json!("5"), &json!("c")));
}

#[test]
fn whoever_is_mentioned_is_named_by_their_handle() {
    let mention = |text: &str| {
        of_blocks(json!([{"type": "paragraph", "text": {"type": "mention", "text": text, "username": "taras"}}]))
    };
    assert_eq!(mention("@Taras").text.as_deref(), Some("@Taras"));
    assert_eq!(mention("Тарасе").text.as_deref(), Some("Тарасе @taras"));
    assert_eq!(marked(&mention("Тарасе")), marks(&[("mention", "@taras")]));
    let command = json!({"type": "bot_command", "text": "/stats", "bot_command": "/stats"});
    let rich = of_blocks(json!([{"type": "paragraph", "text": [command, " me"]}]));
    assert_eq!((rich.text.as_deref(), marked(&rich)), (Some("/stats me"), marks(&[("bot_command", "/stats")])));
}

#[test]
fn what_a_later_bot_api_brings_is_read_by_the_names_of_its_fields() {
    assert_eq!(
        text(json!([
            {"type": "hologram", "id": "h1", "title": "Назва", "layers": [{"type": "layer", "text": "перший"}, {"words": "другий"}]},
            {"type": "chart", "rows": [{"cells": [{"text": "а"}, {"text": "б"}]}], "caption": "підпис", "url": "http://x.ua"},
            {"type": "paragraph", "text": ["так ", {"type": "glow", "text": ["сяє", {"type": "wave", "text": "!"}]}]},
            {"type": "note", "body": "тіло", "style": "primary"},
            "просто рядок",
        ])),
        "Назва\nперший\nдругий\nа | б\nпідпис\nтак сяє!\nтіло\nпросто рядок"
    );
}

#[test]
fn the_first_media_is_the_messages() {
    let rich = of_blocks(json!([
        {"type": "slideshow", "blocks": [{"type": "photo", "photo": [{"file_id": "p", "width": 1, "height": 1}]}]},
        {"type": "voice_note", "voice_note": {"file_id": "v"}},
    ]));
    let media = rich.media.expect("a media");
    assert_eq!((media.kind.as_str(), media.file_id.as_deref(), rich.text), ("photo", Some("p"), None));
}

#[test]
fn strange_shapes_have_no_text_and_do_no_harm() {
    for strange in [json!(5), json!(true), json!([]), json!({"blocks": 7}), json!({"blocks": [null, [], {}, 1.5]})] {
        let rich = rich(&strange);
        assert!(rich.text.is_none() && rich.entities.is_none() && rich.media.is_none(), "{strange}");
    }
}

#[test]
fn nesting_and_numbers_are_bounded() {
    let deep = |levels: usize| {
        let (open, close) = (r#"{"type":"bold","text":["#.repeat(levels), "]}".repeat(levels));
        format!(r#"{{"blocks":[{{"type":"paragraph","text":["перед ",{open}"дно"{close}," після"]}}]}}"#)
    };
    let read = |json: &str| serde_json::from_str::<Rich>(json).expect("readable");
    assert_eq!(read(&deep(20)).text.as_deref(), Some("перед дно після"));
    assert_eq!(read(&deep(100_000)).text.as_deref(), Some("перед … після"));
    let many = format!(r#"{{"blocks":[{}"кінець"]}}"#, "[],".repeat(1_000_000));
    assert_eq!(read(&many).text.as_deref(), Some("…"));
    let styles = vec![json!({"type": "bold", "text": "ж"}); 5000];
    let styled = of_blocks(json!([{"type": "paragraph", "text": styles}]));
    assert_eq!(
        (
            styled.text.map(|text| text.chars().count()),
            marked(&of_blocks(json!([{"type": "paragraph", "text": styles}]))).len()
        ),
        (Some(5000), 1000)
    );
}
