//! The lists of commands that Telegram offers people as they type a slash.

use std::time::Duration;

use events::PersonId;
use runtime::Backoff;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{CallError, Client};

const PATIENCE: Duration = Duration::from_secs(20);

/// Whom a list is shown to, <https://core.telegram.org/bots/api#botcommandscope>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MenuScope {
    /// Wherever nothing else is said.
    Default,
    Groups,
    Private,
    /// The private chat of one of the bot's admins.
    Admin(PersonId),
}

/// One list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    pub scope: MenuScope,
    /// The IETF tag of the clients' language; `None` for all languages that have no list of their own.
    pub language: Option<&'static str>,
    /// Names without the slash, each with its description, in the order in which they are offered.
    pub commands: Vec<(String, String)>,
}

impl MenuScope {
    fn to_json(self) -> Value {
        match self {
            Self::Default => json!({ "type": "default" }),
            Self::Groups => json!({ "type": "all_group_chats" }),
            Self::Private => json!({ "type": "all_private_chats" }),
            Self::Admin(person) => json!({ "type": "chat", "chat_id": person }),
        }
    }
}

/// Gives Telegram the lists. Tries until it succeeds: nothing waits for it.
pub async fn register(client: &Client, menus: Vec<Menu>) {
    for menu in &menus {
        set(client, &payload(menu)).await;
    }
}

/// A refusal ends it: an admin who never wrote to the bot has no chat with it yet.
async fn set(client: &Client, payload: &Value) {
    let mut backoff = Backoff::new(Duration::from_secs(5), Duration::from_secs(600));
    while let Err(error) = client.call("SetMyCommands", payload, PATIENCE).await {
        let pause = match error {
            CallError::Refused { .. } => {
                tracing::warn!(%error, scope = %payload["scope"], "Telegram does not accept the list of commands");
                return;
            }
            CallError::TooMany(wanted) => wanted.max(backoff.pause()),
            _ => backoff.pause(),
        };
        tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "cannot register the commands; trying again");
        sleep(pause).await;
    }
}

fn payload(menu: &Menu) -> Value {
    let command = |(name, description): &(String, String)| json!({ "command": name, "description": description });
    let commands: Vec<_> = menu.commands.iter().map(command).collect();
    json!({ "commands": commands, "scope": menu.scope.to_json(), "language_code": menu.language.unwrap_or_default() })
}
