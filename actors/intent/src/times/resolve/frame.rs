//! Now, and which of many stretches around it is meant.

use jiff::{Zoned, civil::Date};

use super::super::{
    Direction,
    calendar::{Span, on_day},
    said::Which,
};

/// How many days, weeks, months or years around now are looked at.
pub(super) const REACH: i64 = 8;

/// From when words are understood.
#[derive(Debug, Clone)]
pub(super) struct Frame<'n> {
    pub(super) now: &'n Zoned,
    /// Next to what an open day or hour is meant: now, or the beginning of a stretch whose end is looked for.
    pub(super) anchor: Zoned,
    pub(super) direction: Direction,
    /// The end of a stretch is looked for.
    pub(super) is_end: bool,
    /// What is now does not count: it is looked forward to.
    pub(super) is_awaited: bool,
}

/// Which of many stretches are near enough.
#[derive(Debug, Clone, Copy)]
pub(super) enum Near {
    /// The one that is now, too.
    Running,
    /// Only those that are wholly before or after.
    Whole,
    /// Those whose moment is.
    Moment,
}

impl Frame<'_> {
    pub(super) fn is_past(&self) -> bool {
        self.direction == Direction::Past
    }

    pub(super) fn today(&self) -> Date {
        self.now.date()
    }

    pub(super) fn day(&self, day: Date) -> Option<Span> {
        Span::of_day(day, self.now.time_zone())
    }

    pub(super) fn on(&self, day: Date, hour: i64, minute: i64) -> Option<Zoned> {
        on_day(day, hour, minute, self.now.time_zone())
    }

    pub(super) fn nearest(&self, near: Near, nth: impl Fn(i64) -> Option<Span>) -> Option<Span> {
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
    pub(super) fn counted(&self, which: Which, nth: impl Fn(i64) -> Option<Span> + Copy) -> Option<Span> {
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

    pub(super) fn offset(&self, which: Which) -> i64 {
        match which {
            Which::Nth(nth) => nth,
            Which::That if self.is_past() => -1,
            Which::That => 1,
        }
    }

    pub(super) fn nearest_or(
        &self,
        which: Option<Which>,
        near: Near,
        nth: impl Fn(i64) -> Option<Span> + Copy,
    ) -> Option<Span> {
        which.map_or_else(|| self.nearest(near, nth), |which| self.counted(which, nth))
    }
}
