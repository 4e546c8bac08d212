//! A text as the grammar sees it: words by the lists that they stand in, figures, dashes.

use std::ops::Range;

use language::{packs::List, text::words::Cut};

use super::{
    figures::{Figure, figures, is_dash},
    lexicon::{Sense, lexicon, plain},
};

/// Signs that make no time of the figures after or before them.
const SIGNS_BEFORE: &[char] = &['+', '#', '№', '$', '€', '£', '=', '*', '.', ',', ':', '@'];
const SIGNS_AFTER: &[char] = &['%', '$', '€', '£', '₴', '°', '=', '*', '+'];

/// Words that may be written together with the figures before them.
const GLUED: &[List] = &[
    List::Second,
    List::Minute,
    List::Hour,
    List::Day,
    List::Week,
    List::Month,
    List::Year,
    List::MonthNames,
    List::BeforeNoon,
    List::AfterNoon,
];

/// What may be written together with a half before it.
const HALVED: &[List] = &[
    List::Hour,
    List::Day,
    List::Week,
    List::Month,
    List::Year,
    List::Ordinals,
    List::HoursInWords,
    List::DaysOfMonth,
];

/// A piece of a text.
#[derive(Debug)]
pub struct Token {
    pub place: Range<usize>,
    pub kind: Kind,
    /// Nothing stands between it and the one before.
    pub glued: bool,
}

#[derive(Debug)]
pub enum Kind {
    Words(&'static [Sense]),
    Figure(Figure),
    /// Tells nothing of times.
    Other,
}

impl Token {
    /// The number that belongs to it in a list that it stands in.
    pub fn number_in(&self, list: List) -> Option<i64> {
        match self.kind {
            Kind::Words(senses) => senses.iter().find(|(it, _)| *it == list).map(|(_, number)| *number),
            Kind::Figure(_) | Kind::Other => None,
        }
    }

    pub fn is(&self, list: List) -> bool {
        self.number_in(list).is_some()
    }

    pub fn is_any(&self, lists: &[List]) -> bool {
        lists.iter().any(|list| self.is(*list))
    }

    pub fn figure(&self) -> Option<Figure> {
        match self.kind {
            Kind::Figure(figure) => Some(figure),
            Kind::Words(_) | Kind::Other => None,
        }
    }

    pub fn is_dash(&self) -> bool {
        self.figure() == Some(Figure::Dash)
    }

    /// Whether it tells nothing of times.
    pub fn is_other(&self) -> bool {
        matches!(self.kind, Kind::Other)
    }
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut pieces = Pieces { text, end: 0, found: Vec::new() };
    while let Some(run) = Cut::Said.runs(&text[pieces.end..]).next() {
        pieces.take(run.start + pieces.end..run.end + pieces.end);
    }
    join(&pieces.found)
}

/// A word before it is known which phrase it belongs to, or a figure.
#[derive(Debug)]
struct Piece {
    place: Range<usize>,
    what: What,
}

#[derive(Debug)]
enum What {
    Word(String),
    Figure(Figure),
}

struct Pieces<'t> {
    text: &'t str,
    /// Up to where the text is read.
    end: usize,
    found: Vec<Piece>,
}

