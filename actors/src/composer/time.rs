//! The time and the day, by the clock on the wall of the chat.

use super::lines::Line;
use super::plan::Facts;
use super::word::Speaker;
use crate::text::catalogue::Args;
use crate::text::moment::moment;

/// From Thursday on, the day of 1 January 1970.
const WEEKDAYS: [&str; 7] = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];

/// The answer to "what time is it?" and "what day is it?".
pub(super) fn answer(speaker: &mut Speaker<'_>, line: Line, facts: &Facts) -> String {
    let Facts::Clock(now) = facts else {
        return speaker.say(Line::Unavailable);
    };
    let offset = speaker.manner.utc_offset;
    let day = now.saturating_add(i64::from(offset)).div_euclid(86_400).rem_euclid(7);
    let weekday = usize::try_from(day).ok().and_then(|day| WEEKDAYS.get(day)).copied().unwrap_or_default();
    let written = moment(*now, offset);
    let (date, time) = written.split_once(' ').unwrap_or((&written, ""));
    let weekday = speaker.named("weekday", weekday);
    speaker.say_with(line, &Args::default().text("time", time).text("date", date).text("weekday", &weekday))
}
