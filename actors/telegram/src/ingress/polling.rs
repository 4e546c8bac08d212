//! The getUpdates loop: from Telegram into the journal, then confirmed.

use std::{sync::Arc, time::Duration};

use serde::Serialize;
use serde_json::json;
use tokio::time::{Instant, sleep};

use super::{Connectivity, KINDS, report};
use crate::{
    CallError, Client,
    client::{LARGEST_ANSWER, Page},
};
use events::update;
use runtime::{Backoff, Next, Step, Supervisor, Work, Worker, WorkerHandle, fail_point, metrics};
use storage::{
    disk::Disk,
    journal::{NewEntry, UpdateLog},
};

/// The most that getUpdates gives at once, <https://core.telegram.org/bots/api#getupdates>.
const MOST: u32 = 100;
/// A page that is too large is asked for again with so many times fewer updates.
const FEWER: u32 = 10;
/// Telegram's numbers have 52 bits at most.
const HIGHEST: i64 = 1 << 52;
/// An empty answer is not asked for more often than this.
const LEAST_POLL: Duration = Duration::from_millis(50);
/// How much longer than the poll an answer may take before the connection counts as dead.
const MARGIN: Duration = Duration::from_secs(10);
/// How long it may take to end deliveries to a webhook.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    limit: u32,
    timeout: u64,
    allowed_updates: [&'static str; KINDS.len()],
}

/// The actor that asks for updates.
#[derive(Clone)]
pub struct Polling {
    client: Client,
    log: Arc<dyn UpdateLog>,
    poll: Duration,
    connectivity: Connectivity,
    disk: Disk,
}

impl Polling {
    /// Starts polling; each call lasts up to `poll`.
    pub fn start(
        supervisor: &Supervisor,
        client: Client,
        log: Arc<dyn UpdateLog>,
        poll: Duration,
        connectivity: Connectivity,
        disk: Disk,
    ) -> WorkerHandle<Self> {
        Worker::start(supervisor, "ingress", Self { client, log, poll, connectivity, disk })
    }

    /// What to do about a call that failed; returns the pause before the next.
    async fn failed(&self, error: &CallError, backoff: &mut Backoff) -> Duration {
        self.connectivity.failed(error);
        metrics::POLL_FAILURES.with_label_values(&[error.label()]).inc();
        let pause = pause_after(error, backoff);
        tracing::warn!(%error, pause_ms = pause.as_millis() as u64, "receiving updates failed; trying again");
        if is_of_webhook(error) {
            self.end_webhook().await;
        }
        pause
    }

    /// Telegram lets nobody ask while it delivers. What waits there stays.
    async fn end_webhook(&self) {
        let keep = json!({ "drop_pending_updates": false });
        if let Err(error) = self.client.call("DeleteWebhook", &keep, PATIENCE).await {
            tracing::warn!(%error, "cannot tell whether a webhook is set; polling anyway");
        }
    }

    /// One call: confirms what was received before, and makes what comes durable.
    async fn poll_once(&self, before: &Received) -> Result<Received, CallError> {
        let request =
            GetUpdates { offset: before.next, limit: before.limit, timeout: self.patience(), allowed_updates: KINDS };
        let asked = Instant::now();
        fail_point("confirm-before");
        let page = self.client.get_updates(&request, request.limit, self.poll + MARGIN).await?;
        fail_point("confirm-after");
        let updates = match page {
            Page::Updates(updates) => updates,
            Page::TooLarge(number) => return self.take_apart(before, number).await,
        };
        self.confirmed(before);
        metrics::UPDATES_RECEIVED.inc_by(updates.len() as u64);
        let mut received = Received::of(&updates, before);
        if updates.is_empty() {
            // A server that does not wait must not be asked without end.
            sleep(LEAST_POLL.saturating_sub(asked.elapsed())).await;
        } else {
            let new = self.keep(updates.into_iter().map(NewEntry::received).collect()).await;
            received.moves = new > 0 && received.next.is_some() || received.next != before.next;
            self.log.ready_for_more().await;
        }
        Ok(received)
    }

    /// After an answer that was none, whether all is well again is to be known at once.
    fn patience(&self) -> u64 {
        if self.connectivity.rejection().is_some() { 0 } else { self.poll.as_secs() }
    }

    fn confirmed(&self, before: &Received) {
        self.connectivity.received();
        metrics::UPDATES_CONFIRMED.inc_by(before.count);
    }

