//! Every setting by its key: how the environment names it and which values it takes.

use super::kind::Kind;

/// One setting, as the outside names it.
pub(super) struct Setting {
    /// Its path in the file, such as `telegram.token`.
    pub(super) key: &'static str,
    /// A variable of its own, beside `BALACHKA__SECTION__KEY`.
    pub(super) variable: Option<&'static str>,
    pub(super) kind: Kind,
    /// Accepted now; a later version acts on it.
    pub(super) later: bool,
}

const fn setting(key: &'static str, kind: Kind) -> Setting {
    Setting { key, variable: None, kind, later: false }
}

impl Setting {
    const fn named(mut self, variable: &'static str) -> Self {
        self.variable = Some(variable);
        self
    }

    const fn later(mut self) -> Self {
        self.later = true;
        self
    }

    /// The general variable of this setting: `BALACHKA__SECTION__KEY`.
    pub(super) fn general_variable(&self) -> String {
        format!("BALACHKA__{}", self.key.replace('.', "__").to_uppercase())
    }
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// All of them, in the order in which they are shown.
pub(super) const SETTINGS: &[Setting] = &[
    setting("data_dir", Kind::Text).named("BALACHKA_DATA_DIR"),
    setting("http.addr", Kind::Address).named("BALACHKA_HTTP"),
    setting("log.format", Kind::Choice(&["text", "json"])).named("BALACHKA_LOG_FORMAT"),
    setting("telegram.token", Kind::Token).named("TELEGRAM_BOT_TOKEN"),
    setting("telegram.token_file", Kind::Text).named("TELEGRAM_BOT_TOKEN_FILE"),
    setting("telegram.api_url", Kind::Url).named("TELEGRAM_API_URL"),
    setting("telegram.admin_ids", Kind::Ids).named("ADMIN_IDS"),
    setting("telegram.allowed_chat_ids", Kind::Ids).named("ALLOWED_CHAT_IDS"),
    setting("telegram.poll_timeout_secs", Kind::Number(1, 50)),
    setting("telegram.webhook_url", Kind::Url).named("WEBHOOK_URL").later(),
    setting("telegram.webhook_secret", Kind::Secret).named("WEBHOOK_SECRET").later(),
    setting("llm.gemini_api_key", Kind::Secret).named("GEMINI_API_KEY").later(),
    setting("llm.gemini_model", Kind::Text).named("GEMINI_MODEL").later(),
    setting("llm.openai_api_key", Kind::Secret).named("OPENAI_API_KEY").later(),
    setting("llm.openai_base_url", Kind::Url).named("OPENAI_BASE_URL").later(),
    setting("llm.openai_model", Kind::Text).named("OPENAI_MODEL").later(),
    setting("bot.language", Kind::Choice(&["auto", "uk", "en"])).named("BOT_LANGUAGE"),
    setting("bot.triggers", Kind::Words),
    setting("bot.max_answer_age_secs", Kind::Number(1, 7 * DAY)),
    setting("journal.retention_hours", Kind::Number(1, 24 * 365)),
    setting("runtime.drain_deadline_secs", Kind::Number(1, HOUR)),
    setting("runtime.ask_deadline_ms", Kind::Number(10, 600_000)),
    setting("runtime.max_restarts", Kind::Number(0, 1000)),
    setting("runtime.restart_window_secs", Kind::Number(1, DAY)),
    setting("runtime.hang_after_secs", Kind::Number(1, HOUR)),
    setting("runtime.mailbox_capacity", Kind::Number(1, 1_000_000)),
];

/// The setting of this key.
pub(super) fn by_key(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

/// The setting that a variable sets, whichever of its two names is used, in any case.
pub(super) fn by_variable(name: &str) -> Option<&'static Setting> {
    let name = name.to_uppercase();
    SETTINGS.iter().find(|setting| setting.variable == Some(&name) || setting.general_variable() == name)
}

/// The key most like a mistyped one.
pub(super) fn key_like(key: &str) -> Option<String> {
    closest(key, SETTINGS.iter().map(|setting| setting.key.to_owned()))
}

/// The variable most like a mistyped one.
pub(super) fn variable_like(name: &str) -> Option<String> {
    let own = SETTINGS.iter().filter_map(|setting| setting.variable);
    let names = own.chain(["BALACHKA_CONFIG"]).map(str::to_owned);
    let general = SETTINGS.iter().map(Setting::general_variable);
    closest(&name.to_uppercase(), names.chain(general))
}

fn closest(word: &str, candidates: impl Iterator<Item = String>) -> Option<String> {
    candidates
        .map(|candidate| (strsim::normalized_damerau_levenshtein(word, &candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

/// Settings lie below this key.
pub(super) fn is_section(key: &str) -> bool {
    SETTINGS.iter().any(|setting| section_of(setting.key) == key)
}

/// The section of a key, empty at the top.
pub(super) fn section_of(key: &str) -> &str {
    key.split_once('.').map_or("", |(section, _)| section)
}
