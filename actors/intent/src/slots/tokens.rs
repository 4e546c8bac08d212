//! A text as numbers, words and signs, for sums and ranges. Numbers may be in words.

use std::{iter::Peekable, ops::Range, slice::Iter};

use language::{packs::List, text::words::is_apostrophe};
use rust_decimal::Decimal;

use super::key;

/// Digits before a space that parts thousands, at most, and after it.
const GROUP: usize = 3;
/// Letters from which on the name of a scale need not touch its number: "5 тис", but no "5 к".
const SCALE: usize = 3;
/// Letters of the name of a scale that is a number by itself ("тисяча"), at least.
const SCALE_ALONE: usize = 5;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub place: Range<usize>,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Number(Decimal),
    /// As the lists have it.
    Word(String),
    Sign(char),
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match &self.what {
            What::Word(word) => Some(word),
            What::Number(_) | What::Sign(_) => None,
        }
    }

    pub fn number(&self) -> Option<Decimal> {
        match self.what {
            What::Number(number) => Some(number),
            What::Word(_) | What::Sign(_) => None,
        }
    }

    pub fn is_in(&self, list: List) -> bool {
        self.word().is_some_and(|word| list.has(word))
    }

    pub fn is_sign(&self, signs: &[char]) -> bool {
        matches!(self.what, What::Sign(sign) if signs.contains(&sign))
    }

    fn touches(&self, next: &Self) -> bool {
        self.place.end == next.place.start
    }
}

/// The parts of a text, spaces aside.
pub fn tokens(text: &str) -> Vec<Token> {
    let cut = cut(text);
    let mut rest = cut.iter().peekable();
    let mut tokens = Vec::new();
    while let Some(token) = rest.next() {
        tokens.push(match &token.what {
            What::Number(number) => scaled(token, *number, &mut rest),
            What::Word(word) => in_words(token, word, &mut rest).unwrap_or_else(|| token.clone()),
            What::Sign(_) => token.clone(),
        });
    }
    tokens
}

/// The parts as they are written.
fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, what) = match first {
            _ if first.is_ascii_digit() => number(rest),
            _ if first.is_alphabetic() => {
                let length = word_length(rest);
                (length, Some(What::Word(key(&rest[..length]))))
            }
            _ => (first.len_utf8(), (!first.is_whitespace()).then_some(What::Sign(first))),
        };
        tokens.extend(what.map(|what| Token { place: at..at + length, what }));
        at += length;
    }
    tokens
}

/// Letters, with the apostrophes between them.
fn word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let goes_on = letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !letter.is_alphabetic() && (!is_apostrophe(letter) || !goes_on) {
            return at;
        }
    }
    text.len()
}

/// A number in digits. What only looks like one, such as a date, is a word.
fn number(text: &str) -> (usize, Option<What>) {
    let whole = grouped(text);
    let mut length = whole;
    while let Some(after) = text[length..].strip_prefix(['.', ',']).map(digits).filter(|after| *after > 0) {
        length += 1 + after;
    }
    let written: String = text[..length].chars().filter(|letter| !is_space(*letter)).collect();
    let number = plain(&written).and_then(|it| it.parse().ok()).map(What::Number);
    (length, Some(number.unwrap_or(What::Word(written))))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{A0}' | '\u{202F}')
}

/// Digits that the text begins with, the thousands of which may be parted by spaces.
fn grouped(text: &str) -> usize {
    let mut length = digits(text);
    let group = |rest: &str| {
        let space = rest.chars().next().filter(|it| is_space(*it))?.len_utf8();
        (digits(&rest[space..]) == GROUP).then_some(space + GROUP)
    };
    while length > 0 && digits(text) <= GROUP {
        let Some(next) = group(&text[length..]) else { break };
        length += next;
    }
    length
}

/// The number with a point before its decimals and nothing between its thousands: `1,5`, `1,000` and `1,000,000`.
fn plain(written: &str) -> Option<String> {
    let mut parts = written.split(['.', ',']);
    let whole = parts.next()?;
    let parts: Vec<&str> = parts.collect();
    if has_leading_zero(whole) {
        return None;
    }
    let thousands = !written.contains('.')
        && (1..=GROUP).contains(&whole.len())
        && whole != "0"
        && parts.iter().all(|part| part.len() == GROUP);
    match parts.as_slice() {
        [] => Some(whole.to_owned()),
        parts if thousands => Some(format!("{whole}{}", parts.concat())),
        [decimals] => Some(format!("{whole}.{decimals}")),
        _ => None,
    }
}

