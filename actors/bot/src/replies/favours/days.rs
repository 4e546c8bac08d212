//! How long it is until a time or a date, or since.

use intent::{Label, understanding};
use jiff::{
    Zoned,
    civil::{Date, Time},
};
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};

use super::said;
use crate::reply_context::ReplyContext;

/// Hours up to which a time is told in hours.
const HOURS: i64 = 48;

/// The question when the thing is that the text counts the days to, if it names no date.
pub(crate) fn asked_when(ctx: &ReplyContext<'_>, text: &str) -> Option<String> {
    let now = ctx.asked_at();
    if understanding::countdown(text, &now).is_some() {
        return None;
    }
    let said: Vec<&str> = words(text).collect();
    // "How many days until the concert?"
    let until = said.iter().position(|word| List::Until.has(&fold(word)));
    let thing = until.map_or_else(String::new, |at| said[at + 1..].join(" "));
    let thing = if thing.is_empty() { text } else { &thing };
    let about = understanding::read_for(Label::RecallTopic, thing, &now, &[]).about?;
    Some(format!("{} {}", List::When.iter().next()?, about.join(" ")))
}

/// How long it is until the time, or between today and the date, that the text names.
pub(super) fn until(ctx: &ReplyContext<'_>, text: &str) -> String {
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let now = zone.zoned(runtime::clock::now());
    if let Some((from, to)) = understanding::hours_between(text, &now) {
        return said(ctx, "favour-time-between", &span(&from, &to));
    }
    // A day alone begins at midnight: days are counted to it.
    let is_soon = |at: &Zoned| {
        let left = at.timestamp().as_second() - now.timestamp().as_second();
        at.time() != Time::midnight() && left < HOURS * 3600
    };
    if let Some(at) = understanding::hours_until(text, &now).filter(|at| asks_hours(text) || is_soon(at)) {
        return hours(ctx, &now, &at);
    }
    match understanding::countdown(text, &now) {
        Some(date) => days(ctx, &now, date),
        None => said(ctx, "favour-days-unclear", &Args::default()),
    }
}

fn asks_hours(text: &str) -> bool {
    words(text).map(fold).any(|word| List::Hour.has(&word))
}

/// The hours and minutes up to a moment.
pub(crate) fn hours(ctx: &ReplyContext<'_>, now: &Zoned, at: &Zoned) -> String {
    said(ctx, "favour-time-left", &span(now, at).text("time", &at.strftime("%-H:%M").to_string()))
}

/// From one moment to another.
fn span(from: &Zoned, to: &Zoned) -> Args {
    let minutes = (to.timestamp().as_second() - from.timestamp().as_second()).div_euclid(60);
    Args::default().number("hours", minutes / 60).number("minutes", minutes % 60)
}

/// The days between today and a date.
pub(crate) fn days(ctx: &ReplyContext<'_>, now: &Zoned, date: Date) -> String {
    let days = now.date().until(date).map_or(0, |span| i64::from(span.get_days()));
    let id = match days {
        0 => "favour-days-today",
        1.. => "favour-days-left",
        _ => "favour-days-passed",
    };
    said(ctx, id, &Args::default().text("date", &date.strftime("%d.%m.%Y").to_string()).number("days", days.abs()))
}
