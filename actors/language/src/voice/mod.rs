//! How a chat talks: sentences blended from what its people wrote, never quoted from it.
//!
//! Pure: texts in, a sentence out. Nothing of it is stored, so what a chat forgets is gone with the next [`ChatVoice`].

mod cache;
mod safe;

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

pub use cache::ChatVoices;
use safe::pieces;

use crate::text::words::{fold, words};

/// So many words in a row of one message are never said again.
pub const QUOTATION: usize = 5;
/// A sentence has at least so many words, so that none is a message of few words as it was.
const SHORTEST: usize = QUOTATION;
const LONGEST: usize = 16;
/// Words learned at most, of which the first given count: a bound on memory and time.
const MOST_WORDS: usize = 20_000;
/// With fewer words there is nothing to blend.
const FEWEST_WORDS: usize = 150;
/// Sentences tried before giving up.
const TRIES: usize = 60;

/// What may follow what, in one chat.
#[derive(Debug, Default)]
pub struct ChatVoice {
    words: Vec<String>,
    starts: Vec<u32>,
    after_one: HashMap<u32, Vec<Next>>,
    after_two: HashMap<(u32, u32), Vec<Next>>,
    quotations: HashSet<u64>,
}

/// A word, or the end of a sentence.
type Next = Option<u32>;

impl ChatVoice {
    /// Learns from texts, the most important first; `None` if they say too little to be blended.
    pub fn learn<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let mut lesson = Lesson::default();
        for text in texts {
            lesson.voice.quotations.extend(grams(text));
            for piece in pieces(text) {
                lesson.take(&piece);
            }
            if lesson.learned >= MOST_WORDS {
                break;
            }
        }
        (lesson.learned >= FEWEST_WORDS).then_some(lesson.voice)
    }

    /// A sentence, always the same for a seed; `None` if none came out that is not a quotation.
    pub fn speak(&self, seed: u64) -> Option<String> {
        let mut dice = fastrand::Rng::with_seed(seed);
        (0..TRIES).find_map(|_| self.try_once(&mut dice))
    }

    fn try_once(&self, dice: &mut fastrand::Rng) -> Option<String> {
        let mut said = vec![*dice.choice(&self.starts)?];
        while let Some(next) = self.next(&said, dice) {
            said.push(next);
            if said.len() > LONGEST {
                return None;
            }
        }
        let words: Vec<&str> = said.iter().filter_map(|word| self.word(*word)).collect();
        let said = sentence(&words);
        let fresh = grams(&said).iter().all(|gram| !self.quotations.contains(gram));
        (words.len() >= SHORTEST && fresh).then_some(said)
    }

    /// What follows two words, if that leaves a choice; else what follows the last.
    fn next(&self, said: &[u32], dice: &mut fastrand::Rng) -> Next {
        let last = said.last()?;
        let pair = said.len().checked_sub(2).and_then(|at| Some((*said.get(at)?, *last)));
        let choices = pair.and_then(|pair| self.after_two.get(&pair)).filter(|choices| differ(choices));
        *dice.choice(choices.or_else(|| self.after_one.get(last))?)?
    }

    fn word(&self, number: u32) -> Option<&str> {
        self.words.get(usize::try_from(number).ok()?).map(String::as_str)
    }
}

/// A voice that is being learned.
#[derive(Default)]
struct Lesson {
    voice: ChatVoice,
    numbers: HashMap<String, u32>,
    learned: usize,
}

impl Lesson {
    fn take(&mut self, piece: &[&str]) {
        self.learned += piece.len();
        let numbers: Vec<u32> = piece.iter().map(|word| self.number(word)).collect();
        self.voice.starts.extend(numbers.first());
        for (at, word) in numbers.iter().enumerate() {
            let next = numbers.get(at + 1).copied();
            self.voice.after_one.entry(*word).or_default().push(next);
            if let Some(before) = at.checked_sub(1).and_then(|at| numbers.get(at)) {
                self.voice.after_two.entry((*before, *word)).or_default().push(next);
            }
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        let words = &mut self.voice.words;
        *self.numbers.entry(fold(word)).or_insert_with(|| {
            words.push(word.to_owned());
            u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

fn differ(choices: &[Next]) -> bool {
    choices.first().is_some_and(|first| choices.iter().any(|choice| choice != first))
}

/// Each run of [`QUOTATION`] words, as it is compared: punctuation and case do not make other words.
fn grams(text: &str) -> Vec<u64> {
    let words: Vec<String> = words(text).map(fold).collect();
    let gram = |run: &[String]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(QUOTATION).map(gram).collect()
}

/// The words with a capital letter before and a full stop after.
fn sentence(words: &[&str]) -> String {
    let mut sentence = words.join(" ");
    let first = sentence.chars().next().map(|first| (first.len_utf8(), first.to_uppercase().collect::<String>()));
    if let Some((length, capital)) = first {
        sentence.replace_range(..length, &capital);
    }
    let trimmed = sentence.trim_end_matches([',', ';', ':', '-', '—']).len();
    sentence.truncate(trimmed);
    if !sentence.ends_with(['.', '!', '?', '…']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests;
