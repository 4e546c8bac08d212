//! The way to ask an actor something: bounded by permits, ended by a deadline.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use actix::{Actor, Addr, Context, Handler, Message};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    time::{Instant, timeout_at},
};

use super::{ActorHandle, AskError};

/// Something an actor can be asked.
pub trait Question: Send + 'static {
    type Answer: Send + 'static;
    /// Why the actor may say that it could not do it.
    type Failure: Send + 'static;
}

/// A question on its way, with the right to answer it.
pub struct Ask<Q: Question> {
    pub question: Q,
    pub reply: Reply<Q::Answer, Q::Failure>,
}

impl<Q: Question> Message for Ask<Q> {
    type Result = ();
}

/// The right to answer one question, and the place it takes in the mailbox until then. Dropped unanswered
/// (the actor crashed), its caller gets [`AskError::Crashed`].
pub struct Reply<T, F> {
    sender: Option<oneshot::Sender<Result<T, AskError<F>>>>,
    _place: Slot,
}

impl<T, F> Reply<T, F> {
    pub fn answer(mut self, answer: Result<T, AskError<F>>) {
        if let Some(sender) = self.sender.take() {
            // A caller that no longer waits has its answer already: TimedOut.
            let _ = sender.send(answer);
        }
    }
}

/// Where the answer to a question arrives.
type Response<Q> = oneshot::Receiver<Result<<Q as Question>::Answer, AskError<<Q as Question>::Failure>>>;

struct Slot {
    _permit: OwnedSemaphorePermit,
    gate: Arc<Capacity>,
    since: Instant,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let took = u64::try_from(self.since.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.gate.took_us.fetch_add(took, Ordering::Relaxed);
        self.gate.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// The bound of one mailbox. actix's own capacity is none: every clone of an `Addr` may exceed it.
pub(super) struct Capacity {
    permits: Arc<Semaphore>,
    capacity: usize,
    done: AtomicU64,
    took_us: AtomicU64,
}

impl Capacity {
    pub(super) fn new(capacity: usize) -> Arc<Self> {
        let permits = Arc::new(Semaphore::new(capacity));
        Arc::new(Self { permits, capacity, done: AtomicU64::new(0), took_us: AtomicU64::new(0) })
    }

    /// Questions that wait or are being worked on.
    pub(super) fn in_flight(&self) -> usize {
        self.capacity - self.permits.available_permits()
    }

    /// Questions that left the mailbox since the start.
    pub(super) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// How long those took that left, waiting included, all together.
    pub(super) fn took(&self) -> Duration {
        Duration::from_micros(self.took_us.load(Ordering::Relaxed))
    }

    pub(super) fn close(&self) {
        self.permits.close();
    }

    fn place(self: &Arc<Self>, permit: OwnedSemaphorePermit) -> Slot {
        Slot { _permit: permit, gate: Arc::clone(self), since: Instant::now() }
    }
}

/// Where an actor is reached. Cheap to clone; stays valid when the actor is restarted.
pub struct Mailbox<A: Actor> {
    addr: Addr<A>,
    actor: ActorHandle,
    deadline: Duration,
}

impl<A: Actor> Clone for Mailbox<A> {
    fn clone(&self) -> Self {
        Self { addr: self.addr.clone(), actor: self.actor.clone(), deadline: self.deadline }
    }
}

impl<A: Actor<Context = Context<A>>> Mailbox<A> {
    pub(super) fn new(addr: Addr<A>, actor: ActorHandle, deadline: Duration) -> Self {
        Self { addr, actor, deadline }
    }

    /// The actor behind it, to be stopped.
    pub fn actor(&self) -> &ActorHandle {
        &self.actor
    }

    /// Asks, and waits at most this mailbox's deadline for the answer. A caller that stops waiting does not
    /// take the question back.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn ask<Q>(&self, question: Q) -> Result<Q::Answer, AskError<Q::Failure>>
    where
        Q: Question,
        A: Handler<Ask<Q>>,
    {
        let deadline = Instant::now() + self.deadline;
        let waiting = Arc::clone(&self.actor.gate().permits).acquire_owned();
        let permit =
            timeout_at(deadline, waiting).await.map_err(|_| AskError::Overloaded)?.map_err(|_| AskError::Gone)?;
        let answer = self.deliver(question, permit)?;
        match timeout_at(deadline, answer).await {
            Err(_) => Err(AskError::TimedOut),
            Ok(Err(_)) => Err(AskError::Crashed),
            Ok(Ok(answer)) => answer,
        }
    }

    /// Asks without waiting, if there is room; the answer is dropped. For hints whose loss does no harm.
    pub fn hint<Q>(&self, question: Q) -> bool
    where
        Q: Question,
        A: Handler<Ask<Q>>,
    {
        let permit = Arc::clone(&self.actor.gate().permits).try_acquire_owned();
        permit.is_ok_and(|permit| self.deliver(question, permit).is_ok())
    }

    fn deliver<Q>(&self, question: Q, permit: OwnedSemaphorePermit) -> Result<Response<Q>, AskError<Q::Failure>>
    where
        Q: Question,
        A: Handler<Ask<Q>>,
    {
        let (sender, answer) = oneshot::channel();
        let reply = Reply { sender: Some(sender), _place: self.actor.gate().place(permit) };
        #[expect(clippy::disallowed_methods, reason = "this is the handle; the permit in the message is the bound")]
        self.addr.try_send(Ask { question, reply }).map_err(|_| AskError::Gone)?;
        Ok(answer)
    }
}
