//! "… is typing", as long as something is being thought of.

use std::time::Duration;

use serde_json::json;
use tokio::time::sleep;

use events::ChatId;
use telegram::Client;

/// Telegram shows it for five seconds at most, <https://core.telegram.org/bots/api#sendchataction>.
const AGAIN: Duration = Duration::from_secs(4);
/// What is answered sooner needs no sign.
const FIRST: Duration = Duration::from_millis(300);
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows in a chat that an answer is under way.
#[derive(Clone)]
pub struct Typing {
    client: Client,
}

impl Typing {
    pub fn new(client: Client) -> Self {
        Self { client }
    }

    /// Shows it until the work is done. A sign that does not get through is no loss.
    pub(super) async fn while_doing<T>(&self, chat: ChatId, thread: Option<i64>, work: impl Future<Output = T>) -> T {
        tokio::select! {
            done = work => done,
            never = self.show(chat, thread) => match never {},
        }
    }

    async fn show(&self, chat: ChatId, thread: Option<i64>) -> std::convert::Infallible {
        let mut sign = json!({ "chat_id": chat, "action": "typing" });
        if let Some(thread) = thread {
            sign["message_thread_id"] = json!(thread);
        }
        sleep(FIRST).await;
        loop {
            if let Err(error) = self.client.call("SendChatAction", &sign, PATIENCE).await {
                tracing::debug!(%error, "typing cannot be shown");
            }
            sleep(AGAIN).await;
        }
    }
}
