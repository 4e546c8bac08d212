//! What the supervisor and the handle know of one actor.

use std::{
    collections::VecDeque,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::future::BoxFuture;
use parking_lot::{Mutex, MutexGuard};
use tokio::sync::{Notify, watch};

use super::{Backoff, Limits, WorkStatus, mailbox::Capacity, supervisor::note_first};
use crate::metrics;

/// How an actor fares, for metrics and operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorState {
    pub name: &'static str,
    pub in_flight: usize,
    /// Questions done with since the start.
    pub done: u64,
    /// How long those took, waiting included, all together.
    pub took: Duration,
    pub restarts: u64,
    /// Of an actor that works in steps.
    pub work: Option<WorkStatus>,
}

pub(super) enum Verdict {
    RestartAfter(Duration),
    GiveUp,
}

/// The supervisor's side of one actor.
pub(super) struct Child {
    name: &'static str,
    pub(super) gate: Arc<Capacity>,
    pub(super) limits: Limits,
    restarts: AtomicU64,
    history: Mutex<(VecDeque<Instant>, Backoff)>,
    pub(super) restart: Notify,
    stop: Notify,
    pub(super) ended: watch::Sender<bool>,
    /// Ticks of the thread the actor lives on; they stand still when something blocks it.
    pub(super) heartbeat: AtomicU64,
    stopping: AtomicBool,
    before_stop: Mutex<Option<BeforeStop>>,
    work: OnceLock<watch::Receiver<WorkStatus>>,
    given_up: watch::Sender<Option<String>>,
}

/// What is done for an actor before it is stopped.
type BeforeStop = Box<dyn FnOnce() -> BoxFuture<'static, ()> + Send>;

impl Child {
    pub(super) fn new(name: &'static str, limits: &Limits, given_up: &watch::Sender<Option<String>>) -> Self {
        let pause = limits.first_pause;
        Self {
            name,
            gate: Capacity::new(limits.mailbox),
            limits: limits.clone(),
            restarts: AtomicU64::new(0),
            history: Mutex::new((VecDeque::new(), Backoff::new(pause, pause * 100))),
            restart: Notify::new(),
            stop: Notify::new(),
            ended: watch::Sender::new(false),
            heartbeat: AtomicU64::new(0),
            stopping: AtomicBool::new(false),
            before_stop: Mutex::default(),
            work: OnceLock::new(),
            given_up: given_up.clone(),
        }
    }

    pub(super) fn state(&self) -> ActorState {
        ActorState {
            name: self.name,
            in_flight: self.gate.in_flight(),
            done: self.gate.done(),
            took: self.gate.took(),
            restarts: self.restarts.load(Ordering::Relaxed),
            work: self.work.get().map(|work| work.borrow().clone()),
        }
    }

    pub(super) async fn told_to_restart(&self) {
        self.restart.notified().await;
    }

    pub(super) async fn told_to_stop(&self) {
        self.stop.notified().await;
    }

    /// Nobody is served here any more: later asks get `Gone`.
    pub(super) fn ended(&self) {
        self.gate.close();
        self.ended.send_replace(true);
    }

    pub(super) fn crashed(&self, reason: &str) -> Verdict {
        if self.stopping.load(Ordering::Acquire) {
            return Verdict::GiveUp;
        }
        let mut history = self.history.lock();
        let (crashes, backoff) = &mut *history;
        crashes.retain(|crash| crash.elapsed() < self.limits.window);
        if crashes.is_empty() {
            backoff.reset();
        }
        crashes.push_back(Instant::now());
        if crashes.len() > self.limits.max_restarts {
            self.give_up(reason);
            return Verdict::GiveUp;
        }
        self.restarts.fetch_add(1, Ordering::Relaxed);
        metrics::ACTOR_RESTARTS.with_label_values(&[self.name]).inc();
        let pause = backoff.pause();
        tracing::error!(
            actor = self.name,
            reason,
            pause_ms = pause.as_millis() as u64,
            "an actor failed; it is restarted"
        );
        Verdict::RestartAfter(pause)
    }

    pub(super) fn give_up(&self, reason: &str) {
        tracing::error!(actor = self.name, reason, "an actor keeps failing; giving up");
        self.gate.close();
        note_first(&self.given_up, || format!("{} keeps failing: {reason}", self.name));
    }
}

/// One started actor, whichever it is: it can be stopped, and asked how it fares. Clones are of the same actor.
#[derive(Clone)]
pub struct ActorHandle(Arc<Child>);

impl ActorHandle {
    pub(super) fn new(child: Arc<Child>) -> Self {
        Self(child)
    }

    pub(super) fn gate(&self) -> &Arc<Capacity> {
        &self.0.gate
    }

    /// How it fares.
    pub fn state(&self) -> ActorState {
        self.0.state()
    }

    /// What it does is shown with its state from now on.
    pub(super) fn shows(&self, work: watch::Receiver<WorkStatus>) {
        // An actor is started once.
        let _ = self.0.work.set(work);
    }

    /// What is to be done once, before the actor is stopped; a database is closed so.
    pub fn before_stop(&self, step: impl FnOnce() -> BoxFuture<'static, ()> + Send + 'static) {
        *self.hook() = Some(Box::new(step));
    }

    /// Lets the actor finish what it holds, then ends it, and waits for that. It may be stopped more than once.
    pub async fn stop(&self) {
        let before_stop = self.hook().take();
        if let Some(before_stop) = before_stop {
            before_stop().await;
        }
        let child = &self.0;
        child.stopping.store(true, Ordering::Release);
        let mut ended = child.ended.subscribe();
        while child.gate.in_flight() > 0 && !*ended.borrow() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        child.stop.notify_one();
        // An error means that the sender is gone, and so is the actor.
        let _ = ended.wait_for(|ended| *ended).await;
    }

    fn hook(&self) -> MutexGuard<'_, Option<BeforeStop>> {
        self.0.before_stop.lock()
    }
}
