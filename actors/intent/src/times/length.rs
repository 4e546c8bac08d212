//! Lengths of time: "20 хвилин", "півтори години", "an hour and a half", "2h30m".

use jiff::{Span, Zoned};
use language::packs::List;

use super::{figures::Figure, numbers::number, reader::Reader};
use crate::duration::{DAY, HOUR, MINUTE};

/// No length has more of a unit.
const MOST: i64 = 100_000;

/// One of a unit, in hundredths, in which parts of units are counted.
const ONE: i64 = 100;

/// Units of time, the shorter first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

const UNITS: &[(List, Unit)] = &[
    (List::Second, Unit::Second),
    (List::Minute, Unit::Minute),
    (List::Year, Unit::Year),
    (List::Hour, Unit::Hour),
    (List::Day, Unit::Day),
    (List::Week, Unit::Week),
    (List::SundayOrWeek, Unit::Week),
    (List::Fortnight, Unit::Fortnight),
    (List::Month, Unit::Month),
    (List::YearQuarter, Unit::Quarter),
];

/// The lists that name units.
pub const UNIT_LISTS: &[List] = &[
    List::Second,
    List::Minute,
    List::Hour,
    List::Day,
    List::Week,
    List::Month,
    List::Year,
    List::YearQuarter,
    List::SundayOrWeek,
    List::Fortnight,
];

/// What a number behind a unit counts or names with the word before it rather.
const COUNTED: &[List] = &[List::MonthNames, List::CountedThings, List::Ordinals, List::DaysOfMonth];

/// A length of time, as the calendar counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    pub months: i64,
    pub days: i64,
    pub seconds: i64,
    /// The shortest unit that was named.
    pub unit: Unit,
}

impl Length {
    fn of(hundredths: i64, unit: Unit) -> Self {
        let none = Self { months: 0, days: 0, seconds: 0, unit };
        let seconds = |unit: i64| Self { seconds: hundredths * unit / ONE, ..none };
        let days = |days: i64, rest: i64| Self { days, seconds: rest * DAY / ONE, ..none };
        let months = |months: i64, rest: i64| Self { months, days: rest * 30 / ONE, ..none };
        match unit {
            Unit::Second => seconds(1),
            Unit::Minute => seconds(MINUTE),
            Unit::Hour => seconds(HOUR),
            Unit::Day => days(hundredths / ONE, hundredths % ONE),
            Unit::Week => days(hundredths * 7 / ONE, hundredths * 7 % ONE),
            Unit::Fortnight => days(hundredths * 14 / ONE, hundredths * 14 % ONE),
            Unit::Month => months(hundredths / ONE, hundredths % ONE),
            Unit::Quarter => months(hundredths * 3 / ONE, hundredths * 3 % ONE),
            Unit::Year => months(hundredths * 12 / ONE, hundredths * 12 % ONE),
        }
    }

    /// The same; what is shorter than a second is no length of time: "second half" tells none.
    fn lasting(hundredths: i64, unit: Unit) -> Option<Self> {
        Some(Self::of(hundredths, unit)).filter(|length| length.in_seconds() > 0)
    }

    /// One of a unit.
    pub fn one(unit: Unit) -> Self {
        Self::of(ONE, unit)
    }

    /// So many of a unit.
    pub fn many(count: i64, unit: Unit) -> Option<Self> {
        (1..MOST).contains(&count).then(|| Self::of(count * ONE, unit))
    }

    fn and(self, other: Self) -> Self {
        Self {
            months: self.months + other.months,
            days: self.days + other.days,
            seconds: self.seconds + other.seconds,
            unit: self.unit.min(other.unit),
        }
    }

    /// As long, the other way.
    pub fn back(self) -> Self {
        Self { months: -self.months, days: -self.days, seconds: -self.seconds, unit: self.unit }
    }

    /// In seconds; a month has 30 days and a year 365.
    pub fn in_seconds(self) -> i64 {
        (self.months / 12 * 365 + self.months % 12 * 30 + self.days) * DAY + self.seconds
    }

    /// So long after a time.
    pub fn after(self, time: &Zoned) -> Option<Zoned> {
        let span =
            Span::new().try_months(self.months).ok()?.try_days(self.days).ok()?.try_seconds(self.seconds).ok()?;
        time.checked_add(span).ok()
    }
}

