//! All lexicons as one automaton, and what its words mean.

use std::{collections::BTreeMap, sync::LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{
    Emotion, emoji,
    fold::Written,
    lexicon_file::{Category, Mark, entries},
    tokens::{Token, Tokens},
};
use crate::packs::{Pack, packs};

/// The lexicon of what the emotion model goes by.
pub const SENSES: &str = "senses.txt";

/// More languages than these are not told apart.
pub const MOST_LANGUAGES: usize = 32;

/// What no language has for itself.
const EMOJI: &str = include_str!("../../packs/emoji.txt");

/// Place of the language (none of emoji), path and content of each lexicon; the senses aside, which have an automaton of
/// their own.
fn files() -> impl Iterator<Item = (Option<u8>, String, &'static str)> {
    let packs = packs().all().iter().take(MOST_LANGUAGES).enumerate();
    let of_pack = |(place, pack): (usize, &'static Pack)| {
        let files = pack.lexicons().iter().filter(|(name, _)| *name != SENSES);
        files.map(move |(name, content)| (Some(place as u8), format!("{}/lexicon/{name}", pack.code()), *content))
    };
    packs.flat_map(of_pack).chain([(None, "emoji.txt".to_owned(), EMOJI)])
}

/// What a word, stem, phrase or emoji means.
#[derive(Debug, Clone, Default)]
pub struct Meaning {
    /// By [`Emotion`]: 0 for none, 1 for a normal word of it.
    pub emotions: [f32; Emotion::ALL.len()],
    pub polarity: f32,
    topics: u32,
    marks: u32,
    languages: u32,
    nothing: bool,
}

impl Meaning {
    pub fn has(&self, mark: Mark) -> bool {
        self.marks & 1 << mark as u32 != 0
    }

    pub fn is_emotional(&self) -> bool {
        self.polarity != 0.0 || self.emotions.iter().any(|strength| *strength != 0.0)
    }

    pub fn is_about(&self, topic: super::Topic) -> bool {
        self.topics & 1 << topic as u32 != 0
    }

    pub fn has_topic(&self) -> bool {
        self.topics != 0
    }

    /// The place of the only language that has it; `None` if several do.
    pub fn language(&self) -> Option<u8> {
        (self.languages.count_ones() == 1).then(|| self.languages.trailing_zeros() as u8)
    }

    /// Files of several languages may say the same: that makes it no stronger.
    fn add(&mut self, category: Category) {
        match category {
            Category::Emotion(emotion, strength) => {
                let known = &mut self.emotions[emotion as usize];
                *known = known.max(strength);
            }
            Category::Polarity(polarity) => self.polarity = polarity,
            Category::Topic(topic) => self.topics |= 1 << topic as u32,
            Category::Mark(mark) => self.marks |= 1 << mark as u32,
            Category::Nothing => self.nothing = true,
            // Those have an automaton of their own.
            Category::Sense(_) => {}
        }
    }

    /// What a longer entry does not say itself it has of the shorter one that it begins with.
    fn inherit(&mut self, shorter: &Self) {
        if !self.is_emotional() {
            self.emotions = shorter.emotions;
            self.polarity = shorter.polarity;
        }
        if !self.has_topic() {
            self.topics = shorter.topics;
        }
        self.marks |= shorter.marks;
    }
}

/// An entry found in a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'lexicon> {
    /// Places of its first and last token.
    pub first: usize,
    pub last: usize,
    pub meaning: &'lexicon Meaning,
}

impl Hit<'_> {
    /// Whether no word of it says what the text is about: as a stop word or as a part of an idiom.
    pub fn tells_nothing(&self) -> bool {
        self.meaning.has(Mark::Stop) || self.last > self.first && !self.meaning.has_topic()
    }
}

pub struct Lexicon {
    automaton: Option<AhoCorasick>,
    meanings: Vec<Meaning>,
}

impl Lexicon {
    /// The lexicons that are compiled in.
    pub fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &LEXICON
    }

    fn load() -> Self {
        let mut meanings: BTreeMap<String, Meaning> = BTreeMap::new();
        for (language, _, content) in files() {
            // A test reads each line of each file.
            for (category, entry) in entries(content).flatten() {
                let meaning = meanings.entry(pattern(entry)).or_default();
                meaning.add(category);
                meaning.languages |= language.map_or(0, |language| 1 << language);
            }
        }
        inherit(&mut meanings);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(meanings.keys());
        Self { automaton: automaton.ok(), meanings: meanings.into_values().collect() }
    }

    /// What it knows of a text, in the order of the text; the longest entry where several begin.
    pub fn find(&self, tokens: &Tokens) -> Vec<Hit<'_>> {
        let mut place = 0;
        let mut token_at = |byte: usize| {
            place += tokens.list[place..].iter().take_while(|token| token.end <= byte).count();
            place
        };
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_iter(&tokens.folded));
        let hit = |found: aho_corasick::Match| {
            let meaning = self.meanings.get(found.pattern().as_usize())?;
            Some(Hit { first: token_at(found.start()), last: token_at(found.end() - 1), meaning })
        };
        found.filter_map(hit).collect()
    }
}

