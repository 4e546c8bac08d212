//! The actor that owns a store's database.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, Context, Handler, SpawnHandle, Supervised, WrapFuture};
use tokio::time::timeout;

use super::{
    Store,
    deps::Deps,
    inbox::Inbox,
    maintenance::Maintenance,
    step::{Done, OpenStore, Work},
};
use crate::{
    Command,
    closing::Closing,
    command::{Execute, WaitingCommand, waiting},
    journal::{Batch, Entry},
    sqlite::{self, StorageError},
};
use runtime::{Ask, Backoff, Question, metrics};

/// Entries that one transaction takes at most, so that commands and shutdown do not wait long.
const STEP: usize = 1000;
/// The same where nobody waits: a page that many entries change is written once.
const DERIVED_STEP: usize = 2000;
/// After a step of so many entries more are expected soon.
const BUSY: usize = 64;
/// How long entries wait for more then, and where they wait anyway: larger groups cost less each. Nobody who talks in a group
/// notices so little.
const BUSY_LINGER: Duration = Duration::from_millis(40);
const DERIVED_LINGER: Duration = Duration::from_millis(80);
const LONG_LINGER: Duration = Duration::from_millis(100);
/// After a step of so many no longer than this if none come meanwhile: the burst is over.
const QUIET: Duration = Duration::from_millis(10);
/// A step that takes longer hangs: the actor is restarted with a new connection.
pub(super) const STEP_DEADLINE: Duration = Duration::from_secs(30);
/// Between two tries to open the database.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// The journal committed these.
pub(super) struct Committed(pub Arc<Batch>);

impl Question for Committed {
    type Answer = ();
    type Failure = StorageError;
}

/// Close the database; nothing is done after.
pub(super) struct Close;

impl Question for Close {
    type Answer = ();
    type Failure = StorageError;
}

pub(super) struct StoreActor<S: Store> {
    pub(super) deps: Deps<S>,
    /// `None` while a step runs with it, or before it is open.
    pub(super) open_store: Option<OpenStore<S>>,
    pub(super) inbox: Inbox,
    pub(super) commands: Vec<WaitingCommand<S>>,
    pub(super) maintenance: Vec<Maintenance>,
    pub(super) closing: Closing,
    /// Between steps that fail.
    backoff: Backoff,
    /// Between tries to open the database.
    pub(super) tries: Backoff,
    intake: Intake,
    /// Entries of the last step.
    taken: usize,
}

/// Whether the entries that wait may be applied now. Commands never wait for it.
enum Intake {
    /// They are applied as soon as the connection is free.
    Open,
    /// They wait for more of their kind, until this timer ends, and until then at most.
    Gathering(SpawnHandle, Instant),
    /// They have waited for more; the next step takes them.
    Gathered,
    /// They could not be applied, and are tried again after a while.
    Paused,
}

impl<S: Store> StoreActor<S> {
    pub(super) fn new(deps: Deps<S>) -> Self {
        let backoff = Backoff::new(Duration::from_millis(50), Duration::from_secs(5));
        let tries = Backoff::new(Duration::from_millis(100), LONGEST_PAUSE);
        Self {
            deps,
            open_store: None,
            inbox: Inbox::default(),
            commands: Vec::new(),
            maintenance: Vec::new(),
            closing: Closing::No,
            intake: Intake::Open,
            taken: 0,
            backoff,
            tries,
        }
    }

    /// Works off what is there, one step after the other.
    pub(super) fn go_on(&mut self, ctx: &mut Context<Self>) {
        let shut = self.deps.state.shut.borrow().clone();
        if let Some(shut) = shut {
            return self.refuse(&shut.into());
        }
        let Some(open) = self.open_store.take() else { return };
        let behind = !matches!(self.intake, Intake::Paused) && open.journal.head() > open.bookmark;
        if let Some(task) = self.maintenance.pop() {
            self.maintain(open, task, ctx);
        } else if behind && self.commands.is_empty() && self.gathers(&open, ctx) {
            self.open_store = Some(open);
        } else if behind || !self.commands.is_empty() {
            self.step(open, ctx);
        } else if let Some(reply) = self.closing.begin() {
            let close = sqlite::close(open.conn).into_actor(self);
            ctx.spawn(close.map(|(), _, _| reply.answer(Ok(()))));
        } else {
            self.inbox = Inbox::default();
            self.open_store = Some(open);
        }
    }

