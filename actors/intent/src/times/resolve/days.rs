//! Which day is meant.

use jiff::civil::Date;

use super::{
    super::{
        calendar::{date, days_after, easter, monday, months_after, weekday},
        length::Unit,
        said::{Day, Said, Stretch, Which, Year},
    },
    frame::{Frame, Near, REACH},
};

impl Frame<'_> {
    pub(super) fn said_day(&self, said: &Said) -> Option<Date> {
        let Some(day) = &said.day else {
            return Some(said.shift?.after(self.now)?.date());
        };
        match *day {
            Day::Shift(days) => days_after(self.today(), days),
            Day::Weekday { day, which } => self.weekday(day, which, said),
            Day::Date { day, month: None, .. } if let Some(Stretch::Unit(Unit::Month, which)) = said.stretch => {
                let month = months_after(self.today().first_of_month(), self.offset(which))?;
                date(month.year().into(), month.month().into(), day)
            }
            Day::Date { day, month, year, weekday } => self.date(day, month, year, weekday),
            Day::Nth { nth, weekday, month, year } => {
                let of = |year: i64| nth_day(nth, weekday, date(year, month, 1)?);
                self.in_year(year, of)
            }
            Day::FromEaster { days, year } => self.in_year(year, |year| days_after(easter(year)?, days)),
        }
    }

    fn weekday(&self, number: i64, which: Option<Which>, said: &Said) -> Option<Date> {
        let in_week = |monday: Date| days_after(monday, number - 1);
        if let Some(Stretch::Unit(Unit::Week, week)) = said.stretch {
            return in_week(days_after(monday(self.today())?, 7 * self.offset(week))?);
        }
        let start = monday(self.anchor.date())?;
        let found = self.nearest_or(which, Near::Whole, |nth| self.day(in_week(days_after(start, 7 * nth)?)?))?;
        let day = found.from.date();
        match said.shift {
            Some(shift) => months_after(days_after(day, shift.days)?, shift.months),
            None => Some(day),
        }
    }

    fn date(&self, day: i64, month: Option<i64>, year: Option<Year>, weekday: Option<i64>) -> Option<Date> {
        let Some(month) = month else {
            let start = self.anchor.date().first_of_month();
            let of = |nth: i64| {
                let month = months_after(start, nth)?;
                date(month.year().into(), month.month().into(), day)
            };
            return self.nearest(Near::Running, |nth| self.day(of(nth)?)).map(|span| span.from.date());
        };
        let of = |year: i64| date(year, month, day);
        match weekday.and_then(self::weekday) {
            Some(weekday) if year.is_none() => {
                let this = i64::from(self.anchor.year());
                let all = (-REACH..=REACH).filter_map(|nth| of(this + nth)).filter(|day| day.weekday() == weekday);
                let closest =
                    all.min_by_key(|day| self.anchor.date().until(*day).map_or(i32::MAX, |it| it.get_days().abs()));
                closest.or_else(|| self.in_year(year, of))
            }
            _ => self.in_year(year, of),
        }
    }

    pub(super) fn year(&self, year: Year) -> i64 {
        match year {
            Year::Is(year) => year,
            Year::FromNow(years) => i64::from(self.today().year()) + years,
        }
    }

    /// A day of a year, or of the nearest one.
    fn in_year(&self, year: Option<Year>, of: impl Fn(i64) -> Option<Date>) -> Option<Date> {
        if let Some(year) = year {
            return of(self.year(year));
        }
        let this = i64::from(self.anchor.year());
        self.nearest(Near::Running, |nth| self.day(of(this + nth)?)).map(|span| span.from.date())
    }
}

/// The third Tuesday of a month, its third day, or the last of either.
fn nth_day(nth: i64, weekday: Option<i64>, month: Date) -> Option<Date> {
    match weekday {
        Some(number) => month.nth_weekday_of_month(i8::try_from(nth).ok()?, self::weekday(number)?).ok(),
        None if nth < 0 => Some(month.last_of_month()),
        None => date(month.year().into(), month.month().into(), nth),
    }
}
