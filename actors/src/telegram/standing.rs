//! Who may decide for a chat.

use std::{sync::Arc, time::Duration};

use serde::Deserialize;
use serde_json::json;

use super::{CallError, Client};
use crate::model::{ChatId, ChatKind, PersonId};

/// Whoever pressed a button waits for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks Telegram how people stand in chats.
#[derive(Clone)]
pub struct Standing {
    client: Client,
    operators: Arc<[PersonId]>,
}

#[derive(Deserialize)]
struct Member {
    status: String,
}

impl Standing {
    /// `operators` may decide everywhere.
    pub fn new(client: Client, operators: impl IntoIterator<Item = PersonId>) -> Self {
        Self { client, operators: operators.into_iter().collect() }
    }

    /// Whether the person runs this bot.
    pub fn operates(&self, person: PersonId) -> bool {
        self.operators.contains(&person)
    }

    /// Whether the person may change the settings of the chat: an admin of a group, anybody of their private chat.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn may_set(&self, chat: ChatId, kind: ChatKind, person: PersonId) -> Result<bool, CallError> {
        if kind == ChatKind::Private || self.operators.contains(&person) {
            return Ok(true);
        }
        let asked = json!({ "chat_id": chat, "user_id": person });
        let raw = self.client.call("GetChatMember", &asked, PATIENCE).await?;
        let member: Member = serde_json::from_str(raw.get()).map_err(|_| CallError::NotBotApi(200))?;
        Ok(matches!(member.status.as_str(), "creator" | "administrator"))
    }
}
