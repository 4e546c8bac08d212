//! Words of texts: the one tokenizer of the program, and folding for comparison.
//!
//! What counts as a word is defined here and nowhere else, in three cuts that must stay apart: [`Cut::Said`] is for
//! understanding what people say to us, where `_` belongs to names. [`Cut::Indexed`] is what the search index of the
//! databases was built with: another cut would find nothing in them until they are rebuilt. [`Cut::Read`] is what the
//! emotion model has learned from: another cut needs another model. They differ in the signs inside of words only.

use std::ops::Range;

use super::classes::{is_alphanumeric, lower, push_lower};

/// A way to cut a text into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Letters, digits, `_` and marks, with the apostrophes between them.
    Said,
    /// Letters and digits, with the apostrophes between them; marks, and what is not seen, part nothing.
    Indexed,
    /// The same by other lists of apostrophes and of what is not seen; a key's digit (`1️⃣`) is an emoji.
    Read,
}

impl Cut {
    /// The places of the words of a text, in bytes.
    pub fn runs(self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at + text[at..].find(|letter| self.begins(letter))?;
            at = start + self.length(&text[start..]);
            Some(start..at)
        })
    }

    /// Bytes of the word that the text begins with.
    #[inline]
    pub fn length(self, text: &str) -> usize {
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            if !self.goes_on(letter, letters.peek().map(|(_, next)| *next)) {
                return at;
            }
        }
        text.len()
    }

    #[inline]
    fn begins(self, letter: char) -> bool {
        match self {
            Self::Said => is_letter(letter),
            Self::Indexed => is_indexed(letter) && !is_mark(letter),
            Self::Read => is_read(letter),
        }
    }

    /// Whether a word goes on with this letter, before that one.
    #[inline]
    fn goes_on(self, letter: char, next: Option<char>) -> bool {
        match self {
            Self::Said => is_letter(letter) || is_apostrophe(letter) && next.is_some_and(is_letter),
            Self::Indexed if is_rare_apostrophe(letter) => next.is_some_and(is_indexed),
            Self::Indexed => is_alphanumeric(letter) || is_mark(letter) || is_unindexed(letter),
            Self::Read if next == Some(KEY) => false,
            Self::Read if is_apostrophe(letter) => next.is_some_and(is_read),
            Self::Read => is_alphanumeric(letter) || is_mark(letter) || is_invisible(letter),
        }
    }
}

/// Makes a key of the digit before it.
const KEY: char = '\u{20E3}';

/// A word as it is compared: lower case, every apostrophe written as `'`.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_onto(word, &mut folded);
    folded
}

/// Appends a word as it is compared.
pub fn fold_onto(word: &str, folded: &mut String) {
    for character in word.chars() {
        if is_apostrophe(character) {
            folded.push('\'');
        } else {
            push_lower(character, folded);
        }
    }
}

/// The words of a text as they are compared, with a space before and behind each: a phrase is in it with spaces around.
pub fn folded_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 2);
    line.push(' ');
    for word in words(text) {
        fold_onto(word, &mut line);
        line.push(' ');
    }
    line
}

/// Runs of letters, digits and `_`, with the apostrophes between them; not folded.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    Cut::Said.runs(text).map(|place| &text[place])
}

/// Whether the text has the phrase in it as whole words, in any case. An empty phrase is in no text.
pub fn has_phrase(text: &str, phrase: &str) -> bool {
    let phrase: Vec<String> = words(phrase).map(fold).collect();
    let text: Vec<String> = words(text).map(fold).collect();
    !phrase.is_empty() && text.windows(phrase.len()).any(|window| window == phrase)
}

/// Whether the text says the phrase, unless as a part of an `@name` or of a path (`t.me/name`).
pub fn says(text: &str, phrase: &str) -> bool {
    let named = |character: char| matches!(character, '@' | '/' | '\\');
    let bare: Vec<&str> =
        text.split_whitespace().map(|chunk| if chunk.contains(named) { "/" } else { chunk }).collect();
    has_phrase(&bare.join(" "), phrase)
}

