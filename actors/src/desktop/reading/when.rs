//! Times: Unix seconds where the export has them, else by the exporter's clock.

use jiff::{civil::DateTime, tz::TimeZone};

use crate::zone::Zone;

/// The end of the year 9999; whatever is later is no time.
const LATEST: i64 = 253_402_300_799;

/// How far the exporter's clock was from UTC when something was written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    offset: i64,
}

impl Clock {
    /// By a time that is given in both ways.
    pub fn of(local: Option<&str>, unix: i64) -> Self {
        Self { offset: local.and_then(seconds).map_or(0, |local| local - unix) }
    }

    /// Unix seconds of a time on the exporter's clock.
    pub fn read(self, local: &str) -> Option<i64> {
        seconds(local).map(|local| local - self.offset).filter(|at| is_time(*at))
    }
}

/// Unix seconds of a time on the clock of a zone.
pub fn by_the_wall(local: &str, zone: &Zone) -> Option<i64> {
    seconds(local).map(|local| zone.unix(local)).filter(|at| is_time(*at))
}

/// Whether it can be a message's date.
pub fn is_time(at: i64) -> bool {
    (0..=LATEST).contains(&at)
}

/// `2023-11-14T22:13:21` as if it were UTC.
fn seconds(local: &str) -> Option<i64> {
    let time: DateTime = local.parse().ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exporters_clock_is_told_by_a_time_in_both_ways() {
        let kyiv = Clock::of(Some("2023-11-15T00:13:21"), 1_700_000_001);
        assert_eq!(kyiv.read("2023-11-15T00:13:25"), Some(1_700_000_005));
        assert_eq!(Clock::default().read("2023-11-14T22:13:25"), Some(1_700_000_005));
        assert_eq!(Clock::of(Some("nonsense"), 5), Clock::default());
        for nonsense in ["", "1", "2023-13-41T99:99:99", "1960-01-01T00:00:00"] {
            assert_eq!(Clock::default().read(nonsense), None, "{nonsense}");
        }
    }
}
