//! Words of the lists as people mistype them: a letter left out, doubled, swapped with the next, or another one in its
//! place that stands beside it on the keys or is often taken for it.
//!
//! Only where the place of a word tells that one of a list is to be expected: elsewhere a word that looks like one is
//! most likely another.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use language::packs::List;

use crate::vocabulary::{is_known, words_of};

/// Letters of a mistyped word of times, at least.
const TIME: usize = 5;
/// The same of a question, where more other words may stand.
const QUESTION: usize = 6;
/// Letters of a mistyped word, at most.
const MOST: usize = 16;
/// Letters from which on one may be replaced: too many short words differ in one.
const REPLACED: usize = 7;

/// What says when something is.
const TIMES: &[List] = &[
    List::Minute,
    List::Hour,
    List::Day,
    List::Week,
    List::Month,
    List::Year,
    List::DayShifts,
    List::WeekDays,
    List::EverySuchDay,
    List::Weekend,
    List::MonthNames,
    List::Seasons,
    List::Feasts,
    List::PartsOfDay,
    List::PartNames,
    List::Which,
    List::Recent,
    List::Numbers,
    List::Ordinals,
    List::HoursInWords,
    List::DaysOfMonth,
];
/// What questions and requests are made of.
const QUESTIONS: &[List] = &[
    List::TellingNothing,
    List::QuestionWords,
    List::Topic,
    List::Detours,
    List::Recalling,
    List::Seeking,
    List::Most,
    List::TheWord,
    List::Reminding,
    List::Cancelling,
    List::AskingPoll,
    List::Polls,
    List::Choosing,
];

/// The word of times that a folded word is most likely meant to be, if no list has it as it stands.
pub fn word_of_time(word: &str) -> Option<&'static str> {
    static TYPING: OnceLock<Typing> = OnceLock::new();
    TYPING.get_or_init(|| Typing::of(TIMES)).meant(word, TIME)
}

/// The same of the words that questions and requests are made of.
pub fn word_of_question(word: &str) -> Option<&'static str> {
    static TYPING: OnceLock<Typing> = OnceLock::new();
    TYPING.get_or_init(|| Typing::of(QUESTIONS)).meant(word, QUESTION)
}

#[derive(Debug)]
struct Typing {
    words: HashSet<&'static str>,
    /// Words by what is left of them without one letter, and the number of that letter.
    shorter: HashMap<String, Vec<(&'static str, usize)>>,
}

impl Typing {
    fn of(lists: &[List]) -> Self {
        let mut typing = Self { words: HashSet::new(), shorter: HashMap::new() };
        for word in words_of(lists) {
            if !typing.words.insert(word) {
                continue;
            }
            // The first letter is seldom wrong, and another last one makes another case of a word.
            for at in 1..word.chars().count().saturating_sub(1) {
                typing.shorter.entry(without(word, at)).or_default().push((word, at));
            }
        }
        typing
    }

    fn meant(&self, word: &str, least: usize) -> Option<&'static str> {
        let length = word.chars().take(MOST + 1).count();
        let may_be = (least..=MOST).contains(&length) && word.chars().all(char::is_alphabetic) && !is_known(word);
        may_be.then(|| {
            let left_out = self.shorter.get(word).and_then(|words| words.first()).map(|(word, _)| *word);
            left_out
                .or_else(|| self.doubled(word))
                .or_else(|| self.swapped(word))
                .or_else(|| self.replaced(word, length))
        })?
    }

    fn doubled(&self, word: &str) -> Option<&'static str> {
        let letters: Vec<char> = word.chars().collect();
        let doubled = (1..letters.len()).filter(|at| letters[*at] == letters[at - 1]);
        doubled.map(|at| without(word, at)).find_map(|word| self.words.get(&*word).copied())
    }

    fn swapped(&self, word: &str) -> Option<&'static str> {
        let mut letters: Vec<char> = word.chars().collect();
        (1..letters.len()).find_map(|at| {
            letters.swap(at - 1, at);
            let word: String = letters.iter().collect();
            letters.swap(at - 1, at);
            self.words.get(&*word).copied()
        })
    }

    fn replaced(&self, word: &str, length: usize) -> Option<&'static str> {
        let letters = word.chars().enumerate().skip(1).filter(|_| length >= REPLACED);
        letters.into_iter().find_map(|(at, typed)| {
            let meant = |word: &str| word.chars().nth(at).is_some_and(|meant| is_slip(typed, meant));
            let words = self.shorter.get(&without(word, at))?.iter();
            words.filter(|(_, place)| *place == at).map(|(word, _)| *word).find(|word| meant(word))
        })
    }
}

/// The word without the letter of that number.
fn without(word: &str, at: usize) -> String {
    word.chars().enumerate().filter(|(number, _)| *number != at).map(|(_, letter)| letter).collect()
}

/// Whether somebody may type the one letter for the other.
fn is_slip(typed: char, meant: char) -> bool {
    let beside =
        |row: &str| row.chars().zip(row.chars().skip(1)).any(|pair| pair == (typed, meant) || pair == (meant, typed));
    let taken = |(right, wrong): (&str, &str)| right.starts_with(meant) && wrong.starts_with(typed);
    List::Keys.iter().any(beside) || List::Mistaken.words().pairs().any(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_typing_are_mended() {
        for (typed, meant) in [
            ("сьогдні", Some("сьогодні")),
            ("вечра", Some("вечора")),
            ("берзня", Some("березня")),
            ("веечора", Some("вечора")),
            ("зватра", Some("завтра")),
            ("понеділрк", Some("понеділок")),
            ("tomorrw", Some("tomorrow")),
            ("wendesday", Some("wednesday")),
            ("завта", Some("завтра")),
            // Other words, and words too short to tell.
            ("родина", None),
            ("match", None),
            ("завтрак", None),
            ("місця", None),
            ("минуло", None),
            ("прошло", None),
            ("банком", None),
            ("ночу", None),
            ("", None),
        ] {
            assert_eq!(word_of_time(typed), meant, "{typed}");
        }
        assert_eq!(word_of_question("опитуання"), Some("опитування"));
        assert_eq!(word_of_question("борщу"), None);
    }
}
