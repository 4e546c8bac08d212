//! Brings a shard's part of the stream into its journal.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use async_nats::{HeaderValue, header::NATS_MESSAGE_ID as MSG_ID};
use cluster::{Follow, FollowError, Message, ShardId, Updates};
use events::Seq;
use futures_util::FutureExt;
use parking_lot::Mutex;
use runtime::{Backoff, Loop, LoopControl, Looper, LooperHandle, Supervisor};
use storage::{
    journal::{Journal, NewEntry, Place, Source},
    store::SomeStore,
};
use tokio::{sync::watch, time::sleep};

use crate::{
    log::{ONLY_FOR, origin},
    routing::StoresOf,
};

/// Messages that are taken into the journal in one transaction at most: no more than a store applies in one.
const BATCH: usize = 1000;
/// After a batch of so many more are expected soon: at once those are gathered, since larger batches cost less each.
const BUSY: usize = 8;
/// How long that takes. Nobody who talks in a busy group notices so little.
const LINGER: Duration = Duration::from_millis(80);
/// A batch of so many need not grow: half of what is fetched ahead.
const LARGE: usize = 256;
/// Places of which it is remembered whether stores have applied them; of what lies further back only that they have not.
const REMEMBERED: usize = 100_000;

/// The actor that feeds a shard's journal.
#[derive(Clone)]
pub struct Feed {
    shard: ShardId,
    updates: Updates,
    journal: Journal,
    stores_of: StoresOf,
    state: watch::Sender<FeedState>,
    taken: Arc<Mutex<VecDeque<Seq>>>,
}

/// How a feed is doing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedState {
    /// Messages of the stream that the journal has not taken.
    pub pending: u64,
    /// The newest that there was when the feed began, by its place; `None` before that is known.
    pub newest: Option<u64>,
    /// The place of the last that was taken.
    pub taken: u64,
    /// Updates are lost, and the shard must not go on as if they were not.
    pub lost: Option<FollowError>,
}

impl Feed {
    /// Starts it for an open journal.
    pub fn start(
        supervisor: &Supervisor,
        shard: ShardId,
        updates: &Updates,
        journal: &Journal,
        stores_of: StoresOf,
    ) -> (LooperHandle<Self>, Lag) {
        let (state, seen) = watch::channel(FeedState::default());
        let taken = Arc::default();
        let lag = Lag { state: seen, taken: Arc::clone(&taken) };
        let feed = Self { shard, updates: updates.clone(), journal: journal.clone(), stores_of, state, taken };
        (Looper::start(supervisor, "feed", feed), lag)
    }

    /// Takes what comes, until something of it is lost.
    async fn follow(&self, mut follow: Follow, control: LoopControl) -> FollowError {
        match follow.open().await {
            Ok(pending) => self.state.send_modify(|state| state.pending = pending),
            Err(error) => return error,
        }
        let newest = self.newest().await;
        self.state.send_modify(|state| state.newest = Some(newest));
        let mut is_busy = false;
        loop {
            control.show(0);
            match gather(&mut follow, is_busy).await {
                Ok(batch) => {
                    control.show(1);
                    is_busy = batch.len() >= BUSY;
                    self.take(batch).await;
                }
                Err(error) => return error,
            }
        }
    }

