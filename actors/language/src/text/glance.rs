//! What a text may be about: one look at its words, so that most texts need no other.

use std::{collections::HashMap, ops::BitOrAssign, sync::LazyLock};

use super::{
    news::SAYINGS,
    patterns::{Hint, hints},
    words::{fold_onto, words},
};
use crate::{
    hashing::{BASIS, spread, step},
    packs::List,
};

/// Which words are there without which a text is none of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glance {
    /// Somebody may not want to live.
    pub end: bool,
    /// Something may have happened to somebody.
    pub news: bool,
    pub condolences: bool,
    pub hostile: bool,
}

impl Glance {
    const END: Self = Self { end: true, ..Self::NOTHING };
    const NEWS: Self = Self { news: true, ..Self::NOTHING };
    const CONDOLENCES: Self = Self { condolences: true, ..Self::NOTHING };
    const HOSTILE: Self = Self { hostile: true, ..Self::NOTHING };
    const NOTHING: Self = Self { end: false, news: false, condolences: false, hostile: false };

    /// At a text.
    pub fn at(text: &str) -> Self {
        static HINTS: LazyLock<Hints> = LazyLock::new(Hints::new);
        let (mut seen, mut folded) = (Self::default(), String::new());
        for word in words(text) {
            folded.clear();
            fold_onto(word, &mut folded);
            HINTS.look(&folded, &mut seen);
        }
        seen
    }
}

impl BitOrAssign for Glance {
    fn bitor_assign(&mut self, other: Self) {
        self.end |= other.end;
        self.news |= other.news;
        self.condolences |= other.condolences;
        self.hostile |= other.hostile;
    }
}

/// Beside the sayings of news.
const PHRASES: [(List, Glance); 8] = [
    (List::WishedEnd, Glance::END),
    (List::RefusedLife, Glance::END),
    (List::EndSayings, Glance::END),
    (List::Deaths, Glance::NEWS),
    (List::DeathSayings, Glance::NEWS),
    (List::MemorialDays, Glance::NEWS),
    (List::Condolences, Glance::CONDOLENCES),
    (List::Hostile, Glance::HOSTILE),
];

#[derive(Default)]
struct Hints {
    words: HashMap<&'static str, Glance>,
    /// How words of news may begin, in order; none of them begins as another does.
    beginnings: Vec<&'static str>,
    /// Of the words, and of the first [`START`] bytes of the beginnings.
    filter: Filter,
}

/// Bytes of a word that tell whether it may begin as one of news does. No beginning is shorter.
const START: usize = 4;

/// A Bloom filter with one hash: what it has not is not there. Most words are neither hints nor begin as one.
#[derive(Default)]
struct Filter(Vec<u64>);

impl Filter {
    const BITS: u32 = 1 << 16;

    fn of<'w>(words: impl Iterator<Item = &'w [u8]>) -> Self {
        let mut bits = vec![0; Self::BITS as usize / 64];
        for bit in words.map(Self::bit) {
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Self(bits)
    }

    fn may_have(&self, word: &[u8]) -> bool {
        let bit = Self::bit(word);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn bit(word: &[u8]) -> usize {
        let hash = word.iter().fold(BASIS, |hash, byte| step(hash, u32::from(*byte)));
        (spread(hash) % Self::BITS) as usize
    }
}

impl Hints {
    fn new() -> Self {
        let mut all = Self::default();
        for (list, means) in PHRASES {
            all.phrases(list, means);
        }
        for hint in SAYINGS.iter().flat_map(|(_, list)| list.iter()).flat_map(hints) {
            match hint {
                Hint::Word(word) => *all.words.entry(word).or_default() |= Glance::NEWS,
                Hint::Beginning(beginning) => all.beginnings.push(beginning),
            }
        }
        all.beginnings.sort_unstable();
        all.beginnings.dedup_by(|longer, beginning| longer.starts_with(*beginning));
        let starts = all.beginnings.iter().map(|beginning| start(beginning));
        all.filter = Filter::of(all.words.keys().map(|word| word.as_bytes()).chain(starts));
        all
    }

    /// A phrase is not there without its longest word.
    fn phrases(&mut self, list: List, means: Glance) {
        for word in list.iter().filter_map(|phrase| phrase.split(' ').max_by_key(|word| word.len())) {
            *self.words.entry(word).or_default() |= means;
        }
    }

    fn look(&self, word: &str, seen: &mut Glance) {
        if self.filter.may_have(word.as_bytes())
            && let Some(means) = self.words.get(word)
        {
            *seen |= *means;
        }
        if !self.filter.may_have(start(word)) {
            return;
        }
        // In order, what a word begins with stands right before it.
        let behind = self.beginnings.partition_point(|beginning| *beginning <= word);
        seen.news |= self.beginnings[..behind].last().is_some_and(|beginning| word.starts_with(beginning));
    }
}

fn start(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(START)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_seen_wherever_it_stands() {
        for (list, means) in PHRASES {
            for phrase in list.iter() {
                let text = format!("ну {} ж!", phrase.to_uppercase());
                let seen = Glance::at(&text);
                let mut with_it = seen;
                with_it |= means;
                assert_eq!(with_it, seen, "{text}");
            }
        }
    }

    #[test]
    fn every_word_of_news_is_seen() {
        let hints = Hints::new();
        assert!(hints.beginnings.iter().all(|beginning| beginning.len() >= START));
        for hint in SAYINGS.iter().flat_map(|(_, list)| list.iter()).flat_map(hints_of) {
            let mut seen = Glance::default();
            hints.look(&hint, &mut seen);
            assert!(seen.news, "{hint}");
        }
    }

    /// Words that such a saying may have, the longest that begin so among them.
    fn hints_of(saying: &'static str) -> Vec<String> {
        let word = |hint| match hint {
            Hint::Word(word) => word.to_owned(),
            Hint::Beginning(beginning) => format!("{beginning}ями"),
        };
        hints(saying).into_iter().map(word).collect()
    }

    #[test]
    fn most_talk_needs_no_second_look() {
        for text in ["привіт усім, як справи?", "хто сьогодні на каві о шостій", "the train is late again", "ок", ""]
        {
            assert_eq!(Glance::at(text), Glance::default(), "{text}");
        }
        assert!(Glance::at("Учора померла бабуся").news);
        assert!(Glance::at("не хочу більше ЖИТИ").end);
        assert!(Glance::at("щирі співчуття").condolences);
    }
}
