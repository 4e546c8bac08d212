//! The time and the day, by the clock on the wall of the chat, or of a place that is asked about.

use intent::{ClockQuery, zone_of};
use language::packs::Script;
use language::text::{catalogue::Args, moment::moment};

use crate::{lines::Line, speaker::Speaker};

/// From Thursday on, the day of 1 January 1970.
const WEEKDAYS: [&str; 7] = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];
const DAY: i64 = 86_400;
/// The answer to "what time is it?" and "what day is it?"; `now` in Unix seconds.
pub(crate) fn answer(speaker: &mut Speaker<'_>, query: &ClockQuery, now: i64) -> String {
    let here = speaker.style.utc_offset;
    match query {
        ClockQuery::Now => speaker.say_with(Line::TimeNow, &shown(speaker, now, here)),
        ClockQuery::Day(0) => speaker.say_with(Line::DayToday, &shown(speaker, now, here)),
        ClockQuery::Day(days) => {
            speaker.say_with(Line::DayThen, &shown(speaker, now.saturating_add(days.saturating_mul(DAY)), here))
        }
        ClockQuery::There(place, name) => match zone_of(name) {
            Some(zone) => {
                let args = shown(speaker, now, zone.offset(now));
                if place.is_ascii() == (speaker.style.language.script() == Script::Latin) {
                    speaker.say_with(Line::TimeThere, &args.text("place", place))
                } else {
                    speaker.say_with(Line::TimeNamed, &args.text("place", name))
                }
            }
            None => speaker.say_with(Line::TimeElsewhere, &shown(speaker, now, here)),
        },
    }
}

fn shown(speaker: &Speaker<'_>, at: i64, offset: i32) -> Args {
    let day = at.saturating_add(i64::from(offset)).div_euclid(DAY).rem_euclid(7);
    let weekday = usize::try_from(day).ok().and_then(|day| WEEKDAYS.get(day)).copied().unwrap_or_default();
    let written = moment(at, offset);
    let (date, time) = written.split_once(' ').unwrap_or((&written, ""));
    Args::default().text("time", time).text("date", date).text("weekday", &speaker.named("weekday", weekday))
}
