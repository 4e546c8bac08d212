//! "What time is it in London?", "what day is tomorrow?": what is asked of the clock.

use language::{
    packs::List,
    text::words::{fold, words},
};
use serde::{Deserialize, Serialize};

/// Words of a place's name at most.
const NAME: usize = 3;

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

fn is(word: &str, list: List) -> bool {
    list.has(&fold(word))
}

fn time(said: &[&str]) -> Option<ClockQuery> {
    let place = place(said);
    let rest: Vec<String> = match &place {
        Some((from, to)) => said[..*from].iter().chain(&said[*to..]).map(|word| fold(word)).collect(),
        None => said.iter().map(|word| fold(word)).collect(),
    };
    let spoken: Vec<String> = rest.into_iter().filter(|word| !List::Names.has(word)).collect();
    let asked = List::Clock.is_in(&spoken) || List::ClockWhole.has(&spoken.join(" "));
    asked.then(|| match place {
        Some((from, to)) => ClockQuery::There(said[from..to].join(" "), said[from + 1..to].join(" ")),
        None => ClockQuery::Now,
    })
}

/// From where to where a place is named, the preposition included.
fn place(said: &[&str]) -> Option<(usize, usize)> {
    let from = said.iter().position(|word| is(word, List::Where))?;
    let named = said[from + 1..].iter().take(NAME).take_while(|word| !is(word, List::NoPlace)).count();
    let elsewhere = named > 0 && !said[from + 1..].iter().take(named).any(|word| is(word, List::Here));
    elsewhere.then_some((from, from + 1 + named))
}

fn day(said: &[&str]) -> Option<i64> {
    let own: Vec<String> = said.iter().map(|word| fold(word)).filter(|word| !List::Names.has(word)).collect();
    let (own, later) = without_day_later(own);
    let shift = |word: &String| List::DayShifts.words().number(word);
    let made_of = [List::AskingDay, List::Dates, List::AroundDay];
    let plain = |word: &String| made_of.iter().any(|list| list.has(word)) || shift(word).is_some();
    let asks = List::AskingDay.has_any(&own) && List::Dates.has_any(&own);
    // "What is the day?" is about today only if nothing else is.
    (asks && own.iter().all(plain)).then(|| own.iter().find_map(shift).unwrap_or(0) + i64::from(later))
}

/// The words without "the day after", and whether that was there.
fn without_day_later(mut own: Vec<String>) -> (Vec<String>, bool) {
    let mut later = false;
    let phrases = List::DayLater.words();
    while let Some((at, length)) = (0..own.len()).find_map(|at| Some((at, phrases.begins(&own[at..])?))) {
        own.drain(at..at + length);
        later = true;
    }
    (own, later)
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
