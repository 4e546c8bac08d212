//! Folding of one word, so that the same word written in different ways is found.
//!
//! Beyond case and apostrophes: `ё` is `е`, a letter kept down ("супеееер") is one letter, marks above letters and
//! characters without width are dropped, and Latin letters that look like Cyrillic ones are those. Of composed letters
//! only `й`, `ї` and `ё` differ from their bare ones in the lexicons, so that three pairs do for Unicode normalization.

/// One word being folded; reused from word to word.
#[derive(Default)]
pub struct Folder {
    letters: Vec<char>,
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

/// Alphabet of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Script {
    Cyrillic,
    Latin,
    /// Another alphabet.
    Other,
    /// No letters at all.
    #[default]
    None,
}

/// What its letters say of a word's language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sign {
    #[default]
    None,
    Ukrainian,
    Russian,
    /// Letters that are in neither alphabet, or of both.
    Neither,
}

impl Folder {
    /// Appends the folded word to `folded`.
    pub fn fold(&mut self, word: &str, folded: &mut String) -> Written {
        let mut written = self.take(word);
        if written.script == Script::Cyrillic {
            self.mend_look_alikes();
            written.sign = sign(&self.letters);
        }
        written.stretched = self.push(folded);
        written
    }

    /// Lower case, composed, without marks.
    fn take(&mut self, word: &str) -> Written {
        self.letters.clear();
        let (mut upper, mut written) = (0, Written::default());
        for character in word.chars() {
            match self.letters.last_mut().and_then(|last| Some((compose(*last, character)?, last))) {
                Some((composed, last)) => *last = composed,
                None if is_mark(character) || is_invisible(character) => {}
                None => {
                    let lower = self.push_lower(character);
                    if lower.is_alphabetic() {
                        upper += u32::from(lower != character);
                        written.letters += 1;
                        written.script = written.script.with(lower);
                    }
                }
            }
        }
        written.shouted = upper == written.letters && upper >= 3;
        written
    }

    fn push_lower(&mut self, character: char) -> char {
        let lower = match character {
            'А'..='Я' | 'а'..='я' | '\0'..='\x7f' => quick_lower(character),
            _ if crate::text::words::is_apostrophe(character) => '\'',
            _ => character.to_lowercase().next().unwrap_or(character),
        };
        self.letters.push(lower);
        lower
    }

    /// A Cyrillic word with Latin letters in it, if each of them looks like a Cyrillic one.
    fn mend_look_alikes(&mut self) {
        let is_latin = |letter: &char| letter.is_ascii_alphabetic() || *letter == 'ï';
        if self.letters.iter().any(is_latin)
            && self.letters.iter().filter(|it| is_latin(it)).all(|it| twin(*it).is_some())
        {
            for letter in &mut self.letters {
                *letter = twin(*letter).unwrap_or(*letter);
            }
        }
    }

    /// Whether a letter was kept down. A word of one letter keeps two, apart from the one-letter words.
    fn push(&self, folded: &mut String) -> bool {
        let mut stretched = false;
        for run in self.letters.chunk_by(|one, next| plain(*one) == plain(*next)) {
            let long = run.len() >= 3 && run[0].is_alphabetic();
            stretched |= long;
            let kept = if !long { run.len() } else { 1 + usize::from(run.len() == self.letters.len()) };
            folded.extend(std::iter::repeat_n(plain(run[0]), kept));
        }
        stretched
    }
}

impl Script {
    /// Of a word of this script so far, with one more letter. One Cyrillic letter makes a word Cyrillic.
    fn with(self, letter: char) -> Self {
        let other = match letter {
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            _ => Self::Other,
        };
        match (self, other) {
            (Self::Cyrillic, _) | (_, Self::Cyrillic) => Self::Cyrillic,
            (Self::Other, _) => Self::Other,
            _ => other,
        }
    }
}

/// Characters that nobody sees: of no width, for direction, for how the one before is drawn.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// A mark drawn above or below the letter before it.
pub fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

fn quick_lower(character: char) -> char {
    match character {
        'А'..='Я' => char::from_u32(character as u32 + 32).unwrap_or(character),
        _ => character.to_ascii_lowercase(),
    }
}

fn compose(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('и', '\u{306}') => Some('й'),
        ('і' | 'i', '\u{308}') => Some('ї'),
        ('е', '\u{308}') => Some('ё'),
        _ => None,
    }
}

fn plain(letter: char) -> char {
    if letter == 'ё' { 'е' } else { letter }
}

fn twin(latin: char) -> Option<char> {
    let pairs = [
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('i', 'і'),
        ('ï', 'ї'),
        ('o', 'о'),
        ('p', 'р'),
        ('x', 'х'),
        ('y', 'у'),
        ('k', 'к'),
        ('m', 'м'),
        ('t', 'т'),
        ('h', 'н'),
        ('b', 'в'),
    ];
    pairs.iter().find(|(twin, _)| *twin == latin).map(|(_, cyrillic)| *cyrillic)
}

fn sign(letters: &[char]) -> Sign {
    let (mut ukrainian, mut russian) = (false, false);
    for letter in letters {
        match letter {
            'і' | 'ї' | 'є' | 'ґ' | '\'' => ukrainian = true,
            'ы' | 'э' | 'ъ' | 'ё' => russian = true,
            'а'..='я' => {}
            letter if letter.is_alphabetic() => return Sign::Neither,
            _ => {}
        }
    }
    match (ukrainian, russian) {
        (true, true) => Sign::Neither,
        (true, false) => Sign::Ukrainian,
        (false, true) => Sign::Russian,
        (false, false) => Sign::None,
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
        assert_eq!(written("їжак").sign, Sign::Ukrainian);
        assert_eq!(written("об'єкт").sign, Sign::Ukrainian);
        assert_eq!(written("объект").sign, Sign::Russian);
        assert_eq!(written("ёж").sign, Sign::Russian);
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
