//! When it is that words say, now that they were said.

use jiff::{Timestamp, Zoned, civil::Date};

use super::{
    Direction, Repeat,
    calendar::{MORNING, Span, date, days_after, monday, months_after, on_day, weekday},
    clock::hour_in_part,
    length::{Length, Unit},
    said::{Clock, Cycle, Day, Edge, Portion, Said, Stretch, Which, Year},
};

/// How many days, weeks, months or years around now are looked at.
const REACH: i64 = 8;

/// Hours at which something of today may still be done.
const LATER_TODAY: &[i64] = &[MORNING, 12, 18, 21];

/// Hours of a part of the day.
const PART: i64 = 6;

/// When "by the morning" is.
const EARLY: i64 = 8;

/// What is said, in times of the clock.
#[derive(Debug, Default)]
pub struct Values {
    pub period: Option<(Zoned, Zoned)>,
    pub at: Option<Zoned>,
    pub date: Option<Date>,
    pub repeat: Option<Repeat>,
}

/// From when words are understood.
#[derive(Debug, Clone)]
pub struct Frame<'n> {
    now: &'n Zoned,
    /// Next to what an open day or hour is meant: now, or the beginning of a stretch whose end is looked for.
    anchor: Zoned,
    direction: Direction,
    /// The end of a stretch is looked for.
    is_end: bool,
    /// What is now does not count: it is looked forward to.
    is_awaited: bool,
}

/// Which of many stretches are near enough.
#[derive(Debug, Clone, Copy)]
enum Near {
    /// The one that is now, too.
    Running,
    /// Only those that are wholly before or after.
    Whole,
    /// Those whose moment is.
    Moment,
}

/// What is said, if it makes sense.
pub fn resolve(said: &Said, now: &Zoned, direction: Direction) -> Option<Values> {
    let direction = if said.cycle.is_some() { Direction::Future } else { direction };
    let frame =
        Frame { now, anchor: now.clone(), direction, is_end: false, is_awaited: said.edge == Some(Edge::Until) };
    if said.cycle == Some(Cycle::Hour) {
        return Some(Values { repeat: Some(Repeat::Hourly), at: full_hour_after(now), ..Values::default() });
    }
    let span = frame.whole(said)?;
    let mut values = frame.values(said, span)?;
    if let Some(cycle) = said.cycle {
        values.repeat = Some(repeat(cycle, values.at.as_ref()?));
        values.period = None;
        values.date = None;
    }
    Some(values)
}

fn repeat(cycle: Cycle, first: &Zoned) -> Repeat {
    match cycle {
        Cycle::Hour => Repeat::Hourly,
        Cycle::Day => Repeat::Daily,
        Cycle::Workdays => Repeat::Workdays,
        Cycle::Weekends => Repeat::Weekends,
        Cycle::Week => Repeat::Weekly(first.weekday()),
        Cycle::Month => Repeat::Monthly,
        Cycle::Year => Repeat::Yearly,
    }
}

fn full_hour_after(now: &Zoned) -> Option<Zoned> {
    let next = Length::one(Unit::Hour).after(now)?;
    next.with().minute(0).second(0).subsec_nanosecond(0).build().ok()
}