/// A length with a number in it.
pub fn length(reader: &mut Reader) -> Option<Length> {
    let mut all = counted(reader)?;
    while let Some(more) = reader.attempt(|ahead| {
        ahead.takes(List::And);
        counted(ahead).filter(|more| more.unit < all.unit)
    }) {
        all = all.and(more);
    }
    Some(all)
}

/// A length, be it one of a unit without a number.
pub fn any_length(reader: &mut Reader) -> Option<Length> {
    let alone = |ahead: &mut Reader| {
        let one = Length::one(unit(ahead)?);
        let half = ahead.takes(List::AndHalf).then(|| Length::of(ONE / 2, one.unit));
        let more = ahead.attempt(|ahead| {
            ahead.takes(List::And);
            length(ahead).filter(|more| more.unit < one.unit)
        });
        Some([half, more].into_iter().flatten().fold(one, Length::and))
    };
    counted_either_way(reader).or_else(|| reader.attempt(alone))
}

/// A length with a number in it, or behind it: "годинки півтори", "минут на сорок", which is nearly so long.
pub fn counted_either_way(reader: &mut Reader) -> Option<Length> {
    let turned = |ahead: &mut Reader| {
        let unit = unit(ahead)?;
        ahead.takes(List::Onto);
        let length = Length::lasting(hundredths(ahead)?, unit)?;
        let counts = ahead.is_before(UNIT_LISTS) || ahead.is_before(COUNTED);
        (!counts).then_some(length)
    };
    length(reader).or_else(|| reader.attempt(turned))
}

fn counted(reader: &mut Reader) -> Option<Length> {
    if reader.takes(List::HalfHour) {
        return Some(Length::of(ONE / 2, Unit::Hour));
    }
    reader.attempt(|ahead| {
        let count = hundredths(ahead)?;
        let unit = unit(ahead)?;
        let half = if ahead.takes(List::AndHalf) { ONE / 2 } else { 0 };
        Length::lasting(count + half, unit)
    })
}

fn hundredths(reader: &mut Reader) -> Option<i64> {
    if reader.takes(List::Half) {
        // "Half an hour".
        reader.takes(List::VagueNumbers);
        return Some(ONE / 2);
    }
    if reader.takes(List::Quarter) {
        // "A quarter of an hour".
        reader.takes(List::VagueNumbers);
        return Some(ONE / 4);
    }
    if reader.takes(List::OneAndHalf) {
        return Some(ONE + ONE / 2);
    }
    if let Some(decimal) = reader.figure(decimal) {
        return Some(decimal);
    }
    if let Some(quarters) = reader.attempt(quarters) {
        return Some(quarters);
    }
    let first = number(reader)?;
    // "5-10 хвилин".
    let more =
        |ahead: &mut Reader| ahead.figure(|figure| (figure == Figure::Dash).then_some(())).and_then(|()| number(ahead));
    let whole = reader.attempt(more).or(Some(first)).filter(|number| (1..MOST).contains(number))?;
    let half = if reader.takes(List::AndHalf) { ONE / 2 } else { 0 };
    Some(whole * ONE + half)
}

/// "Three quarters of an hour".
fn quarters(reader: &mut Reader) -> Option<i64> {
    let count = number(reader).filter(|count| *count < 4)?;
    let of_unit = reader.takes(List::Quarter) && (reader.takes(List::VagueNumbers) || reader.is_before(UNIT_LISTS));
    of_unit.then_some(count * ONE / 4)
}

fn decimal(figure: Figure) -> Option<i64> {
    let (left, right, digits) = match figure {
        Figure::Dotted { left, right, digits } => (left, right, digits.1),
        Figure::Decimal { left, right, digits } => (left, right, digits),
        _ => return None,
    };
    let parts = [right * 10, right].get(digits.checked_sub(1)?).copied()?;
    (left < MOST && left + parts > 0).then(|| left * ONE + parts)
}

/// A unit. One word is a year of one language and short for hours of another, which stand after figures.
pub fn unit(reader: &mut Reader) -> Option<Unit> {
    let after_figure = reader.last().is_some_and(|token| token.figure().is_some());
    reader.take(|token| {
        let hours = after_figure && token.is(List::Year) && token.is(List::Hour);
        let named = UNITS.iter().find(|(list, _)| token.is(*list)).map(|(_, unit)| *unit);
        if hours { Some(Unit::Hour) } else { named }
    })
}
