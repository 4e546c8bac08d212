//! How updates come in: asked for by [`Polling`], or delivered to a [`Webhook`]. Either way they are confirmed once
//! they are durable; changing from one to the other repeats some, which the journal knows by their numbers.

mod deliveries;
mod polling;
mod webhook;

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

pub use deliveries::{Deliveries, Refused};
pub use polling::Polling;
pub use webhook::{Address, Webhook};

use crate::{clock::now_ms, model::Seq};

/// All kinds that a bot in a group can get. The list persists at Telegram when left out, so it is sent each time.
const KINDS: [&str; 14] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
    "message_reaction_count",
    "callback_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
];

/// When Telegram was last reached, in Unix milliseconds.
#[derive(Debug, Clone)]
pub struct Reach {
    /// 0 for never.
    answered: Arc<AtomicI64>,
    received: Arc<AtomicI64>,
}

impl Default for Reach {
    fn default() -> Self {
        Self { answered: Arc::default(), received: Arc::new(now_ms().into()) }
    }
}

impl Reach {
    /// Telegram has just answered.
    pub fn now(&self) {
        self.answered.store(now_ms(), Ordering::Relaxed);
    }

    /// Telegram has just said which updates there are, or that there are none.
    pub fn received(&self) {
        self.now();
        self.received.store(now_ms(), Ordering::Relaxed);
    }

    /// How long ago Telegram answered; `None` for never.
    pub fn ago(&self) -> Option<Duration> {
        let last = self.answered.load(Ordering::Relaxed);
        (last > 0).then(|| since(last))
    }

    /// How long nothing could be received.
    pub fn received_ago(&self) -> Duration {
        since(self.received.load(Ordering::Relaxed))
    }
}

fn since(ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(now_ms() - ms).unwrap_or(0))
}

/// Says where each update is now; `None` for one that was there already.
fn report(numbers: &[Option<i64>], places: &[Option<Seq>]) {
    for (number, place) in numbers.iter().zip(places) {
        let outcome = if place.is_some() { "stored" } else { "known" };
        tracing::debug!(target: "trail", seq = place.map(|seq| seq.0), update_id = number, stage = "journal", outcome);
    }
}
