//! The fonts of the pictures, built in; see `actors/fonts/README.md`.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{FontResolver, Options};
use skrifa::{FontRef, MetadataProvider};

const INTER_MEDIUM: &[u8] = include_bytes!("../fonts/inter-medium.ttf");
const INTER_BOLD: &[u8] = include_bytes!("../fonts/inter-bold.ttf");
const EMOJI: &[u8] = include_bytes!("../fonts/noto-emoji-medium.ttf");
const HEBREW: &[u8] = include_bytes!("../fonts/noto-sans-hebrew-medium.ttf");
const ARABIC: &[u8] = include_bytes!("../fonts/noto-sans-arabic-medium.ttf");

/// A family of letters. A text is set in the first that has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Inter,
    Hebrew,
    Arabic,
    Emoji,
}

impl Family {
    pub(super) const ALL: [Self; 4] = [Self::Inter, Self::Hebrew, Self::Arabic, Self::Emoji];

    /// The name that the font files carry.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Inter => "Inter",
            Self::Hebrew => "Noto Sans Hebrew",
            Self::Arabic => "Noto Sans Arabic",
            Self::Emoji => "Noto Emoji",
        }
    }

    /// Size at which its signs look as large as letters of `size`.
    pub(super) fn size(self, size: f32) -> f32 {
        if self == Self::Emoji { size * 0.88 } else { size }
    }

    /// Whether it has a glyph for each character; joiners need none.
    pub(super) fn has(self, grapheme: &str) -> bool {
        let letters = &LETTERS[self as usize];
        grapheme.chars().all(|it| it == '\u{200D}' || letters.contains(&it))
    }

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Inter => INTER_MEDIUM,
            Self::Hebrew => HEBREW,
            Self::Arabic => ARABIC,
            Self::Emoji => EMOJI,
        }
    }
}

/// The characters that each family has.
static LETTERS: LazyLock<[HashSet<char>; 4]> = LazyLock::new(|| Family::ALL.map(letters));

/// How SVG is to be read: with our fonts and nothing else.
pub(super) static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| Options {
    font_family: Family::Inter.name().to_owned(),
    fontdb: Arc::new(database()),
    // Each text comes in a font that has it; looking further would mix glyphs of different runs.
    font_resolver: FontResolver { select_fallback: Box::new(|_, _, _| None), ..FontResolver::default() },
    ..Options::default()
});

fn letters(family: Family) -> HashSet<char> {
    FontRef::new(family.bytes())
        .map(|font| font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect())
        .unwrap_or_default()
}

fn database() -> Database {
    let mut database = Database::new();
    for font in [INTER_MEDIUM, INTER_BOLD, EMOJI, HEBREW, ARABIC] {
        database.load_font_source(Source::Binary(Arc::new(font)));
    }
    database
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_found_by_its_name() {
        let faces: Vec<_> = OPTIONS.fontdb.faces().map(|it| (it.families[0].0.as_str(), it.weight.0)).collect();
        let wanted = [("Inter", 500), ("Inter", 700), ("Noto Emoji", 500), ("Noto Sans Hebrew", 500)];
        for face in wanted {
            assert!(faces.contains(&face), "{face:?} of {faces:?}");
        }
        assert_eq!(faces.len(), 5);
    }

    #[test]
    fn the_letters_that_our_people_write_are_there() {
        let ukrainian = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ";
        let others = "ёыэъЁЫЭЪўЎ abcxyzABCXYZ 0123456789 .,:;!?…—–«»“”„’ʼ'\"()[]%№₴€$+−×°·";
        let bold = letters_of(INTER_BOLD);
        for letter in ukrainian.chars().chain(others.chars()) {
            assert!(Family::Inter.has(&letter.to_string()), "{letter:?}");
            assert!(bold.contains(&letter), "bold {letter:?}");
        }
        for emoji in ["🌻", "😀", "😂", "❤", "👍", "🔥", "🇺🇦", "👨‍👩‍👧", "🫶", "🦔", "✨", "☀", "🌧", "⛈", "🙂", "😐"]
        {
            assert!(Family::Emoji.has(emoji), "{emoji}");
        }
        assert!(Family::Hebrew.has("שרה כהן"));
        assert!(Family::Arabic.has("محمد علي"));
    }

    fn letters_of(font: &[u8]) -> HashSet<char> {
        FontRef::new(font).unwrap().charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect()
    }
}
