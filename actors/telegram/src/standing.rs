//! Who may decide for a chat.

use std::{sync::Arc, time::Duration};

use serde::Deserialize;
use serde_json::json;

use super::{CallError, Client};
use events::{ChatId, ChatKind, PersonId};

/// Whoever pressed a button waits for it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks Telegram how people stand in chats.
#[derive(Clone)]
pub struct ChatPermissions {
    client: Client,
    operators: Arc<[PersonId]>,
}

#[derive(Deserialize)]
struct Member {
    status: String,
}

impl ChatPermissions {
    /// `operators` may decide everywhere.
    pub fn new(client: Client, operators: impl IntoIterator<Item = PersonId>) -> Self {
        Self { client, operators: operators.into_iter().collect() }
    }

    /// Whether the person is an admin of the bot itself.
    pub fn is_operator(&self, person: PersonId) -> bool {
        self.operators.contains(&person)
    }

    /// Whether the person may change the settings of the chat: an admin of a group, anybody of their private chat.
    ///
    /// # Errors
    /// See [`CallError`].
    pub async fn may_set(&self, chat: ChatId, kind: ChatKind, person: PersonId) -> Result<bool, CallError> {
        // Only admins can speak in a group's own name.
        let anonymous = person.0 == chat.0;
        if kind == ChatKind::Private || anonymous || self.is_operator(person) {
            return Ok(true);
        }
        // Telegram does not tell whose channel it is.
        if person.as_chat().is_some() {
            return Ok(false);
        }
        self.is_admin(chat, person).await
    }

    /// Whether the person is an admin of the chat.
    ///
    /// # Errors
    /// See [`CallError`]; [`CallError::Refused`] where Telegram does not tell us, as of a channel that we are not in.
    pub async fn is_admin(&self, chat: ChatId, person: PersonId) -> Result<bool, CallError> {
        let asked = json!({ "chat_id": chat, "user_id": person });
        let raw = self.client.call("GetChatMember", &asked, PATIENCE).await?;
        let member: Member = serde_json::from_str(raw.get()).map_err(|_| CallError::NotBotApi(200))?;
        Ok(matches!(member.status.as_str(), "creator" | "administrator"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix::test]
    async fn who_speaks_in_the_groups_name_and_who_runs_the_bot_need_not_be_asked_about() {
        let nobody_answers = Client::new("123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "http://127.0.0.1:1").unwrap();
        let standing = ChatPermissions::new(nobody_answers, [PersonId(5)]);
        let may = async |person| standing.may_set(ChatId(-1005), ChatKind::Supergroup, PersonId(person)).await;
        assert_eq!((may(-1005).await, may(5).await), (Ok(true), Ok(true)));
        assert!(may(6).await.is_err());
        assert_eq!(may(-1006).await, Ok(false), "a channel");
    }
}
