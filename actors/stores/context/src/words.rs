//! A text cut into folded words, so that what people type finds what people wrote.

use std::ops::Range;

/// Letters kept of one word; more is no word that anyone searches for.
const LONGEST: usize = 40;

/// Calls `each` with every word of a text, folded, and its place in the text in bytes.
///
/// Folding: lower case, no apostrophes (п'ять, п’ять), no accents set apart, nothing invisible, ё as е.
pub(super) fn each_word(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let mut word = Word::default();
    let mut rest = text.char_indices().peekable();
    while let Some((at, letter)) = rest.next() {
        if is_invisible(letter) || (is_accent(letter) && word.accent(letter)) {
            continue;
        }
        if is_apostrophe(letter) {
            if !rest.peek().is_some_and(|(_, next)| is_letter(*next)) {
                word.end(&mut each);
            }
        } else if letter.is_alphanumeric() {
            word.push(letter, at);
        } else {
            word.end(&mut each);
        }
    }
    word.end(&mut each);
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

/// The part of an inflected word that its other forms share; `None` for short words and those without a known ending.
pub(super) fn stem(word: &str) -> Option<&str> {
    let letters = word.chars().count();
    if letters <= 4 {
        return None;
    }
    let ending = ENDINGS.iter().find(|ending| word.ends_with(**ending))?;
    (letters - ending.chars().count() >= 3).then(|| word.strip_suffix(ending)).flatten()
}

/// Common endings of Ukrainian and English, the longest first.
const ENDINGS: &[&str] = &[
    "ється",
    "ються",
    "увати",
    "ами",
    "ями",
    "ові",
    "еві",
    "єві",
    "ого",
    "ому",
    "ими",
    "іми",
    "ати",
    "яти",
    "ити",
    "іти",
    "ала",
    "али",
    "ало",
    "ила",
    "или",
    "ило",
    "ють",
    "уть",
    "ить",
    "ать",
    "ять",
    "ing",
    "ies",
    "ою",
    "ею",
    "єю",
    "ах",
    "ях",
    "ам",
    "ям",
    "ів",
    "їв",
    "ем",
    "ом",
    "єм",
    "ий",
    "ій",
    "их",
    "им",
    "ім",
    "ої",
    "ую",
    "ти",
    "es",
    "ed",
    "а",
    "я",
    "у",
    "ю",
    "и",
    "і",
    "ї",
    "е",
    "є",
    "о",
    "ь",
    "й",
    "s",
];

#[derive(Default)]
struct Word {
    folded: String,
    letters: usize,
    place: Range<usize>,
}

impl Word {
    fn push(&mut self, letter: char, at: usize) {
        if self.folded.is_empty() {
            self.place.start = at;
        }
        self.place.end = at + letter.len_utf8();
        for small in letter.to_lowercase().filter(|small| !is_accent(*small)) {
            if self.letters < LONGEST {
                self.folded.push(if small == 'ё' { 'е' } else { small });
                self.letters += 1;
            }
        }
    }

    /// Takes an accent that stands apart into the word: й and ї are letters of their own, others fall away.
    fn accent(&mut self, accent: char) -> bool {
        let whole = match (self.folded.chars().last(), accent) {
            (Some('и'), '\u{306}') => 'й',
            (Some('і'), '\u{308}') => 'ї',
            (last, _) => return last.is_some(),
        };
        self.folded.pop();
        self.folded.push(whole);
        true
    }

    fn end(&mut self, each: &mut impl FnMut(&str, Range<usize>)) {
        if !self.folded.is_empty() {
            each(&self.folded, self.place.clone());
        }
        self.folded.clear();
        self.letters = 0;
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() && !is_apostrophe(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '＇')
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Zero-width and soft marks, and NUL with what it is stored as.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}')
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

    #[test]
    fn endings_fall_off_long_words() {
        assert_eq!(stem("борщі"), Some("борщ"));
        assert_eq!(stem("серверами"), Some("сервер"));
        assert_eq!(stem("servers"), Some("server"));
        assert_eq!(stem("дім"), None);
        assert_eq!(stem("сервер"), None);
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
