//! Every setting by its key: how the environment names it and which values it takes.

use super::kind::Kind;

/// One setting, as the outside names it.
pub(super) struct Setting {
    /// Its path in the file, such as `telegram.token`.
    pub(super) key: &'static str,
    /// A variable of its own, beside `BALACHKA__SECTION__KEY`.
    pub(super) variable: Option<&'static str>,
    pub(super) kind: Kind,
}

const fn setting(key: &'static str, kind: Kind) -> Setting {
    Setting { key, variable: None, kind }
}

impl Setting {
    const fn named(mut self, variable: &'static str) -> Self {
        self.variable = Some(variable);
        self
    }

    /// The general variable of this setting: `BALACHKA__SECTION__KEY`.
    pub(super) fn general_variable(&self) -> String {
        format!("BALACHKA__{}", self.key.replace('.', "__").to_uppercase())
    }
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// As good as no limit.
const MANY: i64 = 1_000_000_000_000;
/// A share in percent.
const SHARE: Kind = Kind::Number(0, 100);

/// All of them, in the order in which they are shown.
pub(super) const SETTINGS: &[Setting] = &[
    setting("data_dir", Kind::Text).named("BALACHKA_DATA_DIR"),
    setting("http.addr", Kind::Address).named("BALACHKA_HTTP"),
    setting("dashboard.enabled", Kind::Switch),
    setting("dashboard.password", Kind::Secret).named("BALACHKA_DASHBOARD_PASSWORD"),
    setting("dashboard.password_file", Kind::Text).named("BALACHKA_DASHBOARD_PASSWORD_FILE"),
    setting("dashboard.show_texts", Kind::Switch),
    setting("log.format", Kind::Choice(&["text", "json"])).named("BALACHKA_LOG_FORMAT"),
    setting("traces.otlp_url", Kind::Url).named("OTEL_EXPORTER_OTLP_ENDPOINT"),
    setting("traces.percent", SHARE),
    setting("telegram.token", Kind::Token).named("TELEGRAM_BOT_TOKEN"),
    setting("telegram.token_file", Kind::Text).named("TELEGRAM_BOT_TOKEN_FILE"),
    setting("telegram.api_url", Kind::ApiUrl).named("TELEGRAM_API_URL"),
    setting("telegram.admin_ids", Kind::Ids).named("ADMIN_IDS"),
    setting("telegram.allowed_chat_ids", Kind::Ids).named("ALLOWED_CHAT_IDS"),
    setting("telegram.poll_timeout_secs", Kind::Number(1, 50)),
    setting("telegram.webhook_url", Kind::Url).named("WEBHOOK_URL"),
    setting("telegram.webhook_secret", Kind::WebhookSecret).named("WEBHOOK_SECRET"),
    setting("telegram.webhook_secret_file", Kind::Text).named("WEBHOOK_SECRET_FILE"),
    setting("llm.gemini_api_key", Kind::Secret).named("GEMINI_API_KEY"),
    setting("llm.gemini_api_key_file", Kind::Text).named("GEMINI_API_KEY_FILE"),
    setting("llm.gemini_model", Kind::Text).named("GEMINI_MODEL"),
    setting("llm.gemini_base_url", Kind::BaseUrl).named("GEMINI_BASE_URL"),
    setting("llm.openai_api_key", Kind::Secret).named("OPENAI_API_KEY"),
    setting("llm.openai_api_key_file", Kind::Text).named("OPENAI_API_KEY_FILE"),
    setting("llm.openai_base_url", Kind::BaseUrl).named("OPENAI_BASE_URL"),
    setting("llm.openai_model", Kind::Text).named("OPENAI_MODEL"),
    setting("llm.first", Kind::Choice(&["gemini", "openai"])),
    setting("llm.deadline_secs", Kind::Number(1, 120)),
    setting("llm.prompt_tokens", Kind::Number(500, 200_000)),
    setting("llm.requests_per_day", Kind::Number(0, MANY)),
    setting("llm.tokens_per_day", Kind::Number(0, MANY)),
    setting("llm.chat_requests_per_day", Kind::Number(0, MANY)),
    setting("llm.chat_tokens_per_day", Kind::Number(0, MANY)),
    setting("llm.person_requests_per_day", Kind::Number(0, MANY)),
    setting("llm.person_tokens_per_day", Kind::Number(0, MANY)),
    setting("analysis.model", Kind::Text),
    setting("bot.language", Kind::Language).named("BOT_LANGUAGE"),
    setting("bot.triggers", Kind::Words),
    setting("bot.persona", Kind::Text),
    setting("bot.personas_dir", Kind::Text),
    setting("bot.max_answer_age_secs", Kind::Number(1, 7 * DAY)),
    setting("bot.time_zone", Kind::Zone),
    setting("bot.chat_time_zones", Kind::ChatZones),
    setting("chance.base_percent", SHARE),
    setting("chance.question_percent", SHARE),
    setting("chance.deep_percent", SHARE),
    setting("chance.conflict_percent", SHARE),
    setting("chance.engaged_percent", SHARE),
    setting("chance.engaging_from", Kind::Number(1, 10)),
    setting("chance.after_messages", Kind::Number(0, 10_000)),
    setting("chance.pause_secs", Kind::Number(0, DAY)),
    setting("chance.per_hour", Kind::Number(0, 60)),
    setting("chance.busy_messages", Kind::Number(1, 64)),
    setting("chance.busy_percent", SHARE),
    setting("chance.flooded_messages", Kind::Number(1, 64)),
    setting("chance.flooded_percent", SHARE),
    setting("reactions.percent", SHARE),
    setting("reactions.per_hour", Kind::Number(0, 60)),
    setting("limits.messages_per_minute", Kind::Number(0, 10_000)),
    setting("limits.chat_messages_per_minute", Kind::Number(0, 10_000)),
    setting("limits.calls_per_minute", Kind::Number(0, 10_000)),
    setting("limits.repeats_per_minute", Kind::Number(0, 10_000)),
    setting("limits.answers_per_person", Kind::Number(0, 100_000)),
    setting("limits.answers_per_chat", Kind::Number(0, 100_000)),
    setting("spontaneous.percent", SHARE),
    setting("spontaneous.every_secs", Kind::Number(1, DAY)),
    setting("spontaneous.quiet_minutes", Kind::Number(1, 24 * 60)),
    setting("spontaneous.asleep_hours", Kind::Number(1, 7 * 24)),
    setting("spontaneous.lively_messages", Kind::Number(1, 10_000)),
    setting("spontaneous.pause_minutes", Kind::Number(0, 7 * 24 * 60)),
    setting("spontaneous.per_day", Kind::Number(0, 48)),
    setting("spontaneous.per_round", Kind::Number(1, 256)),
    setting("spontaneous.night_from", Kind::Number(0, 23)),
    setting("spontaneous.night_to", Kind::Number(0, 23)),
    setting("housekeeping.every_secs", Kind::Number(1, 7 * DAY)),
    setting("housekeeping.analysis_days", Kind::Number(1, 36_500)),
    setting("housekeeping.events_days", Kind::Number(1, 36_500)),
    setting("housekeeping.disk_floor_mib", Kind::Number(0, 1 << 30)),
    setting("housekeeping.check_hour", Kind::Number(0, 23)),
    setting("backup.dir", Kind::Text),
    setting("backup.every_hours", Kind::Number(0, 24 * 365)),
    setting("backup.keep", Kind::Number(1, 10_000)),
    setting("journal.retention_hours", Kind::Number(1, 24 * 365)),
    setting("runtime.drain_deadline_secs", Kind::Number(1, HOUR)),
    setting("runtime.ask_deadline_ms", Kind::Number(10, 600_000)),
    setting("runtime.max_restarts", Kind::Number(0, 1000)),
    setting("runtime.restart_window_secs", Kind::Number(1, DAY)),
    setting("runtime.hang_after_secs", Kind::Number(1, HOUR)),
    setting("runtime.mailbox_capacity", Kind::Number(1, 1_000_000)),
    setting("cluster.servers", Kind::Words),
    setting("cluster.node", Kind::Text),
    setting("cluster.name", Kind::Text),
    setting("cluster.replicas", Kind::Number(1, 5)),
    setting("cluster.credentials", Kind::Text),
    setting("cluster.user", Kind::Text),
    setting("cluster.password", Kind::Secret),
    setting("cluster.password_file", Kind::Text),
    setting("cluster.ca", Kind::Text),
    setting("cluster.cert", Kind::Text),
    setting("cluster.key", Kind::Text),
    setting("cluster.monitors", Kind::Words),
    setting("cluster.unsafe_sync", Kind::Switch),
    setting("cluster.snapshot_secs", Kind::Number(1, DAY)),
];

/// The setting of this key.
pub(super) fn by_key(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

/// The setting that a variable sets: by its own name, or by the general one in any case.
pub(super) fn by_variable(name: &str) -> Option<&'static Setting> {
    let general = name.to_uppercase();
    SETTINGS.iter().find(|setting| setting.variable == Some(name) || setting.general_variable() == general)
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

/// What all names begin with tells nothing about likeness.
fn likeness(a: &str, b: &str) -> f64 {
    let own = |name: &'_ str| name.trim_start_matches("BALACHKA").to_owned();
    strsim::normalized_damerau_levenshtein(&own(a), &own(b))
}

fn closest(word: &str, candidates: impl Iterator<Item = String>) -> Option<String> {
    candidates
        .map(|candidate| (likeness(word, &candidate), candidate))
        .filter(|(alike, _)| *alike > 0.6)
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
