//! How names are declined, by the endings of the packs (`names.txt`).

use crate::packs::{List, Pack, Script, packs};

/// Stands for no ending.
const NONE: &str = "-";
/// Stands before an ending of the vocative.
const VOCATIVE: char = '!';

/// How names of a language, of men or of women, are declined.
#[derive(Debug)]
pub struct NameCases {
    /// Endings, and what stands in their place; those of the gender come first.
    endings: Vec<(&'static str, &'static str)>,
    vowels: &'static str,
    script: Script,
}

/// A form of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForm {
    pub text: String,
    pub is_vocative: bool,
}

impl NameCases {
    /// Of a pack; `gender` is [`List::MenCases`] or [`List::WomenCases`].
    pub fn of(pack: &Pack, gender: List) -> Self {
        let endings = |list: List| pack.list(list).pairs();
        let vowels = pack.list(List::Vowels).first().unwrap_or_default();
        Self { endings: endings(gender).chain(endings(List::NameCases)).collect(), vowels, script: pack.script() }
    }

    /// The other forms of a name in small letters; none if it is of another script.
    pub fn forms(&self, name: &str) -> Vec<NameForm> {
        if name.chars().next().is_none_or(|letter| Script::of(letter) != self.script) {
            return Vec::new();
        }
        let stems = self.endings.iter().rev().filter_map(|(ending, others)| Some((self.stem(name, ending)?, others)));
        // The shortest stem has the longest ending; of two that are alike the last counts, which is the gender's.
        let Some((stem, others)) = stems.reduce(|best, next| if next.0.len() <= best.0.len() { next } else { best })
        else {
            return Vec::new();
        };
        let form = |other: &str| {
            let ending = other.trim_start_matches(VOCATIVE);
            let ending = if ending == NONE { "" } else { ending };
            NameForm { text: format!("{stem}{ending}"), is_vocative: other.starts_with(VOCATIVE) }
        };
        others.split(' ').map(form).collect()
    }

    fn stem<'n>(&self, name: &'n str, ending: &str) -> Option<&'n str> {
        if ending == NONE {
            Some(name).filter(|name| !name.ends_with(|it| self.vowels.contains(it)))
        } else {
            name.strip_suffix(ending)
        }
    }
}

/// The forms of a name of whom nothing else is known, in every language whose script it is written in.
pub fn forms_of_anybody(name: &str) -> Vec<NameForm> {
    let genders = [List::MenCases, List::WomenCases];
    let all = packs().all().iter().flat_map(|pack| genders.map(|gender| NameCases::of(pack, gender)));
    all.flat_map(|cases| cases.forms(name)).collect()
}
