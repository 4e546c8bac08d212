//! Stretches of time, and distances from now.

use jiff::civil::Date;

use super::{
    super::{
        calendar::{Span, date, days_after, monday, months_after},
        length::{Length, Unit},
        said::Stretch,
    },
    frame::{Frame, Near},
};

impl Frame<'_> {
    pub(super) fn stretch(&self, stretch: &Stretch) -> Option<Span> {
        let near = if self.is_awaited && !self.is_past() { Near::Whole } else { Near::Running };
        let days = |from: Date, to: Date| Span::of_days(from, to, self.now.time_zone());
        let now = || self.now.clone();
        match *stretch {
            Stretch::Unit(unit, which) => self.unit(unit, self.offset(which)),
            Stretch::Rolling { length, ahead: false } => {
                Some(Span { from: length.back().after(self.now)?, to: now(), at: now(), exact: true })
            }
            Stretch::Rolling { length, ahead: true } => {
                let to = length.after(self.now)?;
                Some(Span { from: now(), at: to.clone(), to, exact: true })
            }
            Stretch::Over(length) => self.stretch(&Stretch::Rolling { length, ahead: !self.is_past() }),
            Stretch::Months { first, count, which, year } => {
                let of = |year: i64| {
                    let from = date(year, first, 1)?;
                    days(from, months_after(from, count)?)
                };
                let this = i64::from(self.anchor.year());
                match year {
                    Some(year) => of(self.year(year)),
                    None => self.nearest_or(which, near, |nth| of(this + nth)),
                }
            }
            Stretch::Weekend(which) => {
                let start = days_after(monday(self.anchor.date())?, 5)?;
                self.nearest_or(which, near, |nth| {
                    let saturday = days_after(start, 7 * nth)?;
                    days(saturday, days_after(saturday, 2)?)
                })
            }
            Stretch::Year(year) => days(date(year, 1, 1)?, date(year + 1, 1, 1)?),
        }
    }

    fn unit(&self, unit: Unit, offset: i64) -> Option<Span> {
        let today = self.today();
        let months = |first: Date, count: i64| {
            let from = months_after(first, offset * count)?;
            Some((from, months_after(from, count)?))
        };
        let (from, to) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => return None,
            Unit::Day => return self.day(days_after(today, offset)?),
            Unit::Week => {
                let from = days_after(monday(today)?, 7 * offset)?;
                (from, days_after(from, 7)?)
            }
            Unit::Fortnight => {
                let from = days_after(monday(today)?, 14 * offset)?;
                (from, days_after(from, 14)?)
            }
            Unit::Month => months(today.first_of_month(), 1)?,
            Unit::Quarter => {
                let months_in = (i64::from(today.month()) - 1) % 3;
                months(months_after(today.first_of_month(), -months_in)?, 3)?
            }
            Unit::Year => months(today.first_of_year(), 12)?,
        };
        Span::of_days(from, to, self.now.time_zone())
    }

    /// So long from now, as exactly as it was said.
    pub(super) fn shift(&self, shift: Length) -> Option<Span> {
        let at = shift.after(self.now)?;
        let span = match shift.unit {
            Unit::Second | Unit::Minute => Span::of_minute(at.clone())?,
            Unit::Hour if at > *self.now => Span::of_minute(at.clone())?,
            Unit::Hour => {
                let to = Length::one(Unit::Hour).after(&at)?;
                Span { from: at.clone(), to, at: at.clone(), exact: true }
            }
            Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month => self.day(at.date())?,
            Unit::Quarter | Unit::Year => {
                let first = at.date().first_of_month();
                Span::of_days(first, months_after(first, 1)?, self.now.time_zone())?
            }
        };
        Some(Span { at, exact: true, ..span })
    }
}
