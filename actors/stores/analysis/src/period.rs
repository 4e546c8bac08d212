//! Times that counts are told of: whole hours of universal time, which all counters of a chat are kept by.

use std::ops::Range;

use super::{hours::end_hour, version::HOUR};
use language::zone::Zone;

/// The last calendar days of a zone up to `now` (Unix seconds), the day of `now` included.
///
/// Every count of days is of such a period: of the days that a trend shows, of the people who wrote in them, of their
/// moods and topics. Where a day does not begin with an hour of universal time, that hour counts for the day before.
pub fn last_days(zone: &Zone, now: i64, days: i64) -> Range<i64> {
    let midnight = zone.midnight(zone.day(now).saturating_sub(days).saturating_add(1));
    end_hour(midnight).saturating_mul(HOUR)..now.saturating_add(1)
}

/// The last hours up to `now` (Unix seconds), and the hour in which they begin.
pub fn last_hours(now: i64, hours: u32) -> Range<i64> {
    now.saturating_sub(i64::from(hours) * HOUR)..now.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_midnight_of_the_zone() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        // 2026-03-30 12:00 UTC; the clocks went forward the night before, at 01:00 UTC.
        let now = 1_774_872_000;
        assert_eq!(last_days(&kyiv, now, 1), now - 15 * HOUR..now + 1);
        assert_eq!(last_days(&kyiv, now, 2), now - 38 * HOUR..now + 1);
        let calcutta = Zone::named("Asia/Kolkata").unwrap();
        assert_eq!(last_days(&calcutta, now, 1), now - 17 * HOUR..now + 1, "18:30 UTC, rounded up");
        last_days(&kyiv, i64::MIN, i64::MAX);
        last_days(&kyiv, i64::MAX, i64::MIN);
    }
}
