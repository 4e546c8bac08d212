//! Words and phrases that can be looked up.

use std::collections::{HashMap, HashSet};

use super::{Kind, List};

/// The entries of a list.
#[derive(Debug, Default)]
pub struct Words {
    entries: Vec<&'static str>,
    whole: HashSet<&'static str>,
    /// Words of each phrase but the first, by the first.
    phrases: HashMap<&'static str, Vec<Vec<&'static str>>>,
    pairs: Vec<(&'static str, &'static str)>,
}

impl Words {
    /// Endings are sorted, the longest first.
    pub(super) fn of(list: List, entries: impl Iterator<Item = &'static str>) -> Self {
        let mut words = Self::default();
        for entry in entries.filter(|entry| !entry.is_empty()) {
            if words.whole.insert(entry) {
                words.take(list.kind(), entry);
            }
        }
        if list.kind() == Kind::Part {
            words.entries.sort_by_key(|entry| std::cmp::Reverse(entry.chars().count()));
        }
        words
    }

    fn take(&mut self, kind: Kind, entry: &'static str) {
        self.entries.push(entry);
        match kind {
            Kind::Phrase => {
                let mut words = entry.split(' ');
                let first = words.next().unwrap_or_default();
                self.phrases.entry(first).or_default().push(words.collect());
            }
            Kind::Pairs | Kind::Counts | Kind::Zones => self.pairs.extend(pair(entry)),
            Kind::Word | Kind::Text | Kind::Part | Kind::Letters | Kind::Name | Kind::Pattern => {}
        }
    }

    /// Each entry, in the order of the files; of parts of words the longest first.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.entries.iter().copied()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The first entry.
    pub fn first(&self) -> Option<&'static str> {
        self.entries.first().copied()
    }

    /// Whether the folded word or text is an entry.
    pub fn has(&self, word: &str) -> bool {
        self.whole.contains(word)
    }

    /// Whether any of the folded words is an entry.
    pub fn has_any<S: AsRef<str>>(&self, said: &[S]) -> bool {
        said.iter().any(|word| self.has(word.as_ref()))
    }

    /// Whether any phrase stands among the folded words.
    pub fn is_in<S: AsRef<str>>(&self, said: &[S]) -> bool {
        (0..said.len()).any(|at| self.begins(&said[at..]).is_some())
    }

    /// How many words the phrase has that the folded words begin with; the first that fits.
    pub fn begins<S: AsRef<str>>(&self, said: &[S]) -> Option<usize> {
        let (first, after) = said.split_first()?;
        let fits = |rest: &&Vec<&str>| {
            rest.len() <= after.len() && rest.iter().zip(after).all(|(word, said)| *word == said.as_ref())
        };
        self.phrases.get(first.as_ref())?.iter().find(fits).map(|rest| rest.len() + 1)
    }

    /// What stands on either side of each `=`.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
        self.pairs.iter().copied()
    }

    /// The number that belongs to a folded word.
    pub fn number(&self, word: &str) -> Option<i64> {
        self.pairs().find(|(it, _)| *it == word).and_then(|(_, number)| number.parse().ok())
    }
}

/// The two sides of `left = right`, the right of which may be empty.
pub(super) fn pair(entry: &'static str) -> Option<(&'static str, &'static str)> {
    entry.rsplit_once('=').map(|(left, right)| (left.trim(), right.trim()))
}
