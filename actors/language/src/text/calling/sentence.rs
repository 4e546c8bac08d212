//! A text as sentences of words, and what stands between the words.

use std::ops::Range;

use super::super::words::Cut;
use super::key;

/// Letters in a row that make a word long drawn: "Балачкооо".
const DRAWN: usize = 3;
/// Signs that end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '\n', ';'];
/// Signs around words that are only mentioned.
const QUOTES: &[char] = &['"', '«', '»', '“', '”', '„', '`'];

/// Signs that belong to a number: no clause ends with them.
const OF_NUMBERS: &[char] = &['%', '№', '#', '$', '€', '£', '₴', '°'];

/// What stands before a word, or behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Space,
    /// No space: a hyphen, a point.
    Joined,
    Dash,
    /// A comma, or another sign that sets off what follows it, such as a colon or an emoji.
    Comma,
    /// The sentence begins or ends here.
    End,
}

#[derive(Debug)]
pub(super) struct Word<'t> {
    pub key: String,
    pub place: Range<usize>,
    pub before: Gap,
    /// It is a part of a handle, a path or an address, which name nobody.
    pub is_part: bool,
    text: &'t str,
}

#[derive(Debug)]
pub(super) struct Sentence<'t> {
    pub words: Vec<Word<'t>>,
    /// It ends in a question mark.
    pub asks: bool,
}

impl Sentence<'_> {
    /// What stands before the word of that number; behind the last word for the number after it.
    pub fn gap(&self, at: usize) -> Gap {
        self.words.get(at).map_or(Gap::End, |word| word.before)
    }

    /// The words of the clause that begins with that word.
    pub fn clause(&self, from: usize) -> &[Word<'_>] {
        let rest = &self.words[from.min(self.words.len())..];
        let end = rest.iter().skip(1).position(|word| word.before == Gap::Comma).map_or(rest.len(), |at| at + 1);
        &rest[..end]
    }

    /// The number of the first word of the clause that the word before that number belongs to.
    pub fn clause_start(&self, at: usize) -> usize {
        (0..at).rev().find(|it| matches!(self.words[*it].before, Gap::Comma | Gap::End)).unwrap_or(0)
    }
}

impl Word<'_> {
    /// Whether it stands in quotes with those up to `last`.
    pub fn is_quoted(&self, last: &Self) -> bool {
        self.text[..self.place.start].ends_with(QUOTES) && self.text[last.place.end..].starts_with(QUOTES)
    }
}

impl AsRef<str> for Word<'_> {
    fn as_ref(&self) -> &str {
        &self.key
    }
}

/// The sentences of a text.
pub(super) fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut sentences: Vec<Sentence<'_>> = Vec::new();
    let (mut end, mut chunk, mut is_part) = (0, 0..0, false);
    for place in Cut::Said.runs(text) {
        let between = &text[end..place.start];
        let first = sentences.is_empty();
        let before = if first { Gap::End } else { gap(between) };
        if before == Gap::End {
            if let Some(last) = sentences.last_mut() {
                last.asks = between.contains('?');
            }
            sentences.push(Sentence { words: Vec::new(), asks: false });
        }
        end = place.end;
        // Each chunk is looked at once, however many words it has.
        if place.start >= chunk.end {
            chunk = chunk_of(text, &place);
            is_part = text[chunk.clone()].contains(['@', '/', '\\']);
        }
        let word = Word { key: undrawn(&key(&text[place.clone()])), place, before, is_part, text };
        if let Some(last) = sentences.last_mut() {
            last.words.push(word);
        }
    }
    if let Some(last) = sentences.last_mut() {
        last.asks = text[end..].contains('?');
    }
    sentences
}

fn gap(between: &str) -> Gap {
    let spaced = between.contains(char::is_whitespace);
    let bare = between.trim().trim_matches(QUOTES).trim_matches(OF_NUMBERS);
    match bare {
        _ if between.contains('\n') || bare.contains(['!', '?', '…', ';']) => Gap::End,
        _ if bare.contains(ENDS) => {
            if spaced {
                Gap::End
            } else {
                Gap::Joined
            }
        }
        "" => Gap::Space,
        // Apostrophes that stand for quotation marks set nothing off.
        _ if spaced && bare.chars().all(|it| it == '\'') => Gap::Space,
        _ if bare.chars().all(|it| matches!(it, '-' | '–' | '—')) => {
            if spaced {
                Gap::Dash
            } else {
                Gap::Joined
            }
        }
        "_" | "'" | "&" | "+" => Gap::Joined,
        // "4:50".
        ":" if !spaced => Gap::Joined,
        _ => Gap::Comma,
    }
}

/// What stands between spaces around the word.
fn chunk_of(text: &str, place: &Range<usize>) -> Range<usize> {
    let from = text[..place.start].rfind(char::is_whitespace).unwrap_or(0);
    let to = text[place.end..].find(char::is_whitespace).map_or(text.len(), |at| place.end + at);
    from..to
}

/// The word without the letters that it is drawn out with.
fn undrawn(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|one, other| one == other);
    runs.flat_map(|run| if run.len() < DRAWN { run } else { &run[..1] }).collect()
}
