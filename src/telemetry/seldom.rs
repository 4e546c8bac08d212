//! Keeps from the log what would be said again and again.

use std::sync::atomic::{AtomicI64, Ordering};

use runtime::clock::now;
use tracing::Metadata;

/// The HTTP server tells twice a second that it can take no connection, for as long as that lasts.
const ACCEPT: &str = "actix_server::accept";
/// Seconds between two such lines.
const PAUSE: i64 = 60;

/// Whether a line is to be written.
pub(super) fn is_news(about: &Metadata<'_>) -> bool {
    static LAST: AtomicI64 = AtomicI64::new(i64::MIN);
    if about.target() != ACCEPT {
        return true;
    }
    let (now, last) = (now(), LAST.load(Ordering::Relaxed));
    let is_due = now.saturating_sub(last).saturating_abs() >= PAUSE;
    is_due && LAST.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok()
}
