//! What the classifier sees of a text: runs of letters and of words, hashed.
//!
//! Letters are taken by their sound (`[sounds]` and `[alike]` of the packs), so that what is typed in Latin letters, with
//! another letter for the same sound or without an apostrophe shares most of its features with what is typed well.

use std::{borrow::Cow, collections::HashMap, sync::OnceLock};

use language::{
    hashing::{BASIS, spread, step},
    packs::List,
};

use crate::slots::name_forms;

/// To be raised with every change of what a feature means: models of other features are no use.
pub const VERSION: u32 = 1;

/// Buckets that runs of letters are hashed into, and as many for words.
const HALF: u32 = 1 << 16;
/// All buckets.
pub const BUCKETS: usize = 2 * HALF as usize;

/// Letters of a text that are read: what somebody wants of us stands at the beginning.
pub const READ: usize = 600;

/// Letters of the shortest and the longest run, with the marks of where a word begins and ends.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=5;

/// Longest message of each class of length, in words; longer ones are a class of their own.
const LENGTHS: [usize; 6] = [1, 2, 3, 5, 8, 14];

/// What is hashed, so that the same letters mean different things in different places.
#[derive(Clone, Copy)]
enum Field {
    Run = 1,
    Sound,
    Pair,
    First,
    Last,
    Length,
    Written,
    /// A name, or beside one, whoever's it is.
    Name,
}

/// The buckets of a text's features with their values, each bucket once, in order.
pub fn features(text: &str) -> Vec<(u32, f32)> {
    let words = words(text);
    let sounds: Vec<Cow<'_, str>> = words.iter().map(|word| Sounds::get().of(word)).collect();
    let mut runs = Vec::new();
    let mut whole = Vec::new();
    for (word, sound) in words.iter().zip(&sounds) {
        if word.chars().any(char::is_alphanumeric) {
            runs_of(sound, &mut runs);
        }
        whole.push(bucket(Field::Sound, &[sound]));
        if sound != word {
            whole.push(bucket(Field::Written, &[word]));
        }
    }
    whole.extend(sounds.windows(2).map(|pair| bucket(Field::Pair, &[&pair[0], &pair[1]])));
    names_in(&words, &sounds, &mut whole);
    whole.extend(sounds.first().map(|word| bucket(Field::First, &[word])));
    whole.extend(sounds.last().map(|word| bucket(Field::Last, &[word])));
    let class = LENGTHS.iter().position(|longest| words.len() <= *longest).unwrap_or(LENGTHS.len());
    whole.push(bucket(Field::Length, &[&class.to_string()]));
    let mut features = counted(runs, 0);
    features.append(&mut counted(whole, HALF));
    features
}

/// That somebody is named, and beside which words: who it is does not matter.
fn names_in(words: &[String], sounds: &[Cow<'_, str>], whole: &mut Vec<u32>) {
    let names: Vec<usize> = (0..words.len()).filter(|at| !name_forms::readings(&words[*at]).is_empty()).collect();
    whole.extend(names.first().map(|_| bucket(Field::Name, &[])));
    for at in names {
        let before = at.checked_sub(1).map(|before| bucket(Field::Name, &["<", &sounds[before]]));
        let after = sounds.get(at + 1).map(|after| bucket(Field::Name, &[">", after]));
        whole.extend(before.into_iter().chain(after));
    }
}

/// Each bucket with how often it is there, so weighted that texts of any length are vectors of like length.
fn counted(mut buckets: Vec<u32>, offset: u32) -> Vec<(u32, f32)> {
    let each = 1.0 / (buckets.len().max(1) as f32).sqrt();
    buckets.sort_unstable();
    buckets.chunk_by(|one, next| one == next).map(|equal| (offset + equal[0], equal.len() as f32 * each)).collect()
}

/// Words in small letters without apostrophes, a number as `0`, a handle as `@`, and every other sign by itself, though
/// not twice in a row.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.chars().take(READ).flat_map(char::to_lowercase) {
        if letter.is_ascii_digit() {
            if !word.ends_with('0') {
                word.push('0');
            }
        } else if letter.is_alphanumeric() || letter == '@' && word.is_empty() || letter == '_' && word.starts_with('@')
        {
            let stretched = word.ends_with(letter) && word[..word.len() - letter.len_utf8()].ends_with(letter);
            if !stretched {
                word.push(letter);
            }
        } else if !is_apostrophe(letter) {
            close(&mut word, &mut words);
            let sign = letter.to_string();
            if !letter.is_whitespace() && words.last() != Some(&sign) {
                words.push(sign);
            }
        }
    }
    close(&mut word, &mut words);
    words
}