/// As telephones, dates and clocks write numbers.
fn has_leading_zero(whole: &str) -> bool {
    whole.len() > 1 && whole.starts_with('0')
}

/// A number in digits, and the scale that may follow.
fn scaled(token: &Token, number: Decimal, rest: &mut Peekable<Iter<'_, Token>>) -> Token {
    let scale = rest.peek().and_then(|next| {
        let word = next.word()?;
        let near = token.touches(next) || word.chars().nth(SCALE - 1).is_some();
        let scale = List::Scales.words().number(word).filter(|_| near)?;
        number.checked_mul(scale.into()).map(|number| (next.place.end, number))
    });
    let Some((end, number)) = scale else { return token.clone() };
    rest.next();
    Token { place: token.place.start..end, what: What::Number(number) }
}

/// A number in words: the thousands that are complete, and what is before the next scale.
#[derive(Default)]
struct Spelled {
    whole: i64,
    group: i64,
    is_begun: bool,
}

impl Spelled {
    /// Whether the word goes on with the number.
    fn take(&mut self, word: &str) -> bool {
        let scale = List::Scales.words().number(word).filter(|_| self.is_begun || word.chars().count() >= SCALE_ALONE);
        let taken = match (List::Cardinals.words().number(word), scale) {
            (Some(number), _) if self.is_free_for(number) => {
                self.group += number;
                true
            }
            (None, Some(100)) if self.group < 100 => {
                self.group = self.group.max(1) * 100;
                true
            }
            (None, Some(scale)) if scale > 100 => self.scale(scale),
            _ => false,
        };
        self.is_begun |= taken;
        taken
    }

    /// "Twenty" has room for "five", "five" has none.
    fn is_free_for(&self, number: i64) -> bool {
        let place = [10, 100, 1000].into_iter().find(|place| number < *place);
        !self.is_begun
            || self.group == 0 && self.whole > 0
            || place.is_some_and(|it| self.group >= 20 && self.group % it == 0)
    }

    fn scale(&mut self, scale: i64) -> bool {
        let all = self.group.max(1).checked_mul(scale).and_then(|it| self.whole.checked_add(it));
        let Some(whole) = all.filter(|_| self.whole == 0 || self.group > 0) else { return false };
        (self.whole, self.group) = (whole, 0);
        true
    }
}

/// A number in words that begins with this one.
fn in_words(first: &Token, word: &str, rest: &mut Peekable<Iter<'_, Token>>) -> Option<Token> {
    let mut spelled = Spelled::default();
    if !spelled.take(word) {
        return None;
    }
    let mut last = first;
    loop {
        // "Twenty-five" is one number.
        let mut ahead = rest.clone();
        let hyphen = ahead.next_if(|it| it.is_sign(&['-']) && last.touches(it));
        let next = ahead.next().filter(|next| hyphen.is_none_or(|it| it.touches(next)));
        let Some(next) = next.filter(|next| next.word().is_some_and(|word| spelled.take(word))) else { break };
        *rest = ahead;
        last = next;
    }
    let number = Decimal::from(spelled.whole.checked_add(spelled.group)?);
    Some(Token { place: first.place.start..last.place.end, what: What::Number(number) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        tokens(text).iter().filter_map(Token::number).map(|it| it.to_string()).collect()
    }

    #[test]
    fn numbers_are_read_in_digits_and_words() {
        for (text, read) in [
            ("5", "5"),
            ("1,5 і 2.25", "1.5 2.25"),
            ("1 000 000", "1000000"),
            ("1,000,000", "1000000"),
            ("1,000", "1000"),
            ("0,125", "0.125"),
            ("10к", "10000"),
            ("2,5 тис", "2500.0"),
            ("3 млн", "3000000"),
            ("двадцять п'ять", "25"),
            ("twenty-five", "25"),
            ("сто двадцять три", "123"),
            ("дві тисячі двадцять п’ять", "2025"),
            ("two hundred five", "205"),
            ("two hundred thousand", "200000"),
            ("п'ять два", "5 2"),
            ("тисяча", "1000"),
            ("2026-11-20", "2026 11 20"),
            ("20.11.2026", ""),
            ("050", ""),
            ("к", ""),
            ("5 к", "5"),
        ] {
            assert_eq!(numbers(text).join(" "), read, "{text}");
        }
    }
}
