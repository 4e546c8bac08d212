//! Background work: one step after the other, steered through a mailbox.

#[cfg(test)]
mod tests;

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use actix::{Actor, ActorFutureExt, AsyncContext, Context, Handler, SpawnHandle, Supervised, WrapFuture};
use tokio::sync::watch;

use super::{ActorHandle, Ask, AskError, Mailbox, Question, Supervisor, clock::now};

/// Work that is done in steps.
#[allow(async_fn_in_trait, reason = "an actor lives on one thread, its futures need not be Send")]
pub trait Work: Clone + Send + Unpin + 'static {
    /// What it keeps from step to step. It is made anew when the actor is restarted.
    type State: Unpin + 'static;

    /// Called on the thread of the actor, before the first step.
    fn begin(&self) -> Self::State;

    /// When the first step is taken, counted from the start.
    fn first(&self) -> Duration;

    /// Takes one step.
    async fn step(&self, state: &mut Self::State) -> Step;
}

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Why it failed, for operators.
    pub result: Result<(), String>,
    pub next: Next,
}

/// When the next step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// So long after this step began; at once if it took longer. Steps that were missed are not made up for.
    Every(Duration),
    /// So long after this step ended.
    After(Duration),
}

impl Next {
    /// The pause after a step that `took` so long.
    fn pause(self, took: Duration) -> Duration {
        match self {
            Self::Every(period) => period.saturating_sub(took),
            Self::After(pause) => pause,
        }
    }
}

/// What a worker can be told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Takes no steps until `Resume`. A step that is under way is finished. A restart of the actor keeps the pause.
    Pause,
    /// Takes steps again: the first at once.
    Resume,
    /// Takes a step now, also during a pause. While one is under way, another follows it.
    RunNow,
}

/// Answered as soon as it is heard: a question that is open for long looks as if the actor hung.
impl Question for Order {
    type Answer = ();
    type Failure = Infallible;
}

/// What a worker is doing, and what came of its last step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkStatus {
    pub activity: Activity,
    /// When the last step ended, Unix seconds.
    pub last_run: Option<i64>,
    /// What it came to.
    pub last_result: Option<Result<(), String>>,
    /// When the next one begins, Unix seconds; `None` if that is open.
    pub next_run: Option<i64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Activity {
    #[default]
    Waiting,
    Running,
    Paused,
}

impl Activity {
    /// In one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Paused => "paused",
        }
    }
}

/// The way to a worker.
pub struct WorkerHandle<W: Work> {
    mailbox: Mailbox<Worker<W>>,
    status: watch::Receiver<WorkStatus>,
}

impl<W: Work> Clone for WorkerHandle<W> {
    fn clone(&self) -> Self {
        Self { mailbox: self.mailbox.clone(), status: self.status.clone() }
    }
}

impl<W: Work> WorkerHandle<W> {
    /// Tells the worker what to do.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn tell(&self, order: Order) -> Result<(), AskError<Infallible>> {
        self.mailbox.ask(order).await
    }

    /// Asks for a step, without waiting; false if the worker is gone.
    pub fn nudge(&self) -> bool {
        self.mailbox.hint(Order::RunNow)
    }

    /// What it is doing.
    pub fn status(&self) -> WorkStatus {
        self.status.borrow().clone()
    }

    /// Its actor, to be stopped.
    pub fn actor(&self) -> &ActorHandle {
        self.mailbox.actor()
    }
}

/// The actor that takes the steps.
pub struct Worker<W: Work> {
    work: W,
    phase: Phase<W::State>,
    status: watch::Sender<WorkStatus>,
}

enum Phase<S> {
    /// It was not started yet.
    New {
        paused: bool,
    },
    /// The next step is taken when this timer ends.
    Waiting {
        state: S,
        timer: SpawnHandle,
    },
    Paused {
        state: S,
    },
    /// A step is under way, and has the state.
    Running {
        then: Then,
    },
}

/// What comes after the step that is under way.
#[derive(Clone, Copy)]
enum Then {
    Wait,
    RunAgain,
    Pause,
    /// One more was ordered during a pause.
    RunAgainAndPause,
}

impl Then {
    fn after(self, order: Order) -> Self {
        match (self, order) {
            (_, Order::Pause) => Self::Pause,
            (_, Order::Resume) => Self::Wait,
            (Self::Wait | Self::RunAgain, Order::RunNow) => Self::RunAgain,
            (Self::Pause | Self::RunAgainAndPause, Order::RunNow) => Self::RunAgainAndPause,
        }
    }

