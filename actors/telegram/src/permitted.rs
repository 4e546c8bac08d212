//! Which reactions a chat allows.

use std::{collections::HashMap, time::Duration};

use serde::Deserialize;
use serde_json::json;
use tokio::time::Instant;

use super::{CallError, Client};
use events::ChatId;

const PATIENCE: Duration = Duration::from_secs(10);
/// How long what a chat allows is taken for true.
const FRESH: Duration = Duration::from_secs(3600);
/// Chats that are remembered at most; when they are more, all are asked again.
const REMEMBERED: usize = 1024;

/// What chats were found to allow.
#[derive(Default)]
pub(super) struct Permitted(HashMap<ChatId, (Instant, Allowed)>);

/// The emoji that may be set; `None` for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allowed(Option<Vec<String>>);

#[derive(Deserialize)]
struct FullChat {
    available_reactions: Option<Vec<Kind>>,
}

#[derive(Deserialize)]
struct Kind {
    emoji: Option<String>,
}

impl Permitted {
    /// What the chat allows, if that was asked lately.
    pub fn known(&self, chat: ChatId, now: Instant) -> Option<Allowed> {
        let (asked, allowed) = self.0.get(&chat)?;
        (now.duration_since(*asked) < FRESH).then(|| allowed.clone())
    }

    pub fn learn(&mut self, chat: ChatId, allowed: Allowed, now: Instant) {
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(chat, (now, allowed));
    }
}

impl Allowed {
    /// Asks Telegram.
    pub async fn ask(client: &Client, chat: ChatId) -> Result<Self, CallError> {
        let raw = client.call("GetChat", &json!({ "chat_id": chat }), PATIENCE).await?;
        Self::read(raw.get()).ok_or(CallError::NotBotApi(200))
    }

    fn read(raw: &str) -> Option<Self> {
        let chat: FullChat = serde_json::from_str(raw).ok()?;
        let emoji = |kinds: Vec<Kind>| kinds.into_iter().filter_map(|kind| kind.emoji).collect();
        Some(Self(chat.available_reactions.map(emoji)))
    }

    /// The first of them that is allowed.
    pub fn first(&self, wanted: &[String]) -> Option<String> {
        let allowed = |emoji: &&String| self.0.as_ref().is_none_or(|known| known.contains(emoji));
        wanted.iter().find(allowed).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_the_chat_allows_is_taken() {
        let wanted = ["🔥".to_owned(), "👍".to_owned()];
        let first = |raw: &str| Allowed::read(raw).unwrap().first(&wanted);
        assert_eq!(first(r#"{"id":-5}"#).as_deref(), Some("🔥"));
        let some =
            r#"{"available_reactions":[{"type":"custom_emoji","custom_emoji_id":"1"},{"type":"emoji","emoji":"👍"}]}"#;
        assert_eq!(first(some).as_deref(), Some("👍"));
        assert_eq!(first(r#"{"available_reactions":[]}"#), None);
    }

    #[test]
    fn what_was_asked_long_ago_is_asked_again_and_nothing_grows() {
        let (mut permitted, start) = (Permitted::default(), Instant::now());
        for chat in 0..5_000 {
            permitted.learn(ChatId(chat), Allowed(None), start);
        }
        assert!(permitted.0.len() <= REMEMBERED);
        assert!(permitted.known(ChatId(4_999), start + FRESH / 2).is_some());
        assert!(permitted.known(ChatId(4_999), start + FRESH).is_none());
    }
}
