//! "What time is it in London?", "what day is tomorrow?": what is asked of the clock.

use language::text::words::{fold, words};
use serde::{Deserialize, Serialize};

use crate::phrases::{CLOCK, CLOCK_WHOLE, NAMES, has_word};

/// Words that say where, and what is nowhere else or no part of a name.
const WHERE: &str = "в у in at по";
const HERE: &str = "нас вас тебе чаті групі us here you this the";
const NO_PLACE: &str = "зараз тепер нині година годин час часу now right please будь ласка";
/// Words of a place's name at most.
const NAME: usize = 3;
/// What a question about a day is made of, and nothing else.
const OPENING: &str = "який яка яке якого what which what's whats какой какое скажи";
const DATES: &str = "день число дата дату дня date day";
const SHIFTS: &[(i64, &str)] = &[
    (-2, "позавчора позавчера"),
    (-1, "вчора учора yesterday yesterday's вчера"),
    (0, "сьогодні сьогоднішня сьогоднішнє сьогоднішню today today's сегодня"),
    (1, "завтра tomorrow tomorrow's"),
    (2, "післязавтра послезавтра"),
];
const AROUND: &str = "\
    буде будет був було была is it it's was will be the a of у в нас зараз тижня недели week month місяця а і це and that \
    мені me tell";

/// What is asked of the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockQuery {
    Now,
    /// The time at a place, as the asker says it: "в Лондоні", and its name.
    There(String, String),
    /// The day so many days from now.
    Day(i64),
}

impl ClockQuery {
    /// What the text asks of the clock, if it does.
    pub fn of(text: &str) -> Option<Self> {
        let said: Vec<&str> = words(text).collect();
        day(&said).map(Self::Day).or_else(|| time(&said))
    }
}

fn is(word: &str, list: &str) -> bool {
    has_word(list, &fold(word))
}

fn time(said: &[&str]) -> Option<ClockQuery> {
    let place = place(said);
    let rest: Vec<String> = match &place {
        Some((from, to)) => said[..*from].iter().chain(&said[*to..]).map(|word| fold(word)).collect(),
        None => said.iter().map(|word| fold(word)).collect(),
    };
    let spoken: Vec<String> = rest.into_iter().filter(|word| !has_word(NAMES, word)).collect();
    let has = |phrase: &str| spoken.windows(phrase.split(' ').count()).any(|window| window.join(" ") == phrase);
    let asked = CLOCK.split(" | ").any(has) || CLOCK_WHOLE.split(" | ").any(|phrase| spoken.join(" ") == phrase);
    asked.then(|| match place {
        Some((from, to)) => ClockQuery::There(said[from..to].join(" "), said[from + 1..to].join(" ")),
        None => ClockQuery::Now,
    })
}

/// From where to where a place is named, the preposition included.
fn place(said: &[&str]) -> Option<(usize, usize)> {
    let from = said.iter().position(|word| is(word, WHERE))?;
    let named = said[from + 1..].iter().take(NAME).take_while(|word| !is(word, NO_PLACE)).count();
    let elsewhere = named > 0 && !said[from + 1..].iter().take(named).any(|word| is(word, HERE));
    elsewhere.then_some((from, from + 1 + named))
}

fn day(said: &[&str]) -> Option<i64> {
    let shift = |word: &&str| SHIFTS.iter().find(|(_, names)| is(word, names)).map(|(days, _)| *days);
    let own: Vec<&str> = said.iter().copied().filter(|word| !is(word, NAMES)).collect();
    let plain = |word: &&str| is(word, OPENING) || is(word, DATES) || is(word, AROUND) || shift(word).is_some();
    let phrase = own.iter().map(|word| fold(word)).collect::<Vec<_>>().join(" ");
    let (phrase, after) = (phrase.replace("day after ", ""), phrase.contains("day after "));
    let words: Vec<&str> = phrase.split(' ').collect();
    let asks = words.iter().any(|word| is(word, OPENING)) && words.iter().any(|word| is(word, DATES));
    // "What is the day?" is about today only if nothing else is.
    (asks && words.iter().all(plain)).then(|| words.iter().find_map(shift).unwrap_or(0) + i64::from(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_days_are_asked_for_in_many_ways() {
        for text in [
            "Балачко, котра година?",
            "what time is it, Balachka?",
            "скажи час",
            "tell me the time",
            "котра зараз година у нас?",
            "скільки часу?",
            "time?",
        ] {
            assert_eq!(ClockQuery::of(text), Some(ClockQuery::Now), "{text}");
        }
        for (text, name) in [
            ("котра година в Лондоні?", "Лондоні"),
            ("котра в Лондоні година?", "Лондоні"),
            ("What time is it in New York now?", "New York"),
            ("яка зараз година у Нью-Йорку", "Нью Йорку"),
        ] {
            let asked = ClockQuery::of(text);
            assert!(matches!(&asked, Some(ClockQuery::There(_, it)) if it == name), "{text}: {asked:?}");
        }
        for (text, days) in [
            ("який сьогодні день?", 0),
            ("яке сьогодні число", 0),
            ("який завтра день?", 1),
            ("what date is it tomorrow?", 1),
            ("what day was it yesterday", -1),
            ("яка дата буде післязавтра?", 2),
            ("what day is the day after tomorrow?", 2),
            ("what's the date?", 0),
            ("what's today's date?", 0),
        ] {
            assert_eq!(ClockQuery::of(text), Some(ClockQuery::Day(days)), "{text}");
        }
        for text in
            ["який завтра план на день?", "коли обід?", "час обідати", "гарний день", "котра з вас була в Лондоні?"]
        {
            assert_eq!(ClockQuery::of(text), None, "{text}");
        }
    }
}