    /// What [`Follow::open`] tells comes from one server, which may be behind.
    async fn newest(&self) -> u64 {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(2));
        loop {
            match self.updates.newest_of(self.shard).await {
                Ok(newest) => return newest,
                Err(error) => {
                    tracing::debug!(shard = %self.shard, %error, "cannot tell the newest update; trying again");
                }
            }
            sleep(backoff.pause()).await;
        }
    }

    async fn take(&self, batch: Vec<Message>) {
        let (taken, pending) = batch.last().map_or((0, 0), |last| (last.seq, last.pending));
        let drafts: Vec<_> = batch.into_iter().filter_map(|message| self.entry(message)).collect();
        let places: Vec<_> = self.keep(drafts).await.into_iter().flatten().collect();
        self.remember(&places);
        self.state.send_modify(|state| {
            (state.taken, state.pending) = (state.taken.max(taken), pending);
        });
    }

    fn entry(&self, message: Message) -> Option<NewEntry> {
        let msg_id = message.headers.get(MSG_ID).map(HeaderValue::as_str).unwrap_or_default();
        let Some((source, number)) = origin(msg_id) else {
            tracing::error!(seq = message.seq, msg_id, "ALARM: a message of nobody in the stream of updates");
            return None;
        };
        let only_for = self.only_for(&message)?;
        let raw = String::from_utf8(message.payload).unwrap_or_else(|_| String::new());
        let place = Place { seq: Seq(i64::try_from(message.seq).ok()?), received_ms: message.time_ms, only_for };
        let number = number.filter(|_| matches!(source, Source::Telegram | Source::Import));
        Some(NewEntry::shared(source, number, raw.into(), place))
    }

    /// Which stores apply it; the outer `None` if none of this shard do.
    fn only_for(&self, message: &Message) -> Option<Option<Arc<str>>> {
        let of_shard = self.stores_of.of(message.to, self.shard);
        let Some(only) = message.headers.get(ONLY_FOR) else { return Some(of_shard) };
        let is_here = of_shard.is_none_or(|stores| stores.split(' ').any(|store| store == only.as_str()));
        is_here.then(|| Some(only.as_str().into()))
    }

    /// Does not give up: nothing after it may be taken before.
    async fn keep(&self, drafts: Vec<NewEntry>) -> Vec<Option<Seq>> {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_secs(15));
        loop {
            match self.journal.take_in(drafts.clone()).await {
                Ok(places) => return places,
                Err(error) => {
                    let pause = backoff.pause();
                    tracing::error!(shard = %self.shard, %error, pause_ms = pause.as_millis() as u64, "the journal takes no updates; trying again");
                    sleep(pause).await;
                }
            }
        }
    }

    fn remember(&self, places: &[Seq]) {
        let mut taken = self.taken.lock();
        taken.extend(places);
        let excess = taken.len().saturating_sub(REMEMBERED);
        drop(taken.drain(..excess));
    }
}

/// The next messages: at once, or more of them while many come.
async fn gather(follow: &mut Follow, is_busy: bool) -> Result<Vec<Message>, FollowError> {
    let mut batch = follow.next_batch(BATCH).await?;
    if is_busy && batch.len() < LARGE {
        sleep(LINGER).await;
        // These come first: what is lost beyond them is found again by the next call.
        if let Some(Ok(more)) = follow.next_batch(BATCH - batch.len()).now_or_never() {
            batch.extend(more);
        }
    }
    Ok(batch)
}

impl Loop for Feed {
    async fn run(self, control: LoopControl) {
        self.journal.opened().await;
        let after = u64::try_from(self.journal.head().0).unwrap_or_default();
        self.state.send_modify(|state| state.taken = after);
        let error = self.follow(self.updates.follow(self.shard, after), control).await;
        tracing::error!(shard = %self.shard, %error, "ALARM: a shard stops, since updates are lost");
        self.state.send_modify(|state| state.lost = Some(error));
        std::future::pending::<()>().await;
    }
}

/// How far a shard is behind the stream.
#[derive(Clone)]
pub struct Lag {
    state: watch::Receiver<FeedState>,
    taken: Arc<Mutex<VecDeque<Seq>>>,
}

impl Lag {
    /// Messages of the stream that some store has not applied.
    pub fn messages(&self, stores: &[SomeStore]) -> u64 {
        let applied = stores.iter().filter_map(|store| store.bookmark()).min();
        let mut taken = self.taken.lock();
        while taken.front().zip(applied).is_some_and(|(first, applied)| *first <= applied) {
            taken.pop_front();
        }
        self.state.borrow().pending + taken.len() as u64
    }

    /// Resolves when the journal has all that there was when the feed began.
    pub async fn caught_up(&self) {
        let mut state = self.state.clone();
        if state.wait_for(|state| state.newest.is_some_and(|newest| newest <= state.taken)).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Resolves when updates are found to be lost.
    pub async fn lost(&self) -> FollowError {
        let mut state = self.state.clone();
        let lost = state.wait_for(|state| state.lost.is_some()).await.ok().and_then(|state| state.lost.clone());
        match lost {
            Some(lost) => lost,
            // The feed is gone, and the shard with it.
            None => std::future::pending().await,
        }
    }
}
