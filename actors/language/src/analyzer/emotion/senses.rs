//! What the words of a text are about, in senses that languages share: so the emotion model learns
//! from texts in one language what it meets in another.

use std::{collections::BTreeMap, sync::LazyLock};

use aho_corasick::AhoCorasick;

use crate::{
    analyzer::{
        lexicon::{SENSES, pattern},
        lexicon_file::{Category, entries},
    },
    packs::{Pack, packs},
};

macro_rules! senses {
    ($($name:literal),+ $(,)?) => {
        const NAMES: [&str; [$($name),+].len()] = [$($name),+];
    };
}

// The models count on this order.
senses![
    "body",
    "heart",
    "pain",
    "illness",
    "death",
    "violence",
    "crime",
    "threat",
    "supernatural",
    "dark",
    "vehicle",
    "fall",
    "creature",
    "pet",
    "dirt",
    "shaking",
    "voice",
    "tears",
    "sorrow",
    "tired",
    "anger",
    "swear",
    "insult",
    "romance",
    "family",
    "friend",
    "celebration",
    "fun",
    "praise",
    "pleasure",
    "success",
    "nature",
    "food",
    "music",
    "clothes",
    "sport",
    "school",
    "work",
    "money",
    "surprise",
    "odd",
    "look",
    "worry",
    "need",
    "religion",
    "time",
    "elements",
    "home",
    "apology",
    "weather",
    "politics",
];

/// One of the senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense(u8);

impl Sense {
    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().position(|known| *known == name).map(|place| Self(place as u8))
    }
}

/// The lexicons of senses, one of each language.
fn files() -> impl Iterator<Item = &'static str> {
    let all = packs().all().iter().flat_map(Pack::lexicons);
    all.filter(|(name, _)| *name == SENSES).map(|(_, content)| *content)
}

/// All words of all senses as one automaton.
pub struct Senses {
    automaton: Option<AhoCorasick>,
    /// Of each pattern, a bit a sense.
    meant: Vec<u64>,
}

impl Senses {
    /// The lexicons that are compiled in.
    pub fn get() -> &'static Self {
        static SENSES: LazyLock<Senses> = LazyLock::new(Senses::load);
        &SENSES
    }

    fn load() -> Self {
        let mut meant: BTreeMap<String, u64> = BTreeMap::new();
        for (category, entry) in files().flat_map(entries).flatten() {
            if let Category::Sense(Sense(place)) = category {
                *meant.entry(pattern(entry)).or_default() |= 1 << place;
            }
        }
        // Several words may be found at one place, as a stem and what begins with it.
        let automaton = AhoCorasick::new(meant.keys()).ok();
        Self { automaton, meant: meant.into_values().collect() }
    }

    /// How many words of a folded text have each sense.
    pub fn count(&self, folded: &str) -> [u32; Sense::COUNT] {
        let mut counts = [0; Sense::COUNT];
        for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(folded)) {
            let meant = self.meant.get(found.pattern().as_usize()).copied().unwrap_or_default();
            for (place, count) in counts.iter_mut().enumerate() {
                *count += (meant >> place & 1) as u32;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::analyzer::{lexicon::stem, tokens::Tokens};

    fn of(text: &str) -> Vec<&'static str> {
        let counts = Senses::get().count(&Tokens::of(text).folded);
        NAMES.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(|(name, _)| name).collect()
    }

    #[test]
    fn words_of_three_languages_share_their_senses() {
        for text in ["похорон діда", "похороны деда", "the funeral of my grandpa"] {
            assert!(of(text).contains(&"death") && of(text).contains(&"family"), "{text}: {:?}", of(text));
        }
        assert!(of("").is_empty() && of("бурмиха").is_empty());
    }

    #[test]
    fn every_entry_is_as_a_folded_text_has_it_and_is_there_once() {
        for file in files() {
            let mut seen = HashSet::new();
            for entry in entries(file) {
                let (Category::Sense(sense), entry) = entry.unwrap() else { panic!("{file} has more than senses") };
                let folded = Tokens::of(stem(entry).unwrap_or(entry)).folded;
                assert_eq!(folded.trim_end(), pattern(entry).trim_end(), "{entry}");
                assert!(seen.insert((sense.0, entry)), "{entry} is there twice");
            }
        }
    }

    #[test]
    fn every_sense_has_words_in_some_language() {
        let senses = Senses::get();
        let all = senses.meant.iter().fold(0, |all, meant| all | meant);
        assert_eq!(all.count_ones() as usize, Sense::COUNT);
    }
}
