//! Settings of the bot that this one replaces: taken where they mean the same here, named with what to do where not.

/// The old name and the setting that it was.
const ALIASES: [(&str, &str); 13] = [
    ("BOT_TOKEN", "telegram.token"),
    ("BOT_ADMIN_ID", "telegram.admin_ids"),
    ("BOT_ADMIN_IDS", "telegram.admin_ids"),
    ("BOT_ADMINS", "telegram.admin_ids"),
    ("BOT_ALLOWED_CHATS", "telegram.allowed_chat_ids"),
    ("BOT_ALLOWED_CHAT_IDS", "telegram.allowed_chat_ids"),
    ("BOT_PERSONA", "bot.persona"),
    ("BOT_TIMEZONE", "bot.time_zone"),
    ("BOT_TIME_ZONE", "bot.time_zone"),
    ("BOT_TRIGGERS", "bot.triggers"),
    ("BOT_DATA_DIR", "data_dir"),
    ("GEMINI_KEY", "llm.gemini_api_key"),
    ("GEMINI_BASE_URL", "llm.gemini_base_url"),
];

/// The setting that an old variable sets.
pub(super) fn key_of(variable: &str) -> Option<&'static str> {
    ALIASES.iter().find(|(old, _)| *old == variable).map(|(_, key)| *key)
}

/// Whether a variable looks like one of that bot's.
pub(super) fn is_of_the_old_bot(variable: &str) -> bool {
    variable.starts_with("BOT_") || variable.starts_with("GEMINI_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::catalogue::by_key;

    #[test]
    fn each_alias_is_of_a_setting_that_exists() {
        for (old, key) in ALIASES {
            assert!(by_key(key).is_some() && is_of_the_old_bot(old), "{old}");
        }
    }
}
