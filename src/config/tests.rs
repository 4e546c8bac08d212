use super::*;

const EXAMPLE: &str = include_str!("../../deploy/balachka.example.toml");

fn load_file(text: &str) -> anyhow::Result<Loaded> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    load(&Sources { file: Some(file.path().to_owned()), ..Sources::default() })
}

fn variables(pairs: &[(&str, &str)]) -> Sources {
    let environment = pairs.iter().map(|(name, value)| (name.into(), value.into())).collect();
    Sources { environment, ..Sources::default() }
}

fn message_of(result: anyhow::Result<Loaded>) -> String {
    result.map(|_| ()).unwrap_err().to_string()
}

/// The example with its settings in force: `#key = value` is one, `# words` is talk.
fn uncommented() -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') => setting.to_owned(),
        _ => line.to_owned(),
    };
    EXAMPLE.lines().map(|text| line(text) + "\n").collect()
}

/// Settings that have no default to be written down; the example shows a value of the right shape.
const UNSET: [&str; 30] = [
    "traces.otlp_url",
    "dashboard.password",
    "dashboard.password_file",
    "telegram.token",
    "telegram.token_file",
    "telegram.webhook_url",
    "telegram.webhook_secret",
    "telegram.webhook_secret_file",
    "llm.gemini_api_key",
    "llm.gemini_api_key_file",
    "llm.gemini_model",
    "llm.gemini_base_url",
    "llm.openai_api_key",
    "llm.openai_api_key_file",
    "llm.openai_base_url",
    "llm.openai_model",
    "bot.chat_time_zones",
    "bot.personas_dir",
    "analysis.model",
    "backup.dir",
    "cluster.servers",
    "cluster.node",
    "cluster.credentials",
    "cluster.user",
    "cluster.password",
    "cluster.password_file",
    "cluster.ca",
    "cluster.cert",
    "cluster.key",
    "cluster.monitors",
];

#[test]
fn the_example_file_holds_the_defaults() {
    let text: String = uncommented().lines().filter(|line| !is_unset(line)).map(|line| format!("{line}\n")).collect();
    let loaded = load_file(&text).unwrap();
    assert_eq!(loaded.settings, Settings::default());
    let named: Vec<_> = loaded.origins.keys().cloned().collect();
    let expected: Vec<_> = show::keys_of_defaults().into_iter().filter(|key| !UNSET.contains(&key.as_str())).collect();
    assert_eq!(named, expected);
}

fn is_unset(line: &str) -> bool {
    let name = line.split('=').next().unwrap_or_default().trim();
    UNSET.iter().any(|key| key.split_once('.').is_some_and(|(_, key)| key == name))
}

#[test]
fn the_example_file_shows_a_fitting_value_of_all_else() {
    let is_file = |line: &&str| line.split('=').next().is_some_and(|name| name.trim().ends_with("_file"));
    let text: String = uncommented().lines().filter(|line| !is_file(line)).map(|line| format!("{line}\n")).collect();
    let loaded = load_file(&text).unwrap();
    for key in UNSET.iter().filter(|key| !key.ends_with("_file")) {
        assert!(loaded.origins.contains_key(*key), "{key} is missing");
    }
    for file in UNSET.iter().filter_map(|key| key.split_once('.')).filter(|(_, name)| name.ends_with("_file")) {
        assert!(EXAMPLE.contains(&format!("\n#{} =", file.1)), "{}", file.1);
    }
}

#[test]
fn the_catalogue_and_the_settings_name_the_same_keys() {
    let mut catalogued: Vec<_> = catalogue::SETTINGS.iter().map(|setting| setting.key).collect();
    catalogued.sort_unstable();
    let mut typed = show::keys_of_defaults();
    typed.sort();
    assert_eq!(catalogued, typed);
}

#[test]
fn every_setting_can_be_set_by_its_variable() {
    for setting in catalogue::SETTINGS {
        let general = setting.general_variable();
        assert_eq!(catalogue::by_variable(&general).map(|found| found.key), Some(setting.key), "{general}");
    }
}

