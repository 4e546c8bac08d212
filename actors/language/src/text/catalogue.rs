//! What the bot says, in each language: Fluent catalogues built into the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::html::escape;
pub use super::language::{Language, written_in};
use crate::packs::packs;

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

static CATALOGUES: LazyLock<Catalogues> = LazyLock::new(|| {
    let catalogues = Language::all().map(|language| (language, Catalogue::new(language))).collect();
    Catalogues { catalogues, none: Catalogue::of("und", &[]) }
});

struct Catalogues {
    catalogues: Vec<(Language, Catalogue)>,
    /// Of no language: it has no message.
    none: Catalogue,
}

impl Catalogues {
    fn of(&self, language: Language) -> &Catalogue {
        let own = self.catalogues.iter().find(|(it, _)| *it == language);
        own.map_or(&self.none, |(_, catalogue)| catalogue)
    }
}

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    variants: HashMap<String, usize>,
}

/// The sources of a language's catalogue.
fn sources(language: Language) -> &'static [&'static str] {
    packs().named(language.as_str()).map_or(&[], |pack| pack.catalogue())
}

/// What is wrong with a source, each with its line.
pub(crate) fn faults(source: &str) -> Vec<(usize, String)> {
    let errors = FluentResource::try_new(source.to_owned()).err().map(|(_, errors)| errors).unwrap_or_default();
    let line = |at: usize| source[..source.floor_char_boundary(at)].matches('\n').count() + 1;
    errors.into_iter().map(|error| (line(error.pos.start), error.kind.to_string())).collect()
}

impl Catalogue {
    fn new(language: Language) -> Self {
        Self::of(language.as_str(), sources(language))
    }

    /// What is wrong with a catalogue is found by the tests, so that the program need not fail for it.
    fn of(code: &str, sources: &[&str]) -> Self {
        let locale = LanguageIdentifier::from_bytes(code.as_bytes());
        let mut bundle = FluentBundle::new_concurrent(vec![locale.unwrap_or_default()]);
        bundle.set_use_isolating(false);
        let mut variants = HashMap::new();
        for source in sources {
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
