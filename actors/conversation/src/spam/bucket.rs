//! A leaky bucket in one number: when it will be empty.

use serde::{Deserialize, Serialize};

const SECOND_MS: i64 = 1000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Messages may come a little out of order. What seems to be in a bucket beyond what fits, and this, was dated by a clock
/// that went wrong.
const SLACK_MS: i64 = 5 * SECOND_MS;

/// How many drops a bucket holds, and loses in its span. A rate of 0 is no limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rate {
    drops: u32,
    span_ms: i64,
}

impl Rate {
    pub fn a_minute(drops: u32) -> Self {
        Self { drops, span_ms: MINUTE_MS }
    }

    pub fn an_hour(drops: u32) -> Self {
        Self { drops, span_ms: HOUR_MS }
    }

    /// How long a drop takes to leak; `None` without a limit.
    fn drop_ms(self) -> Option<i64> {
        self.span_ms.checked_div(i64::from(self.drops))
    }
}

/// Unix milliseconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Bucket(i64);

impl Bucket {
    /// Whether nothing was ever in it.
    pub fn is_unused(&self) -> bool {
        *self == Self::default()
    }

    /// Whether one more drop fits in at that date (Unix seconds).
    pub fn has_room(self, rate: Rate, date: i64) -> bool {
        rate.drop_ms().is_none_or(|drop| self.level(rate, date) + drop <= rate.span_ms)
    }

    /// Adds a drop; whether that is too much. What overflows is lost, so a bucket is calm again after its span.
    pub fn overflows(&mut self, rate: Rate, date: i64) -> bool {
        let Some(drop) = rate.drop_ms() else { return false };
        let overflows = !self.has_room(rate, date);
        let level = (self.level(rate, date) + drop).min(rate.span_ms);
        self.0 = milliseconds(date).saturating_add(level);
        overflows
    }

    /// Whether nothing can be in it, whatever its rate.
    pub fn is_empty(self, date: i64) -> bool {
        self.left(date) <= 0 || self.left(date) > HOUR_MS + SLACK_MS
    }

    /// Whether it takes more than a quarter of a minute to empty: a bucket of a minute is more than a quarter full.
    pub fn is_filling(self, date: i64) -> bool {
        self.left(date) > MINUTE_MS / 4
    }

    /// Whether a drop fell into it within so many seconds, or little more.
    pub fn was_filled_within(self, seconds: i64, date: i64) -> bool {
        self.left(date) > -milliseconds(seconds)
    }

    /// Milliseconds until it is empty.
    fn level(self, rate: Rate, date: i64) -> i64 {
        let left = self.left(date);
        if left > rate.span_ms + SLACK_MS { 0 } else { left.clamp(0, rate.span_ms) }
    }

    fn left(self, date: i64) -> i64 {
        self.0.saturating_sub(milliseconds(date))
    }
}

fn milliseconds(date: i64) -> i64 {
    date.saturating_mul(SECOND_MS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn so_many_fit_at_once_and_leak_one_by_one() {
        let (rate, mut bucket) = (Rate::a_minute(4), Bucket::default());
        let overflows: Vec<_> = [0, 0, 0, 0, 0, 14, 15, 31].map(|at| bucket.overflows(rate, 1000 + at)).into();
        assert_eq!(overflows, [false, false, false, false, true, true, true, false]);
        assert!(!bucket.is_empty(1089) && bucket.is_empty(1090));
    }

    #[test]
    fn without_a_limit_nothing_overflows() {
        let (rate, mut bucket) = (Rate::an_hour(0), Bucket::default());
        assert!((0..1000).all(|_| bucket.has_room(rate, 5) && !bucket.overflows(rate, 5)));
    }

    proptest! {
        #[test]
        fn whatever_the_clocks_it_is_calm_again_after_a_span(
            dates in proptest::collection::vec(any::<i64>(), 0..50), last in -1_000_000_000..4_000_000_000_i64,
        ) {
            let (rate, mut bucket) = (Rate::a_minute(3), Bucket::default());
            for date in dates {
                bucket.overflows(rate, date);
            }
            bucket.overflows(rate, last);
            prop_assert!(bucket.is_empty(last + 60));
        }
    }
}