#[test]
fn a_stronger_source_wins() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "[bot]\nlanguage = \"uk\"\nmax_answer_age_secs = 9\n[http]\naddr = \"127.0.0.1:1\"\n")
        .unwrap();
    let mut sources = variables(&[("BOT_LANGUAGE", "en"), ("BALACHKA_HTTP", "127.0.0.1:2")]);
    sources.file = Some(file.path().to_owned());
    sources.flags = vec![("http.addr", "--http", "127.0.0.1:3".into())];
    let settings = load(&sources).unwrap().settings;
    assert_eq!(settings.bot.max_answer_age_secs, 9);
    assert_eq!(settings.bot.language, Language::named("en").unwrap());
    assert_eq!(settings.http.addr.port(), 3);
}

#[test]
fn lists_come_from_the_environment() {
    let loaded = load(&variables(&[
        ("ADMIN_IDS", "1, 2 3"),
        ("ALLOWED_CHAT_IDS", "-1001234567890"),
        ("BALACHKA__BOT__TRIGGERS", "bot,пан бот"),
    ]));
    let settings = loaded.unwrap().settings;
    assert_eq!(settings.telegram.admin_ids, [1, 2, 3]);
    assert_eq!(settings.telegram.allowed_chat_ids, [-1_001_234_567_890]);
    assert_eq!(settings.bot.triggers, ["bot", "пан бот"]);
}

#[test]
fn an_empty_variable_counts_as_unset() {
    let empty = [("BOT_LANGUAGE", ""), ("TELEGRAM_BOT_TOKEN", ""), ("BALACHKA_CONFIG", ""), ("BALACHKA_NO_SUCH", "")];
    assert_eq!(load(&variables(&empty)).unwrap().settings, Settings::default());
}

#[test]
fn all_that_is_wrong_is_told_at_once_even_if_overridden() {
    let mut sources = variables(&[("BOT_LANGUAGE", "pl"), ("BALACHKA__RUNTIME__MAX_RESTARTS", "-1")]);
    sources.flags = vec![("http.addr", "--http", "nowhere".into())];
    let message = message_of(load(&sources));
    for part in ["BOT_LANGUAGE", "auto, uk, en", "BALACHKA__RUNTIME__MAX_RESTARTS", "0 to 1000", "--http", "nowhere"] {
        assert!(message.contains(part), "{part} is missing in {message}");
    }
}

#[test]
fn the_file_is_named_with_the_line() {
    for (text, line) in [
        ("[telegram]\napi_url = 1\n", 2),
        ("telegram.api_url = \"x\"", 1),
        ("[bot]\n\n\ntriggers = [1]\n", 4),
        ("[bot]\nlanguage = 1979-05-27\n", 2),
        ("\n[no_such]\n", 2),
        ("\nbot = \"quiet\"\n", 2),
        ("[bot]\nlanguage = { deep = 1 }\n", 2),
        ("[[bot]]\nlanguage = \"uk\"\n", 1),
        ("a = 1\na = 2\n", 2),
        ("[bot\n", 1),
    ] {
        let message = message_of(load_file(text));
        assert!(message.contains(&format!("line {line}")), "{text}: {message}");
    }
}

#[test]
fn variables_of_a_kubernetes_service_of_our_name_are_not_ours() {
    let links = [("BALACHKA_SERVICE_HOST", "10.0.0.1"), ("BALACHKA_PORT_8080_TCP", "tcp://10.0.0.1:8080")];
    assert!(load(&variables(&links)).is_ok());
    let message = message_of(load(&variables(&[("BALACHKA_PORT", "8080")])));
    assert!(message.contains("BALACHKA_PORT"), "{message}");
}

#[test]
fn settings_of_the_old_bot_are_taken_or_named() {
    let old = [("BOT_ADMIN_IDS", "7, 8"), ("BOT_TIMEZONE", "Europe/Rome"), ("GEMINI_KEY", "k")];
    let settings = load(&variables(&old)).unwrap().settings;
    assert_eq!((settings.telegram.admin_ids, settings.bot.time_zone.as_str()), (vec![7, 8], "Europe/Rome"));
    assert!(settings.llm.gemini_api_key.is_some());
    let both = load(&variables(&[("ADMIN_IDS", "1"), ("BOT_ADMIN_IDS", "2")])).unwrap().settings;
    assert_eq!(both.telegram.admin_ids, [1], "the new name wins");
    let message = message_of(load(&variables(&[("BOT_REPLY_MOOD", "x"), ("GEMINI_TOP_K", "40")])));
    for name in ["BOT_REPLY_MOOD", "GEMINI_TOP_K", "MIGRATION.md"] {
        assert!(message.contains(name), "{message}");
    }
}

