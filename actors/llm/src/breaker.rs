//! Leaves a model alone that keeps failing.

use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};
use tokio::time::Instant;

use super::Patience;
use runtime::Backoff;

/// A model's circuit breaker: after so many failures in a row it opens for a growing while; then one probe decides.
pub(super) struct Breaker {
    failures: u32,
    state: Mutex<State>,
}

struct State {
    in_a_row: u32,
    rest: Backoff,
    open_until: Option<Instant>,
    probing: bool,
}

/// Leave for one try. Dropped without a verdict it says nothing about the model.
pub(super) struct Pass<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
}

impl Breaker {
    pub(super) fn new(patience: &Patience) -> Self {
        let rest = Backoff::new(patience.first_rest, patience.longest_rest);
        let state = State { in_a_row: 0, rest, open_until: None, probing: false };
        Self { failures: patience.failures.max(1), state: Mutex::new(state) }
    }

    /// Leave for a try now, if the model is not being left alone.
    pub(super) fn admit(&self, now: Instant) -> Option<Pass<'_>> {
        let mut state = self.state();
        let Some(until) = state.open_until else { return Some(Pass { breaker: self, is_probe: false }) };
        if until > now || state.probing {
            return None;
        }
        state.probing = true;
        Some(Pass { breaker: self, is_probe: true })
    }

    /// Whether the model is left alone at that time, as far as is known now.
    pub(super) fn is_open(&self, at: Instant) -> bool {
        self.state().open_until.is_some_and(|until| until > at)
    }

    /// The provider asked to be left alone until then.
    pub(super) fn rest_until(&self, until: Instant) {
        let mut state = self.state();
        state.open_until = Some(state.open_until.map_or(until, |open| open.max(until)));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock()
    }
}

impl Pass<'_> {
    pub(super) fn worked(self) {
        let mut state = self.breaker.state();
        state.in_a_row = 0;
        // A late answer to a question of before must not cut short what the provider asked for.
        if self.is_probe {
            state.open_until = None;
            state.rest.reset();
        }
    }

    /// Tells for how long the model is left alone, if this was one failure too many.
    pub(super) fn failed(self, now: Instant) -> Option<Duration> {
        let mut state = self.breaker.state();
        state.in_a_row = state.in_a_row.saturating_add(1);
        let opens = self.is_probe || (state.in_a_row >= self.breaker.failures && state.open_until.is_none());
        opens.then(|| {
            let rest = state.rest.pause();
            state.open_until = Some(now + rest);
            rest
        })
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if self.is_probe {
            self.breaker.state().probing = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(60);

    fn breaker() -> Breaker {
        Breaker::new(&Patience { failures: 2, first_rest: REST, longest_rest: 4 * REST, ..Patience::default() })
    }

    fn fail(breaker: &Breaker, now: Instant) -> Option<Duration> {
        breaker.admit(now).unwrap().failed(now)
    }

    #[test]
    fn failures_in_a_row_open_it_and_a_probe_decides() {
        let (breaker, now) = (breaker(), Instant::now());
        assert_eq!(fail(&breaker, now), None);
        let rest = fail(&breaker, now).unwrap();
        assert!(rest <= REST && rest >= REST / 2);
        assert!(breaker.admit(now).is_none() && breaker.admit(now + rest / 2).is_none());

        let probe = breaker.admit(now + rest).unwrap();
        assert!(breaker.admit(now + rest).is_none(), "one probe at a time");
        let longer = probe.failed(now + rest).unwrap();
        assert!(longer >= REST && longer <= 2 * REST, "{longer:?}");

        breaker.admit(now + rest + longer).unwrap().worked();
        assert_eq!(fail(&breaker, now + rest + longer), None, "it counts from the start again");
    }

    #[test]
    fn what_works_in_between_keeps_it_closed() {
        let (breaker, now) = (breaker(), Instant::now());
        for _ in 0..5 {
            assert_eq!(fail(&breaker, now), None);
            breaker.admit(now).unwrap().worked();
        }
    }

    #[test]
    fn a_probe_given_up_leaves_room_for_the_next() {
        let (breaker, now) = (breaker(), Instant::now());
        breaker.rest_until(now + REST);
        drop(breaker.admit(now + REST).unwrap());
        assert!(breaker.admit(now + REST).is_some());
    }

    #[test]
    fn a_late_answer_does_not_end_a_rest_that_was_asked_for() {
        let (breaker, now) = (breaker(), Instant::now());
        let early = breaker.admit(now).unwrap();
        breaker.rest_until(now + REST);
        early.worked();
        assert!(breaker.admit(now).is_none());
    }
}
