//! Rates and latencies, from counters that only grow.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

/// Rates are told over so long.
const WINDOW: Duration = Duration::from_secs(10);
/// Older counts tell nothing of now.
const STALE: Duration = Duration::from_secs(30);

/// A counter: how often something happened, and how many seconds that took together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Count {
    pub times: u64,
    pub seconds: f64,
}

/// What counters said lately.
#[derive(Default)]
pub(super) struct Meter {
    seen: VecDeque<(Instant, HashMap<&'static str, Count>)>,
    latencies: HashMap<&'static str, f64>,
}

impl Meter {
    /// Takes what all counters say now.
    pub fn read(&mut self, now: Instant, counts: HashMap<&'static str, Count>) {
        if self.seen.back().is_some_and(|(last, _)| now.duration_since(*last) > STALE) {
            self.seen.clear();
        }
        // One that is a window old is kept to compare with.
        while self.seen.get(1).is_some_and(|(at, _)| now.duration_since(*at) >= WINDOW) {
            self.seen.pop_front();
        }
        let before = self.seen.front().map(|(_, before)| before);
        for (name, count) in &counts {
            // The first time it is since the start.
            let before = before.and_then(|before| before.get(name)).copied().unwrap_or_default();
            let (times, seconds) = (count.times.saturating_sub(before.times), count.seconds - before.seconds);
            if times > 0 {
                self.latencies.insert(name, seconds / times as f64);
            }
        }
        self.seen.push_back((now, counts));
    }

    /// How often a second it happens; `None` if too little is known.
    pub fn per_second(&self, name: &str) -> Option<f64> {
        let ((then, before), (now, after)) = (self.seen.front()?, self.seen.back()?);
        let seconds = now.duration_since(*then).as_secs_f64();
        let times = after.get(name)?.times.saturating_sub(before.get(name)?.times);
        (seconds > 0.0).then(|| times as f64 / seconds)
    }

    /// How many seconds it took on average when it happened last.
    pub fn latency(&self, name: &str) -> Option<f64> {
        self.latencies.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(meter: &mut Meter, at: Instant, times: u64, seconds: f64) {
        meter.read(at, HashMap::from([("journal", Count { times, seconds })]));
    }

    #[test]
    fn rates_are_of_the_last_seconds_and_latencies_of_when_it_happened_last() {
        let (mut meter, start) = (Meter::default(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        read(&mut meter, start, 100, 1.0);
        assert_eq!((meter.per_second("journal"), meter.latency("journal")), (None, Some(0.01)));
        read(&mut meter, at(2), 110, 1.5);
        assert_eq!((meter.per_second("journal"), meter.latency("journal")), (Some(5.0), Some(0.05)));
        for nth in 2..=10 {
            read(&mut meter, at(nth * 2), 110, 1.5);
        }
        assert_eq!((meter.per_second("journal"), meter.latency("journal")), (Some(0.0), Some(0.05)));
        assert_eq!(meter.per_second("nobody"), None);
        read(&mut meter, at(60), 1000, 9.0);
        assert_eq!(meter.per_second("journal"), None, "nobody looked in between");
    }
}