/// Whether the text mentions `@username`, in any case.
pub fn mentions(text: &str, username: &str) -> bool {
    if username.is_empty() || !text.contains('@') {
        return false;
    }
    let (text, handle) = (lower(text), format!("@{}", lower(username)));
    text.match_indices(&handle).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + handle.len()..].chars().next();
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    })
}

fn is_letter(character: char) -> bool {
    is_alphanumeric(character) || character == '_' || is_mark(character)
}

/// A mark drawn above or below the letter before it.
pub fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// Characters that nobody sees: of no width, for direction, for how the one before is drawn.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// What the index leaves out of words: zero-width and soft marks, and NUL with what it is stored as.
pub fn is_unindexed(character: char) -> bool {
    matches!(character, '\0' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}')
}

/// What the index takes for an apostrophe.
pub fn is_rare_apostrophe(character: char) -> bool {
    is_apostrophe(character) || matches!(character, '´' | '＇')
}

/// A letter or digit of the index; one of the apostrophes is a letter to Unicode.
fn is_indexed(character: char) -> bool {
    is_alphanumeric(character) && !is_rare_apostrophe(character)
}

fn is_read(character: char) -> bool {
    is_alphanumeric(character) && !is_apostrophe(character)
}

/// Any of the characters that stand for the apostrophe of a word.
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '‘' | '`' | '′')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ukrainian_words_are_whole() {
        let found: Vec<&str> = words("П’ять їжаків, об'єднаних ґанком; «Єва» — \"так\".").collect();
        assert_eq!(found, ["П’ять", "їжаків", "об'єднаних", "ґанком", "Єва", "так"]);
    }

    #[test]
    fn apostrophes_and_case_do_not_matter() {
        assert!(has_phrase("Хто бачив ПʼЯТЬ котів?", "п'ять"));
        assert!(has_phrase("ЇЖАК Ґава", "їжак ґава"));
    }

    #[test]
    fn a_phrase_is_found_as_whole_words_only() {
        assert!(has_phrase("Гей, Балачка!", "балачка"));
        assert!(!has_phrase("Порожні балачками не назвеш", "балачка"));
        assert!(!has_phrase("м'ята", "ята"));
        assert!(has_phrase("ну, пані  Балачка, кажіть", "Пані Балачка"));
        assert!(!has_phrase("будь-що", ""));
    }

    #[test]
    fn handles_and_links_say_nothing() {
        assert!(says("balachka, hi", "balachka"));
        assert!(says("так (балачка)", "балачка"));
        for other in ["@balachka hi", "t.me/balachka", "https://x.y/balachka", "balachka_bot"] {
            assert!(!says(other, "balachka"), "{other}");
        }
    }

    #[test]
    fn a_mention_has_bounds() {
        for ours in ["@Balachka_Bot", "hi @balachka_bot!", "(@BALACHKA_BOT)", "чуєш,@balachka_bot’е"] {
            assert!(mentions(ours, "balachka_bot"), "{ours}");
        }
        for other in ["@balachka_bot2", "mail@balachka_bot", "balachka_bot", "@balachka_botік", "@balachka"] {
            assert!(!mentions(other, "balachka_bot"), "{other}");
        }
        assert!(!mentions("@ whoever", ""));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".*") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_word_is_found_wherever_it_stands(
            word in "[а-яґєії]{1,8}", before in "[а-я ,.!]{0,9}", after in "[а-я ,.!]{0,9}",
        ) {
            let text = format!("{before} {}, {after}", word.to_uppercase());
            prop_assert!(has_phrase(&text, &word));
        }

        #[test]
        fn words_hold_every_letter_of_the_text(text in ".*") {
            let letters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&words(&text).collect::<String>()), letters(&text));
        }
    }
}
