//! The command line and the settings, as somebody who starts the binary meets them.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::path::Path;
use std::process::{Command, Output};

const TOKEN: &str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1";

/// The binary with these arguments and nothing else in its environment than these variables.
fn balachka(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_balachka"))
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn talk(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// It ends with exit code 2 and says all of this.
#[track_caller]
fn refused(output: &Output, parts: &[&str]) {
    let said = talk(output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for part in parts {
        assert!(said.contains(part), "{part:?} is missing in: {said}");
    }
}

fn file_with(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

fn path_of(file: &tempfile::NamedTempFile) -> &str {
    file.path().to_str().unwrap()
}

#[test]
fn without_settings_the_configuration_is_fine() {
    let output = balachka(&["config", "check"], &[]);
    assert!(output.status.success());
    assert_eq!(out(&output), "configuration is fine\n");
    assert_eq!(talk(&output), "");
}

#[test]
fn an_unknown_key_of_the_file_stops_the_start() {
    let file = file_with("[telegram]\n# a comment\npoll_timeout = 30\n");
    for arguments in [vec!["run"], vec!["config", "check"], vec![]] {
        let arguments = [&["--config", path_of(&file)], arguments.as_slice()].concat();
        let place = format!("file {}, line 3", path_of(&file));
        refused(&balachka(&arguments, &[]), &["telegram.poll_timeout", &place, "telegram.poll_timeout_secs?"]);
    }
}

#[test]
fn an_unknown_variable_stops_the_start() {
    let output = balachka(&["run"], &[("BALACHKA__TELEGRAM__TOKENS", "x")]);
    refused(&output, &["BALACHKA__TELEGRAM__TOKENS", "did you mean BALACHKA__TELEGRAM__TOKEN?"]);
    let output = balachka(&["run"], &[("BALACHKA_DATADIR", "x")]);
    refused(&output, &["BALACHKA_DATADIR", "did you mean BALACHKA_DATA_DIR?"]);
}

#[test]
fn a_bad_value_is_named_with_its_place_and_what_was_expected() {
    let file = file_with("[runtime]\nmax_restarts = \"many\"\n");
    let output = balachka(&["run"], &[("BALACHKA_CONFIG", path_of(&file))]);
    refused(&output, &["runtime.max_restarts", path_of(&file), "line 2", "many", "whole number"]);

    let output = balachka(&["run"], &[("ADMIN_IDS", "1,me")]);
    refused(&output, &["telegram.admin_ids", "environment variable ADMIN_IDS", "1,me", "whole numbers"]);

    let output = balachka(&["run", "--http", "localhost"], &[]);
    refused(&output, &["http.addr", "--http", "localhost", "127.0.0.1:8080"]);

    let output = balachka(&["run"], &[("RUST_LOG", "a=b=c")]);
    refused(&output, &["RUST_LOG"]);
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let output = balachka(&["run", "--config", "/no/such.toml"], &[]);
    refused(&output, &["/no/such.toml", "cannot be read"]);
    let file = file_with("[llm]\nopenai_api_key = sk-very-secret\n");
    let output = balachka(&["run", "--config", path_of(&file)], &[]);
    refused(&output, &[path_of(&file), "line 2", "TOML"]);
    assert!(!talk(&output).contains("very-secret"));
}

#[test]
fn all_errors_come_at_once() {
    let file = file_with("[bot]\nlanguage = \"pl\"\nlangauge = \"uk\"\n");
    let output = balachka(&["config", "check", "--config", path_of(&file)], &[("BALACHKA_HTTP", "x")]);
    refused(&output, &["line 2", "line 3", "BALACHKA_HTTP"]);
}

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

#[test]
fn what_show_prints_can_be_read_again() {
    let shown = out(&balachka(&["config", "show"], &[("BALACHKA__BOT__TRIGGERS", "пан \"бот\", b\\c")]));
    let file = file_with(&shown);
    let again = out(&balachka(&["config", "show", "--config", path_of(&file)], &[]));
    let values = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split("  # from").next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(values(&shown), values(&again));
    assert!(shown.contains("b\\\\c") || shown.contains("'b\\c'"), "{shown}");
}

#[test]
fn check_says_what_has_no_effect_yet() {
    let output = balachka(&["config", "check"], &[("GEMINI_API_KEY", "k")]);
    assert!(output.status.success());
    assert!(talk(&output).contains("llm.gemini_api_key"), "{}", talk(&output));
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    for arguments in [vec!["no-such"], vec!["--no-such"], vec!["export"], vec!["dead-letters", "show", "one"]] {
        assert_eq!(balachka(&arguments, &[]).status.code(), Some(2), "{arguments:?}");
    }
    for arguments in [vec!["--help"], vec!["config", "--help"], vec!["--version"]] {
        assert_eq!(balachka(&arguments, &[]).status.code(), Some(0), "{arguments:?}");
    }
    assert_eq!(out(&balachka(&["--version"], &[])).trim(), concat!("balachka ", env!("CARGO_PKG_VERSION")));
}

fn start_in(directory: &Path, variables: &[(&str, &str)]) -> Output {
    balachka(&["run", "--http", "127.0.0.1:0", "--data-dir", directory.to_str().unwrap()], variables)
}

#[test]
fn a_held_data_directory_ends_the_start_with_75() {
    let place = tempfile::tempdir().unwrap();
    let lock = File::create(place.path().join("lock")).unwrap();
    std::fs::write(place.path().join("lock"), "4711\n").unwrap();
    lock.lock().unwrap();
    for variables in [vec![], vec![("TELEGRAM_BOT_TOKEN", TOKEN)]] {
        let output = start_in(place.path(), &variables);
        let said = talk(&output);
        assert_eq!(output.status.code(), Some(75), "{said}");
        assert!(said.contains(place.path().to_str().unwrap()) && said.contains("4711"), "{said}");
    }
}

#[test]
fn a_data_directory_that_cannot_be_is_refused_with_a_remedy() {
    let file = file_with("");
    for path in [file.path().to_owned(), file.path().join("below"), "/proc/balachka".into()] {
        let output = start_in(&path, &[]);
        let said = talk(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(path.to_str().unwrap()) && said.contains("--data-dir"), "{said}");
    }
}
