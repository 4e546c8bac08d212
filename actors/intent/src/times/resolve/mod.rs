//! When it is that words say, now that they were said.

mod days;
mod frame;
mod hours;
mod stretches;

use jiff::{Timestamp, Zoned, civil::Date};

use super::{
    Direction, Repeat,
    calendar::{MORNING, Span, days_after},
    length::{Length, Unit},
    said::{Clock, Cycle, Day, Edge, Portion, Said},
};
use frame::Frame;

/// Hours at which something of today may still be done.
const LATER_TODAY: &[i64] = &[MORNING, 12, 18, 21];

/// What is said, in times of the clock.
#[derive(Debug, Default)]
pub struct Values {
    pub period: Option<(Zoned, Zoned)>,
    pub at: Option<Zoned>,
    pub date: Option<Date>,
    pub repeat: Option<Repeat>,
}

/// What is said, if it makes sense.
pub fn resolve(said: &Said, now: &Zoned, direction: Direction) -> Option<Values> {
    if said.cycle == Some(Cycle::Hour) {
        return Some(Values { repeat: Some(Repeat::Hourly), at: full_hour_after(now), ..Values::default() });
    }
    let clock = said.same_hour.then(|| Clock { hour: now.hour().into(), minute: now.minute().into(), sure: true });
    let said = &Said { clock: said.clock.or(clock), ..said.clone() };
    let direction = if said.cycle.is_some() { Direction::Future } else { direction };
    let is_awaited = said.edge == Some(Edge::Until);
    let frame = Frame { now, anchor: now.clone(), direction, is_end: false, is_awaited };
    let values = frame.values(said)?;
    let values = if frame.is_missed(said, &values) { frame.of_another_day()?.values(said)? } else { values };
    let Some(cycle) = said.cycle else { return Some(values) };
    let repeat = repeat(cycle, values.at.as_ref()?);
    Some(Values { repeat: Some(repeat), at: values.at, ..Values::default() })
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
    /// Whether an hour of today was read from a day that comes again, but is on the wrong side of now.
    fn is_missed(&self, said: &Said, values: &Values) -> bool {
        let open = said.cycle.is_some() || matches!(said.day, Some(Day::Date { year: None, .. }));
        let hour = said.cycle.is_some() || said.clock.is_some() || said.part.is_some();
        let missing = if self.is_past() { values.period.is_none() } else { values.at.is_none() };
        open && hour && missing && said.edge.is_none()
    }

    /// The same, without today.
    fn of_another_day(&self) -> Option<Self> {
        let today = self.day(self.today())?;
        let anchor = if self.is_past() { today.from } else { today.to };
        Some(Self { anchor, ..self.clone() })
    }

    fn values(&self, said: &Said) -> Option<Values> {
        let (period, at) = self.period_and_moment(said, self.whole(said)?)?;
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
                    Some(Portion::First(length)) => span.first(length)?,
                    Some(Portion::Last(length)) => span.last(length)?,
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
}

fn days_later(time: &Zoned, days: i64) -> Option<Zoned> {
    Length::many(days, Unit::Day)?.after(time)
}
