//! Growing pauses.

use std::time::Duration;

/// Pauses that double from `first` to `longest`, each shortened at random by up to half ("equal jitter"), so that
/// those who failed together do not come back together.
#[derive(Debug, Clone)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl Backoff {
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, failures: 0 }
    }

    /// The pause after one more failure.
    pub fn pause(&mut self) -> Duration {
        let full = self.first.saturating_mul(1 << self.failures.min(20)).min(self.longest);
        self.failures = self.failures.saturating_add(1);
        full / 2 + full.mul_f64(fastrand::f64() / 2.0)
    }

    /// Something worked: the next pause is the first again.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_the_longest_and_start_again_after_success() {
        let mut backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(60));
        let pauses: Vec<_> = (0..40).map(|_| backoff.pause()).collect();
        assert!(pauses[0] >= Duration::from_millis(500) && pauses[0] <= Duration::from_secs(1));
        assert!(pauses[3] >= Duration::from_secs(4) && pauses[3] <= Duration::from_secs(8));
        assert!(pauses[39] >= Duration::from_secs(30) && pauses[39] <= Duration::from_secs(60));
        backoff.reset();
        assert!(backoff.pause() <= Duration::from_secs(1));
    }
}
