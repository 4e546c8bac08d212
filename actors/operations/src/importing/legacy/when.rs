//! Times as Python and SQLite wrote them.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use language::zone::Zone;

/// Unix seconds of a time: a number of seconds, a time with an offset, `2024-05-01T12:30:00.123` on the machine's clock
/// (Python's `isoformat`), or `2024-05-01 12:30:00` in UTC (SQLite's `CURRENT_TIMESTAMP`).
pub fn unix(text: &str, zone: &Zone) -> Option<i64> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return (seconds > 0.0 && seconds < 1e11).then_some(seconds as i64);
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_second());
    }
    let local = text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
    // Python writes a T, or a fraction.
    let is_python = text.contains(['T', '.']);
    Some(if is_python { zone.unix(local) } else { local })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_as_they_were_written() {
        let kyiv = Zone::named("Europe/Kyiv").unwrap();
        // 2023-11-14 22:13:20 UTC, 00:13:20 of the next day in Kyiv.
        for text in [
            "1700000000",
            "1700000000.75",
            "2023-11-15T00:13:20.123456",
            "2023-11-15T00:13:20",
            "2023-11-15 00:13:20.5",
            "2023-11-14 22:13:20",
            "2023-11-14T22:13:20+00:00",
            "2023-11-14T22:13:20Z",
        ] {
            assert_eq!(unix(text, &kyiv), Some(1_700_000_000), "{text}");
        }
        for nonsense in ["", "yesterday", "-5", "inf", "NaN", "1e300", "2023-13-41T00:00:00"] {
            assert_eq!(unix(nonsense, &kyiv), None, "{nonsense}");
        }
    }
}
