//! A language that people are spoken to in: one whose pack has a catalogue.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::words::fold;
use crate::packs::{List, Pack, Script, Sign, Words, packs};

/// A language that there is a catalogue of, by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(&'static str);

/// Names for two of the languages that are built in. Whatever depends on a language asks its pack; these are for tests.
#[allow(non_upper_case_globals)]
impl Language {
    /// Ukrainian.
    pub const Uk: Self = Self("uk");
    /// English.
    pub const En: Self = Self("en");
}

impl Language {
    /// Each of them, the default first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + Clone {
        spoken().map(|pack| Self(pack.code()))
    }

    /// The language's code: `uk` or `en`.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The one of that code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::all().find(|language| language.0 == code)
    }

    /// The language we speak to people whose client has this IETF tag, if it tells.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.split(['-', '_']).next()?;
        spoken().find(|pack| pack.list(List::Clients).has(tag)).map(|pack| Self(pack.code()))
    }

    /// The one that somebody calls so, in any language: "укр", "English".
    pub fn called(name: &str) -> Option<Self> {
        let name = fold(name.trim());
        spoken().find(|pack| pack.list(List::Called).has(&name)).map(|pack| Self(pack.code()))
    }

    /// What its speakers call it: "українська".
    pub fn native_name(self) -> &'static str {
        self.list(List::NativeName).and_then(Words::first).unwrap_or(self.0)
    }

    /// What it is called in instructions to language models: "Ukrainian".
    pub fn english_name(self) -> &'static str {
        self.list(List::EnglishName).and_then(Words::first).unwrap_or(self.0)
    }

    /// The script it is written in.
    pub fn script(self) -> Script {
        packs().named(self.0).map_or(Script::None, Pack::script)
    }

    /// What parts the thousands of a number.
    pub fn thousands(self) -> &'static str {
        sign(self.list(List::Thousands), "\u{a0}")
    }

    /// What stands before the decimals of a number.
    pub fn decimal_sign(self) -> &'static str {
        sign(self.list(List::Decimals), ".")
    }

    /// One of the lists of its pack.
    pub fn list(self, list: List) -> Option<&'static Words> {
        packs().named(self.0).map(|pack| pack.list(list))
    }
}

/// The language that we answer these words in, going by the script that most letters are of, and how many letters more
/// that are than those of other scripts; `None` if there are as many of those, or none that a language of ours has. Of
/// several languages of the script, the one that alone has all letters is taken, or else the first.
pub fn written_in<'w>(words: impl Iterator<Item = &'w str>) -> Option<(Language, usize)> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    let letters = words.flat_map(str::chars).flat_map(char::to_lowercase).filter(|it| it.is_alphabetic());
    let letters: Vec<char> = letters.filter(|letter| packs().letters().is_known(*letter)).collect();
    for script in letters.iter().map(|letter| Script::of(*letter)) {
        match counts.iter_mut().find(|(it, _)| *it == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let (script, most) = counts.iter().copied().max_by_key(|(_, count)| *count)?;
    let lead = (2 * most).checked_sub(letters.len()).filter(|lead| *lead > 0)?;
    Some((of_letters(script, &letters)?, lead))
}

/// The language of that script that alone has all letters of it, or else the first that people are spoken to in.
fn of_letters(script: Script, letters: &[char]) -> Option<Language> {
    let own: Vec<char> = letters.iter().copied().filter(|letter| Script::of(*letter) == script).collect();
    let told = match packs().letters().sign(script, &own) {
        Sign::Of(place) => packs().all().get(usize::from(place)).and_then(|pack| Language::of_code(pack.code())),
        Sign::None | Sign::Neither => None,
    };
    told.or_else(|| Language::all().find(|language| language.script() == script))
}

/// The first that people are spoken to in.
impl Default for Language {
    fn default() -> Self {
        Self::all().next().unwrap_or(Self("und"))
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(deserializer)?;
        Self::of_code(&code)
            .ok_or_else(|| D::Error::custom(format!("no language with a catalogue has the code {code}")))
    }
}

/// The sign that a pack names.
fn sign(named: Option<&'static Words>, usual: &'static str) -> &'static str {
    match named.and_then(Words::first) {
        Some("comma") => ",",
        Some("point") => ".",
        Some("space") => "\u{a0}",
        _ => usual,
    }
}

/// The packs of languages that people are spoken to in.
fn spoken() -> impl DoubleEndedIterator<Item = &'static Pack> + Clone {
    packs().all().iter().filter(|pack| !pack.catalogue().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_what_people_call_them() {
        for (name, language) in [
            ("укр", Some(Language::Uk)),
            ("Ukrainian", Some(Language::Uk)),
            ("англійською", Some(Language::En)),
            ("ENG", Some(Language::En)),
            ("esperanto", None),
        ] {
            assert_eq!(Language::called(name), language, "{name}");
        }
        assert_eq!((Language::Uk.english_name(), Language::En.native_name()), ("Ukrainian", "English"));
        assert_eq!((Language::Uk.thousands(), Language::Uk.decimal_sign()), ("\u{a0}", ","));
        assert_eq!((Language::En.thousands(), Language::En.decimal_sign()), (",", "."));
        assert_eq!(Language::all().collect::<Vec<_>>(), [Language::default(), Language::En]);
    }

    #[test]
    fn the_majority_of_letters_decides() {
        for (text, told) in [
            ("привіт", Some((Language::Uk, 6))),
            ("как дела, ёжик", Some((Language::Uk, 11))),
            ("hello, кума", Some((Language::En, 1))),
            ("Львів lviv?", Some((Language::Uk, 1))),
            ("кума kuma", None),
            ("שלום 123", None),
            ("", None),
        ] {
            assert_eq!(written_in(crate::text::words::words(text)), told, "{text}");
        }
    }

    #[test]
    fn a_language_is_written_by_its_code() {
        assert_eq!(serde_json::to_string(&Language::En).unwrap(), r#""en""#);
        assert_eq!(serde_json::from_str::<Language>(r#""uk""#).unwrap(), Language::Uk);
        for other in [r#""ru""#, r#""Uk""#, "1"] {
            assert!(serde_json::from_str::<Language>(other).is_err(), "{other}");
        }
    }
}
