//! The token, the keys, and what is shown of them: nothing.

use super::*;

#[test]
fn the_token_is_checked_and_never_printed() {
    for wrong in
        ["110201543-AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1", "110201543:short", "bot110201543:AAHdqTcvCH1vGWJxfSe"]
    {
        let output = balachka(&["run"], &[("TELEGRAM_BOT_TOKEN", wrong)]);
        refused(&output, &["telegram.token", "TELEGRAM_BOT_TOKEN", "BotFather"]);
        assert!(!talk(&output).contains(wrong));
    }
    // A token where none belongs is hidden as well.
    let output = balachka(&["run"], &[("BOT_LANGUAGE", TOKEN)]);
    refused(&output, &["BOT_LANGUAGE", "***"]);
    assert!(!talk(&output).contains(TOKEN));
}

#[test]
fn the_token_may_come_from_a_file() {
    let file = file_with(&format!("{TOKEN}\n"));
    let output = balachka(&["config", "show"], &[("TELEGRAM_BOT_TOKEN_FILE", path_of(&file))]);
    assert!(out(&output).contains(&format!("token = \"***\"  # from file {}", path_of(&file))), "{}", out(&output));

    let both = [("TELEGRAM_BOT_TOKEN_FILE", path_of(&file)), ("TELEGRAM_BOT_TOKEN", TOKEN)];
    refused(&balachka(&["run"], &both), &["TELEGRAM_BOT_TOKEN_FILE", "TELEGRAM_BOT_TOKEN;", "keep one"]);

    let (empty, wrong) = (file_with(" \n"), file_with("my secret"));
    for (path, why) in [(path_of(&empty), "is empty"), (path_of(&wrong), "BotFather"), ("/no/file", "cannot be read")] {
        let output = balachka(&["run"], &[("TELEGRAM_BOT_TOKEN_FILE", path)]);
        refused(&output, &["TELEGRAM_BOT_TOKEN_FILE", path, why]);
        assert!(!talk(&output).contains("my secret"));
    }
}

#[test]
fn show_names_origins_and_hides_secrets() {
    let file = file_with("[llm]\nopenai_api_key = \"sk-file\"\n[bot]\ntriggers = [\"а \\\"b\\\"\"]\n");
    let variables = [
        ("TELEGRAM_BOT_TOKEN", TOKEN),
        ("GEMINI_API_KEY", "12345"),
        ("WEBHOOK_URL", "https://bot.example.org/"),
        ("WEBHOOK_SECRET", "hush"),
        ("balachka__journal__retention_hours", "7"),
    ];
    let arguments = ["--http", "127.0.0.1:0", "config", "show", "--config", path_of(&file)];
    let shown = out(&balachka(&arguments, &variables));
    for line in [
        "addr = \"127.0.0.1:0\"  # from option --http".to_owned(),
        "token = \"***\"  # from environment variable TELEGRAM_BOT_TOKEN".to_owned(),
        "gemini_api_key = \"***\"  # from environment variable GEMINI_API_KEY".to_owned(),
        format!("openai_api_key = \"***\"  # from file {}, line 2", path_of(&file)),
        "retention_hours = 7  # from environment variable balachka__journal__retention_hours".to_owned(),
        "data_dir = \"./data\"".to_owned(),
        "# openai_model is not set".to_owned(),
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line:?} is missing in:\n{shown}");
    }
    for secret in ["AAHdq", "12345", "sk-file", "hush"] {
        assert!(!shown.contains(secret), "{secret} in:\n{shown}");
    }
}

/// An address is shown, so nothing in it may be a secret.
#[test]
fn an_address_with_a_secret_is_refused_and_not_repeated() {
    let key = TOKEN.split(':').nth(1).unwrap();
    for (variable, url, secret) in [
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot123:ABC".to_owned(), "123:ABC"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/bot123%3aABC/".to_owned(), "123%3aABC"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/?token=ABCDEF".to_owned(), "ABCDEF"),
        ("TELEGRAM_API_URL", "https://123:ABC@api.telegram.org".to_owned(), "123:ABC"),
        ("TELEGRAM_API_URL", format!("https://api.telegram.org/bot{TOKEN}"), key),
        ("TELEGRAM_API_URL", format!("https://api.telegram.org/{key}/"), key),
        ("OPENAI_BASE_URL", "https://models.example.org/v1?key=sk-ABCDEF".to_owned(), "sk-ABCDEF"),
        ("GEMINI_BASE_URL", "https://me:sk-ABCDEF@models.example.org/v1".to_owned(), "sk-ABCDEF"),
        ("WEBHOOK_URL", format!("https://bot.example.org/{TOKEN}"), key),
    ] {
        let variables = [("TELEGRAM_BOT_TOKEN", TOKEN), ("WEBHOOK_SECRET", "hush"), (variable, url.as_str())];
        for arguments in [["config", "check"].as_slice(), &["config", "show"], &["run"], &["doctor"]] {
            let output = balachka(arguments, &variables);
            refused(&output, &[variable]);
            let said = talk(&output) + &out(&output);
            assert!(!said.contains(secret), "{said}");
        }
    }
    let output = balachka(&["config", "check"], &[("TELEGRAM_API_URL", "https://api.telegram.org/bot123:ABC")]);
    refused(&output, &["TELEGRAM_BOT_TOKEN", "https://api.telegram.org"]);
}

#[test]
fn the_query_of_an_address_is_hidden() {
    let collector = ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example.org/v1/traces?api-key=ABCDEF");
    let shown = out(&balachka(&["config", "show"], &[collector]));
    assert!(shown.contains("https://collector.example.org/v1/traces?***") && !shown.contains("ABCDEF"), "{shown}");
}
