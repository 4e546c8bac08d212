//! Lengths of time, as people write them.

use crate::phrases::has_word;

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
pub const WEEK: i64 = 7 * DAY;
const MONTH: i64 = 30 * DAY;

/// Units of time in all their forms, folded.
const UNITS: &[(i64, &str)] = &[
    (MINUTE, "хв хвилина хвилину хвилини хвилин m min mins minute minutes"),
    (HOUR, "г год година годину години годин h hour hours час часа часов"),
    (DAY, "д день дні днів добу доба доби діб d day days"),
    (WEEK, "тиждень тижня тижні тижнів week weeks неделю недели"),
    (MONTH, "місяць місяця місяці month months"),
];

/// The seconds of one unit of time; `name` is folded.
pub fn unit(name: &str) -> Option<i64> {
    UNITS.iter().find(|(_, names)| has_word(names, name)).map(|(unit, _)| *unit)
}

/// How many seconds folded words such as `2h`, `30 хв`, `1h30m` or `на 1,5 години` mean.
pub fn seconds(args: &str) -> Option<i64> {
    let mut rest = ["на ", "за ", "for "].iter().find_map(|word| args.strip_prefix(word)).unwrap_or(args).trim();
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
