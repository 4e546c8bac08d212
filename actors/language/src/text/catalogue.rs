//! What the bot says, in each language: Fluent catalogues built into the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use super::html::escape;

/// A language that there is a catalogue of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    Uk,
    En,
}

impl Language {
    /// Each of them.
    pub const ALL: [Self; 2] = [Self::Uk, Self::En];

    /// The language's tag: `uk` or `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }

    /// The language we speak to people whose client has this IETF tag, if it tells.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()? {
            "uk" | "ru" | "be" => Some(Self::Uk),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// Values for the places in a message; texts are escaped for HTML on the way in.
#[derive(Debug, Default)]
pub struct Args(FluentArgs<'static>);

impl Args {
    /// Adds a text of any origin.
    pub fn text(self, name: &'static str, value: &str) -> Self {
        self.html(name, escape(value))
    }

    /// Adds what is HTML already.
    pub fn html(mut self, name: &'static str, value: String) -> Self {
        self.0.set(name, value);
        self
    }

    /// Adds a number, by which plural forms are chosen.
    pub fn number(mut self, name: &'static str, value: i64) -> Self {
        self.0.set(name, value);
        self
    }
}

/// The message in that language as HTML. An id that no catalogue has is said as it is.
pub fn say(language: Language, id: &str, args: &Args) -> String {
    let (said, errors) = CATALOGUES.of(language).format(id, args);
    debug_assert!(errors.is_empty(), "{id}: {errors:?}");
    said
}

/// How many variants (`id-1`, `id-2`, …) the message has; 0 if it has one wording.
pub fn variants(language: Language, id: &str) -> usize {
    let counts = &CATALOGUES.of(language).variants;
    counts.get(id).copied().unwrap_or_default()
}

/// Whether the language's catalogue has a message of that very id.
pub fn knows(language: Language, id: &str) -> bool {
    CATALOGUES.of(language).bundle.has_message(id)
}

static CATALOGUES: LazyLock<Catalogues> =
    LazyLock::new(|| Catalogues { uk: Catalogue::new(Language::Uk), en: Catalogue::new(Language::En) });

struct Catalogues {
    uk: Catalogue,
    en: Catalogue,
}

impl Catalogues {
    fn of(&self, language: Language) -> &Catalogue {
        match language {
            Language::Uk => &self.uk,
            Language::En => &self.en,
        }
    }
}

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    variants: HashMap<String, usize>,
}

macro_rules! sources {
    ($($file:literal),+ $(,)?) => {
        fn sources(language: Language) -> &'static [&'static str] {
            match language {
                Language::Uk => &[$(include_str!(concat!("../../locales/uk/", $file, ".ftl"))),+],
                Language::En => &[$(include_str!(concat!("../../locales/en/", $file, ".ftl"))),+],
            }
        }
    };
}

sources!(
    "admin",
    "cards",
    "commands",
    "dashboard",
    "engine",
    "groups",
    "manners",
    "memory",
    "mood",
    "person",
    "privacy",
    "settings",
    "tact",
    "talk",
    "unasked",
);

impl Catalogue {
    /// What is wrong with a catalogue is found by the tests, so that the program need not fail for it.
    fn new(language: Language) -> Self {
        let locale = LanguageIdentifier::from_bytes(language.as_str().as_bytes());
        let mut bundle = FluentBundle::new_concurrent(vec![locale.unwrap_or_default()]);
        bundle.set_use_isolating(false);
        let mut variants = HashMap::new();
        for source in sources(language) {
            let resource = FluentResource::try_new((*source).to_owned());
            bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
            for base in ids(source).filter_map(variant_of) {
                *variants.entry(base.to_owned()).or_default() += 1;
            }
        }
        Self { bundle, variants }
    }

    fn format(&self, id: &str, args: &Args) -> (String, Vec<fluent_bundle::FluentError>) {
        let mut errors = Vec::new();
        let pattern = self.bundle.get_message(id).and_then(|it| it.value());
        let said = pattern.map_or_else(
            || id.to_owned(),
            |it| self.bundle.format_pattern(it, Some(&args.0), &mut errors).into_owned(),
        );
        (said, errors)
    }
}

/// Ids of the messages of a catalogue's source.
fn ids(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
}

fn variant_of(id: &str) -> Option<&str> {
    let (base, number) = id.rsplit_once('-')?;
    number.parse::<usize>().ok().map(|_| base)
}

#[cfg(test)]
mod tests;
