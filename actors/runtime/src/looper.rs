//! An actor whose work is one loop, which waits for what others leave to be done. Steered through a mailbox.

#[cfg(test)]
mod tests;

use actix::{Actor, AsyncContext, Context, Handler, Supervised, WrapFuture};
use tokio::sync::watch;

use super::{Activity, ActorHandle, Ask, Mailbox, Order, Supervisor, WorkStatus, clock::now};

/// Work that is a loop.
#[allow(async_fn_in_trait, reason = "an actor lives on one thread, its futures need not be Send")]
pub trait Loop: Clone + Send + Unpin + 'static {
    /// Works until the actor is stopped. Called anew when the actor is restarted.
    async fn run(self, control: LoopControl);
}

/// What the loop hears and tells.
#[derive(Clone)]
pub struct LoopControl {
    orders: watch::Receiver<Orders>,
    status: watch::Sender<WorkStatus>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Orders {
    paused: bool,
}

impl LoopControl {
    /// Whether the loop begins nothing more; what is under way is finished. Orders up to now count as heard.
    pub fn is_paused(&mut self) -> bool {
        self.orders.borrow_and_update().paused
    }

    /// Resolves when an order came that was not heard yet: the loop looks at once what there is to do.
    pub async fn ordered(&mut self) {
        // An error means that the actor is gone, and the loop with it.
        let _ = self.orders.changed().await;
    }

    /// Tells how many things are under way.
    pub fn show(&self, under_way: usize) {
        let activity = match under_way {
            0 if self.orders.borrow().paused => Activity::Paused,
            0 => Activity::Waiting,
            _ => Activity::Running,
        };
        self.status.send_if_modified(|status| {
            let changed = status.activity != activity;
            if changed && status.activity == Activity::Running {
                status.last_run = Some(now());
                status.last_result = Some(Ok(()));
            }
            status.activity = activity;
            changed
        });
    }
}

/// The way to a loop.
pub struct LooperHandle<L: Loop> {
    mailbox: Mailbox<Looper<L>>,
    status: watch::Receiver<WorkStatus>,
}

impl<L: Loop> Clone for LooperHandle<L> {
    fn clone(&self) -> Self {
        Self { mailbox: self.mailbox.clone(), status: self.status.clone() }
    }
}

impl<L: Loop> LooperHandle<L> {
    /// Tells the loop what to do.
    ///
    /// # Errors
    /// See [`AskError`](super::AskError).
    pub async fn tell(&self, order: Order) -> Result<(), super::AskError<std::convert::Infallible>> {
        self.mailbox.ask(order).await
    }

    /// Pauses the loop; resolves when nothing is under way, or the actor is gone.
    pub async fn finish(&self) {
        if self.tell(Order::Pause).await.is_ok() {
            let _ = self.status.clone().wait_for(|status| status.activity == Activity::Paused).await;
        }
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

/// The actor that holds the loop.
pub struct Looper<L: Loop> {
    work: L,
    /// Kept over a restart: what was paused stays so.
    orders: watch::Sender<Orders>,
    status: watch::Sender<WorkStatus>,
}

impl<L: Loop> Looper<L> {
    /// Starts the loop under supervision.
    pub fn start(supervisor: &Supervisor, name: &'static str, work: L) -> LooperHandle<L> {
        let status = watch::Sender::new(WorkStatus::default());
        let seen = status.subscribe();
        let mailbox = supervisor.start(name, move || Self { work, orders: watch::Sender::default(), status });
        mailbox.actor().shows(seen.clone());
        LooperHandle { mailbox, status: seen }
    }
}

impl<L: Loop> Actor for Looper<L> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let control = LoopControl { orders: self.orders.subscribe(), status: self.status.clone() };
        ctx.spawn(self.work.clone().run(control).into_actor(self));
    }
}

impl<L: Loop> Supervised for Looper<L> {
    fn restarting(&mut self, _: &mut Self::Context) {
        self.status.send_modify(|status| status.last_result = Some(Err("it failed and was restarted".to_owned())));
    }
}

impl<L: Loop> Handler<Ask<Order>> for Looper<L> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Order>, _: &mut Self::Context) {
        self.orders.send_modify(|orders| match ask.question {
            Order::Pause => orders.paused = true,
            Order::Resume => orders.paused = false,
            // To be woken is all.
            Order::RunNow => {}
        });
        ask.reply.answer(Ok(()));
    }
}