fn close(word: &mut String, words: &mut Vec<String>) {
    let word = std::mem::take(word);
    if word.starts_with('@') {
        words.push("@".to_owned());
    } else if !word.is_empty() {
        words.push(word);
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// Every run of letters of a word, with a mark on either side.
fn runs_of(word: &str, runs: &mut Vec<u32>) {
    let marked = format!("<{word}>");
    let places: Vec<usize> = marked.char_indices().map(|(place, _)| place).chain([marked.len()]).collect();
    for length in LETTERS {
        runs.extend(places.windows(length + 1).map(|run| bucket(Field::Run, &[&marked[run[0]..run[length]]])));
    }
}

/// The bucket of words in a field, within its half.
fn bucket(field: Field, words: &[&str]) -> u32 {
    let with =
        |hash, word: &&str| word.bytes().fold(step(hash, u32::from(b' ')), |hash, byte| step(hash, u32::from(byte)));
    spread(words.iter().fold(step(BASIS, field as u32), with)) % HALF
}

/// How letters sound, whichever alphabet they are of.
struct Sounds {
    letters: HashMap<char, String>,
    /// Several letters that are one sound.
    groups: Vec<(&'static str, &'static str)>,
}

impl Sounds {
    fn get() -> &'static Self {
        static SOUNDS: OnceLock<Sounds> = OnceLock::new();
        SOUNDS.get_or_init(|| {
            let alike: Vec<_> = List::Alike.words().pairs().collect();
            let as_heard = |latin: &str| alike.iter().fold(latin.to_owned(), |it, (one, other)| it.replace(one, other));
            let first = |letters: &str| letters.chars().next();
            let cyrillic = List::Sounds.words().pairs().filter_map(|(it, latin)| Some((first(it)?, as_heard(latin))));
            let single = alike.iter().filter(|(one, _)| one.len() == 1);
            let latin = single.filter_map(|(one, other)| Some((first(one)?, (*other).to_owned())));
            let letters = cyrillic.chain(latin).collect();
            Self { letters, groups: alike.iter().copied().filter(|(one, _)| one.len() > 1).collect() }
        })
    }

    fn of<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let mut word = Cow::Borrowed(word);
        for (group, sound) in &self.groups {
            if word.contains(group) {
                word = Cow::Owned(word.replace(group, sound));
            }
        }
        let mut sound = String::with_capacity(word.len());
        for letter in word.chars() {
            match self.letters.get(&letter) {
                Some(heard) => heard.chars().for_each(|it| push_new(&mut sound, it)),
                None => push_new(&mut sound, letter),
            }
        }
        Cow::Owned(sound)
    }
}

/// Doubled letters are a matter of taste.
fn push_new(sound: &mut String, letter: char) {
    if !sound.ends_with(letter) {
        sound.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_shares_its_runs_of_letters() {
        let runs = |text: &str| features(text).into_iter().filter(|(it, _)| *it < HALF).collect::<Vec<_>>();
        for (one, other) in
            [("п'ять", "пять"), ("п’ять", "ПЯТЬ"), ("привіт", "pryvit"), ("прииивіт", "привит"), ("їжа", "йижа")]
        {
            assert_eq!(runs(one), runs(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_and_handles_are_classes_and_signs_come_once() {
        assert_eq!(words("о 18:24, @taras_1!!! 🙂🙂"), ["о", "0", ":", "0", ",", "@", "!", "🙂"]);
        assert_eq!(words("  \u{200b}"), ["\u{200b}"]);
    }

    #[test]
    fn a_long_text_is_read_in_part() {
        assert_eq!(features(&"абв ".repeat(200)), features(&"абв ".repeat(20_000)));
    }
}
