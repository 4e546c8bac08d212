//! Keeps what models cost where it outlives a restart.

use std::time::Duration;

use tokio::{sync::mpsc::UnboundedReceiver, time::sleep};

use conversation::Conversation;
use llm::Spending;
use runtime::Backoff;

/// Entries written at once.
const AT_ONCE: usize = 256;

/// Writes down whatever is spent, until nothing can be spent any more.
pub async fn record_usage(mut spent: UnboundedReceiver<Spending>, conversation: Conversation) {
    let mut entries = Vec::new();
    while spent.recv_many(&mut entries, AT_ONCE).await > 0 {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(15));
        while let Err(error) = conversation.spend(entries.clone()).await {
            tracing::warn!(%error, "what language models cost cannot be kept; trying again");
            sleep(backoff.pause()).await;
        }
        entries.clear();
    }
}