    fn is_pause(self) -> bool {
        matches!(self, Self::Pause | Self::RunAgainAndPause)
    }
}

impl<W: Work> Worker<W> {
    /// Starts the work under supervision.
    pub fn start(supervisor: &Supervisor, name: &'static str, work: W) -> WorkerHandle<W> {
        let status = watch::Sender::new(WorkStatus::default());
        let seen = status.subscribe();
        let mailbox = supervisor.start(name, move || Self { work, phase: Phase::New { paused: false }, status });
        mailbox.actor().shows(seen.clone());
        WorkerHandle { mailbox, status: seen }
    }

    fn obey(&mut self, order: Order, ctx: &mut Context<Self>) {
        match (std::mem::replace(&mut self.phase, Phase::New { paused: false }), order) {
            (Phase::New { .. }, order) => self.phase = Phase::New { paused: order == Order::Pause },
            (Phase::Waiting { state, timer }, Order::RunNow | Order::Resume) => {
                ctx.cancel_future(timer);
                self.run(state, Then::Wait, ctx);
            }
            (Phase::Waiting { state, timer }, Order::Pause) => {
                ctx.cancel_future(timer);
                self.pause(state);
            }
            (Phase::Paused { state }, Order::RunNow) => self.run(state, Then::Pause, ctx),
            (Phase::Paused { state }, Order::Resume) => self.run(state, Then::Wait, ctx),
            (Phase::Paused { state }, Order::Pause) => self.phase = Phase::Paused { state },
            (Phase::Running { then }, order) => self.phase = Phase::Running { then: then.after(order) },
        }
    }

    fn wait(&mut self, state: W::State, pause: Duration, ctx: &mut Context<Self>) {
        let timer = ctx.run_later(pause, |worker, ctx| worker.obey(Order::RunNow, ctx));
        self.phase = Phase::Waiting { state, timer };
        let next_run = now().saturating_add(i64::try_from(pause.as_secs()).unwrap_or(i64::MAX));
        self.show(Activity::Waiting, Some(next_run));
    }

    fn pause(&mut self, state: W::State) {
        self.phase = Phase::Paused { state };
        self.show(Activity::Paused, None);
    }

    fn run(&mut self, mut state: W::State, then: Then, ctx: &mut Context<Self>) {
        self.phase = Phase::Running { then };
        self.show(Activity::Running, None);
        let (work, begun) = (self.work.clone(), Instant::now());
        let step = async move {
            let step = work.step(&mut state).await;
            (state, step)
        };
        ctx.spawn(step.into_actor(self).map(move |(state, step), worker, ctx| worker.ran(state, step, begun, ctx)));
    }

    fn ran(&mut self, state: W::State, step: Step, begun: Instant, ctx: &mut Context<Self>) {
        self.status.send_modify(|status| {
            status.last_run = Some(now());
            status.last_result = Some(step.result);
        });
        let pause = step.next.pause(begun.elapsed());
        match self.phase {
            Phase::Running { then: Then::RunAgain } => self.run(state, Then::Wait, ctx),
            Phase::Running { then: Then::RunAgainAndPause } => self.run(state, Then::Pause, ctx),
            Phase::Running { then: Then::Pause } => self.pause(state),
            // A timer takes a millisecond even for none.
            _ if pause.is_zero() => self.run(state, Then::Wait, ctx),
            _ => self.wait(state, pause, ctx),
        }
    }

    fn show(&self, activity: Activity, next_run: Option<i64>) {
        self.status.send_modify(|status| {
            status.activity = activity;
            status.next_run = next_run;
        });
    }
}

impl<W: Work> Actor for Worker<W> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let state = self.work.begin();
        match self.phase {
            Phase::New { paused: true } => self.pause(state),
            _ => self.wait(state, self.work.first(), ctx),
        }
    }
}

impl<W: Work> Supervised for Worker<W> {
    fn restarting(&mut self, _: &mut Self::Context) {
        let paused = match self.phase {
            Phase::New { paused } => paused,
            Phase::Waiting { .. } => false,
            Phase::Paused { .. } => true,
            Phase::Running { then } => then.is_pause(),
        };
        self.phase = Phase::New { paused };
        self.status.send_modify(|status| status.last_result = Some(Err("it failed and was restarted".to_owned())));
    }
}

impl<W: Work> Handler<Ask<Order>> for Worker<W> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Order>, ctx: &mut Self::Context) {
        self.obey(ask.question, ctx);
        ask.reply.answer(Ok(()));
    }
}
