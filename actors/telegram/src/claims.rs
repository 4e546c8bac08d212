//! What several machines that may send the same agree on before one of them does.

use futures_util::future::BoxFuture;

/// Whether something may have been said before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claimed {
    /// Nobody has claimed it before.
    First,
    /// A former owner claimed it; whether it was sent is unknown.
    Again,
    /// A former owner sent it.
    Sent,
}

/// Why it could not be claimed: it must not be sent now.
#[derive(Debug, Clone, thiserror::Error)]
#[error("cannot claim it for all machines: {0}")]
pub struct NotClaimed(pub String);

/// Claims that outlive the machine that made them. What is sent has the same key on whichever machine.
pub trait Claims: Send + Sync {
    /// Claims it, durably.
    fn claim(&self, key: &str) -> BoxFuture<'_, Result<Claimed, NotClaimed>>;

    /// Notes that it was sent. It need not be durable at once: without it, it counts as [`Claimed::Again`].
    fn sent(&self, key: &str);
}
