//! How often a reminder comes again.

use intent::times::Repeat;
use jiff::{Span, ToSpan, Zoned, civil::Weekday};
use language::zone::Zone;
use serde::{Deserialize, Serialize};

/// Times that are tried to find the next one: hours of a bit more than a year.
const MOST_STEPS: i64 = 10_000;

/// How often something comes again, by the clock on the chat's wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    Hourly,
    Daily,
    /// From Monday to Friday.
    Workdays,
    /// On Saturdays and Sundays.
    Weekends,
    Weekly,
    Monthly,
    Yearly,
}

impl From<Repeat> for Recurrence {
    fn from(repeat: Repeat) -> Self {
        match repeat {
            Repeat::Hourly => Self::Hourly,
            Repeat::Daily => Self::Daily,
            Repeat::Workdays => Self::Workdays,
            Repeat::Weekends => Self::Weekends,
            Repeat::Weekly(_) => Self::Weekly,
            Repeat::Monthly => Self::Monthly,
            Repeat::Yearly => Self::Yearly,
        }
    }
}

impl Recurrence {
    /// Its name in the catalogues.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hourly => "hourly",
            Self::Daily => "daily",
            Self::Workdays => "workdays",
            Self::Weekends => "weekends",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        }
    }

    /// The next time after `now` of what came `first` (both Unix seconds). `None` if the calendar ends before.
    pub(super) fn next(self, first: i64, now: i64, zone: &Zone) -> Option<i64> {
        let first = zone.zoned(first);
        // What lies far behind is not counted through.
        let passed = now.saturating_sub(first.timestamp().as_second()).max(0);
        let begin = passed / self.longest_seconds();
        (begin..begin + MOST_STEPS).find_map(|step| {
            let at = first.checked_add(self.span(step)).ok()?;
            let seconds = at.timestamp().as_second();
            (seconds > now && self.falls_on(&at)).then_some(seconds)
        })
    }

    fn span(self, times: i64) -> Span {
        match self {
            Self::Hourly => times.hours(),
            Self::Daily | Self::Workdays | Self::Weekends => times.days(),
            Self::Weekly => times.weeks(),
            Self::Monthly => times.months(),
            Self::Yearly => times.years(),
        }
    }

    /// No time between two of them is longer, in seconds.
    fn longest_seconds(self) -> i64 {
        const DAY: i64 = 25 * 3600;
        match self {
            Self::Hourly => 3600,
            Self::Daily | Self::Workdays | Self::Weekends => DAY,
            Self::Weekly => 7 * DAY,
            Self::Monthly => 31 * DAY,
            Self::Yearly => 366 * DAY,
        }
    }

    fn falls_on(self, at: &Zoned) -> bool {
        let is_weekend = matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self {
            Self::Workdays => !is_weekend,
            Self::Weekends => is_weekend,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn next(recurrence: Recurrence, first: &str, now: &str) -> String {
        let zone = Zone::named("Europe/Kyiv").unwrap();
        let unix = |text: &str| {
            let (day, time) = text.split_once(' ').unwrap();
            let [year, month, day] = [0, 1, 2].map(|at| day.split('-').nth(at).unwrap().parse::<i16>().unwrap());
            let (hour, minute) = time.split_once(':').unwrap();
            let at = date(year, month as i8, day as i8).at(hour.parse().unwrap(), minute.parse().unwrap(), 0, 0);
            at.in_tz("Europe/Kyiv").unwrap().timestamp().as_second()
        };
        let found = recurrence.next(unix(first), unix(now), &zone).unwrap();
        zone.zoned(found).strftime("%Y-%m-%d %H:%M").to_string()
    }

    #[test]
    fn each_comes_next_at_its_hour_on_its_day() {
        for (recurrence, first, now, wanted) in [
            (Recurrence::Hourly, "2026-11-28 09:15", "2026-11-28 09:15", "2026-11-28 10:15"),
            (Recurrence::Daily, "2026-11-28 09:00", "2026-11-28 09:00", "2026-11-29 09:00"),
            // The clock on the wall counts, though it is set back in between.
            (Recurrence::Daily, "2026-10-24 09:00", "2026-10-24 09:00", "2026-10-25 09:00"),
            (Recurrence::Workdays, "2026-11-27 09:00", "2026-11-27 09:00", "2026-11-30 09:00"),
            (Recurrence::Weekends, "2026-11-29 10:00", "2026-11-29 10:00", "2026-12-05 10:00"),
            (Recurrence::Weekly, "2026-11-28 09:00", "2026-11-28 09:00", "2026-12-05 09:00"),
            // What is on the last day of a long month stays there.
            (Recurrence::Monthly, "2026-01-31 09:00", "2026-02-28 09:00", "2026-03-31 09:00"),
            (Recurrence::Yearly, "2024-02-29 09:00", "2026-11-28 09:00", "2027-02-28 09:00"),
            // After a year of being down it comes once, and then as ever.
            (Recurrence::Hourly, "2025-11-28 09:15", "2026-11-28 20:00", "2026-11-28 20:15"),
        ] {
            assert_eq!(next(recurrence, first, now), wanted, "{recurrence:?} {first} {now}");
        }
    }
}
