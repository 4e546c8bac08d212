//! What is no talk: commands, what is said to bots, assent, laughter, greetings and thanks.

use std::collections::HashSet;

use context::Said;
use language::{
    packs::List,
    text::{
        inflection::keyword,
        words::{fold, words},
    },
};

use crate::{Address, recap::is_for_us};

/// A greeting or thanks of more words says something else too.
const COURTESY: usize = 4;
/// Words of one message that are looked at.
const LONGEST: usize = 300;
/// Shorter words tell nothing of what a message is about.
const LETTERS: usize = 3;

/// A message, and what it is made of.
pub(super) struct Remark<'s> {
    pub said: &'s Said,
    /// Folded.
    pub words: Vec<String>,
    /// Of words that tell what it is about, each once.
    pub stems: Vec<String>,
    /// It says nothing by itself: assent, laughter, a greeting.
    pub is_small: bool,
    /// It hurts, and is not to be quoted.
    pub is_hostile: bool,
}

impl Remark<'_> {
    /// Whether it asks something.
    pub fn is_question(&self) -> bool {
        self.said.text.contains('?')
    }
}

/// What people said to each other, in order.
pub(super) fn remarks<'s>(said: &'s [Said], address: &Address) -> Vec<Remark<'s>> {
    said.iter().filter(|it| !is_for_us(it, address) && !is_command(&it.text)).map(remark).collect()
}

fn is_command(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    matches!(letters.next(), Some('/' | '!')) && letters.next().is_some_and(char::is_alphanumeric)
}

fn remark(said: &Said) -> Remark<'_> {
    let words: Vec<String> = words(&said.text).take(LONGEST).map(fold).collect();
    let mut known = HashSet::new();
    let telling = words.iter().filter(|word| tells(word)).map(|word| keyword(word).into_owned());
    let stems = telling.filter(|stem| known.insert(stem.clone())).collect();
    let (is_small, is_hostile) = (is_small(&words), List::Hostile.is_in(&words));
    Remark { said, words, stems, is_small, is_hostile }
}

fn tells(word: &str) -> bool {
    let plain = [List::TellingNothing, List::Trivial, List::Fillers, List::QuestionWords, List::Assent];
    word.chars().count() >= LETTERS && !plain.iter().any(|list| list.has(word))
}

fn is_small(words: &[String]) -> bool {
    let courteous = [List::Greeting, List::Thanks, List::Farewell].iter().any(|list| list.is_in(words));
    // Who begins with laughter comments on what another said.
    let laughs = words.first().is_some_and(|word| is_laughter(word));
    words.len() < 2
        || laughs
        || courteous && words.len() <= COURTESY
        || words.iter().all(|word| List::Assent.has(word) || is_laughter(word))
}

/// Whether somebody laughs or cries out.
pub(super) fn is_laughter(word: &str) -> bool {
    List::LaughterBeginnings.iter().any(|laughter| word.starts_with(laughter))
}
