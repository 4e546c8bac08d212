//! The words of a text by its clauses, with what the signs between them say.

use std::ops::Range;

use language::{packs::List, text::words::Cut};

use super::key;
use crate::typing::word_of_question;

/// What parts clauses.
const PARTING: &[char] = &[',', '.', '!', '?', ';', ':', '…', '\n', '(', ')', '—', '–'];
/// A dash that people type for want of another.
const DASH: &str = " - ";
/// What opens a quotation, and what closes it.
const QUOTES: &[(char, char)] = &[('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')];

/// A word of a text.
#[derive(Debug)]
pub struct Word<'t> {
    pub written: &'t str,
    /// As the lists have it.
    pub key: String,
    /// The number of its clause.
    pub clause: usize,
    /// It is told already, as names are; or it is somebody's handle.
    pub is_taken: bool,
    pub is_time: bool,
    pub is_quoted: bool,
    /// It stands in a clause behind a word such as "because".
    pub is_detour: bool,
}

impl Word<'_> {
    pub fn is_in(&self, lists: &[List]) -> bool {
        lists.iter().any(|list| list.has(&self.key))
    }

    /// Whether it is told already.
    pub fn is_told(&self) -> bool {
        self.is_taken || self.is_time
    }
}

/// The words of a text. What lies in a range of `taken` or `times` is told already.
pub fn said<'t>(text: &'t str, taken: &[Range<usize>], times: &[Range<usize>]) -> Vec<Word<'t>> {
    let quotes = quotes(text);
    let within = |ranges: &[Range<usize>], place: &Range<usize>| {
        ranges.iter().any(|it| it.start < place.end && place.start < it.end)
    };
    let (mut words, mut clause, mut end) = (Vec::new(), 0, 0);
    for place in Cut::Said.runs(text) {
        let gap = &text[end..place.start];
        clause += usize::from(gap.contains(PARTING) || gap.contains(DASH));
        end = place.end;
        let written = &text[place.clone()];
        words.push(Word {
            written,
            key: meant(written),
            clause,
            is_taken: gap.ends_with('@') || within(taken, &place),
            is_time: within(times, &place),
            is_quoted: within(&quotes, &place),
            is_detour: false,
        });
    }
    mark_detours(&mut words);
    words
}

/// The word as the lists have it, mistyped or not. What begins with a capital letter is most likely a name.
fn meant(written: &str) -> String {
    let key = key(written);
    let small = !written.starts_with(char::is_uppercase);
    word_of_question(&key).filter(|_| small).map_or(key, str::to_owned)
}

/// What stands between quotation marks.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, sign) in text.char_indices() {
        match open {
            Some((start, close)) if sign == close => {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let close = QUOTES.iter().find(|(opening, _)| *opening == sign).map(|(_, close)| *close);
                open = close.map(|close| (at + sign.len_utf8(), close));
            }
        }
    }
    found
}

/// A detour lasts up to the end of its clause; no text begins with one.
fn mark_detours(words: &mut [Word]) {
    let keys: Vec<String> = words.iter().map(|word| word.key.clone()).collect();
    let mut within = None;
    for at in 0..words.len() {
        let clause = words[at].clause;
        if at > 0 && List::Detours.words().begins(&keys[at..]).is_some() {
            within = Some(clause);
        }
        words[at].is_detour = within == Some(clause);
    }
}
