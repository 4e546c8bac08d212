//! Which time a summary is of, as people write it.

use language::{
    packs::List,
    text::words::{fold, words},
};
use serde::{Deserialize, Serialize};

use crate::duration::{DAY, HOUR, seconds, unit};

/// What the words after `/summary` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SummaryPeriod {
    /// Today, or the last 24 hours if little was said today.
    Usual,
    Today,
    Yesterday,
    Week,
    /// The last seconds.
    Last(i64),
}

impl SummaryPeriod {
    /// `None` if the words make no sense.
    pub fn of(args: &str) -> Option<Self> {
        let args = fold(args.trim());
        if args.is_empty() {
            Some(Self::Usual)
        } else {
            seconds(&args).map(|it| Self::Last(it.min(7 * DAY))).or_else(|| Self::within(&args))
        }
    }

    /// The time that a sentence names, if it names one.
    pub fn within(text: &str) -> Option<Self> {
        let said: Vec<String> = words(text).map(fold).collect();
        if List::Yesterday.has_any(&said) {
            return Some(Self::Yesterday);
        }
        if List::Today.has_any(&said) {
            return Some(Self::Today);
        }
        let (at, number, unit) = said.iter().enumerate().find_map(|(at, word)| Some((at, word, unit_in(word)?)))?;
        let number = counted(number, at.checked_sub(1).and_then(|at| said.get(at)))?;
        // What was an hour ago began a little earlier.
        let ago = if List::Ago.has_any(&said) { 2 } else { 0 };
        match number * unit {
            week if week == 7 * 2 * DAY && ago == 0 => Some(Self::Week),
            halves => Some(Self::Last((halves / 2 + halves * ago / 8).min(30 * DAY))).filter(|it| *it != Self::Last(0)),
        }
    }
}

/// The unit in a word such as "години" or "2h", in seconds.
fn unit_in(word: &str) -> Option<i64> {
    let name = word.trim_start_matches(|it: char| it.is_ascii_digit());
    unit(name).or_else(|| List::HalfHour.has(name).then_some(HOUR))
}

/// How many halves of the unit: the number stands in the word or before it, or it is one.
fn counted(word: &str, before: Option<&String>) -> Option<i64> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if List::HalfHour.has(word) {
        return Some(1);
    }
    let written = if digits.is_empty() { before.map_or("", String::as_str) } else { &digits };
    if written.starts_with(|it: char| it.is_ascii_digit()) {
        return written.parse::<i64>().ok().filter(|number| (1..100_000).contains(number)).map(|number| number * 2);
    }
    let number = List::Numbers.words().number(written).map(|number| number * 2);
    number.or_else(|| List::Half.has(written).then_some(1)).or(Some(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duration::MINUTE;

    #[test]
    fn spans_are_read_in_both_languages() {
        for (args, span) in [
            ("", Some(SummaryPeriod::Usual)),
            ("Today", Some(SummaryPeriod::Today)),
            ("вчора", Some(SummaryPeriod::Yesterday)),
            ("за тиждень", Some(SummaryPeriod::Week)),
            ("7d", Some(SummaryPeriod::Last(7 * DAY))),
            ("2h", Some(SummaryPeriod::Last(2 * HOUR))),
            ("3 години", Some(SummaryPeriod::Last(3 * HOUR))),
            ("за 30 хв", Some(SummaryPeriod::Last(30 * MINUTE))),
            ("за добу", Some(SummaryPeriod::Last(DAY))),
            ("hour", Some(SummaryPeriod::Last(HOUR))),
            ("the last two hours", Some(SummaryPeriod::Last(2 * HOUR))),
            ("півгодини", Some(SummaryPeriod::Last(30 * MINUTE))),
            ("99d", Some(SummaryPeriod::Last(7 * DAY))),
            ("0h", None),
            ("колись", None),
        ] {
            assert_eq!(SummaryPeriod::of(args), span, "{args}");
        }
    }

    #[test]
    fn sentences_name_times() {
        for (text, span) in [
            ("про що ми говорили годину тому?", Some(SummaryPeriod::Last(HOUR + HOUR / 2))),
            ("про що ми говорили вчора", Some(SummaryPeriod::Yesterday)),
            ("підсумуй за 2 години", Some(SummaryPeriod::Last(2 * HOUR))),
            ("про що говорили за останні дві години", Some(SummaryPeriod::Last(2 * HOUR))),
            ("what did we talk about in the last 30 minutes", Some(SummaryPeriod::Last(30 * MINUTE))),
            ("що було за тиждень", Some(SummaryPeriod::Week)),
            ("підсумуй", None),
        ] {
            assert_eq!(SummaryPeriod::within(text), span, "{text}");
        }
    }
}