/// Each word of a text, and the entry that it is or belongs to.
pub fn words<'text>(
    tokens: &'text Tokens,
    hits: &'text [Hit<'text>],
) -> impl Iterator<Item = (&'text Token, Written, Option<&'text Hit<'text>>)> {
    let mut hits = hits.iter().peekable();
    tokens.words().map(move |(place, token, written)| {
        while hits.next_if(|hit| hit.last < place).is_some() {}
        (token, written, hits.peek().copied().filter(|hit| hit.first <= place))
    })
}

/// Sorted as they are, a stem comes right before all that begins with it.
fn inherit(meanings: &mut BTreeMap<String, Meaning>) {
    let mut shorter: Vec<(&str, Meaning)> = Vec::new();
    for (pattern, meaning) in meanings {
        while shorter.last().is_some_and(|(stem, _)| !pattern.starts_with(stem)) {
            shorter.pop();
        }
        if let Some((_, stem)) = shorter.last().filter(|_| !meaning.nothing) {
            meaning.inherit(stem);
        }
        if !pattern.ends_with(' ') {
            shorter.push((pattern, meaning.clone()));
        }
    }
}

/// As it stands in a folded text: a space on either side of each word, none after a stem.
pub(super) fn pattern(entry: &str) -> String {
    match stem(entry) {
        Some(stem) => format!(" {}", stem.replace(' ', "  ")),
        // What is joined to an emoji, as ♀ to 🤦, changes little.
        None if is_face(entry) && !entry.is_ascii() => format!(" {}", emoji::folded(entry).collect::<String>()),
        None => format!(" {} ", entry.replace(' ', "  ")),
    }
}

/// What stands before the `*`; of a face it is a mouth.
pub(super) fn stem(entry: &str) -> Option<&str> {
    entry.strip_suffix('*').filter(|stem| !is_face(stem))
}

fn is_face(entry: &str) -> bool {
    !entry.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn each_entry() -> impl Iterator<Item = (String, Category, &'static str)> {
        files().flat_map(|(_, path, content)| {
            entries(content).map(move |entry| {
                let (category, entry) = entry.unwrap_or_else(|error| panic!("{path}: {error}"));
                (path.clone(), category, entry)
            })
        })
    }

    #[test]
    fn every_entry_is_as_a_folded_text_has_it() {
        for (path, _, entry) in each_entry() {
            let folded = Tokens::of(stem(entry).unwrap_or(entry)).folded;
            assert_eq!(folded.trim_end_matches([' ', ',']), pattern(entry).trim_end(), "{path}: {entry}");
        }
    }

    #[test]
    fn stems_are_long_enough_to_be_words_of_one_family() {
        for (path, _, entry) in each_entry() {
            let letters = entry.strip_suffix('*').map(|stem| stem.chars().filter(|it| it.is_alphabetic()).count());
            assert!(letters.is_none_or(|letters| letters == 0 || letters >= 3), "{path}: {entry}");
        }
    }

    #[test]
    fn no_category_has_an_entry_twice() {
        let mut seen = HashSet::new();
        for (path, category, entry) in each_entry() {
            // Strengths of an emotion are one category.
            let kind = match category {
                Category::Emotion(emotion, _) => format!("{emotion:?}"),
                Category::Polarity(_) => "polarity".into(),
                other => format!("{other:?}"),
            };
            let language = path.split('/').next().map(str::to_owned);
            assert!(seen.insert((language, kind, entry)), "{path}: {entry} is there twice");
        }
    }

    #[test]
    fn the_automaton_is_built() {
        let lexicon = Lexicon::get();
        assert_eq!(lexicon.automaton.as_ref().unwrap().patterns_len(), lexicon.meanings.len());
    }

    #[test]
    fn words_are_whole_and_the_longest_wins() {
        let meant = |text: &str| {
            Lexicon::get().find(&Tokens::of(text)).into_iter().map(|hit| hit.meaning.clone()).collect::<Vec<_>>()
        };
        assert!(meant("радію")[0].emotions[Emotion::Joy as usize] > 0.0);
        assert!(!meant("радянський").iter().any(Meaning::is_emotional));
        assert!(meant("сервер").iter().all(|it| it.is_about(super::super::Topic::Technology)));
    }
}