    /// Asks for fewer updates; one that is too large by itself is passed over, and becomes a dead letter.
    async fn take_apart(&self, before: &Received, number: Option<i64>) -> Result<Received, CallError> {
        if before.limit > 1 {
            tracing::warn!(limit = before.limit, "a page of updates is too large; asking for fewer");
            return Ok(Received { limit: before.limit / FEWER, moves: true, ..*before });
        }
        let number = number.ok_or(CallError::NotBotApi(200))?;
        self.confirmed(before);
        metrics::UPDATES_RECEIVED.inc();
        tracing::error!(update_id = number, limit_bytes = LARGEST_ANSWER, "an update is too large and is skipped");
        let new = self.keep(vec![NewEntry::too_large(number)]).await;
        let next = offset_behind([number]).or(before.next);
        Ok(Received { next, count: 1, moves: new > 0 || next != before.next, limit: before.limit })
    }

    /// Does not give up: nothing is received, let alone confirmed, before this is durable. Tells how many were new.
    async fn keep(&self, drafts: Vec<NewEntry>) -> usize {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(15));
        let numbers: Vec<_> = drafts.iter().map(NewEntry::number).collect();
        loop {
            match self.log.append(drafts.clone()).await {
                Ok(places) => {
                    report(&numbers, &places);
                    return places.iter().flatten().count();
                }
                Err(error) => {
                    let pause = backoff.pause();
                    tracing::error!(%error, pause_ms = pause.as_millis() as u64, "the journal accepts no updates; trying again");
                    sleep(pause).await;
                }
            }
        }
    }
}

/// What is kept from call to call.
pub struct Progress {
    backoff: Backoff,
    /// Without an offset Telegram gives all that is not confirmed. Update ids may restart after a quiet week.
    received: Received,
    webhook_ended: bool,
}

impl Work for Polling {
    type State = Progress;

    fn begin(&self) -> Progress {
        let backoff = Backoff::new(Duration::from_secs(1), self.poll.max(Duration::from_secs(5)));
        Progress { backoff, received: Received::default(), webhook_ended: false }
    }

    fn first(&self) -> Duration {
        Duration::ZERO
    }

    async fn step(&self, state: &mut Progress) -> Step {
        if !state.webhook_ended {
            self.end_webhook().await;
            state.webhook_ended = true;
        }
        self.disk.room().await;
        match self.poll_once(&state.received).await {
            Ok(next) => {
                let pause = if next.moves { Duration::ZERO } else { state.backoff.pause() };
                if next.moves {
                    state.backoff.reset();
                }
                state.received = next;
                Step { result: Ok(()), next: Next::After(pause) }
            }
            Err(error) => {
                let pause = self.failed(&error, &mut state.backoff).await;
                Step { result: Err(error.to_string()), next: Next::After(pause) }
            }
        }
    }
}

/// What a call brought, and how the next one asks.
struct Received {
    /// The offset that confirms it: one more than the highest number.
    next: Option<i64>,
    count: u64,
    /// The same will not come again and again.
    moves: bool,
    /// How many updates are asked for: fewer after a page that was too large.
    limit: u32,
}

impl Default for Received {
    fn default() -> Self {
        Self { next: None, count: 0, moves: false, limit: MOST }
    }
}

impl Received {
    fn of(updates: &[Arc<str>], before: &Self) -> Self {
        let next = offset_behind(updates.iter().filter_map(|update| update::update_id(update)));
        // An empty answer leaves nothing to confirm, but the offset stays: it keeps old updates confirmed.
        let limit = (before.limit * FEWER).min(MOST);
        Self { next: next.or(before.next), count: updates.len() as u64, moves: true, limit }
    }
}

/// The offset that confirms updates of these numbers.
fn offset_behind(numbers: impl IntoIterator<Item = i64>) -> Option<i64> {
    // A negative offset would mean "forget the older ones".
    let usable = numbers.into_iter().filter(|number| (1..=HIGHEST).contains(number));
    usable.max().map(|highest| highest + 1)
}

fn is_of_webhook(error: &CallError) -> bool {
    matches!(error, CallError::Conflict(description) if description.contains("webhook"))
}

fn pause_after(error: &CallError, backoff: &mut Backoff) -> Duration {
    let pause = backoff.pause();
    match error {
        CallError::TooMany(wanted) => (*wanted).max(pause),
        // Two that poll in turn take each other's updates: let the other one be stopped first.
        CallError::Conflict(_) | CallError::Unauthorized | CallError::NotFound => pause.max(Duration::from_secs(5)),
        _ => pause,
    }
}
