//! Times that people name: "завтра о пів на десяту", "минулого тижня", "in 20 min", "кожного понеділка".
//!
//! Each word becomes the lists of the language packs that it stands in (`lexicon`, `tokens`). Rules match short
//! sequences of them (`grammar`); what neighbours say is put together (`merge`); now and the direction of the talk
//! tell when it is (`resolve`). All words are the packs': a language needs no Rust.

mod calendar;
mod clock;
mod cycles;
mod days;
mod figures;
mod grammar;
mod lead;
mod length;
mod lexicon;
mod merge;
mod numbers;
mod parts;
mod reader;
mod resolve;
mod said;
mod spans;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use jiff::{
    Zoned,
    civil::{Date, Weekday},
};

use grammar::Item;
use language::packs::List;
use said::Strength;
use tokens::Token;

/// Which way a time points that names no year or no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// What was said or done.
    Past,
    /// What is to come: reminders, countdowns.
    Future,
}

/// How often something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    Hourly,
    Daily,
    /// From Monday to Friday.
    Workdays,
    /// On Saturdays and Sundays.
    Weekends,
    Weekly(Weekday),
    /// On the day of the first time.
    Monthly,
    /// On the day of the first time.
    Yearly,
}

/// What a message says about time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times {
    /// A stretch of time: its first moment, and the first one after it. In the past it begins before now; "up to
    /// Friday" begins in 1970 there.
    pub period: Option<(Zoned, Zoned)>,
    /// A moment. In the future it is after now: what is over has a period and no moment.
    pub at: Option<Zoned>,
    /// A day, where one is named.
    pub date: Option<Date>,
    /// How long something is, in seconds.
    pub duration: Option<i64>,
    /// How often it comes again; `at` is the first time.
    pub repeat: Option<Repeat>,
    /// What of the text says all this, in bytes, in order.
    pub places: Vec<Range<usize>>,
}

/// What a text says about time, if it is said now.
pub fn times(text: &str, now: &Zoned, direction: Direction) -> Times {
    let tokens = tokens::tokens(text);
    let items = merge::merged(&tokens, grammar::items(&tokens), direction);
    let mut times = Times::default();
    for item in items.iter().filter(|item| is_meant(&tokens, item, direction)) {
        if times.take(item, now, direction) {
            times.places.push(place(&tokens, item));
        }
    }
    if times == Times::default()
        && let Some(item) = items.iter().find(|item| item.said.length.is_some())
        && times.take(item, now, direction)
    {
        times.places.push(place(&tokens, item));
    }
    times
}

fn is_meant(tokens: &[Token], item: &Item, direction: Direction) -> bool {
    // "A number from 1 to 10" names no hours.
    let before = item.tokens.start.checked_sub(1).map(|at| &tokens[at]);
    if item.said.is_hour() && before.is_some_and(|token| token.is(List::DayNumber)) {
        return false;
    }
    let whole = item.tokens.len() == tokens.len() && item.said.strength == Strength::Weak;
    whole || merge::stands(tokens, item, direction)
}

fn place(tokens: &[Token], item: &Item) -> Range<usize> {
    let (start, end) = (item.tokens.start, item.tokens.end.saturating_sub(1));
    tokens[start].place.start..tokens[end].place.end
}

impl Times {
    /// Takes what an item says, if nothing said it before.
    fn take(&mut self, item: &Item, now: &Zoned, direction: Direction) -> bool {
        if let Some(length) = item.said.length {
            let free = self.duration.is_none();
            self.duration = self.duration.or(Some(length.in_seconds()));
            return free;
        }
        if self.period.is_some() || self.at.is_some() || self.date.is_some() || self.repeat.is_some() {
            return false;
        }
        let Some(values) = resolve::resolve(&item.said, now, direction) else { return false };
        self.period = values.period;
        self.at = values.at;
        self.date = values.date;
        self.repeat = values.repeat;
        self.period.is_some() || self.at.is_some() || self.date.is_some() || self.repeat.is_some()
    }
}
