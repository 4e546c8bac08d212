//! The actor that owns a store's database.

use std::{sync::Arc, time::Duration};

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, Context, Handler, Supervised, WrapFuture};
use tokio::time::timeout;

use super::{
    Store,
    chores::Chore,
    inbox::Inbox,
    seed::Seed,
    step::{Done, Work, Workshop},
};
use crate::{
    Command,
    command::{Execute, WaitingCommand, waiting},
    journal::{Batch, Entry},
    sqlite::{self, StorageError},
};
use runtime::{Ask, Backoff, Question, metrics};

/// Entries that one transaction takes at most, so that commands and shutdown do not wait long.
const STEP: usize = 1000;
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
    pub(super) seed: Seed<S>,
    /// `None` while a step runs with it, or before it is open.
    pub(super) workshop: Option<Workshop<S>>,
    pub(super) inbox: Inbox,
    pub(super) commands: Vec<WaitingCommand<S>>,
    pub(super) chores: Vec<Chore>,
    pub(super) closing: Option<Ask<Close>>,
    /// Between steps that fail.
    backoff: Backoff,
    /// Between tries to open the database.
    pub(super) tries: Backoff,
    /// Entries could not be applied; they wait for a while, commands do not.
    paused: bool,
    /// Entries wait for more of them.
    lingering: bool,
    /// The wait is over.
    lingered: bool,
}

impl<S: Store> StoreActor<S> {
    pub(super) fn new(seed: Seed<S>) -> Self {
        let backoff = Backoff::new(Duration::from_millis(50), Duration::from_secs(5));
        let tries = Backoff::new(Duration::from_millis(100), LONGEST_PAUSE);
        Self {
            seed,
            workshop: None,
            inbox: Inbox::default(),
            commands: Vec::new(),
            chores: Vec::new(),
            closing: None,
            paused: false,
            lingering: false,
            lingered: false,
            backoff,
            tries,
        }
    }

    /// Works off what is there, one step after the other.
    pub(super) fn go_on(&mut self, ctx: &mut Context<Self>) {
        let shut = self.seed.state.shut.borrow().clone();
        if let Some(shut) = shut {
            return self.refuse(&shut.into());
        }
        let Some(workshop) = self.workshop.take() else { return };
        let behind = !self.paused && workshop.journal.head() > workshop.bookmark;
        if let Some(chore) = self.chores.pop() {
            self.do_chore(workshop, chore, ctx);
        } else if behind && self.commands.is_empty() && self.lingers(&workshop, ctx) {
            self.workshop = Some(workshop);
        } else if behind || !self.commands.is_empty() {
            self.lingered = false;
            self.step(workshop, ctx);
        } else if let Some(ask) = self.closing.take() {
            let close = sqlite::close(workshop.conn).into_actor(self);
            ctx.spawn(close.map(|(), _, _| ask.reply.answer(Ok(()))));
        } else {
            self.inbox = Inbox::default();
            self.workshop = Some(workshop);
        }
    }

    /// Whether to wait for more entries before the next step.
    fn lingers(&mut self, workshop: &Workshop<S>, ctx: &mut Context<Self>) -> bool {
        let behind = workshop.journal.head().0 - workshop.bookmark.0;
        if S::LINGER.is_zero() || self.lingered || behind >= STEP as i64 || self.closing.is_some() {
            return false;
        }
        if !self.lingering {
            self.lingering = true;
            ctx.run_later(S::LINGER, |store, ctx| {
                (store.lingering, store.lingered) = (false, true);
                store.go_on(ctx);
            });
        }
        true
    }

    fn step(&mut self, mut workshop: Workshop<S>, ctx: &mut Context<Self>) {
        let paused = self.paused;
        let live = if paused { Vec::new() } else { self.inbox.take(workshop.bookmark, STEP) };
        let commands = std::mem::take(&mut self.commands);
        let step = async move {
            let work = if paused { Ok(Work::none(workshop.bookmark)) } else { live_or_read(&workshop, live).await };
            let done = match work {
                Ok(work) => workshop.step(&work, &commands).await,
                Err(error) => Done::failed(error, commands.len()),
            };
            (workshop, commands, done)
        };
        ctx.spawn(timeout(STEP_DEADLINE, step).into_actor(self).map(|stepped, store, ctx| {
            let Ok((workshop, commands, done)) = stepped else {
                tracing::error!(store = S::NAME, "a step hangs; the store is closed");
                ctx.stop();
                return;
            };
            store.seed.state.bookmark.send_replace(Some(workshop.bookmark));
            store.workshop = Some(workshop);
            let mut damage = done.answers.iter().filter_map(|answer| answer.as_ref().err());
            let damage = damage.find(|error| matches!(error, StorageError::Corrupt(_))).cloned();
            answer(commands, done.answers);
            store.after_step(damage.map_or(done.entries, Err), ctx);
        }));
    }

    fn after_step(&mut self, entries: Result<(), StorageError>, ctx: &mut Context<Self>) {
        match entries {
            Ok(()) => {
                if !self.paused {
                    self.backoff.reset();
                }
                self.go_on(ctx);
            }
            Err(error @ StorageError::Corrupt(_)) => {
                // Whether it is damaged is found when it opens: a disk that stumbled once says the same.
                tracing::error!(store = S::NAME, %error, "the store is closed and checked");
                self.doubt(ctx);
            }
            Err(error) => {
                let pause = self.backoff.pause();
                tracing::error!(store = S::NAME, %error, pause_ms = pause.as_millis() as u64, "applying failed; trying again");
                self.paused = true;
                ctx.run_later(pause, move |store, ctx| {
                    store.paused = false;
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

async fn live_or_read<S: Store>(workshop: &Workshop<S>, live: Vec<Arc<Entry>>) -> Result<Work, StorageError> {
    let head = workshop.journal.head();
    if let Some(last) = live.last() {
        return Ok(Work { through: last.seq, entries: live });
    }
    if head <= workshop.bookmark {
        return Ok(Work::none(workshop.bookmark));
    }
    metrics::STORE_CATCH_UPS.with_label_values(&[workshop.name]).inc();
    let entries = workshop.journal.read(workshop.bookmark).await?;
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
        self.seed.state.bookmark.send_replace(None);
        *self = Self::new(self.seed.clone());
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
        self.closing = Some(ask);
        self.go_on(ctx);
    }
}
