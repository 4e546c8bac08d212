//! Letters: whose they are, and which is read as which.

use super::{List, Pack, Words};

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
    /// Only this language has all of them: its place among the packs.
    Of(u8),
    /// Letters that are in no alphabet, or of several languages.
    Neither,
}

/// Languages, a bit for each by its place among the packs.
type Languages = u32;

/// What all packs say of letters.
#[derive(Debug, Default)]
pub struct Letters {
    /// Whose alphabet has a letter, by its number.
    owners: Vec<Languages>,
    /// Which languages are written in a script, where several are.
    writers: Vec<(Script, Languages)>,
    composed: Vec<(char, char, char)>,
    composed_look_alikes: Vec<(char, char, char)>,
    folds: Vec<(char, char)>,
    look_alikes: Vec<(char, char)>,
    faces: Vec<(char, char)>,
    vowels: String,
}

impl Script {
    /// Of one letter.
    pub fn of(letter: char) -> Self {
        match letter {
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            _ => Self::Other,
        }
    }
}

impl Letters {
    pub(super) fn of(packs: &[Pack]) -> Self {
        let mut letters = Self::default();
        for (place, pack) in packs.iter().enumerate() {
            let language = 1_u32.checked_shl(place as u32).unwrap_or_default();
            letters.add_alphabet(pack, language);
            letters.composed.extend(triples(pack.list(List::Composed)));
            letters.composed_look_alikes.extend(triples(pack.list(List::ComposedLookAlikes)));
            letters.folds.extend(letter_pairs(pack.list(List::Folds)));
            letters.look_alikes.extend(letter_pairs(pack.list(List::LookAlikes)));
            letters.faces.extend(letter_pairs(pack.list(List::FaceLetters)));
            let known = letters.vowels.clone();
            letters
                .vowels
                .extend(pack.list(List::Vowels).iter().flat_map(str::chars).filter(|it| !known.contains(*it)));
        }
        letters.composed.sort_unstable();
        letters.composed.dedup();
        letters
    }

    fn add_alphabet(&mut self, pack: &Pack, language: Languages) {
        for letter in pack.list(List::Alphabet).iter().flat_map(str::chars) {
            let number = letter as usize;
            if self.owners.len() <= number {
                self.owners.resize(number + 1, 0);
            }
            self.owners[number] |= language;
        }
        match self.writers.iter_mut().find(|(script, _)| *script == pack.script()) {
            Some((_, writers)) => *writers |= language,
            None => self.writers.push((pack.script(), language)),
        }
    }

    /// What the letters of a word in lower case, of that script, say of its language. Where one language alone is
    /// written in the script they say nothing.
    pub fn sign(&self, script: Script, letters: &[char]) -> Sign {
        let writers = self.writers.iter().find(|(it, _)| *it == script).map_or(0, |(_, writers)| *writers);
        if writers.count_ones() < 2 {
            return Sign::None;
        }
        let mut left = writers;
        for letter in letters {
            match self.owners.get(*letter as usize).copied().unwrap_or_default() & writers {
                0 if letter.is_alphabetic() => return Sign::Neither,
                0 => {}
                owners => left &= owners,
            }
        }
        match left.count_ones() {
            0 => Sign::Neither,
            1 => Sign::Of(left.trailing_zeros() as u8),
            _ => Sign::None,
        }
    }

    /// Whether any alphabet has the small letter.
    pub fn is_known(&self, letter: char) -> bool {
        self.owners.get(letter as usize).is_some_and(|owners| *owners != 0)
    }

    /// Whether the small letter is a vowel of some language.
    pub fn is_vowel(&self, letter: char) -> bool {
        self.vowels.contains(letter)
    }

    /// The letter that a letter and the mark set apart from it are.
    pub fn compose(&self, letter: char, mark: char) -> Option<char> {
        of_triples(&self.composed, letter, mark)
    }

    /// The same, or the letter of another script that looks like it with its mark.
    pub fn compose_alike(&self, letter: char, mark: char) -> Option<char> {
        self.compose(letter, mark).or_else(|| of_triples(&self.composed_look_alikes, letter, mark))
    }

    /// The letter that it is read as.
    pub fn plain(&self, letter: char) -> char {
        of_pairs(&self.folds, letter).unwrap_or(letter)
    }

    /// The letter that one of another script looks like.
    pub fn look_alike(&self, letter: char) -> Option<char> {
        of_pairs(&self.look_alikes, letter)
    }

    /// The Latin letter that it stands for in a face made of signs.
    pub fn in_face(&self, letter: char) -> char {
        of_pairs(&self.faces, letter).unwrap_or(letter)
    }
}

fn of_pairs(pairs: &[(char, char)], letter: char) -> Option<char> {
    pairs.iter().find(|(it, _)| *it == letter).map(|(_, other)| *other)
}

fn of_triples(triples: &[(char, char, char)], letter: char, mark: char) -> Option<char> {
    triples.iter().find(|it| (it.0, it.1) == (letter, mark)).map(|it| it.2)
}

fn one(text: &str) -> Option<char> {
    text.chars().next()
}

fn letter_pairs(words: &Words) -> impl Iterator<Item = (char, char)> {
    words.pairs().filter_map(|(one_side, other)| Some((one(one_side)?, one(other)?)))
}

/// `и+0306 = й`: a letter, the number of the mark, and what both are together.
fn triples(words: &Words) -> impl Iterator<Item = (char, char, char)> {
    words.pairs().filter_map(|(apart, whole)| {
        let (letter, mark) = apart.split_once('+')?;
        let mark = u32::from_str_radix(mark, 16).ok().and_then(char::from_u32)?;
        Some((one(letter)?, mark, one(whole)?))
    })
}
