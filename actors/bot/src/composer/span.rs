//! Which time a summary is of, as people write it.

use conversation::seconds;
use language::text::words::{fold, words};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What the words after `/summary` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Today, or the last 24 hours if little was said today.
    Usual,
    Today,
    Yesterday,
    Week,
    /// The last seconds.
    Last(i64),
}

/// Units of time in all their forms, folded.
const UNITS: &[(i64, &str)] = &[
    (MINUTE, "хв хвилина хвилину хвилини хвилин m min mins minute minutes"),
    (HOUR, "г год година годину години годин h hour hours час часа часов"),
    (DAY, "д день дні днів добу доба доби діб d day days"),
    (7 * DAY, "тиждень тижня тижні тижнів week weeks неделю недели"),
    (30 * DAY, "місяць місяця місяці month months"),
];
const NUMBERS: &[(i64, &str)] = &[
    (1, "один одну одна one an a"),
    (2, "два дві двох пару two couple"),
    (3, "три трьох кілька декілька three few"),
    (4, "чотири four"),
    (5, "п'ять five"),
    (6, "шість six"),
    (10, "десять ten"),
    (12, "дванадцять twelve"),
    (30, "тридцять thirty"),
];
const HALF: &str = "пів півгодини half";

impl Span {
    /// `None` if the words make no sense.
    pub(super) fn of(args: &str) -> Option<Self> {
        let args = fold(args.trim());
        if args.is_empty() {
            Some(Self::Usual)
        } else {
            seconds(&args).map(|it| Self::Last(it.min(7 * DAY))).or_else(|| Self::within(&args))
        }
    }

    /// The time that a sentence names, if it names one.
    pub(super) fn within(text: &str) -> Option<Self> {
        let said: Vec<String> = words(text).map(fold).collect();
        let has = |list: &str| said.iter().any(|word| is(word, list));
        if has("вчора вчорашній вчорашнього yesterday вчера") {
            return Some(Self::Yesterday);
        }
        if has("сьогодні today сегодня") {
            return Some(Self::Today);
        }
        let (at, number, unit) = said.iter().enumerate().find_map(|(at, word)| Some((at, word, unit(word)?)))?;
        let number = counted(number, at.checked_sub(1).and_then(|at| said.get(at)))?;
        // What was an hour ago began a little earlier.
        let ago = if has("тому ago назад") { 2 } else { 0 };
        match number * unit {
            week if week == 7 * 2 * DAY && ago == 0 => Some(Self::Week),
            halves => Some(Self::Last((halves / 2 + halves * ago / 8).min(30 * DAY))).filter(|it| *it != Self::Last(0)),
        }
    }
}

fn is(word: &str, list: &str) -> bool {
    list.split(' ').any(|it| it == word)
}

/// Of a word such as "години" or "2h".
fn unit(word: &str) -> Option<i64> {
    let name = word.trim_start_matches(|it: char| it.is_ascii_digit());
    let known = UNITS.iter().find(|(_, names)| is(name, names)).map(|(unit, _)| *unit);
    known.or_else(|| is(name, "півгодини").then_some(HOUR))
}

/// How many halves of the unit: the number stands in the word or before it, or it is one.
fn counted(word: &str, before: Option<&String>) -> Option<i64> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if is(word, "півгодини") {
        return Some(1);
    }
    let written = if digits.is_empty() { before.map_or("", String::as_str) } else { &digits };
    if written.starts_with(|it: char| it.is_ascii_digit()) {
        return written.parse::<i64>().ok().filter(|number| (1..100_000).contains(number)).map(|number| number * 2);
    }
    let number = NUMBERS.iter().find(|(_, names)| is(written, names)).map(|(number, _)| number * 2);
    number.or_else(|| is(written, HALF).then_some(1)).or(Some(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_in_both_languages() {
        for (args, span) in [
            ("", Some(Span::Usual)),
            ("Today", Some(Span::Today)),
            ("вчора", Some(Span::Yesterday)),
            ("за тиждень", Some(Span::Week)),
            ("7d", Some(Span::Last(7 * DAY))),
            ("2h", Some(Span::Last(2 * HOUR))),
            ("3 години", Some(Span::Last(3 * HOUR))),
            ("за 30 хв", Some(Span::Last(30 * MINUTE))),
            ("за добу", Some(Span::Last(DAY))),
            ("hour", Some(Span::Last(HOUR))),
            ("the last two hours", Some(Span::Last(2 * HOUR))),
            ("півгодини", Some(Span::Last(30 * MINUTE))),
            ("99d", Some(Span::Last(7 * DAY))),
            ("0h", None),
            ("колись", None),
        ] {
            assert_eq!(Span::of(args), span, "{args}");
        }
    }

    #[test]
    fn sentences_name_times() {
        for (text, span) in [
            ("про що ми говорили годину тому?", Some(Span::Last(HOUR + HOUR / 2))),
            ("про що ми говорили вчора", Some(Span::Yesterday)),
            ("підсумуй за 2 години", Some(Span::Last(2 * HOUR))),
            ("про що говорили за останні дві години", Some(Span::Last(2 * HOUR))),
            ("what did we talk about in the last 30 minutes", Some(Span::Last(30 * MINUTE))),
            ("що було за тиждень", Some(Span::Week)),
            ("підсумуй", None),
        ] {
            assert_eq!(Span::within(text), span, "{text}");
        }
    }
}
