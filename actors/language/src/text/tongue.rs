//! A language that people are spoken to in: one whose pack has a catalogue.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::words::fold;
use crate::packs::{List, Pack, Words, packs};

/// A language that there is a catalogue of, by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(&'static str);

/// Names for two of the languages that are built in. Whatever depends on a language asks its pack; these are for tests.
#[allow(non_upper_case_globals)]
impl Language {
    pub const Uk: Self = Self("uk");
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
    fn a_language_is_written_by_its_code() {
        assert_eq!(serde_json::to_string(&Language::En).unwrap(), r#""en""#);
        assert_eq!(serde_json::from_str::<Language>(r#""uk""#).unwrap(), Language::Uk);
        for other in [r#""ru""#, r#""Uk""#, "1"] {
            assert!(serde_json::from_str::<Language>(other).is_err(), "{other}");
        }
    }
}