impl Frame<'_> {
    fn is_past(&self) -> bool {
        self.direction == Direction::Past
    }

    fn today(&self) -> Date {
        self.now.date()
    }

    fn day(&self, day: Date) -> Option<Span> {
        Span::of_day(day, self.now.time_zone())
    }

    fn on(&self, day: Date, hour: i64, minute: i64) -> Option<Zoned> {
        on_day(day, hour, minute, self.now.time_zone())
    }

    fn values(&self, said: &Said, span: Span) -> Option<Values> {
        let (period, at) = self.period_and_moment(said, span)?;
        let date = match (said.edge, said.shift) {
            (Some(Edge::Until), _) | (_, Some(Length { seconds: 0, .. })) => at.as_ref().map(Zoned::date),
            _ => said.day.as_ref().map(|_| period.0.date()),
        };
        let period = Some(period).filter(|(from, to)| from < to && !(self.is_past() && from >= self.now));
        let at = at.filter(|at| self.is_past() || at > self.now);
        Some(Values { period, at, date, repeat: None })
    }

    fn period_and_moment(&self, said: &Said, span: Span) -> Option<((Zoned, Zoned), Option<Zoned>)> {
        let is_hour = said.clock.is_some();
        Some(match said.edge {
            Some(Edge::Until) => {
                let until = if said.portion == Some(Portion::End) { span.to } else { span.from };
                (self.up_to(&until, is_hour)?, Some(until))
            }
            Some(Edge::After) if !is_hour => {
                let after = self.day(span.to.date())?;
                (self.since(&after, is_hour)?, Some(after.at))
            }
            Some(Edge::Since | Edge::After) => (self.since(&span, is_hour)?, self.moment(&span)),
            Some(Edge::Through | Edge::Between) | None => {
                let span = match said.portion {
                    Some(portion) => span.third(portion == Portion::End)?,
                    None => span,
                };
                let at = self.moment(&span);
                ((span.from, span.to), at)
            }
        })
    }

    /// All that has been since then. An hour is of its day.
    fn since(&self, span: &Span, is_hour: bool) -> Option<(Zoned, Zoned)> {
        let to = match () {
            () if !self.is_past() => span.to.clone(),
            () if is_hour => self.day(span.from.date())?.to.min(self.now.clone()),
            () => self.now.clone(),
        };
        Some((span.from.clone(), to))
    }

    /// All that was up to a time, or is left up to it. An hour is of its day.
    fn up_to(&self, until: &Zoned, is_hour: bool) -> Option<(Zoned, Zoned)> {
        let from = match () {
            () if !self.is_past() => self.now.clone(),
            () if is_hour => until.start_of_day().ok()?,
            () => Timestamp::UNIX_EPOCH.to_zoned(until.time_zone().clone()),
        };
        Some((from, until.clone()))
    }

    /// The moment that is meant: of what has begun, one that is still ahead.
    fn moment(&self, span: &Span) -> Option<Zoned> {
        if span.exact || self.is_past() || span.at > *self.now {
            return Some(span.at.clone());
        }
        let ahead = |at: &Zoned| at > self.now && *at >= span.from && *at < span.to;
        let today = LATER_TODAY.iter().filter_map(|hour| self.on(self.today(), *hour, 0)).find(ahead);
        today.or_else(|| self.on(days_after(self.today(), 1)?, MORNING, 0).filter(ahead))
    }

    /// What is said, up to its end.
    fn whole(&self, said: &Said) -> Option<Span> {
        let first = self.one(said)?;
        let Some(second) = &said.to else { return Some(first) };
        let end = |first: &Span| {
            let frame =
                Frame { anchor: first.from.clone(), direction: Direction::Future, is_end: true, ..self.clone() };
            let span = frame.one(second)?;
            let hour = second.clock.is_some() || second.part.is_some();
            Some(if hour { span.from } else { span.to })
        };
        let to = end(&first)?;
        if self.is_past() && to > days_later(self.now, 1)? {
            // The last one that is over.
            let earlier = Frame { anchor: first.from, ..self.clone() }.one(said)?;
            let to = end(&earlier)?;
            return Some(Span { to, ..earlier });
        }
        Some(Span { to, ..first })
    }

    fn one(&self, said: &Said) -> Option<Span> {
        match (said.clock, said.part) {
            (Some(clock), part) => self.clock(said, clock, part),
            (None, Some(part)) => self.part(said, part),
            (None, None) if said.cycle.is_some() => self.next_occurrence(said),
            (None, None) if said.day.is_some() => self.day(self.said_day(said)?),
            (None, None) => match (&said.stretch, said.shift) {
                (Some(stretch), _) => self.stretch(stretch),
                (None, Some(shift)) => self.shift(shift),
                (None, None) => None,
            },
        }
    }

    fn nearest(&self, near: Near, nth: impl Fn(i64) -> Option<Span>) -> Option<Span> {
        let anchor = &self.anchor;
        let mut all = (-REACH..=REACH).filter_map(nth);
        match (self.direction, near) {
            (Direction::Past, Near::Running | Near::Moment) => all.rfind(|span| span.from < *anchor),
            (Direction::Past, Near::Whole) => all.rfind(|span| span.to <= *anchor),
            (Direction::Future, Near::Running) => all.find(|span| span.to > *anchor),
            (Direction::Future, Near::Whole) => all.find(|span| span.from > *anchor),
            (Direction::Future, Near::Moment) => all.find(|span| span.at > *anchor),
        }
    }

    /// One of many in a row, counted from now.
    fn counted(&self, which: Which, nth: impl Fn(i64) -> Option<Span> + Copy) -> Option<Span> {
        let which = self.offset(which);
        let mut all = (-REACH..=REACH).filter_map(nth);
        let skipped = usize::try_from(which.unsigned_abs().saturating_sub(1)).ok()?;
        match which {
            0 => all
                .find(|span| span.from <= *self.now && *self.now < span.to)
                .or_else(|| self.nearest(Near::Running, nth)),
            1.. => all.filter(|span| span.from > *self.now).nth(skipped),
            _ => {
                let before: Vec<Span> = all.filter(|span| span.to <= *self.now).collect();
                before.into_iter().rev().nth(skipped)
            }
        }
    }

    fn offset(&self, which: Which) -> i64 {
        match which {
            Which::Nth(nth) => nth,
            Which::That if self.is_past() => -1,
            Which::That => 1,
        }
    }

    fn nearest_or(&self, which: Option<Which>, near: Near, nth: impl Fn(i64) -> Option<Span> + Copy) -> Option<Span> {
        which.map_or_else(|| self.nearest(near, nth), |which| self.counted(which, nth))
    }

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

    fn next_occurrence(&self, said: &Said) -> Option<Span> {
        if Self::names_day(said) {
            return self.day(self.said_day(said)?);
        }
        self.nearest(Near::Moment, |nth| self.day(self.possible_day(said, nth)?))
    }

    fn clock(&self, said: &Said, clock: Clock, part: Option<i64>) -> Option<Span> {
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

    fn part(&self, said: &Said, part: i64) -> Option<Span> {
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

    fn said_day(&self, said: &Said) -> Option<Date> {
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

    fn year(&self, year: Year) -> i64 {
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

    fn stretch(&self, stretch: &Stretch) -> Option<Span> {
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
    fn shift(&self, shift: Length) -> Option<Span> {
        let at = shift.after(self.now)?;
        let span = match shift.unit {
            Unit::Second | Unit::Minute => Span::of_minute(at.clone())?,
            Unit::Hour if at > *self.now => Span::of_minute(at.clone())?,
            Unit::Hour => {
                let to = Length::one(Unit::Hour).after(&at)?;
                Span { from: at.clone(), to, at: at.clone(), exact: true }
            }
            Unit::Day | Unit::Week | Unit::Month => self.day(at.date())?,
            Unit::Quarter | Unit::Year => {
                let first = at.date().first_of_month();
                Span::of_days(first, months_after(first, 1)?, self.now.time_zone())?
            }
        };
        Some(Span { at, exact: true, ..span })
    }
}

fn days_later(time: &Zoned, days: i64) -> Option<Zoned> {
    Length::many(days, Unit::Day)?.after(time)
}

/// The third Tuesday of a month, its third day, or the last of either.
fn nth_day(nth: i64, weekday: Option<i64>, month: Date) -> Option<Date> {
    match weekday {
        Some(number) => month.nth_weekday_of_month(i8::try_from(nth).ok()?, self::weekday(number)?).ok(),
        None if nth < 0 => Some(month.last_of_month()),
        None => date(month.year().into(), month.month().into(), nth),
    }
}
