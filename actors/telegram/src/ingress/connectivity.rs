//! Whether Telegram can be reached, and takes us for who we are.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use crate::CallError;
use parking_lot::{Mutex, MutexGuard};
use runtime::clock::now_ms;

/// When Telegram was last reached, in Unix milliseconds, and whether its newest answer means that nothing will come.
#[derive(Debug, Clone)]
pub struct Connectivity {
    /// 0 for never.
    answered: Arc<AtomicI64>,
    received: Arc<AtomicI64>,
    rejection: Arc<Mutex<Option<Rejection>>>,
}

/// An answer that does not get better by waiting: somebody has to set something right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rejection {
    /// 401: the token was revoked, or is wrong.
    Token,
    /// 404: the server knows no such bot.
    NoSuchBot,
    /// The server is elsewhere.
    Redirect,
    /// Whatever answers is no Bot API.
    Nonsense,
}

impl Rejection {
    /// `None` for what may pass by itself, as network failures, 5xx, 409 and 429 do.
    fn of(error: &CallError) -> Option<Self> {
        match error {
            CallError::Unauthorized => Some(Self::Token),
            CallError::NotFound => Some(Self::NoSuchBot),
            CallError::Redirected(_) => Some(Self::Redirect),
            CallError::NotBotApi(_) => Some(Self::Nonsense),
            _ => None,
        }
    }
}

impl Default for Connectivity {
    fn default() -> Self {
        Self { answered: Arc::default(), received: Arc::new(now_ms().into()), rejection: Arc::default() }
    }
}

impl Connectivity {
    /// Telegram has just answered.
    pub fn answered(&self) {
        self.answered.store(now_ms(), Ordering::Relaxed);
    }

    /// Telegram has just answered who we are, or what there is for us.
    pub fn accepted(&self) {
        self.answered();
        *self.lock() = None;
    }

    /// Telegram has just said which updates there are, or that there are none.
    pub fn received(&self) {
        self.accepted();
        self.received.store(now_ms(), Ordering::Relaxed);
    }

    /// Telegram has just delivered an update, which says nothing of how it answers.
    pub fn delivered(&self) {
        self.answered();
        self.received.store(now_ms(), Ordering::Relaxed);
    }

    /// The newest call failed. What may pass by itself leaves the rest as it is.
    pub fn failed(&self, error: &CallError) {
        if let Some(rejection) = Rejection::of(error) {
            *self.lock() = Some(rejection);
        }
    }

    /// Why nothing will come until somebody sets it right; `None` if nothing is known to be wrong.
    pub fn rejection(&self) -> Option<Rejection> {
        *self.lock()
    }

    /// How long ago Telegram answered; `None` for never.
    pub fn ago(&self) -> Option<Duration> {
        let last = self.answered.load(Ordering::Relaxed);
        (last > 0).then(|| since(last))
    }

    /// How long nothing could be received.
    pub fn received_ago(&self) -> Duration {
        since(self.received.load(Ordering::Relaxed))
    }

    fn lock(&self) -> MutexGuard<'_, Option<Rejection>> {
        self.rejection.lock()
    }
}

fn since(ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(now_ms() - ms).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rejection_stays_until_telegram_takes_us_again() {
        let connectivity = Connectivity::default();
        for error in [CallError::Server(502), CallError::Broken(String::new()), CallError::Conflict(String::new())] {
            connectivity.failed(&error);
            assert_eq!(connectivity.rejection(), None, "{error}");
        }
        connectivity.failed(&CallError::Unauthorized);
        connectivity.failed(&CallError::Server(502));
        connectivity.delivered();
        connectivity.answered();
        assert_eq!(connectivity.rejection(), Some(Rejection::Token));
        connectivity.received();
        assert_eq!(connectivity.rejection(), None);
    }
}
