//! Sayings with places that may be filled in several ways, as the packs write them: `здав|здала + екзам*`.

use std::{collections::HashSet, sync::LazyLock};

use aho_corasick::AhoCorasick;

use super::words::{fold, words};
use crate::packs::List;

/// Stands for somebody dear, a given name or a pronoun.
const SOMEBODY: &str = "@who";
/// How far the parts of a saying may be apart, in words.
const REACH: usize = 6;

/// Sayings of several lists, and what each list means.
pub struct Patterns<T> {
    all: Vec<(T, Pattern)>,
    /// One word of each saying without which it is nothing: most texts have none.
    hints: Option<AhoCorasick>,
    /// The saying of each hint.
    hinted: Vec<usize>,
}

struct Pattern(Vec<Part>);

/// Places that follow one another.
type Part = Vec<Place>;

struct Place(Vec<Filling>);

enum Filling {
    Word(&'static str),
    Beginning(&'static str),
    Somebody,
}

/// A folded word without which a saying is not there.
pub(super) enum Hint {
    Word(&'static str),
    Beginning(&'static str),
}

/// One of these is there wherever the saying is.
pub(super) fn hints(saying: &'static str) -> Vec<Hint> {
    Pattern::of(saying).hints().collect()
}

impl<T: Copy> Patterns<T> {
    /// The sayings of these lists, the more telling first.
    pub fn of(lists: &[(T, List)]) -> Self {
        let sayings = |(means, list): &(T, List)| {
            let means = *means;
            list.iter().map(move |saying| (means, Pattern::of(saying)))
        };
        let all: Vec<(T, Pattern)> = lists.iter().flat_map(sayings).collect();
        let (mut hinted, mut hints) = (Vec::new(), Vec::new());
        for (at, (_, pattern)) in all.iter().enumerate() {
            for hint in pattern.hints() {
                hinted.push(at);
                hints.push(match hint {
                    Hint::Word(word) => format!(" {word} "),
                    Hint::Beginning(beginning) => format!(" {beginning}"),
                });
            }
        }
        Self { all, hints: AhoCorasick::new(hints).ok(), hinted }
    }

    /// What the first saying means that stands among the folded words, in the order of the lists.
    pub fn find(&self, said: &[String]) -> Option<T> {
        let mut text = String::with_capacity(said.iter().map(|word| word.len() + 1).sum::<usize>() + 1);
        text.push(' ');
        for word in said {
            text.push_str(word);
            text.push(' ');
        }
        let hints = self.hints.as_ref()?;
        let mut likely: Vec<usize> =
            hints.find_overlapping_iter(&text).map(|hit| self.hinted[hit.pattern().as_usize()]).collect();
        likely.sort_unstable();
        likely.dedup();
        likely.into_iter().map(|at| &self.all[at]).find(|(_, pattern)| pattern.is_in(said)).map(|(means, _)| *means)
    }
}

impl Pattern {
    fn of(saying: &'static str) -> Self {
        let part = |part: &'static str| part.split(' ').map(Place::of).collect();
        Self(saying.split(" + ").map(part).collect())
    }

    /// The ways to fill a place that is not for somebody: the one whose words are the longest, which few texts have.
    fn hints(&self) -> impl Iterator<Item = Hint> {
        let places = self.0.iter().flatten().filter(|place| !place.0.iter().any(|it| matches!(it, Filling::Somebody)));
        let telling = places.max_by_key(|place| place.0.iter().map(Filling::len).min());
        telling.into_iter().flat_map(|place| &place.0).filter_map(|filling| match filling {
            Filling::Word(word) => Some(Hint::Word(word)),
            Filling::Beginning(beginning) => Some(Hint::Beginning(beginning)),
            Filling::Somebody => None,
        })
    }

    fn is_in(&self, said: &[String]) -> bool {
        let Some((first, others)) = self.0.split_first() else { return false };
        (0..said.len()).filter(|at| is_at(first, said, *at) && !denied(said, *at)).any(|at| {
            let near = at.saturating_sub(REACH)..said.len().min(at + first.len() + REACH);
            let own = at..at + first.len();
            others.iter().all(|part| near.clone().any(|at| !own.contains(&at) && is_at(part, said, at)))
        })
    }
}

fn is_at(part: &Part, said: &[String], at: usize) -> bool {
    said.len() >= at + part.len() && part.iter().zip(&said[at..]).all(|(place, word)| place.takes(word))
}

fn denied(said: &[String], at: usize) -> bool {
    at > 0 && List::Denials.has(&said[at - 1])
}

impl Filling {
    fn len(&self) -> usize {
        match self {
            Self::Word(word) | Self::Beginning(word) => word.len(),
            Self::Somebody => 0,
        }
    }
}

impl Place {
    fn of(place: &'static str) -> Self {
        let filling = |it: &'static str| match it.strip_suffix('*') {
            _ if it == SOMEBODY => Filling::Somebody,
            Some(beginning) => Filling::Beginning(beginning),
            None => Filling::Word(it),
        };
        Self(place.split('|').map(filling).collect())
    }

    fn takes(&self, word: &str) -> bool {
        self.0.iter().any(|filling| match filling {
            Filling::Word(it) => *it == word,
            Filling::Beginning(it) => word.starts_with(it),
            Filling::Somebody => is_somebody(word),
        })
    }
}

fn is_somebody(word: &str) -> bool {
    List::NewsWho.has(word) || is_given_name(word)
}

/// Whether the folded word is a given name, in full or for short, and no other word.
pub(super) fn is_given_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let short = List::ShortNames.words().pairs().flat_map(|(_, short)| short.split(' '));
        let names = List::Men.iter().chain(List::Women.iter()).chain(short);
        names.filter(|name| !List::NamesAndWords.has(name) && !List::NoNames.has(name)).collect()
    });
    NAMES.contains(word)
}

/// Whether an entry of a pack is such a saying.
pub fn is_pattern(text: &str) -> bool {
    let plain = |word: &str| words(word).map(fold).collect::<Vec<_>>() == [word];
    let filling = |it: &str| it == SOMEBODY || plain(it.strip_suffix('*').unwrap_or(it));
    let part = |part: &str| part.split(' ').all(|place| place.split('|').all(filling));
    text.split(" + ").all(part) && text != SOMEBODY
}
