//! What keeps actors alive and reachable: supervision, and handles whose calls are bounded and end in time.
//!
//! actix restarts an actor that *stops*, not one that panics; here a [`guardian`] does both and keeps the
//! address and the queued messages. Nobody outside sees an `Addr`: callers hold a [`Mailbox`].

mod backoff;
mod error;
mod fail_point;
mod guardian;
mod mailbox;
mod supervisor;
#[cfg(test)]
mod tests;

pub use backoff::Backoff;
pub use error::AskError;
pub use fail_point::fail_point;
pub(crate) use guardian::panic_message;
pub use mailbox::{Ask, Mailbox, Question, Reply};
pub use supervisor::{ActorState, Limits, Supervisor};

/// Unix time in milliseconds.
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Unix time in seconds.
pub fn now() -> i64 {
    now_ms() / 1000
}
