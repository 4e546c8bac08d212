//! Talks to the service manager in systemd's way: ready, alive, stopping. Without one it is silent.

use std::time::Duration;

use events::Seq;
use sd_notify::{NotifyState, notify, watchdog_enabled};
use storage::store::SomeStore;
use tokio::time::{sleep, timeout};

use crate::running::Running;

/// Says that the service is ready once the journal and the stores are open, or tried again and again (Telegram may be out of reach, and that is no
/// reason to start it anew), and from then on that it is alive, as long as it is.
pub(super) async fn attend(running: Running) {
    running.journal.opened().await;
    for store in running.stores() {
        // One that cannot be opened is no reason to start the others anew; `/readyz` tells of it.
        let _ = store.tried().await;
    }
    tell(NotifyState::Ready);
    let Some(window) = watchdog_enabled() else { return };
    let pause = window / 3;
    let mut before = Progress::default();
    loop {
        sleep(pause).await;
        let now = Progress::of(&running.stores());
        if writes(&running, pause).await && !now.hangs_since(&before) {
            tell(NotifyState::Watchdog);
        } else {
            tracing::error!("the service makes no progress; the service manager will restart it");
        }
        before = Progress { head: running.journal.head(), ..now };
    }
}

/// Says that it is ending.
pub(super) fn stopping() {
    tell(NotifyState::Stopping);
}

/// Whether the journal takes a write, if an empty one.
async fn writes(running: &Running, patience: Duration) -> bool {
    timeout(patience, running.journal.append(Vec::new())).await.is_ok_and(|written| written.is_ok())
}

/// How far each store is.
#[derive(Debug, Default, PartialEq)]
struct Progress {
    head: Seq,
    stores: Vec<Option<Seq>>,
}

impl Progress {
    fn of(stores: &[SomeStore]) -> Self {
        Self { head: Seq::default(), stores: stores.iter().map(|store| store.bookmark()).collect() }
    }

    /// Whether a store had something to apply then, and has applied nothing since. One that is being started anew is
    /// the supervisor's.
    fn hangs_since(&self, before: &Self) -> bool {
        let hangs = |(now, then): (&Option<Seq>, &Option<Seq>)| match (now, then) {
            (Some(now), Some(then)) => now == then && *then < before.head,
            _ => false,
        };
        self.stores.iter().zip(&before.stores).any(hangs)
    }
}

fn tell(state: NotifyState) {
    if let Err(error) = notify(&[state]) {
        tracing::warn!(%error, "cannot notify the service manager");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_hangs_if_it_was_behind_and_has_not_moved() {
        let at = |head, store: Option<i64>| Progress { head: Seq(head), stores: vec![store.map(Seq)] };
        assert!(!at(0, Some(5)).hangs_since(&at(5, Some(5))), "it had applied all");
        assert!(!at(0, Some(6)).hangs_since(&at(9, Some(5))), "it gets on");
        assert!(at(0, Some(5)).hangs_since(&at(9, Some(5))));
        assert!(!at(0, None).hangs_since(&at(9, Some(5))), "it is being started anew");
        assert!(!at(0, Some(5)).hangs_since(&Progress::default()));
    }
}
