//! The actor that owns a store's database.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, Context, Handler, Supervised, WrapFuture};
use tokio::{sync::watch, time::timeout};

use super::{
    Home, Store, bookmark, discreet, opening,
    step::{Done, Work, Workshop},
};
use crate::{
    journal::{Batch, Entry, Journal},
    metrics,
    model::Seq,
    runtime::{Ask, Backoff, Question, Reply, Supervisor},
    sqlite::{self, Readers, StorageError},
};

/// Live entries that wait in memory weigh at most this, bytes; what comes beyond is read from the journal later.
const INBOX_WEIGHT: usize = 8 << 20;
/// Entries that one transaction takes at most, so that commands and shutdown do not wait long.
const STEP: usize = 1000;
/// A step that takes longer hangs: the actor is restarted with a new connection.
const STEP_DEADLINE: Duration = Duration::from_secs(30);
/// A file that is written anew takes as long as it is large.
const CLEAN_DEADLINE: Duration = Duration::from_secs(1800);

/// What outlives a restart of the actor.
pub(super) struct Seed<S: Store> {
    pub home: Home,
    pub inner: S::Seed,
    pub journal: Journal,
    /// How far the store is; `None` while it is not open.
    pub bookmark: watch::Sender<Option<Seq>>,
    pub readers: Readers,
    /// The last failure smelt of damage: look closely when opening.
    pub suspect: bool,
    pub supervisor: Supervisor,
}

impl<S: Store> Seed<S> {
    /// What cannot be built anew is mended by no restart: the service is to end.
    fn notice(&self, error: &StorageError) {
        if !S::DERIVED && matches!(error, StorageError::Corrupt(_)) {
            self.supervisor.damaged(S::NAME, error);
        }
    }
}

impl<S: Store> Clone for Seed<S> {
    fn clone(&self) -> Self {
        let Self { home, inner, journal, bookmark, readers, suspect, supervisor } = self;
        Self {
            home: home.clone(),
            inner: inner.clone(),
            journal: journal.clone(),
            bookmark: bookmark.clone(),
            readers: readers.clone(),
            suspect: *suspect,
            supervisor: supervisor.clone(),
        }
    }
}

/// The journal committed these.
pub(super) struct Committed(pub Arc<Batch>);

impl Question for Committed {
    type Answer = ();
}

/// Carry this out.
pub(super) struct Execute<S: Store>(pub S::Command);

impl<S: Store> Question for Execute<S> {
    type Answer = S::Answer;
}

/// Make everything applied so far durable, and say how far that is.
pub(super) struct MakeDurable;

impl Question for MakeDurable {
    type Answer = Seq;
}

/// Refresh what the query planner knows, and give free pages back to the disk, a few at a time; how many are left?
pub(super) struct Optimise;

impl Question for Optimise {
    type Answer = u64;
}

/// Leave no trace in the file of what was erased.
pub(super) struct Clean;

impl Question for Clean {
    type Answer = bool;
}

/// There is reason to look at the file closely: open it anew.
pub(super) struct Doubt;

impl Question for Doubt {
    type Answer = ();
}

/// What is done between steps, alone with the connection.
enum Chore {
    Durable(Reply<Seq>),
    Optimise(Reply<u64>),
    Clean(Reply<bool>),
    Doubt(Reply<()>),
}

/// Close the database; nothing is done after.
pub(super) struct Close;

impl Question for Close {
    type Answer = ();
}

