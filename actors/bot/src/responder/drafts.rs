//! An answer that is shown while a model writes it: as a draft, which vanishes by itself and is no message. The answer
//! itself always comes through the outbox, so a crash leaves no half of one behind.

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use serde_json::json;
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until},
};

use events::ChatId;
use telegram::{CallError, Client};

/// Between two drafts: what changes faster is no easier to read, and earns penalties.
const INTERVAL: Duration = Duration::from_millis(1500);
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows in private chats what is being written, where the server knows `sendMessageDraft`
/// (<https://core.telegram.org/bots/api#sendmessagedraft>). Clones share what is known of the server.
#[derive(Clone)]
pub struct Drafts {
    client: Client,
    /// Set once the server said that it knows no drafts; until the next start.
    unknown: Arc<AtomicBool>,
}

impl Drafts {
    pub fn new(client: Client) -> Self {
        Self { client, unknown: Arc::default() }
    }

    /// Whether the server is not known to know no drafts.
    pub(super) fn are_known(&self) -> bool {
        !self.unknown.load(Ordering::Relaxed)
    }

    /// Shows what is told until the work is done. `id` is that of the draft and not 0; `shown` makes of an unfinished text
    /// the HTML that people may see, if any. A draft that does not get through is no loss.
    pub(super) async fn while_asking<T>(
        &self,
        chat: ChatId,
        thread: Option<i64>,
        id: i64,
        told: watch::Receiver<String>,
        shown: impl Fn(&str) -> Option<String>,
        work: impl Future<Output = T>,
    ) -> T {
        tokio::select! {
            done = work => done,
            never = self.show(chat, thread, id, told, shown) => match never {},
        }
    }

    async fn show(
        &self,
        chat: ChatId,
        thread: Option<i64>,
        id: i64,
        mut told: watch::Receiver<String>,
        shown: impl Fn(&str) -> Option<String>,
    ) -> Infallible {
        let mut last = String::new();
        while self.are_known() && told.changed().await.is_ok() {
            let html = shown(&told.borrow_and_update());
            let Some(html) = html.filter(|html| *html != last) else { continue };
            let next = Instant::now() + INTERVAL;
            let mut draft = json!({ "chat_id": chat, "draft_id": id, "text": html, "parse_mode": "HTML" });
            if let Some(thread) = thread {
                draft["message_thread_id"] = json!(thread);
            }
            match self.client.call("SendMessageDraft", &draft, PATIENCE).await {
                Ok(_) => last = html,
                Err(CallError::TooMany(wait)) => sleep(wait).await,
                Err(error) => {
                    tracing::debug!(%error, "a draft cannot be shown");
                    self.unknown.fetch_or(knows_none(&error), Ordering::Relaxed);
                    break;
                }
            }
            sleep_until(next).await;
        }
        std::future::pending().await
    }
}

/// Whether the server knows no drafts: it has no such method, or, as servers before 9.5, not for this bot.
fn knows_none(error: &CallError) -> bool {
    match error {
        CallError::NotFound => true,
        CallError::Refused { code: 400, description } => {
            description.contains("TEXTDRAFT") || description.to_lowercase().contains("method")
        }
        _ => false,
    }
}
