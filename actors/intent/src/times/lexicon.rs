//! Which lists of the packs a word or a phrase stands in: what the grammar reads instead of words.

use std::{collections::HashMap, sync::OnceLock};

use language::{
    packs::{Kind, List, Script, packs},
    text::words::{fold, words},
};

/// A list that the words stand in, and the number that belongs to them there.
pub type Sense = (List, i64);

/// The lists that tell of times.
const LISTS: &[List] = &[
    List::Second,
    List::Minute,
    List::Hour,
    List::Day,
    List::Week,
    List::Month,
    List::Year,
    List::YearQuarter,
    List::SundayOrWeek,
    List::Fortnight,
    List::LengthAlone,
    List::ForTime,
    List::Numbers,
    List::VagueNumbers,
    List::Half,
    List::HalfHour,
    List::AndHalf,
    List::OneAndHalf,
    List::Quarter,
    List::Ordinals,
    List::HoursInWords,
    List::DaysOfMonth,
    List::OrdinalEndings,
    List::DayEndings,
    List::DayNumber,
    List::DayShifts,
    List::WeekDays,
    List::EverySuchDay,
    List::Workdays,
    List::Weekend,
    List::MonthNames,
    List::Seasons,
    List::Feasts,
    List::NameDays,
    List::MovableFeasts,
    List::PartsOfDay,
    List::PartNames,
    List::BeforeNoon,
    List::AfterNoon,
    List::Noon,
    List::Midnight,
    List::SameHour,
    List::Which,
    List::ThatOne,
    List::Recent,
    List::AtHour,
    List::AtTime,
    List::Onto,
    List::AboutTime,
    List::InTime,
    List::OverTime,
    List::Ago,
    List::Later,
    List::Until,
    List::Through,
    List::Since,
    List::After,
    List::Between,
    List::And,
    List::HalfPast,
    List::PastHour,
    List::ToHour,
    List::ShortOfHour,
    List::OClock,
    List::End,
    List::Beginning,
    List::Every,
    List::EveryHour,
    List::EveryDay,
    List::EveryWeek,
    List::EveryMonth,
    List::EveryYear,
    List::OnEach,
    List::BetweenTimes,
    List::CountedThings,
];

/// What all packs together say.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// By the first word, the longest first.
    phrases: HashMap<String, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first.
    rest: Vec<String>,
    senses: Vec<Sense>,
}

/// The lexicon of the installed packs.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::of_packs)
}

/// A word as it is looked up: in small letters, and with those that it is most often written with. Cyrillic ones are
/// without apostrophes, which people forget; in Latin ones they part words.
pub fn plain(word: &str) -> String {
    let letters = packs().letters();
    let cyrillic = word.chars().any(|letter| Script::of(letter) == Script::Cyrillic);
    let own = |letter: char| if cyrillic { letters.look_alike(letter).unwrap_or(letter) } else { letter };
    fold(word).chars().filter(|letter| !cyrillic || *letter != '\'').map(|letter| letters.plain(own(letter))).collect()
}

impl Lexicon {
    fn of_packs() -> Self {
        let mut lexicon = Self::default();
        for list in LISTS {
            if list.kind() == Kind::Counts {
                let counted = list.words().pairs().filter_map(|(text, number)| Some((text, number.parse().ok()?)));
                counted.for_each(|(text, number)| lexicon.add(text, (*list, number)));
            } else {
                list.iter().for_each(|text| lexicon.add(text, (*list, 0)));
            }
        }
        for phrases in lexicon.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        lexicon
    }

    fn add(&mut self, text: &str, sense: Sense) {
        let mut words = words(text).map(plain);
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.collect();
        let phrases = self.phrases.entry(first).or_default();
        match phrases.iter_mut().find(|phrase| phrase.rest == rest) {
            Some(phrase) if phrase.senses.contains(&sense) => {}
            Some(phrase) => phrase.senses.push(sense),
            None => phrases.push(Phrase { rest, senses: vec![sense] }),
        }
    }

    /// How many of the plain words the longest phrase has that they begin with, and what it means.
    pub fn longest<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, &[Sense])> {
        let mut after = words;
        let phrases = self.phrases.get(after.next()?)?;
        let fits = |phrase: &&Phrase| {
            let mut said = after.clone();
            phrase.rest.iter().all(|word| said.next() == Some(word))
        };
        phrases.iter().find(fits).map(|phrase| (phrase.rest.len() + 1, phrase.senses.as_slice()))
    }

    /// What one plain word means.
    pub fn senses(&self, word: &str) -> &[Sense] {
        self.longest(std::iter::once(word)).map_or(&[], |(_, senses)| senses)
    }
}
