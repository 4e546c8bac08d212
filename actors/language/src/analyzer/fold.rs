//! Folding of one word, so that the same word written in different ways is found.
//!
//! Beyond case and apostrophes: `ё` is `е`, a letter kept down ("супеееер") is one letter, marks above letters and
//! characters without width are dropped, and Latin letters that look like Cyrillic ones are those. Which letters those
//! are the language packs say. Of composed letters only `й`, `ї` and `ё` differ from their bare ones in the lexicons, so
//! that a few pairs do for Unicode normalization.

use crate::{
    packs::{Letters, Script, Sign, packs},
    text::{
        classes::is_alphabetic,
        words::{is_apostrophe, is_invisible, is_mark},
    },
};

/// One word being folded; reused from word to word.
pub struct Folder {
    letters: Vec<char>,
    known: &'static Letters,
}

impl Default for Folder {
    fn default() -> Self {
        Self { letters: Vec::new(), known: packs().letters() }
    }
}

/// How a word was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Three or more letters, all capital.
    pub shouted: bool,
    /// A letter three or more times on end.
    pub stretched: bool,
    pub letters: u32,
    pub script: Script,
    pub sign: Sign,
}

impl Folder {
    /// Appends the folded word to `folded`.
    pub fn fold(&mut self, word: &str, folded: &mut String) -> Written {
        let mut written = self.take(word);
        if written.script == Script::Cyrillic {
            self.mend_look_alikes();
        }
        written.sign = self.known.sign(written.script, &self.letters);
        written.stretched = self.push(folded);
        written
    }

    /// Lower case, composed, without marks.
    fn take(&mut self, word: &str) -> Written {
        self.letters.clear();
        let (mut upper, mut written) = (0, Written::default());
        for character in word.chars() {
            match self.composed(character) {
                Some(composed) => self.replace_last(composed),
                None if is_mark(character) || is_invisible(character) => {}
                None => {
                    let lower = self.push_lower(character);
                    if is_alphabetic(lower) {
                        upper += u32::from(lower != character);
                        written.letters += 1;
                        written.script = with(written.script, lower);
                    }
                }
            }
        }
        written.shouted = upper == written.letters && upper >= 3;
        written
    }

    /// What the last letter is with this mark.
    fn composed(&self, mark: char) -> Option<char> {
        let last = self.letters.last().filter(|_| is_mark(mark))?;
        self.known.compose_alike(*last, mark)
    }

    fn replace_last(&mut self, letter: char) {
        self.letters.pop();
        self.letters.push(letter);
    }

    fn push_lower(&mut self, character: char) -> char {
        let lower = match character {
            '\u{410}'..='\u{44F}' | '\0'..='\x7f' => quick_lower(character),
            _ if is_apostrophe(character) => '\'',
            _ => character.to_lowercase().next().unwrap_or(character),
        };
        self.letters.push(lower);
        lower
    }

    /// A Cyrillic word with Latin letters in it, if each of them looks like a Cyrillic one.
    fn mend_look_alikes(&mut self) {
        let twin = |letter: char| self.known.look_alike(letter);
        let is_latin = |letter: char| letter < '\u{400}' && (letter.is_ascii_alphabetic() || twin(letter).is_some());
        let mut latin = self.letters.iter().copied().filter(|letter| is_latin(*letter)).peekable();
        if latin.peek().is_some() && latin.all(|letter| twin(letter).is_some()) {
            for letter in &mut self.letters {
                *letter = self.known.look_alike(*letter).unwrap_or(*letter);
            }
        }
    }

    /// Whether a letter was kept down. A word of one letter keeps two, apart from the one-letter words.
    fn push(&self, folded: &mut String) -> bool {
        let mut stretched = false;
        let plain = |letter: char| self.known.plain(letter);
        for run in self.letters.chunk_by(|one, next| plain(*one) == plain(*next)) {
            let long = run.len() >= 3 && is_alphabetic(run[0]);
            stretched |= long;
            let kept = if !long { run.len() } else { 1 + usize::from(run.len() == self.letters.len()) };
            folded.extend(std::iter::repeat_n(plain(run[0]), kept));
        }
        stretched
    }
}

/// The script of a word so far, with one more letter. One Cyrillic letter makes a word Cyrillic.
fn with(script: Script, letter: char) -> Script {
    match (script, Script::of(letter)) {
        (Script::Cyrillic, _) | (_, Script::Cyrillic) => Script::Cyrillic,
        (Script::Other, _) => Script::Other,
        (_, other) => other,
    }
}

fn quick_lower(character: char) -> char {
    match character {
        '\u{410}'..='\u{42F}' => char::from_u32(character as u32 + 32).unwrap_or(character),
        _ => character.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold(word: &str) -> String {
        let mut folded = String::new();
        Folder::default().fold(word, &mut folded);
        folded
    }

    #[test]
    fn one_word_is_written_in_many_ways() {
        for (written, folded) in [
            ("П’ЯТЬ", "п'ять"),
            ("Ґава", "ґава"),
            ("зелёный", "зеленый"),
            ("супеееер", "супер"),
            ("гггг", "гг"),
            ("за\u{301}мок", "замок"),
            ("и\u{306}од", "йод"),
            ("I\u{308}жак", "їжак"),
            ("pадicть", "радість"),
            ("ра\u{200B}діс\u{AD}ть", "радість"),
            ("1000", "1000"),
            ("Café", "café"),
        ] {
            assert_eq!(fold(written), folded, "{written}");
        }
    }

    #[test]
    fn what_the_letters_say() {
        let written = |word: &str| Folder::default().fold(word, &mut String::new());
        let of = |code: &str| Sign::Of(packs().all().iter().position(|pack| pack.code() == code).unwrap() as u8);
        assert_eq!(written("їжак").sign, of("uk"));
        assert_eq!(written("об'єкт").sign, of("uk"));
        assert_eq!(written("объект").sign, of("ru"));
        assert_eq!(written("ёж").sign, of("ru"));
        assert_eq!(written("іншыя").sign, Sign::Neither);
        assert_eq!((written("молоко").sign, written("молоко").script), (Sign::None, Script::Cyrillic));
        assert_eq!((written("it's").script, written("2024").script), (Script::Latin, Script::None));
        assert_eq!(written("שלום").script, Script::Other);
    }

    #[test]
    fn shouting_and_stretching_are_seen() {
        let written = |word: &str| Folder::default().fold(word, &mut String::new());
        assert!(written("УРА").shouted && !written("Ура").shouted && !written("ОК").shouted);
        assert!(written("ураааа").stretched && !written("зоопарк").stretched && !written("1000").stretched);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(word in "[\\p{L}\\p{M}\\p{N}'’ʼ]{0,20}") {
            prop_assert_eq!(fold(&fold(&word)), fold(&word));
        }
    }
}
