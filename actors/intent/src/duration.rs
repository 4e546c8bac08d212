//! Lengths of time, as people write them.

use language::packs::List;

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
pub const WEEK: i64 = 7 * DAY;
const MONTH: i64 = 30 * DAY;

/// Units of time, each in all its forms.
const UNITS: &[(i64, List)] =
    &[(MINUTE, List::Minute), (HOUR, List::Hour), (DAY, List::Day), (WEEK, List::Week), (MONTH, List::Month)];

/// The seconds of one unit of time; `name` is folded.
pub fn unit(name: &str) -> Option<i64> {
    UNITS.iter().find(|(_, names)| names.has(name)).map(|(unit, _)| *unit)
}

/// How many seconds folded words such as `2h`, `30 хв`, `1h30m` or `на 1,5 години` mean.
pub fn seconds(args: &str) -> Option<i64> {
    let mut rest =
        args.split_once(' ').filter(|(word, _)| List::ForTime.has(word)).map_or(args, |(_, rest)| rest).trim();
    let mut all = 0_i64;
    while !rest.is_empty() {
        let (number, after) = apart(rest, |it| it.is_ascii_digit() || matches!(it, '.' | ','));
        let (unit, after) = apart(after.trim_start(), char::is_alphabetic);
        let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        // A number alone is hours.
        let unit = if unit.is_empty() { HOUR } else { self::unit(unit)? };
        let tenths = part.parse::<i64>().ok().filter(|_| part.len() == 1)?;
        let seconds = whole.parse::<i64>().ok()?.checked_mul(unit)?.checked_add(unit * tenths / 10)?;
        all = all.checked_add(seconds)?;
        rest = after.trim_start();
    }
    (all > 0).then_some(all)
}

/// What a text begins with, and the rest.
fn apart(text: &str, begins: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|it| !begins(it)).unwrap_or(text.len()))
}
