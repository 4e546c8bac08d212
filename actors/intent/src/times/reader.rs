//! Reads tokens one after another.

use language::packs::List;

use super::{figures::Figure, tokens::Token};

/// Tell nothing, wherever they stand inside of what says a time.
const SKIPPED: &[List] = &[List::BetweenTimes, List::AboutTime];

/// Most of them in a row.
const MOST_SKIPPED: usize = 3;

/// A place among the tokens.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl<'t> Reader<'t> {
    pub fn new(tokens: &'t [Token], at: usize) -> Self {
        Self { tokens, at }
    }

    /// How many tokens stand before it.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The token that comes next.
    pub fn peek(&self) -> Option<&'t Token> {
        self.tokens.get(self.at)
    }

    /// The token before.
    pub fn last(&self) -> Option<&'t Token> {
        self.tokens.get(self.at.checked_sub(1)?)
    }

    /// Takes the next token.
    pub fn next(&mut self) -> Option<&'t Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    /// Goes on only if what is asked for comes.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }

    /// Takes the next token that is asked for, and what tells nothing before it.
    pub fn take<T>(&mut self, wanted: impl Fn(&Token) -> Option<T>) -> Option<T> {
        self.attempt(|ahead| {
            for _ in 0..=MOST_SKIPPED {
                let token = ahead.next()?;
                match wanted(token) {
                    None if token.is_any(SKIPPED) => {}
                    found => return found,
                }
            }
            None
        })
    }

    /// The number of the next token in the list, if it stands there.
    pub fn word(&mut self, list: List) -> Option<i64> {
        self.take(|token| token.number_in(list))
    }

    /// Takes the next token if it stands in the list.
    pub fn takes(&mut self, list: List) -> bool {
        self.word(list).is_some()
    }

    /// Takes what is wanted of the next figure.
    pub fn figure<T>(&mut self, wanted: impl Fn(Figure) -> Option<T>) -> Option<T> {
        self.take(|token| token.figure().and_then(&wanted))
    }

    /// Whether the next token stands in one of the lists.
    pub fn is_before(&self, lists: &[List]) -> bool {
        self.peek().is_some_and(|token| token.is_any(lists))
    }
}