#[test]
fn a_webhook_needs_a_secret() {
    let message = message_of(load(&variables(&[("WEBHOOK_URL", "https://bot.example.org/")])));
    assert!(message.contains("WEBHOOK_SECRET"), "{message}");
}

#[test]
fn the_dashboard_s_password_may_lie_in_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "two words \n").unwrap();
    let path = file.path().to_str().unwrap();
    let settings = load(&variables(&[("BALACHKA_DASHBOARD_PASSWORD_FILE", path)])).unwrap().settings;
    assert_eq!(settings.dashboard.password.unwrap().expose(), "two words ");
    let both = [("BALACHKA_DASHBOARD_PASSWORD_FILE", path), ("BALACHKA_DASHBOARD_PASSWORD", "another")];
    let message = message_of(load(&variables(&both)));
    assert!(message.contains("keep one of the two") && !message.contains("another"), "{message}");
    std::fs::write(file.path(), "\n").unwrap();
    assert!(message_of(load(&variables(&both[..1]))).contains("is empty"));
}

#[test]
fn a_switch_is_true_or_false() {
    let loaded = |text| load(&variables(&[("BALACHKA__DASHBOARD__SHOW_TEXTS", text)]));
    assert!(loaded("true").unwrap().settings.dashboard.show_texts);
    assert!(!loaded("false").unwrap().settings.dashboard.show_texts);
    assert!(message_of(loaded("yes")).contains("true or false"));
    assert!(loaded("true").unwrap().to_toml().contains("show_texts = true"));
}

#[test]
fn every_secret_may_lie_in_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "a-secret_1\n").unwrap();
    let path = file.path().to_str().unwrap();
    let files = [
        ("WEBHOOK_URL", "https://bot.example.org/"),
        ("WEBHOOK_SECRET_FILE", path),
        ("GEMINI_API_KEY_FILE", path),
        ("OPENAI_API_KEY_FILE", path),
    ];
    let loaded = load(&variables(&files)).unwrap();
    let (telegram, llm) = (&loaded.settings.telegram, &loaded.settings.llm);
    for secret in [&telegram.webhook_secret, &llm.gemini_api_key, &llm.openai_api_key] {
        assert_eq!(secret.as_ref().unwrap().expose(), "a-secret_1");
    }
    assert!(!loaded.to_toml().contains("a-secret"), "{}", loaded.to_toml());
    let both = message_of(load(&variables(&[("GEMINI_API_KEY_FILE", path), ("GEMINI_API_KEY", "another")])));
    assert!(both.contains("GEMINI_API_KEY_FILE") && both.contains("keep one of the two"), "{both}");
    std::fs::write(file.path(), "two words").unwrap();
    let unfit = message_of(load(&variables(&files[..2])));
    assert!(unfit.contains("letters, digits, _ and -") && !unfit.contains("two words"), "{unfit}");
}

/// Servers of one's own, as in tests, have other tokens; what is printed hides them all the same.
#[test]
fn a_server_of_one_s_own_may_have_shorter_tokens() {
    let short = ("TELEGRAM_BOT_TOKEN", "424242:short-key");
    let refused = message_of(load(&variables(&[short])));
    assert!(refused.contains("TELEGRAM_API_URL") && !refused.contains("short-key"), "{refused}");
    let own = load(&variables(&[short, ("TELEGRAM_API_URL", "http://127.0.0.1:1")])).unwrap();
    assert_eq!(own.settings.telegram.token.unwrap().expose(), "424242:short-key");
    assert!(load(&variables(&[("TELEGRAM_BOT_TOKEN", "1:x"), ("TELEGRAM_API_URL", "http://127.0.0.1:1")])).is_err());
}
