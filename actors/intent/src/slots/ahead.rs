//! "A day before the party": how long ahead of something somebody wants to be reminded.

use std::ops::Range;

use jiff::Zoned;
use language::{packs::List, text::words::Cut};

use super::{key, verbs::is_verb};
use crate::{
    duration::unit,
    times::{Direction, times},
};

/// Words of what is awaited, at most.
const WORDS: usize = 3;

/// How long ahead of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    pub seconds: i64,
    /// What is awaited, as written; empty where the rest of the text tells when it is.
    pub of: String,
    /// What of the text says so, in bytes.
    pub place: Range<usize>,
}

/// How long ahead of something a text asks to be reminded, if it does: "in an hour" has the same word in some languages, so
/// it must name what it is ahead of, or its time.
pub fn ahead(text: &str, now: &Zoned) -> Option<Ahead> {
    let words: Vec<Range<usize>> = Cut::Said.runs(text).collect();
    let starts = words.iter().filter(|word| List::Ahead.has(&key(&text[(*word).clone()])));
    starts.filter_map(|start| from(text, &words, start, now)).next()
}

fn from(text: &str, words: &[Range<usize>], start: &Range<usize>, now: &Zoned) -> Option<Ahead> {
    let (seconds, end) = length(text, words, start, now)?;
    let mut rest = words.iter().filter(|word| word.start >= end);
    if rest.next().is_some_and(|word| List::Until.has(&key(&text[word.clone()]))) {
        let goes_on = |word: &&Range<usize>| {
            let word_key = key(&text[(*word).clone()]);
            !is_verb(&word_key) && !text[end..word.start].contains([',', '.', '!', '?'])
        };
        let thing: Vec<&Range<usize>> = rest.take(WORDS).take_while(goes_on).collect();
        let (first, last) = (thing.first()?, thing.last()?);
        return Some(Ahead { seconds, of: text[first.start..last.end].to_owned(), place: start.start..last.end });
    }
    let other = format!("{} {}", &text[..start.start], &text[end..]);
    let told = times(&other, now, Direction::Future);
    let is_told = told.at.is_some() || told.date.is_some();
    // "Remind me a week ahead": elsewhere it may be for how long something is.
    let mut before = words.iter().rev().filter(|word| word.end <= start.start).map(|word| key(&text[word.clone()]));
    let is_asked = before.find(|word| !List::Asker.has(word)).is_some_and(|word| List::Reminding.has(&word));
    (is_told && is_asked).then(|| Ahead { seconds, of: String::new(), place: start.start..end })
}

/// The seconds that are named behind a word, and where they end: "a day", "two hours".
fn length(text: &str, words: &[Range<usize>], start: &Range<usize>, now: &Zoned) -> Option<(i64, usize)> {
    let next = words.iter().find(|word| word.start >= start.end)?;
    if let Some(seconds) = unit(&key(&text[next.clone()])) {
        return Some((seconds, next.end));
    }
    let behind = &text[next.start..];
    let said = times(behind, now, Direction::Future);
    let place = said.places.first().filter(|place| place.start == 0)?;
    let seconds = times(&behind[place.clone()], now, Direction::Future).duration?;
    Some((seconds, next.start + place.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ahead_of_what_is_told_and_in_an_hour_is_no_such_thing() {
        let now: Zoned = "2026-11-28T14:00[Europe/Kyiv]".parse().unwrap();
        let day = 24 * 3600;
        for (text, seconds, of) in [
            ("нагадай мені за день до виписки купити кульки", day, "виписки"),
            ("а в мене перездача 29-го, нагадай за тиждень почати вчити", 7 * day, ""),
            ("нагадай за дві години до концерту вийти", 2 * 3600, "концерту"),
            ("напомни за час до поезда", 3600, "поезда"),
        ] {
            let found = ahead(text, &now).map(|it| (it.seconds, it.of));
            assert_eq!(found, Some((seconds, of.to_owned())), "{text}");
        }
        for text in ["нагадай за годину вимкнути суп", "нагадай завтра о 9 про гроші за день", "за день до", ""]
        {
            assert_eq!(ahead(text, &now).map(|it| it.of), None, "{text}");
        }
    }
}
