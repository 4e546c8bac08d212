//! Moments as people say them: "yesterday at 18:24", "tomorrow at 9:00", "on Friday, 4 December, at 9:00".

use jiff::{ToSpan, Zoned, civil::Date};
use language::text::catalogue::{Args, Language, say};

/// The moment, seen from `now`.
pub(crate) fn spoken(language: Language, at: &Zoned, now: &Zoned) -> String {
    let (yesterday, tomorrow) = (now.date().saturating_sub(1.day()), now.date().saturating_add(1.day()));
    let time = at.strftime("%-H:%M").to_string();
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
}
