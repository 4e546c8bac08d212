//! What words say of a time, before it is known when they were said.

use super::length::{Length, Unit};

/// What a few words say. What they leave open, their neighbours or the clock fill in.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub day: Option<Day>,
    pub clock: Option<Clock>,
    /// The hour that it is now.
    pub same_hour: bool,
    /// A part of the day, by the hour that it begins with.
    pub part: Option<i64>,
    pub stretch: Option<Stretch>,
    /// From now on, or back.
    pub shift: Option<Length>,
    /// How long something is.
    pub length: Option<Length>,
    pub cycle: Option<Cycle>,
    pub edge: Option<Edge>,
    pub portion: Option<Portion>,
    /// A number that may be a day or an hour, whichever its neighbour is.
    pub number: Option<i64>,
    /// The end of a stretch that begins with all this.
    pub to: Option<Box<Said>>,
    pub strength: Strength,
}

/// How sure it is that the words say a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// They say none, though they look so: the 32nd of a month.
    Nothing,
    /// Only as an end of a stretch.
    Latent,
    /// Only beside a time, or where nothing else is said.
    Weak,
    /// An hour, if something is planned or no other word follows.
    Likely,
    #[default]
    Sure,
}

/// Which of several in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that is now is 0.
    Nth(i64),
    /// Before or after this one, as the talk goes.
    That,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    Is(i64),
    /// So many years from this one.
    FromNow(i64),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// So many days from today.
    Shift(i64),
    Weekday {
        day: i64,
        which: Option<Which>,
    },
    Date {
        day: i64,
        month: Option<i64>,
        year: Option<Year>,
        /// It was said to be this day of the week.
        weekday: Option<i64>,
    },
    /// The third Tuesday of a month, or its third day; the last is -1.
    Nth {
        nth: i64,
        weekday: Option<i64>,
        month: i64,
        year: Option<Year>,
    },
    /// So many days after Easter.
    FromEaster {
        days: i64,
        year: Option<Year>,
    },
}

/// A time of the clock. Hour 24 is the midnight that a day ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    pub hour: i64,
    pub minute: i64,
    /// It is known which half of the day it is of.
    pub sure: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// A whole week, month, year.
    Unit(Unit, Which),
    /// The last days up to now, or the next ones.
    Rolling {
        length: Length,
        ahead: bool,
    },
    /// Within so long.
    Over(Length),
    /// So many months from that one on.
    Months {
        first: i64,
        count: i64,
        which: Option<Which>,
        year: Option<Year>,
    },
    Weekend(Option<Which>),
    Year(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cycle {
    Hour,
    Day,
    Workdays,
    Weekends,
    Week,
    Month,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    Until,
    /// Ends what began before; alone it says nothing.
    Through,
    Since,
    After,
    Between,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    Beginning,
    End,
    /// So much of its beginning.
    First(Length),
    /// So much of its end.
    Last(Length),
}

impl Said {
    /// Only a day, whatever hour.
    pub fn is_day(&self) -> bool {
        let day = self.day.is_some() || self.shift.is_some_and(|shift| shift.seconds == 0) || self.cycle.is_some();
        day && self.clock.is_none() && self.part.is_none() && !self.same_hour && self.to.is_none()
    }

    /// Only an hour or a part of the day, whatever day.
    pub fn is_hour(&self) -> bool {
        let empty = self.day.is_none() && self.shift.is_none() && self.cycle.is_none() && self.stretch.is_none();
        empty && (self.clock.is_some() || self.part.is_some() || self.same_hour)
    }
}

impl From<Day> for Said {
    fn from(day: Day) -> Self {
        Self { day: Some(day), ..Self::default() }
    }
}

impl From<Stretch> for Said {
    fn from(stretch: Stretch) -> Self {
        Self { stretch: Some(stretch), ..Self::default() }
    }
}

impl From<Clock> for Said {
    fn from(clock: Clock) -> Self {
        Self { clock: Some(clock), ..Self::default() }
    }
}