pub(super) struct StoreActor<S: Store> {
    seed: Seed<S>,
    /// `None` while a step runs with it, or before it is open.
    workshop: Option<Workshop<S>>,
    inbox: VecDeque<Arc<Batch>>,
    inbox_weight: usize,
    commands: Vec<Ask<Execute<S>>>,
    chores: Vec<Chore>,
    closing: Option<Ask<Close>>,
    backoff: Backoff,
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
        Self {
            seed,
            workshop: None,
            inbox: VecDeque::new(),
            inbox_weight: 0,
            commands: Vec::new(),
            chores: Vec::new(),
            closing: None,
            paused: false,
            lingering: false,
            lingered: false,
            backoff,
        }
    }

    /// Works off what is there, one step after the other.
    fn go_on(&mut self, ctx: &mut Context<Self>) {
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
            self.inbox.clear();
            self.inbox_weight = 0;
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

    /// The live entries that follow the bookmark without a gap.
    fn take_live(&mut self, mut bookmark: Seq) -> Vec<Arc<Entry>> {
        let mut live = Vec::new();
        while live.len() < STEP
            && let Some(batch) = self.inbox.front()
            && batch.after <= bookmark
        {
            live.extend(batch.entries.iter().filter(|entry| entry.seq > bookmark).cloned());
            bookmark = bookmark.max(batch.last());
            self.inbox_weight -= batch.weight();
            self.inbox.pop_front();
        }
        live
    }

    fn step(&mut self, mut workshop: Workshop<S>, ctx: &mut Context<Self>) {
        let paused = self.paused;
        let live = if paused { Vec::new() } else { self.take_live(workshop.bookmark) };
        let (commands, replies): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.commands).into_iter().map(|ask| (ask.question.0, ask.reply)).unzip();
        let step = async move {
            let work = if paused { Ok(Work::none(workshop.bookmark)) } else { live_or_read(&workshop, live).await };
            let done = match work {
                Ok(work) => workshop.step(&work, &commands).await,
                Err(error) => Done::failed(error, commands.len()),
            };
            (workshop, done)
        };
        ctx.spawn(timeout(STEP_DEADLINE, step).into_actor(self).map(|stepped, store, ctx| {
            let Ok((workshop, done)) = stepped else {
                tracing::error!(store = S::NAME, "a step hangs; the store is closed");
                ctx.stop();
                return;
            };
            store.seed.bookmark.send_replace(Some(workshop.bookmark));
            store.workshop = Some(workshop);
            let mut damage = done.answers.iter().filter_map(|answer| answer.as_ref().err());
            let damage = damage.find(|error| matches!(error, StorageError::Corrupt(_))).cloned();
            answer(replies, done.answers);
            store.after_step(damage.map_or(done.entries, Err), ctx);
        }));
    }

    fn do_chore(&mut self, mut workshop: Workshop<S>, chore: Chore, ctx: &mut Context<Self>) {
        if let Chore::Doubt(reply) = chore {
            reply.answer(Ok(()));
            self.seed.suspect = true;
            return ctx.stop();
        }
        let deadline = if matches!(chore, Chore::Clean(_)) { CLEAN_DEADLINE } else { STEP_DEADLINE };
        let work = async move {
            match chore {
                Chore::Clean(reply) => {
                    let clean = discreet::is_clean(&mut workshop.conn).await;
                    // Answered before the work: a question that takes so long looks as if the actor hung.
                    reply.answer(clean.clone().map_err(Into::into));
                    if clean == Ok(false)
                        && let Err(error) = discreet::clean(&mut workshop.store, &mut workshop.conn).await
                    {
                        tracing::warn!(store = S::NAME, %error, "the file cannot be cleaned; it is tried again");
                    }
                }
                Chore::Doubt(reply) => reply.answer(Ok(())),
                Chore::Durable(reply) => reply.answer(bookmark::durable(&mut workshop.conn).await.map_err(Into::into)),
                Chore::Optimise(reply) => reply.answer(sqlite::optimise(&mut workshop.conn).await.map_err(Into::into)),
            }
            workshop
        };
        ctx.spawn(timeout(deadline, work).into_actor(self).map(|done, store, ctx| {
            let Ok(workshop) = done else {
                tracing::error!(store = S::NAME, "a chore hangs; the store is closed");
                ctx.stop();
                return;
            };
            store.workshop = Some(workshop);
            store.go_on(ctx);
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
                self.seed.suspect = true;
                ctx.stop();
            }
            Err(error) => {
                let pause = self.backoff.pause();
                tracing::error!(store = S::NAME, %error, pause_ms = pause.as_millis() as u64, "applying failed; trying again");
                self.paused = true;
                ctx.run_later(pause, |store, ctx| {
                    store.paused = false;
                    store.go_on(ctx);
                });
            }
        }
    }

    fn opened(&mut self, opened: opening::Opened<S>, ctx: &mut Context<Self>) {
        let opening::Opened { conn, store, discretion, bookmark } = opened;
        let name = S::NAME;
        metrics::STORE_BOOKMARK.with_label_values(&[name]).set(bookmark.0);
        let (seed, journal) = (self.seed.inner.clone(), self.seed.journal.clone());
        self.workshop = Some(Workshop { conn, store, discretion, seed, journal, bookmark, name });
        self.seed.suspect = false;
        self.seed.bookmark.send_replace(Some(bookmark));
        self.go_on(ctx);
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

fn answer<A>(replies: Vec<Reply<A>>, answers: Vec<Result<A, StorageError>>) {
    for (reply, answer) in replies.into_iter().zip(answers) {
        reply.answer(answer.map_err(Into::into));
    }
}

impl<S: Store> Actor for StoreActor<S> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let seed = self.seed.clone();
        let open = async move {
            seed.journal.opened().await;
            opening::open(&seed).await
        };
        ctx.wait(open.into_actor(self).map(|opened, store, ctx| match opened {
            Ok(opened) => store.opened(opened, ctx),
            Err(error) => {
                tracing::error!(store = S::NAME, %error, "cannot open the store");
                store.seed.notice(&error);
                ctx.stop();
            }
        }));
    }
}

impl<S: Store> Supervised for StoreActor<S> {
    fn restarting(&mut self, _: &mut Self::Context) {
        self.seed.bookmark.send_replace(None);
        *self = Self::new(self.seed.clone());
    }
}

impl<S: Store> Handler<Ask<Committed>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Committed>, ctx: &mut Self::Context) {
        let batch = ask.question.0;
        if self.inbox_weight + batch.weight() <= INBOX_WEIGHT {
            self.inbox_weight += batch.weight();
            self.inbox.push_back(batch);
        }
        self.go_on(ctx);
        ask.reply.answer(Ok(()));
    }
}

impl<S: Store> Handler<Ask<Execute<S>>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Execute<S>>, ctx: &mut Self::Context) {
        self.commands.push(ask);
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

impl<S: Store> Handler<Ask<MakeDurable>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<MakeDurable>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Durable(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Optimise>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Optimise>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Optimise(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Doubt>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Doubt>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Doubt(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Clean>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Clean>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Clean(ask.reply));
        self.go_on(ctx);
    }
}
