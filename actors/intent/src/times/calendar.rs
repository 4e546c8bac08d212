//! Stretches of the calendar in a time zone.

use jiff::{
    Span as Distance, Timestamp, Zoned,
    civil::{Date, DateTime, Time, Weekday},
    tz::{AmbiguousOffset, TimeZone},
};

use super::length::Length;

/// When a day's reminders come that name no hour.
pub const MORNING: i64 = 9;

/// A stretch of time.
#[derive(Debug, Clone)]
pub struct Span {
    pub from: Zoned,
    /// The first moment after it.
    pub to: Zoned,
    /// The moment that is meant where one is needed.
    pub at: Zoned,
    /// No other moment of it may be meant.
    pub exact: bool,
}

/// A day so many days later.
pub fn days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Distance::new().try_days(days).ok()?).ok()
}

/// A day so many months later.
pub fn months_after(day: Date, months: i64) -> Option<Date> {
    day.checked_add(Distance::new().try_months(months).ok()?).ok()
}

/// A day by its numbers.
pub fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter of a year as Orthodox Christians keep it.
pub fn easter(year: i64) -> Option<Date> {
    // The reckoning of Jean Meeus, in the Julian calendar.
    let moon = (19 * (year % 19) + 15) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
    let days = moon + sunday + 114;
    let behind = year / 100 - year / 400 - 2;
    days_after(date(year, days / 31, days % 31 + 1)?, behind)
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Option<Date> {
    days_after(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// A day of the week; Monday is the first.
pub fn weekday(number: i64) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// The first moment at which the clock shows that time, or a later one if it never does.
pub fn moment(time: DateTime, zone: &TimeZone) -> Option<Zoned> {
    let found = zone.to_ambiguous_timestamp(time);
    let first = match found.offset() {
        AmbiguousOffset::Gap { after, .. } => change_after(zone, after.to_timestamp(time).ok()?)?,
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => found.earlier().ok()?,
    };
    Some(first.to_zoned(zone.clone()))
}

fn change_after(zone: &TimeZone, before: Timestamp) -> Option<Timestamp> {
    zone.following(before).next().map(|change| change.timestamp())
}

/// An hour and a minute of a day; 24 is the midnight that it ends with.
pub fn on_day(day: Date, hour: i64, minute: i64, zone: &TimeZone) -> Option<Zoned> {
    let (day, hour) = if hour >= 24 { (days_after(day, 1)?, hour - 24) } else { (day, hour) };
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    moment(day.to_datetime(time), zone)
}

impl Span {
    /// From the beginning of one day to the beginning of another.
    pub fn of_days(from: Date, to: Date, zone: &TimeZone) -> Option<Self> {
        let (start, end) = (on_day(from, 0, 0, zone)?, on_day(to, 0, 0, zone)?);
        Some(Self { from: start, to: end, at: on_day(from, MORNING, 0, zone)?, exact: false })
    }

    /// One day.
    pub fn of_day(day: Date, zone: &TimeZone) -> Option<Self> {
        Self::of_days(day, days_after(day, 1)?, zone)
    }

    /// The minute that begins then.
    pub fn of_minute(from: Zoned) -> Option<Self> {
        let to = from.checked_add(Distance::new().minutes(1)).ok()?;
        Some(Self { at: from.clone(), from, to, exact: true })
    }

    /// So much of its beginning.
    pub fn first(self, length: Length) -> Option<Self> {
        let to = length.after(&self.from)?.min(self.to);
        Some(Self { to, ..self })
    }

    /// So much of its end.
    pub fn last(self, length: Length) -> Option<Self> {
        let from = length.back().after(&self.to)?.max(self.from);
        Some(Self { at: from.clone(), from, ..self })
    }

    /// The first or the last third of it, a day at least.
    pub fn third(self, last: bool) -> Option<Self> {
        let (from, to, zone) = (self.from.date(), self.to.date(), self.from.time_zone());
        let days = i64::from(from.until(to).ok()?.get_days());
        let third = (days / 3).max(1);
        if last {
            Self::of_days(days_after(to, -third)?, to, zone)
        } else {
            Self::of_days(from, days_after(from, third)?, zone)
        }
    }
}
