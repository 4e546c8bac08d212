//! The time and the day, by the clock on the wall of the chat, or of a place that is asked about.

use super::cities::zone_of;
use super::lines::Line;
use super::phrases::{CLOCK, CLOCK_WHOLE, has_word};
use super::plan::Facts;
use super::word::Speaker;
use language::text::catalogue::{Args, Language};
use language::text::moment::moment;
use language::text::words::{fold, words};

/// From Thursday on, the day of 1 January 1970.
const WEEKDAYS: [&str; 7] = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];
const DAY: i64 = 86_400;
/// The answer to "what time is it?" and "what day is it?".
pub(super) fn answer(speaker: &mut Speaker<'_>, clock: &Clock, facts: &Facts) -> String {
    let Facts::Clock(now) = *facts else {
        return speaker.say(Line::Unavailable);
    };
    let here = speaker.manner.utc_offset;
    match clock {
        Clock::Now => speaker.say_with(Line::TimeNow, &shown(speaker, now, here)),
        Clock::Day(0) => speaker.say_with(Line::DayToday, &shown(speaker, now, here)),
        Clock::Day(days) => {
            speaker.say_with(Line::DayThen, &shown(speaker, now.saturating_add(days.saturating_mul(DAY)), here))
        }
        Clock::There(place, name) => match zone_of(name) {
            Some(zone) => {
                let args = shown(speaker, now, zone.offset(now));
                if place.is_ascii() == (speaker.manner.language == Language::En) {
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
