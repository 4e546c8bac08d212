//! The commands that Telegram offers people as they type a slash.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::{CallError, Client};
use conversation::commands::COMMANDS;
use events::PersonId;
use language::text::{
    catalogue::{Args, Language, say},
    plain,
};
use runtime::Backoff;

const PATIENCE: Duration = Duration::from_secs(20);

/// Whom a list of commands is shown to, <https://core.telegram.org/bots/api#botcommandscope>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Wherever nothing else is said.
    Default,
    Groups,
    Private,
    /// The private chat of one who keeps the bot.
    Admin(PersonId),
}

impl Scope {
    fn offers(self, name: &str) -> bool {
        match name {
            // In a group it would only be told to ask in private.
            "export" => self != Self::Groups,
            "admin" => matches!(self, Self::Admin(_)),
            _ => true,
        }
    }

    fn to_json(self) -> Value {
        match self {
            Self::Default => json!({ "type": "default" }),
            Self::Groups => json!({ "type": "all_group_chats" }),
            Self::Private => json!({ "type": "all_private_chats" }),
            Self::Admin(person) => json!({ "type": "chat", "chat_id": person }),
        }
    }
}

/// Tells Telegram the commands for all chats, for groups, for private ones and for each of the bot's `admins`, in Ukrainian for all
/// whose client speaks no language that there is a catalogue of. Tries until it succeeds: nothing waits for it.
pub async fn register(client: &Client, admins: impl IntoIterator<Item = PersonId>) {
    let scopes =
        [Scope::Default, Scope::Groups, Scope::Private].into_iter().chain(admins.into_iter().map(Scope::Admin));
    for scope in scopes {
        for language in [None].into_iter().chain(Language::all().map(Some)) {
            tell(client, &payload(scope, language)).await;
        }
    }
}

/// A refusal ends it: an admin who never wrote to the bot has no chat with it yet.
async fn tell(client: &Client, payload: &Value) {
    let mut backoff = Backoff::new(Duration::from_secs(5), Duration::from_secs(600));
    while let Err(error) = client.call("SetMyCommands", payload, PATIENCE).await {
        let pause = match error {
            CallError::Refused { .. } => {
                tracing::warn!(%error, scope = %payload["scope"], "Telegram will not know the commands");
                return;
            }
            CallError::TooMany(wanted) => wanted.max(backoff.pause()),
            _ => backoff.pause(),
        };
        tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "cannot tell Telegram the commands; trying again");
        sleep(pause).await;
    }
}

fn payload(scope: Scope, language: Option<Language>) -> Value {
    let words = language.unwrap_or_default();
    let described = |name: &str| plain(&say(words, &format!("command-{name}"), &Args::default()));
    let offered = COMMANDS.iter().filter(|name| scope.offers(name));
    let commands: Vec<_> = offered.map(|name| json!({ "command": name, "description": described(name) })).collect();
    let tag = language.map(Language::as_str).unwrap_or_default();
    json!({ "commands": commands, "scope": scope.to_json(), "language_code": tag })
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::text::catalogue::knows;

    #[test]
    fn what_is_offered_depends_on_where() {
        let offered = |scope| {
            let commands = payload(scope, Some(Language::En))["commands"].as_array().unwrap().clone();
            move |name: &str| commands.iter().any(|it| it["command"] == name)
        };
        let (group, private) = (offered(Scope::Groups), offered(Scope::Private));
        let admin = offered(Scope::Admin(PersonId(7)));
        assert!(group("quiet") && group("top") && !group("export") && !group("admin"));
        assert!(private("export") && private("forget") && private("quiet") && private("top") && !private("admin"));
        assert!(offered(Scope::Default)("start") && !offered(Scope::Default)("admin"));
        assert!(admin("admin") && admin("help"));
    }

    #[test]
    fn each_command_is_described_in_both_languages_within_telegrams_limit() {
        for language in Language::all() {
            for name in COMMANDS {
                let id = format!("command-{name}");
                assert!(knows(language, &id), "{id}");
                assert!((3..=256).contains(&say(language, &id, &Args::default()).chars().count()), "{id}");
            }
        }
    }
}
