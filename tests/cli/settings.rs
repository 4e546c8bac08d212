//! Wrong settings stop the start, and say why.

use super::*;

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
fn a_filter_of_the_log_that_is_wrong_is_refused_before_it_silences_anything() {
    for (wrong, told) in [
        ("balachka=debgu", "did you mean debug?"),
        ("inof", "did you mean info?"),
        ("foo=bar=baz", "foo=bar=baz"),
        ("info,,sqlx=warn", "empty directive"),
        (",", "empty directive"),
        ("balachka=", "has no level"),
    ] {
        for command in [&["config", "check"][..], &["run"], &["playground"]] {
            refused(&balachka(command, &[("RUST_LOG", wrong)]), &["environment variable RUST_LOG", told]);
        }
    }
    for right in ["", " ", "debug", "info, balachka=debug"] {
        let output = balachka(&["config", "check"], &[("RUST_LOG", right)]);
        assert!(output.status.success(), "{right:?}: {}", talk(&output));
    }
}

#[test]
fn an_address_of_models_that_is_unusual_is_noted() {
    for (url, told) in [
        ("http://127.0.0.1:11434", "most servers need /v1"),
        ("http://127.0.0.1:11434/", "most servers need /v1"),
        ("http://127.0.0.1:11434/chat/completions", "most servers need /v1"),
        ("http://127.0.0.1:11434/v1/chat/completions", "which is removed"),
        ("http://127.0.0.1:11434/v1", ""),
    ] {
        let output = balachka(&["config", "check"], &[("OPENAI_BASE_URL", url)]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && said.contains(told) && said.ends_with("configuration is fine\n"),
            "{url}: {said}"
        );
        assert_eq!(said.contains("note: "), !told.is_empty(), "{url}: {said}");
    }
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
fn a_webhook_needs_a_secret_that_telegram_takes() {
    let check = |secret| {
        let webhook = [("WEBHOOK_URL", "https://bot.example.org/"), ("WEBHOOK_SECRET", secret)];
        balachka(&["config", "check"], &[&webhook[..], &[("TELEGRAM_BOT_TOKEN", TOKEN)]].concat())
    };
    assert!(check("Long-random_word1").status.success());
    refused(&check("two words"), &["WEBHOOK_SECRET", "letters, digits, _ and -"]);
    refused(&check(""), &["WEBHOOK_SECRET"]);
}

/// What cannot run is found before it is to run.
#[test]
fn settings_of_a_cluster_that_cannot_work_are_named() {
    let (token, server) = (("TELEGRAM_BOT_TOKEN", TOKEN), ("BALACHKA__CLUSTER__SERVERS", "nats://127.0.0.1:1"));
    let node = ("BALACHKA__CLUSTER__NODE", "a");
    for arguments in [&["config", "check"][..], &["run"]] {
        refused(&balachka(arguments, &[token, server]), &["cluster.node", "BALACHKA__CLUSTER__NODE"]);
        let monitor = ("BALACHKA__CLUSTER__MONITORS", "https://a:1");
        refused(&balachka(arguments, &[token, server, node, monitor]), &["[cluster]", "https://a:1"]);
    }
    let found = out(&balachka(&["doctor"], &[token, server, node, ("TELEGRAM_API_URL", "http://127.0.0.1:1")]));
    assert!(found.contains("FAILED   nats       cannot connect to nats://127.0.0.1:1"), "{found}");
}

#[test]
fn check_finds_what_run_refuses() {
    let token = ("TELEGRAM_BOT_TOKEN", TOKEN);
    for (variables, parts) in [
        (vec![("BALACHKA__BOT__PERSONA", "nobody-of-that-name")], vec!["bot.persona"]),
        (vec![("BALACHKA__BOT__PERSONAS_DIR", "/no/such/folder")], vec!["bot.personas_dir"]),
        (vec![token, ("BALACHKA_HTTP", "0.0.0.0:0")], vec!["no password", "BALACHKA_DASHBOARD_PASSWORD"]),
        (vec![("WEBHOOK_SECRET", "a-secret")], vec!["WEBHOOK_SECRET", "no token", "TELEGRAM_BOT_TOKEN"]),
        (vec![("WEBHOOK_URL", "https://a.example/"), ("WEBHOOK_SECRET", "a")], vec!["WEBHOOK_URL", "no token"]),
        (vec![("BALACHKA_HTTP", "0.0.0.0:0")], vec!["playground has no login", "127.0.0.1"]),
    ] {
        let place = tempfile::tempdir().unwrap();
        let data = place.path().join("data");
        let all = [variables.as_slice(), &[("BALACHKA_DATA_DIR", data.to_str().unwrap())]].concat();
        for arguments in [["config", "check"].as_slice(), &["run"]] {
            refused(&balachka(arguments, &all), &parts);
        }
        assert!(!data.exists(), "{variables:?}");
    }
    let output = balachka(&["playground", "--http", "0.0.0.0:0"], &[token]);
    refused(&output, &["playground has no login"]);
}
