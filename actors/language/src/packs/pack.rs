//! One language.

use super::{List, Script, Words, section_file::Entry};

/// Where a pack stands that does not say.
const LAST: usize = usize::MAX;

/// What is known of one language.
#[derive(Debug)]
pub struct Pack {
    code: &'static str,
    lists: Vec<Words>,
    lexicons: Vec<(&'static str, &'static str)>,
    catalogue: Vec<&'static str>,
}

impl Pack {
    pub(super) fn new(code: &'static str, entries: &[Entry], files: &[(&'static str, &'static str)]) -> Self {
        let of = |list: &List| {
            let own = entries.iter().filter(|entry| entry.list == *list).map(|entry| entry.text);
            Words::of(*list, own)
        };
        let in_folder = |folder: &'static str| {
            files.iter().filter_map(move |(path, content)| Some((path.strip_prefix(folder)?, *content)))
        };
        Self {
            code,
            lists: List::ALL.iter().map(of).collect(),
            lexicons: in_folder("lexicon/").collect(),
            catalogue: in_folder("catalogue/").map(|(_, content)| content).collect(),
        }
    }

    /// The language's code of two letters (ISO 639-1): the name of its folder.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// One of its lists; empty if it has no such.
    pub fn list(&self, list: List) -> &Words {
        &self.lists[list as usize]
    }

    /// Names and contents of its lexicons, sorted by name.
    pub fn lexicons(&self) -> &[(&'static str, &'static str)] {
        &self.lexicons
    }

    /// The sources of its catalogue; none if nobody is spoken to in it.
    pub fn catalogue(&self) -> &[&'static str] {
        &self.catalogue
    }

    /// The script it is written in.
    pub fn script(&self) -> Script {
        let first = self.list(List::Alphabet).first().and_then(|letters| letters.chars().next());
        first.map_or(Script::None, Script::of)
    }

    pub(super) fn place(&self) -> usize {
        self.list(List::Place).first().and_then(|place| place.parse().ok()).unwrap_or(LAST)
    }
}
