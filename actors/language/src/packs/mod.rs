//! Languages as data: each folder in `packs` is one, and adding a folder changes no Rust.
//!
//! A pack has lists of words (`*.txt`, see `packs/README.md`), lexicons (`lexicon/*.txt`) and, if people are spoken to in
//! the language, a catalogue (`catalogue/*.ftl`). All packs are built into the program and read once. What people type
//! may be of any language, so that most code asks a [`List`] of all packs together: `List::Greeting.is_in(&words)`.

mod letters;
mod list;
mod load;
mod pack;
mod section_file;
#[cfg(test)]
mod tests;
mod words;

use std::{path::Path, sync::OnceLock};

pub use letters::{Letters, Script, Sign};
pub use list::{Kind, List};
pub use load::{BadPack, NotInstalled};
pub use pack::Pack;
pub use words::Words;

static PACKS: OnceLock<Packs> = OnceLock::new();

/// All languages that the program knows.
#[derive(Debug)]
pub struct Packs {
    packs: Vec<Pack>,
    /// Of all packs together, by [`List`].
    lists: Vec<Words>,
    letters: Letters,
}

/// The packs that are built in, and those that were installed.
pub fn packs() -> &'static Packs {
    // A test reads each line of what is built in.
    PACKS.get_or_init(|| Packs::of(load::built_in().0))
}

/// Adds the pack in a folder whose name is the language's code. To be called before anything is understood.
///
/// # Errors
/// What is wrong with the pack, or that it comes too late.
pub fn install(folder: &Path) -> Result<(), NotInstalled> {
    let mut all = load::built_in().0;
    all.push(load::from_folder(folder)?);
    PACKS.set(Packs::of(all)).map_err(|_| NotInstalled::TooLate)
}

impl Packs {
    fn of(mut packs: Vec<Pack>) -> Self {
        packs.sort_by_key(|pack| (pack.place(), pack.code()));
        let together = |list: &List| Words::of(*list, packs.iter().flat_map(|pack| pack.list(*list).iter()));
        let lists = List::ALL.iter().map(together).collect();
        let letters = Letters::of(&packs);
        Self { packs, lists, letters }
    }

    /// In the order of their places.
    pub fn all(&self) -> &[Pack] {
        &self.packs
    }

    /// The list of all languages together.
    pub fn list(&self, list: List) -> &Words {
        &self.lists[list as usize]
    }

    /// What all languages say of letters.
    pub fn letters(&self) -> &Letters {
        &self.letters
    }

    /// The pack of a language, by its code.
    pub fn named(&self, code: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.code() == code)
    }
}
