//! Moments as people say them: "yesterday at 18:24", "tomorrow at 9:00", "on Friday, 4 December, at 9:00".

use jiff::{ToSpan, Zoned, civil::Date};
use language::text::catalogue::{Args, Language, say};

/// The moment, seen from `now`.
pub(crate) fn spoken(language: Language, at: &Zoned, now: &Zoned) -> String {
    let (yesterday, tomorrow) = (now.date().saturating_sub(1.day()), now.date().saturating_add(1.day()));
    let time = hour(at);
    let weekday = say(language, &format!("when-{}", weekday(at)), &Args::default());
    let args = Args::default().text("time", &time).text("date", &day(language, at, now)).text("weekday", &weekday);
    let id = match at.date() {
        day if day == now.date() => "when-today",
        day if day == tomorrow => "when-tomorrow",
        day if day == yesterday => "when-yesterday",
        _ => "when-date",
    };
    say(language, id, &args)
}

/// A moment that is over: "today at 18:24", "yesterday at 9:05", "20 November at 12:30".
pub(crate) fn past(language: Language, at: &Zoned, now: &Zoned) -> String {
    let date = named_day(language, at, now);
    say(language, "moment-past", &Args::default().text("date", &date).text("time", &hour(at)))
}

/// A day: "today", "yesterday", "20 November".
pub(crate) fn named_day(language: Language, at: &Zoned, now: &Zoned) -> String {
    let yesterday = now.date().saturating_sub(1.day());
    match at.date() {
        date if date == now.date() => say(language, "day-is-today", &Args::default()),
        date if date == yesterday => say(language, "day-is-yesterday", &Args::default()),
        _ => day(language, at, now),
    }
}

/// A time that was asked about, from its first moment up to the one after it: "yesterday", "20 November",
/// "yesterday from 18:00 to 0:00", "from 16 November to 22 November", "since 23 November" if it is not over.
pub(crate) fn span(language: Language, [from, to]: [&Zoned; 2], now: &Zoned) -> String {
    let last = to.saturating_sub(1.second());
    let named = |at: &Zoned| named_day(language, at, now);
    let is_whole = |at: &Zoned| at.start_of_day().is_ok_and(|start| start == *at);
    let (id, args) = match () {
        () if from.timestamp().as_second() <= 0 => ("span-until", Args::default().text("to", &named(to))),
        () if from.date() == last.date() && is_whole(from) && (is_whole(to) || to >= now) => return named(from),
        () if from.date() == last.date() => {
            let hours = Args::default().text("day", &named(from)).text("from", &hour(from)).text("to", &hour(to));
            ("span-day-hours", hours)
        }
        () if to >= now && is_whole(from) => ("span-since", Args::default().text("from", &named(from))),
        () if to >= now => ("span-since", Args::default().text("from", &past(language, from, now))),
        () => ("span-days", Args::default().text("from", &named(from)).text("to", &named(&last))),
    };
    say(language, id, &args)
}

fn hour(at: &Zoned) -> String {
    at.strftime("%-H:%M").to_string()
}

/// The day and the month; the year where it is another one.
fn day(language: Language, at: &Zoned, now: &Zoned) -> String {
    let day = spoken_day(language, at.date());
    if at.year() == now.year() { day } else { format!("{day} {}", at.year()) }
}

/// The day and the month.
pub(crate) fn spoken_day(language: Language, date: Date) -> String {
    let month = say(language, &format!("when-month-{}", date.month()), &Args::default());
    say(language, "when-day", &Args::default().text("day", &date.day().to_string()).text("month", &month))
}

/// By its name in the catalogues.
fn weekday(at: &Zoned) -> &'static str {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let number = usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or_default();
    NAMES[number % NAMES.len()]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use language::text::catalogue::Language;

    use super::*;

    #[test]
    fn moments_are_said_as_people_say_them() {
        let now = date(2026, 11, 28).at(14, 0, 0, 0).in_tz("Europe/Kyiv").unwrap();
        for (at, uk, en) in [
            (date(2026, 11, 27).at(18, 24, 0, 0), "учора о 18:24", "yesterday at 18:24"),
            (date(2026, 11, 28).at(18, 5, 0, 0), "сьогодні о 18:05", "today at 18:05"),
            (date(2026, 11, 29).at(9, 0, 0, 0), "завтра, 29 листопада, о 9:00", "tomorrow, 29 November, at 9:00"),
            (date(2026, 12, 4).at(9, 0, 0, 0), "у п’ятницю, 4 грудня, о 9:00", "on Friday, 4 December, at 9:00"),
            (date(2027, 1, 7).at(0, 0, 0, 0), "у четвер, 7 січня 2027, о 0:00", "on Thursday, 7 January 2027, at 0:00"),
        ] {
            let at = at.in_tz("Europe/Kyiv").unwrap();
            let said = ["uk", "en"].map(|code| spoken(Language::of_code(code).unwrap(), &at, &now));
            assert_eq!(said, [uk, en]);
        }
    }

    /// A moment of Kyiv.
    fn kyiv(written: &str) -> Zoned {
        written.parse::<jiff::civil::DateTime>().unwrap().in_tz("Europe/Kyiv").unwrap()
    }

    #[test]
    fn what_is_over_is_said_as_people_say_it() {
        let now = kyiv("2026-11-28T14:00");
        for (at, uk, en) in [
            ("2026-11-28T00:05", "сьогодні о 0:05", "today at 0:05"),
            ("2026-11-27T18:24", "учора о 18:24", "yesterday at 18:24"),
            ("2026-11-20T12:30", "20 листопада о 12:30", "20 November at 12:30"),
            ("2025-12-31T23:59", "31 грудня 2025 о 23:59", "31 December 2025 at 23:59"),
        ] {
            let said = ["uk", "en"].map(|code| past(Language::of_code(code).unwrap(), &kyiv(at), &now));
            assert_eq!(said, [uk, en]);
        }
    }

    #[test]
    fn spans_are_said_by_their_days() {
        let now = kyiv("2026-11-28T14:00");
        for (from, to, uk) in [
            ("2026-11-20T00:00", "2026-11-21T00:00", "20 листопада"),
            ("2026-11-27T00:00", "2026-11-28T00:00", "учора"),
            ("2026-11-28T00:00", "2026-11-29T00:00", "сьогодні"),
            ("2026-11-27T18:00", "2026-11-28T00:00", "учора з 18:00 до 0:00"),
            ("2026-11-16T00:00", "2026-11-23T00:00", "від 16 листопада до 22 листопада"),
            ("2026-11-23T00:00", "2026-11-30T00:00", "від 23 листопада"),
            ("2026-11-21T14:00", "2026-11-28T14:00", "від 21 листопада о 14:00"),
            ("1970-01-01T00:00", "2026-11-27T00:00", "до учора"),
        ] {
            assert_eq!(span(Language::of_code("uk").unwrap(), [&kyiv(from), &kyiv(to)], &now), uk);
        }
    }
}