impl Pieces<'_> {
    /// Takes the run, what stands before it and, of figures, what belongs to them.
    fn take(&mut self, run: Range<usize>) {
        let before = &self.text[self.end..run.start];
        if let Some((at, dash)) = before.char_indices().find(|(_, sign)| is_dash(*sign)) {
            let start = self.end + at;
            self.push(start..start + dash.len_utf8(), What::Figure(Figure::Dash));
        }
        if is_address(self.text, &run) {
            self.end = address_end(self.text, run.end);
            self.push(run.start..self.end, What::Figure(Figure::Other));
        } else if self.text[run.clone()].starts_with(|it: char| it.is_ascii_digit()) {
            self.take_figures(run.start);
        } else {
            self.take_word(run);
        }
    }

    fn push(&mut self, place: Range<usize>, what: What) {
        self.end = place.end;
        self.found.push(Piece { place, what });
    }

    fn take_word(&mut self, run: Range<usize>) {
        let word = plain(&self.text[run.clone()]);
        match half_of(&word, &self.text[run.clone()]) {
            Some((half, rest, length)) => {
                self.push(run.start..run.start + length, What::Word(half));
                self.push(run.start + length..run.end, What::Word(rest));
            }
            None => self.push(run, What::Word(word)),
        }
    }

    fn take_figures(&mut self, start: usize) {
        let signed = self.text[..start].ends_with(SIGNS_BEFORE);
        let found = figures(&self.text[start..]);
        let end = start + found.last().map_or(1, |(_, _, end)| *end);
        let ends = self.text[end..].starts_with(SIGNS_AFTER);
        let last = found.last().map(|(figure, ..)| *figure);
        match last.map(|last| self.suffix(last, end)) {
            _ if signed || ends => self.push(start..end, What::Figure(Figure::Other)),
            Some(Suffix::Unknown(end)) => self.push(start..end, What::Figure(Figure::Other)),
            Some(Suffix::Ordinal(figure, end)) => {
                self.push_figures(start, &found[..found.len() - 1]);
                self.push(start + found.last().map_or(0, |it| it.1)..end, What::Figure(figure));
            }
            Some(Suffix::Word(end_of_word)) => {
                self.push_figures(start, &found);
                let word = plain(&self.text[end..end_of_word]);
                self.push(end..end_of_word, What::Word(word));
            }
            Some(Suffix::None) | None => self.push_figures(start, &found),
        }
    }

    fn push_figures(&mut self, start: usize, found: &[(Figure, usize, usize)]) {
        for (figure, from, to) in found {
            self.push(start + from..start + to, What::Figure(*figure));
        }
    }

    /// What letters after a figure make of it.
    fn suffix(&self, figure: Figure, end: usize) -> Suffix {
        let after = &self.text[end..];
        let dash = if after.starts_with('-') { 1 } else { 0 };
        let letters = after[dash..].find(|it: char| !it.is_alphabetic()).unwrap_or(after.len() - dash);
        let word = &after[dash..dash + letters];
        let (plain_word, to) = (plain(word), end + dash + letters);
        let is = |list: List| lexicon().senses(&plain_word).iter().any(|(it, _)| *it == list);
        match figure {
            _ if word.is_empty() => Suffix::None,
            Figure::Number(number) if is(List::OrdinalEndings) || is(List::DayEndings) => {
                Suffix::Ordinal(Figure::Ordinal { number, day: is(List::DayEndings) }, to)
            }
            _ if dash == 1 => Suffix::None,
            _ if GLUED.iter().any(|list| is(*list)) => Suffix::Word(to),
            _ => Suffix::Unknown(end + Cut::Said.length(after)),
        }
    }
}

/// What follows a figure without a space, and where that ends.
enum Suffix {
    None,
    Ordinal(Figure, usize),
    Word(usize),
    Unknown(usize),
}

/// A half and what it is of, if they are written together: both words, and the bytes of the first in the text.
fn half_of(word: &str, written: &str) -> Option<(String, String, usize)> {
    if !lexicon().senses(word).is_empty() {
        return None;
    }
    let known = |rest: &str| lexicon().senses(rest).iter().any(|(list, _)| HALVED.contains(list));
    let (half, rest) =
        List::HalfJoined.iter().find_map(|half| Some((half, word.strip_prefix(half).filter(|rest| known(rest))?)))?;
    let length = written.chars().take(half.chars().count()).map(char::len_utf8).sum();
    Some((half.to_owned(), rest.to_owned(), length))
}

/// Whether a run belongs to a link or to somebody's name.
fn is_address(text: &str, run: &Range<usize>) -> bool {
    text[..run.start].ends_with('@') || text[run.end..].starts_with("://")
}

fn address_end(text: &str, from: usize) -> usize {
    from + text[from..].find(char::is_whitespace).unwrap_or(text.len() - from)
}

/// Words become phrases of the packs where they are such.
fn join(pieces: &[Piece]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let (length, kind) = match &piece.what {
            What::Figure(Figure::Other) => (1, Kind::Other),
            What::Figure(figure) => (1, Kind::Figure(*figure)),
            What::Word(_) => phrase(&pieces[at..]),
        };
        let end = pieces[at + length - 1].place.end;
        let glued = at > 0 && pieces[at - 1].place.end == piece.place.start;
        tokens.push(Token { place: piece.place.start..end, kind, glued });
        at += length;
    }
    tokens
}

fn phrase(pieces: &[Piece]) -> (usize, Kind) {
    let is_dash = |piece: &&Piece| matches!(piece.what, What::Figure(Figure::Dash));
    // A figure ends a phrase; a dash does not.
    let words = pieces.iter().filter(|piece| !is_dash(piece)).map(|piece| match &piece.what {
        What::Word(word) => word.as_str(),
        What::Figure(_) => "",
    });
    let Some((length, senses)) = lexicon().longest(words) else { return (1, Kind::Other) };
    let last = pieces.iter().enumerate().filter(|(_, piece)| !is_dash(piece)).nth(length - 1);
    (last.map_or(1, |(at, _)| at + 1), Kind::Words(senses))
}
