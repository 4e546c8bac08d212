//! What keeps actors alive and reachable: supervision, and handles whose calls are bounded and end in time.
//!
//! actix restarts an actor that *stops*, not one that panics; here a guardian does both and keeps the
//! address and the queued messages. Nobody outside sees an `Addr`: callers hold a [`Mailbox`].
//!
//! It knows nothing of Telegram, SQLite or chats. Begin with [`Supervisor`], then [`Mailbox`], [`Worker`] for work that is done in
//! steps, and [`Looper`] for work that waits for others.

mod backoff;
mod child;
pub mod clock;
mod error;
mod fail_point;
mod guardian;
pub mod live;
mod looper;
mod mailbox;
pub mod metrics;
pub mod panics;
mod supervisor;
#[cfg(test)]
mod tests;
mod worker;

pub use backoff::Backoff;
pub use child::{ActorHandle, ActorState};
pub use error::AskError;
pub use fail_point::fail_point;
pub use looper::{Loop, LoopControl, Looper, LooperHandle};
pub use mailbox::{Ask, Mailbox, Question, Reply};
pub use supervisor::{Limits, Supervisor};
pub use worker::{Activity, Next, Order, Step, Work, WorkStatus, Worker, WorkerHandle};
