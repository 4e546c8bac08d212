//! The words of a text as the search index has them, so that what people type finds what people wrote.

use std::ops::Range;

use language::{
    packs::{Letters, packs},
    text::{
        classes::{is_alphanumeric, lower_of},
        words::{Cut, is_mark, is_rare_apostrophe},
    },
};

/// Letters kept of one word; more is no word that anyone searches for.
const LONGEST: usize = 40;

/// Calls `each` with every word of a text, folded, and its place in the text in bytes.
///
/// Folding: lower case, no apostrophes (п'ять, п’ять), no accents set apart, nothing invisible, ё as е.
pub(super) fn each_word(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let mut word = Word { letters: packs().letters(), folded: String::new(), kept: 0 };
    for place in Cut::Indexed.runs(text) {
        let length = word.fold(&text[place.clone()]);
        if !word.folded.is_empty() {
            each(&word.folded, place.start..place.start + length);
        }
    }
}

/// The words of a text in order.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

/// A text as the index of one chat takes it.
pub(super) fn indexed(chat_key: i64, text: &str) -> String {
    let prefix = format!("{chat_key}:");
    let mut line = String::with_capacity(text.len() * 2);
    each_word(text, |word, _| {
        line.push_str(&prefix);
        line.push_str(word);
        line.push(' ');
    });
    line
}

/// A word being folded; reused from word to word.
struct Word {
    letters: &'static Letters,
    folded: String,
    /// How many letters it has.
    kept: usize,
}

impl Word {
    /// Takes a word in; returns its bytes to the end of its last letter.
    fn fold(&mut self, word: &str) -> usize {
        self.folded.clear();
        self.kept = 0;
        let mut length = 0;
        for (at, letter) in word.char_indices() {
            if is_mark(letter) {
                self.accent(letter);
            } else if is_letter(letter) {
                length = at + letter.len_utf8();
                self.push(letter);
            }
        }
        length
    }

    fn push(&mut self, letter: char) {
        for small in lower_of(letter).filter(|small| !is_mark(*small)) {
            if self.kept < LONGEST {
                self.folded.push(self.letters.plain(small));
                self.kept += 1;
            }
        }
    }

    /// Takes an accent that stands apart into the word: й and ї are letters of their own, others fall away.
    fn accent(&mut self, accent: char) {
        let whole = self.folded.chars().last().and_then(|last| self.letters.compose(last, accent));
        if let Some(whole) = whole {
            self.folded.pop();
            self.folded.push(self.letters.plain(whole));
        }
    }
}

fn is_letter(letter: char) -> bool {
    is_alphanumeric(letter) && !is_rare_apostrophe(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(words("П'ять п’ять пʼять"), ["пять", "пять", "пять"]);
        assert_eq!(words("'Don't' — Ёлка, за\u{301}мок; бо\0рщ\u{200b}и́!"), ["dont", "елка", "замок", "борщи"]);
        assert_eq!(words("Ки\u{306}ів і\u{308}жак"), ["кйів", "їжак"]);
        assert_eq!(words("C++ 2-3 x_y 🙂 ... "), ["c", "2", "3", "x", "y"]);
        assert_eq!(words(&"я".repeat(70_000)), ["я".repeat(LONGEST)]);
    }

    #[test]
    fn the_place_of_a_word_covers_its_apostrophes() {
        let text = "є п'ять!";
        let mut places = Vec::new();
        each_word(text, |_, place| places.push(&text[place]));
        assert_eq!(places, ["є", "п'ять"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_words_of_letters_and_folding_twice_changes_nothing(text in ".{0,80}") {
            for word in words(&text) {
                proptest::prop_assert!(!word.is_empty() && !word.contains([' ', '"', ':', '*']));
                proptest::prop_assert_eq!(words(&word), [word]);
            }
        }
    }
}