    /// Whether to wait for more entries before the next step.
    fn gathers(&mut self, open: &OpenStore<S>, ctx: &mut Context<Self>) -> bool {
        let behind = open.journal.head().0 - open.bookmark.0;
        let is_busy = self.taken >= BUSY;
        let linger = if !is_busy {
            S::LINGER
        } else if !S::LINGER.is_zero() {
            LONG_LINGER
        } else if S::DERIVED {
            DERIVED_LINGER
        } else {
            BUSY_LINGER
        };
        let is_enough = linger.is_zero() || behind >= largest_step::<S>() as i64 || self.closing.is_wanted();
        if is_enough || matches!(self.intake, Intake::Gathered) {
            return false;
        }
        let end = match self.intake {
            Intake::Gathering(timer, end) if is_busy => {
                ctx.cancel_future(timer);
                end
            }
            Intake::Gathering(..) => return true,
            _ => Instant::now() + linger,
        };
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            self.intake = Intake::Gathered;
            return false;
        }
        let pause = if is_busy { left.min(QUIET) } else { left };
        let timer = ctx.run_later(pause, |store, ctx| {
            // A timer that is cancelled in the moment when it is due ends all the same; the one after it must not, then.
            if let Intake::Gathering(latest, _) = store.intake {
                ctx.cancel_future(latest);
                store.intake = Intake::Gathered;
                store.go_on(ctx);
            }
        });
        self.intake = Intake::Gathering(timer, end);
        true
    }

    /// The next step takes what waits, so nothing waits for more any longer.
    fn end_gathering(&mut self, ctx: &mut Context<Self>) {
        match std::mem::replace(&mut self.intake, Intake::Open) {
            Intake::Open | Intake::Gathered => {}
            Intake::Gathering(timer, _) => drop(ctx.cancel_future(timer)),
            Intake::Paused => self.intake = Intake::Paused,
        }
    }

    fn step(&mut self, mut open: OpenStore<S>, ctx: &mut Context<Self>) {
        self.end_gathering(ctx);
        let paused = matches!(self.intake, Intake::Paused);
        let live = if paused { Vec::new() } else { self.inbox.take(open.bookmark, largest_step::<S>()) };
        let commands = std::mem::take(&mut self.commands);
        let readers = self.deps.readers.clone();
        let step = async move {
            let work = if paused { Ok(Work::none(open.bookmark)) } else { live_or_read(&open, live).await };
            let (taken, done) = match work {
                Ok(work) => (work.entries.len(), open.step(&work, &commands).await),
                Err(error) => (0, Done::failed(error, commands.len())),
            };
            let mut errors =
                done.answers.iter().filter_map(|answer| answer.as_ref().err()).chain(done.entries.as_ref().err());
            let damage = errors.find(|error| matches!(error, StorageError::Corrupt(_))).cloned();
            let failure = match damage {
                Some(damage) => Some(readers.judged(damage).await),
                None => None,
            };
            (open, commands, taken, done, failure)
        };
        ctx.spawn(timeout(STEP_DEADLINE, step).into_actor(self).map(|stepped, store, ctx| {
            let Ok((open, commands, taken, done, failure)) = stepped else {
                tracing::error!(store = S::NAME, "a database operation hangs; closing the store");
                ctx.stop();
                return;
            };
            store.deps.state.bookmark.send_replace(Some(open.bookmark));
            store.open_store = Some(open);
            store.taken = taken;
            answer(commands, done.answers);
            store.after_step(failure.map_or(done.entries, Err), ctx);
        }));
    }

    fn after_step(&mut self, entries: Result<(), StorageError>, ctx: &mut Context<Self>) {
        match entries {
            Ok(()) => {
                if !matches!(self.intake, Intake::Paused) {
                    self.backoff.reset();
                }
                self.go_on(ctx);
            }
            Err(error @ StorageError::Corrupt(_)) => {
                // Whether it is damaged is found when it opens: a disk that stumbled once says the same.
                tracing::error!(store = S::NAME, %error, "closing and checking the store");
                self.doubt(ctx);
            }
            Err(error) => {
                let pause = self.backoff.pause();
                tracing::error!(store = S::NAME, %error, pause_ms = pause.as_millis() as u64, "applying failed; trying again");
                self.intake = Intake::Paused;
                ctx.run_later(pause, move |store, ctx| {
                    store.intake = Intake::Open;
                    match error {
                        // A connection may not get over these.
                        StorageError::Io(_) | StorageError::Unwritable(_) | StorageError::Unopened(_) => {
                            store.reopen(ctx);
                        }
                        _ => store.go_on(ctx),
                    }
                });
            }
        }
    }
}

/// Entries that one transaction of a store takes at most.
fn largest_step<S: Store>() -> usize {
    if S::DERIVED { DERIVED_STEP } else { STEP }
}

async fn live_or_read<S: Store>(open: &OpenStore<S>, live: Vec<Arc<Entry>>) -> Result<Work, StorageError> {
    let head = open.journal.head();
    if let Some(last) = live.last() {
        return Ok(Work { through: last.seq, entries: live });
    }
    if head <= open.bookmark {
        return Ok(Work::none(open.bookmark));
    }
    metrics::STORE_CATCH_UPS.with_label_values(&[open.name]).inc();
    let entries = open.journal.read(open.bookmark).await?;
    let through = entries.last().map_or(head, |last| last.seq);
    Ok(Work { entries, through })
}

fn answer<S>(commands: Vec<WaitingCommand<S>>, outcomes: Vec<Result<(), StorageError>>) {
    for (command, outcome) in commands.into_iter().zip(outcomes) {
        command.answer(outcome);
    }
}

impl<S: Store> Actor for StoreActor<S> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.open(ctx);
    }
}

impl<S: Store> Supervised for StoreActor<S> {
    fn restarting(&mut self, _: &mut Self::Context) {
        self.deps.state.bookmark.send_replace(None);
        *self = Self::new(self.deps.clone());
    }
}

impl<S: Store> Handler<Ask<Committed>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Committed>, ctx: &mut Self::Context) {
        self.inbox.put(ask.question.0);
        self.go_on(ctx);
        ask.reply.answer(Ok(()));
    }
}

impl<S: Store, C: Command<S>> Handler<Ask<Execute<S, C>>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Execute<S, C>>, ctx: &mut Self::Context) {
        self.commands.push(waiting(ask));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Close>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Close>, ctx: &mut Self::Context) {
        self.closing.want(ask.reply);
        self.go_on(ctx);
    }
}
