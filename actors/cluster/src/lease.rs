//! The right to act as a member of the cluster, which ends by itself.

use std::time::{Duration, Instant};

use tokio::sync::watch;

/// So long after the last acknowledged beat a node stops acting. Shorter than [`crate::DEAD_AFTER`] by more than a beat.
pub const STOP_AFTER: Duration = Duration::from_secs(3);

/// A node's right to act, for one instance of it. Once it ended it never comes back: the next is another. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Lease {
    node: String,
    instance: String,
    /// `None` when it was ended early.
    until: watch::Receiver<Option<Instant>>,
}

/// The side that prolongs a lease. Dropping it ends the lease.
#[derive(Debug)]
pub(crate) struct LeaseKeeper(watch::Sender<Option<Instant>>);

impl LeaseKeeper {
    /// A lease because of a beat that was sent then.
    pub fn new(node: &str, instance: &str, sent: Instant) -> (Self, Lease) {
        let (sender, until) = watch::channel(Some(sent + STOP_AFTER));
        (Self(sender), Lease { node: node.to_owned(), instance: instance.to_owned(), until })
    }

    /// A beat that was sent then was acknowledged. `false` if the lease had ended before: it stays so.
    pub fn prolong(&self, sent: Instant) -> bool {
        let mut is_valid = false;
        // The clock is read under the lock, so that nobody is told "ended" and then "valid".
        self.0.send_if_modified(|until| {
            is_valid = until.is_some_and(|until| Instant::now() < until);
            if is_valid {
                *until = (*until).max(Some(sent + STOP_AFTER));
            }
            is_valid
        });
        is_valid
    }

    pub fn is_valid(&self) -> bool {
        self.0.borrow().is_some_and(|until| Instant::now() < until)
    }

    pub fn end(self) {
        self.0.send_replace(None);
    }
}

impl Lease {
    /// Whether the node may act now. Ask right before each act: a stopped process does not notice how late it is.
    pub fn is_valid(&self) -> bool {
        let is_kept = self.until.has_changed().is_ok();
        is_kept && self.until.borrow().is_some_and(|until| Instant::now() < until)
    }

    /// Waits for its end.
    pub async fn lost(&self) {
        let mut until = self.until.clone();
        loop {
            let Some(end) = *until.borrow_and_update() else { return };
            if !self.is_valid() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep_until(end.into()) => {}
                changed = until.changed() => if changed.is_err() { return },
            }
        }
    }

    pub fn node(&self) -> &str {
        &self.node
    }

    /// Which start of the node it is for.
    pub fn instance(&self) -> &str {
        &self.instance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lease_that_ended_is_never_valid_again() {
        let long_ago = Instant::now().checked_sub(2 * STOP_AFTER).unwrap();
        let (keeper, lease) = LeaseKeeper::new("a", "i", long_ago);
        assert!(!lease.is_valid());
        assert!(!keeper.prolong(Instant::now()));
        assert!(!lease.is_valid());
    }

    #[tokio::test]
    async fn a_lease_ends_with_its_keeper() {
        let (keeper, lease) = LeaseKeeper::new("a", "i", Instant::now());
        assert!(lease.is_valid() && keeper.prolong(Instant::now()));
        drop(keeper);
        assert!(!lease.is_valid());
        lease.lost().await;
        let (keeper, lease) = LeaseKeeper::new("a", "i", Instant::now());
        keeper.end();
        assert!(!lease.is_valid());
        lease.lost().await;
    }

    #[tokio::test]
    async fn a_lease_ends_when_it_is_not_prolonged() {
        let sent = Instant::now().checked_sub(STOP_AFTER.mul_f32(0.9)).unwrap();
        let (_keeper, lease) = LeaseKeeper::new("a", "i", sent);
        lease.lost().await;
        assert!(!lease.is_valid() && sent.elapsed() >= STOP_AFTER);
    }
}
