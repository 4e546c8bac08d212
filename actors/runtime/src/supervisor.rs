//! Starts actors, counts their restarts, notices those that hang, and gives up when one keeps failing.

use std::{
    sync::{Arc, Weak, atomic::Ordering},
    time::Duration,
};

use actix::{Actor, Addr, Arbiter, Context, Supervised, dev::channel};
use parking_lot::{Mutex, MutexGuard};
use tokio::sync::watch;

use super::{ActorHandle, ActorState, Mailbox, child::Child, guardian};
use crate::metrics;

/// When an actor counts as failing or hanging, and how many questions it may hold.
#[derive(Debug, Clone)]
pub struct Limits {
    /// More restarts than this within `window` and the supervisor gives up.
    pub max_restarts: usize,
    pub window: Duration,
    /// An actor that finishes no question for so long, while it has some, is restarted.
    pub hang_after: Duration,
    /// The pause before the first restart; it doubles up to 100 times that.
    pub first_pause: Duration,
    /// Questions that one mailbox holds.
    pub mailbox: usize,
    /// How long a caller waits for an answer.
    pub ask: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_restarts: 5,
            window: Duration::from_secs(60),
            hang_after: Duration::from_secs(30),
            first_pause: Duration::from_millis(100),
            mailbox: 1024,
            ask: Duration::from_secs(5),
        }
    }
}

/// The first reason counts; whether this is it.
pub(super) fn note_first(given_up: &watch::Sender<Option<String>>, reason: impl FnOnce() -> String) -> bool {
    given_up.send_if_modified(|given_up| {
        let first = given_up.is_none();
        given_up.get_or_insert_with(reason);
        first
    })
}

/// The tree of actors: one level.
#[derive(Clone)]
pub struct Supervisor {
    limits: Limits,
    /// The thread of all actors; `None` if each has its own.
    shared: Option<Arc<Thread>>,
    children: Arc<Children>,
    given_up: watch::Sender<Option<String>>,
}

type Children = Mutex<Vec<Arc<Child>>>;

/// A thread that actors live on. It ends with the last that holds it.
struct Thread(Arbiter);

impl Drop for Thread {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Supervisor {
    /// Each actor gets a thread of its own, so that none can block another. Must be called within an actix system.
    pub fn new(limits: Limits) -> Self {
        Self::with(limits, None)
    }

    /// All actors share one thread: many small groups of actors cost less so, and use all cores by their number. Must be
    /// called within an actix system.
    pub fn on_one_thread(limits: Limits) -> Self {
        Self::with(limits, Some(Arc::new(Thread(Arbiter::new()))))
    }

    fn with(limits: Limits, shared: Option<Arc<Thread>>) -> Self {
        let children = Arc::default();
        actix_rt::spawn(watch(limits.hang_after, Arc::downgrade(&children)));
        Self { limits, shared, children, given_up: watch::Sender::new(None) }
    }

    /// Starts an actor under supervision. `make` builds it on the actor's thread. The [handle](Mailbox::actor) that stops
    /// it is in the mailbox.
    pub fn start<A>(&self, name: &'static str, make: impl FnOnce() -> A + Send + 'static) -> Mailbox<A>
    where
        A: Actor<Context = Context<A>> + Supervised,
    {
        let child = Arc::new(Child::new(name, &self.limits, &self.given_up));
        let (sender, receiver) = channel::channel(self.limits.mailbox);
        let address = Addr::new(sender);
        // actix does not restart an actor that nobody can reach; this one may work without being asked.
        let reachable = address.clone();
        let thread = self.shared.clone().unwrap_or_else(|| Arc::new(Thread(Arbiter::new())));
        let (guarded, held) = (Arc::clone(&child), Arc::clone(&thread));
        thread.0.spawn_fn(move || {
            let beats = actix_rt::spawn(beat(Arc::clone(&guarded)));
            let actor = Context::with_receiver(receiver).into_future(make());
            actix_rt::spawn(async move {
                guardian::guard(actor, guarded).await;
                drop(reachable);
                beats.abort();
                drop(held);
            });
        });
        self.lock().push(Arc::clone(&child));
        Mailbox::new(address, ActorHandle::new(child), self.limits.ask)
    }

    /// A database that cannot be built anew is damaged: raises the alarm and gives up. No restart of an actor mends it,
    /// and going on would only seem to work; the next start looks closely and says what to do.
    pub fn damaged(&self, database: &'static str, why: &impl std::fmt::Display) {
        let first = note_first(&self.given_up, || {
            // Before anybody hears of the end: whoever does looks at the alarms.
            metrics::STORE_ALARMS.with_label_values(&[database, "damaged"]).inc();
            format!("the database of {database} is damaged: {why}")
        });
        if first {
            tracing::error!(database, %why, "ALARM: the database is damaged; the service stops. Restore a backup: `balachka restore`");
        }
    }

    /// Why the supervisor gave up, if it has.
    pub fn gave_up(&self) -> Option<String> {
        self.given_up.borrow().clone()
    }

    /// Resolves with the reason once an actor has failed too often, or a database is damaged.
    pub async fn given_up(&self) -> String {
        let mut given_up = self.given_up.subscribe();
        match given_up.wait_for(Option::is_some).await {
            Ok(reason) => reason.clone().unwrap_or_default(),
            Err(_) => std::future::pending().await,
        }
    }

    /// How each actor fares, in the order of their start.
    pub fn states(&self) -> Vec<ActorState> {
        self.lock().iter().map(|child| child.state()).collect()
    }

    /// Stops all actors, in reverse order of their start: who was started later may need who was started before.
    pub async fn stop_all(&self) {
        let children = self.lock().clone();
        for child in children.into_iter().rev() {
            ActorHandle::new(child).stop().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Arc<Child>>> {
        self.children.lock()
    }
}

/// The watchdog: restarts actors that hang; an actor whose thread is blocked cannot be restarted, so that is the end. Works until
/// the supervisor is gone.
async fn watch(hang_after: Duration, children: Weak<Children>) {
    let mut seen: Vec<Seen> = Vec::new();
    loop {
        tokio::time::sleep(hang_after).await;
        let Some(children) = children.upgrade().map(|children| children.lock().clone()) else { return };
        seen.resize_with(children.len(), Seen::default);
        for (child, seen) in children.iter().zip(&mut seen) {
            if !*child.ended.borrow() {
                seen.look_at(child);
            }
        }
    }
}

/// What the watchdog saw of an actor when it last looked.
#[derive(Default)]
struct Seen {
    done: Option<u64>,
    beats: Option<u64>,
    /// Looks in a row without a heartbeat. One may be missed when the whole machine was frozen.
    missed: u32,
}

impl Seen {
    fn look_at(&mut self, child: &Child) {
        let (done, beats) = (child.gate.done(), child.heartbeat.load(Ordering::Relaxed));
        self.missed = if self.beats == Some(beats) { self.missed + 1 } else { 0 };
        if self.missed >= 2 {
            child.give_up("its thread is blocked");
        } else if self.missed == 0 && child.gate.in_flight() > 0 && self.done == Some(done) {
            child.restart.notify_one();
        }
        (self.done, self.beats) = (Some(done), Some(beats));
    }
}

/// Shows the watchdog that this thread still runs what it is given.
async fn beat(child: Arc<Child>) {
    let pause = child.limits.hang_after / 4;
    loop {
        child.heartbeat.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(pause).await;
    }
}
