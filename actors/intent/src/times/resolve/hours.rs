//! When an hour or a part of the day is, and what comes again every few days.

use jiff::civil::Date;

use super::{
    super::{
        calendar::{MORNING, Span, days_after},
        clock::hour_in_part,
        said::{Clock, Cycle, Day, Edge, Said},
    },
    frame::{Frame, Near},
};

/// Hours of a part of the day.
const PART: i64 = 6;

/// When "by the morning" is.
const EARLY: i64 = 8;

impl Frame<'_> {
    /// Whether a day is named or counted from today.
    fn names_day(said: &Said) -> bool {
        (said.day.is_some() || said.shift.is_some()) && !Self::is_daily(said)
    }

    /// Whether what comes again does so within a week.
    fn is_daily(said: &Said) -> bool {
        matches!(said.cycle, Some(Cycle::Day | Cycle::Workdays | Cycle::Weekends | Cycle::Week))
    }

    fn occurs(said: &Said, day: Date) -> bool {
        let number = i64::from(day.weekday().to_monday_one_offset());
        match (said.cycle, &said.day) {
            (Some(Cycle::Workdays), _) => number < 6,
            (Some(Cycle::Weekends), _) => number > 5,
            (Some(Cycle::Week), Some(Day::Weekday { day, .. })) => *day == number,
            _ => true,
        }
    }

    /// The days around on which something may be.
    fn possible_day(&self, said: &Said, nth: i64) -> Option<Date> {
        days_after(self.anchor.date(), nth).filter(|day| Self::occurs(said, *day))
    }

    pub(super) fn next_occurrence(&self, said: &Said) -> Option<Span> {
        if Self::names_day(said) {
            return self.day(self.said_day(said)?);
        }
        self.nearest(Near::Moment, |nth| self.day(self.possible_day(said, nth)?))
    }

    pub(super) fn clock(&self, said: &Said, clock: Clock, part: Option<i64>) -> Option<Span> {
        let hour = part.map_or(clock.hour, |part| hour_in_part(clock.hour, part));
        let on = |day: Date, hour: i64| Span::of_minute(self.on(day, hour, clock.minute)?);
        let either_half = !clock.sure && part.is_none() && hour < 12;
        if Self::names_day(said) {
            let day = self.said_day(said)?;
            let span = on(day, hour)?;
            let is_over = !self.is_past() && said.day == Some(Day::Shift(0)) && span.from <= *self.now;
            return if is_over && either_half { on(day, hour + 12) } else { Some(span) };
        }
        let at = |hour: i64| self.nearest(Near::Moment, |nth| on(self.possible_day(said, nth)?, hour));
        let found = at(hour)?;
        // "From 9 to 5".
        let later = if self.is_end && either_half { at(hour + 12) } else { None };
        Some(later.filter(|later| later.from < found.from).unwrap_or(found))
    }

    pub(super) fn part(&self, said: &Said, part: i64) -> Option<Span> {
        let on = |day: Date| {
            let (from, to) = (self.on(day, part, 0)?, self.on(day, part + PART, 0)?);
            let at = if part == PART { self.on(day, MORNING, 0)? } else { from.clone() };
            let until = said.edge == Some(Edge::Until) && part == PART;
            let from = if until { self.on(day, EARLY, 0)? } else { from };
            Some(Span { at: if until { from.clone() } else { at }, from, to, exact: false })
        };
        if !Self::names_day(said) {
            return self.nearest(Near::Moment, |nth| on(self.possible_day(said, nth)?));
        }
        let day = self.said_day(said)?;
        let span = on(day)?;
        let is_over = !self.is_past() && said.day == Some(Day::Shift(0)) && span.to <= *self.now;
        // The night of today is the one that comes.
        if is_over && part == 0 { on(days_after(day, 1)?) } else { Some(span) }
    }
}
