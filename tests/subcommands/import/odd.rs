//! Exports that are not quite what Telegram Desktop writes today.

use super::*;

/// A run that read the file to its end and took nothing of it: the counts, and what it said.
fn took_nothing(data: &Path, arguments: &[&str]) -> (Value, String) {
    let output = balachka(data, arguments);
    assert_eq!(output.status.code(), Some(1), "{}", talk(&output));
    (serde_json::from_slice(&output.stdout).unwrap(), talk(&output))
}

fn texts(data: &Path, chat: i64) -> Vec<String> {
    let chat = result_json(data, &["export", "--chat", &chat.to_string()]);
    let text = |message: &Value| {
        let parts = message["text_entities"].as_array().unwrap().iter();
        parts.map(|part| part["text"].as_str().unwrap()).collect::<String>()
    };
    chat["messages"].as_array().unwrap().iter().map(text).collect()
}

#[test]
fn a_file_of_which_nothing_can_be_taken_is_an_error_with_its_reason() {
    let place = Place::new();
    let undated = json!({ "id": 1, "type": "message", "from": "А", "from_id": "user1", "text": "таємниця" });
    let file = place.file("undated.json", desktop([undated.clone(), json!({ "text": "таємниця" })]));
    for dry in [&[][..], &["--dry-run"]] {
        let (told, said) = took_nothing(&place.data(), &[&["import", &file, "--json"][..], dry].concat());
        assert_eq!(told, counts(2, 0, 0, 2));
        assert!(said.contains("nothing in the file could be imported"), "{said}");
        assert!(said.contains("1 skipped because it has no date; 1 skipped because it has no number"), "{said}");
        assert!(!said.contains("таємниця"));
    }

    let chat = json!({ "name": "Чат", "type": "private_chat", "messages": [desktop_message(1, "слово")] });
    let account = place.file("account.json", json!({ "chats": { "list": [chat] } }).to_string());
    let (told, said) = took_nothing(&place.data(), &["import", &account, "--json"]);
    assert_eq!(told, counts(1, 0, 0, 1));
    assert!(said.contains("without an id or of an unknown type") && said.contains("--chat ID"), "{said}");

    let empty = place.file("empty.json", desktop([]));
    assert_eq!(imported(&place.data(), &empty), counts(0, 0, 0, 0));
    let whole = place.file("whole.json", desktop([desktop_message(1, "слово"), undated]));
    assert_eq!(imported(&place.data(), &whole), counts(2, 1, 0, 1));
    assert_eq!(imported(&place.data(), &whole), counts(2, 0, 1, 1), "what is there already is no error");
}

#[test]
fn a_file_that_does_not_say_which_chat_it_is_says_so() {
    let place = Place::new();
    let messages = json!([desktop_message(1, "слово")]);
    for (file, said) in [
        (json!({ "messages": messages }), "neither `id` nor `type`"),
        (json!({ "id": 5, "messages": messages }), "no `type`"),
        (json!({ "type": "private_group", "messages": messages }), "no `id`"),
    ] {
        let file = place.file("nameless.json", file.to_string());
        fails(&place.data(), &["import", &file], &[said, "--chat ID"]);
        assert_eq!(result_json(&place.data(), &["import", &file, "--chat", "-5", "--json"])["read"], 1);
    }
    let chat = json!({ "name": "Х", "type": "of_tomorrow", "id": 77, "messages": messages });
    let account = place.file("account.json", json!({ "chats": { "list": [chat] } }).to_string());
    let one = result_json(&place.data(), &["import", &account, "--chat", "-1000000000077", "--json"]);
    assert_eq!(one, counts(1, 1, 0, 0));
}

#[test]
fn a_dry_run_counts_what_stands_twice_as_the_import_does() {
    let group = |messages: Vec<Value>| json!({ "name": "Х", "type": "private_group", "id": 5, "messages": messages });
    let later = |mut message: Value| {
        message["date_unixtime"] = json!("1700009999");
        message
    };
    let scattered = (1..=1_500).chain(1..=1_500).map(|id| desktop_message(id, "слово"));
    let files = [
        (desktop([desktop_message(1, "раз"), desktop_message(1, "раз")]), counts(2, 1, 1, 0)),
        (desktop(scattered), counts(3_000, 1_500, 1_500, 0)),
        (group(vec![desktop_message(1, "раз"), desktop_message(1, "раз")]).to_string(), counts(2, 1, 1, 0)),
        // Two accounts that number for themselves.
        (group(vec![desktop_message(1, "раз"), later(desktop_message(1, "два"))]).to_string(), counts(2, 2, 0, 0)),
    ];
    for (file, expected) in files {
        let place = Place::new();
        let file = place.file("result.json", file);
        assert_eq!(result_json(&place.data(), &["import", &file, "--dry-run", "--json"]), expected);
        assert!(!place.data().exists());
        assert_eq!(imported(&place.data(), &file), expected);
        let again = counts(expected["read"].as_u64().unwrap(), 0, expected["read"].as_u64().unwrap(), 0);
        assert_eq!(result_json(&place.data(), &["import", &file, "--dry-run", "--json"]), again);
        assert_eq!(imported(&place.data(), &file), again);
    }
}

/// As Telegram Desktop 4.1 wrote custom emoji.
#[test]
fn a_path_without_quotes_costs_no_message() {
    let place = Place::new();
    let emoji = |id: i64, path: &str| {
        let mut message = desktop_message(id, "");
        let part = json!({ "type": "custom_emoji", "text": "😮", "document_id": "PATH" });
        message["text"] = json!([part, ""]);
        message["text_entities"] = json!([]);
        serde_json::to_string_pretty(&message).unwrap().replace("\"PATH\"", path)
    };
    let paths = [
        "video_files/sticker (2).webm",
        r#"stickers/a, "b"] {c}.tgs"#,
        "(File not included. Change data exporting settings to download.)",
    ];
    let messages: Vec<_> = paths.iter().zip(2..).map(|(path, id)| emoji(id, path)).collect();
    let file = desktop([desktop_message(1, "до"), desktop_message(9, "після")]);
    let file = file.replacen("},{", &format!("}},\n{},\n{{", messages.join(",\n")), 1);
    let file = place.file("result.json", file);
    assert_eq!(imported(&place.data(), &file), counts(5, 5, 0, 0));
    let mut said = texts(&place.data(), GROUP);
    said.sort();
    assert_eq!(said, ["до", "після", "😮", "😮", "😮"]);
}

#[test]
fn text_wins_where_entities_differ() {
    let place = Place::new();
    let mut differing = desktop_message(1, "");
    differing["text"] = json!(["частина1", " частина2"]);
    differing["text_entities"] = json!([{ "type": "mention", "text": "@testuser" }]);
    let mut number = desktop_message(2, "");
    number["text"] = json!(1_234_567);
    number["text_entities"] = json!([]);
    let file = place.file("result.json", desktop([differing, number]));
    assert_eq!(imported(&place.data(), &file), counts(2, 2, 0, 0));
    assert_eq!(texts(&place.data(), GROUP), ["частина1 частина2", "1234567"]);
}
