//! The commands that Telegram offers people as they type a slash.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::{CallError, Client};
use crate::{
    runtime::Backoff,
    text::{
        catalogue::{Args, Language, say},
        plain,
    },
};

/// In the order in which they are offered.
pub const COMMANDS: [&str; 14] = [
    "help", "stats", "top", "search", "summary", "mood", "me", "settings", "persona", "language", "quiet", "privacy",
    "forget", "export",
];

const PATIENCE: Duration = Duration::from_secs(20);

/// Tells Telegram the commands, in Ukrainian for all whose client speaks no language that there is a catalogue of.
/// Tries until it succeeds or is refused: nothing waits for it.
pub async fn register(client: &Client) {
    let languages = [None].into_iter().chain(Language::ALL.map(Some));
    for language in languages {
        let mut backoff = Backoff::new(Duration::from_secs(5), Duration::from_secs(600));
        while let Err(error) = client.call("SetMyCommands", &payload(language), PATIENCE).await {
            let pause = match error {
                CallError::Refused { .. } => {
                    tracing::warn!(%error, "Telegram will not know the commands");
                    return;
                }
                CallError::TooMany(wanted) => wanted.max(backoff.pause()),
                _ => backoff.pause(),
            };
            tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "cannot tell Telegram the commands; trying again");
            sleep(pause).await;
        }
    }
}

fn payload(language: Option<Language>) -> Value {
    let words = language.unwrap_or_default();
    let described = |name: &str| plain(&say(words, &format!("command-{name}"), &Args::default()));
    let commands = COMMANDS.map(|name| json!({ "command": name, "description": described(name) }));
    json!({ "commands": commands, "language_code": language.map(Language::as_str).unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::catalogue::knows;

    #[test]
    fn each_command_is_described_in_both_languages_within_telegrams_limit() {
        for language in Language::ALL {
            for name in COMMANDS {
                let id = format!("command-{name}");
                assert!(knows(language, &id), "{id}");
                assert!((3..=256).contains(&say(language, &id, &Args::default()).chars().count()), "{id}");
            }
        }
    }
}
