//! A persona as its file has it.

use std::collections::HashMap;

use serde::Deserialize;

use super::check::check;
use language::text::{calling::CallNames, catalogue::Language, news::News, words::says};

/// A persona. Texts are plain, not HTML.
#[derive(Debug, Clone, PartialEq)]
pub struct Persona {
    /// The file's name.
    pub id: String,
    name: InEach<String>,
    about: InEach<String>,
    /// What a language model is told about who it is.
    pub voice: String,
    /// Names that call it, its own among them.
    pub call_names: CallNames,
    /// Words that it never says.
    pub forbidden: Vec<String>,
    pub tones: Tones,
    themes: InEach<Vec<String>>,
    pub tastes: Tastes,
    lines: Lines,
}

/// What a language model is told about the mood of what it answers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tones {
    pub comfort: String,
    pub calm: String,
    pub cheer: String,
    pub wonder: String,
}

/// Emoji to react with, by what a message feels; the first it likes best. None for a feeling: no reaction to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tastes {
    pub joke: Vec<String>,
    pub joy: Vec<String>,
    pub sadness: Vec<String>,
    pub fear: Vec<String>,
    pub surprise: Vec<String>,
    /// Somebody died, or is missing. Without it, and where there is none of the next, it is met as sadness.
    pub grief: Vec<String>,
    /// Somebody is ill, left, without work, refused.
    pub care: Vec<String>,
    /// A birth, a wedding, a homecoming. Without it, and where there is none of the next, it is met as joy.
    pub feast: Vec<String>,
    /// An examination passed, a new job.
    pub triumph: Vec<String>,
    /// Thanks and praise for us.
    pub thanks: Vec<String>,
}

impl Tastes {
    /// Each list.
    pub(super) fn all(&self) -> [&Vec<String>; 10] {
        let Self { joke, joy, sadness, fear, surprise, grief, care, feast, triumph, thanks } = self;
        [joke, joy, sadness, fear, surprise, grief, care, feast, triumph, thanks]
    }

    /// What suits news of somebody's life.
    pub(crate) fn of_news(&self, news: News) -> &[String] {
        match news {
            News::Death | News::Missing => or(&self.grief, &self.sadness),
            News::Birth | News::Wedding | News::Relief | News::Home | News::Anniversary => or(&self.feast, &self.joy),
            News::Success | News::Job => or(&self.triumph, &self.joy),
            _ => or(&self.care, &self.sadness),
        }
    }

    /// What suits thanks and praise.
    pub(crate) fn of_thanks(&self) -> &[String] {
        or(&self.thanks, &self.joy)
    }
}

fn or<'t>(own: &'t [String], usual: &'t [String]) -> &'t [String] {
    if own.is_empty() { usual } else { own }
}

/// Something in each language, by its code. Where a language has none, it is said in the default one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "HashMap<Language, T>")]
pub(super) struct InEach<T> {
    usual: T,
    others: HashMap<Language, T>,
}

/// Wordings by the line's id, in each language.
type Lines = HashMap<Language, HashMap<String, Vec<String>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: InEach<String>,
    about: InEach<String>,
    voice: Voice,
    tone: Tones,
    themes: InEach<Vec<String>>,
    #[serde(default)]
    reactions: Tastes,
    #[serde(default)]
    lines: Lines,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Voice {
    text: String,
    #[serde(default)]
    triggers: Vec<String>,
    #[serde(default)]
    forbidden: Vec<String>,
}

impl<T> TryFrom<HashMap<Language, T>> for InEach<T> {
    type Error = String;

    fn try_from(mut each: HashMap<Language, T>) -> Result<Self, String> {
        let usual = Language::default();
        let missing = || format!("missing field `{}`", usual.as_str());
        Ok(Self { usual: each.remove(&usual).ok_or_else(missing)?, others: each })
    }
}

impl<T> InEach<T> {
    fn of(&self, language: Language) -> &T {
        self.others.get(&language).unwrap_or(&self.usual)
    }
}

impl Persona {
    /// Reads the text of a file; `id` is its name.
    ///
    /// # Errors
    /// Says what is wrong with it, and where.
    pub fn read(id: &str, text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let File { name, about, voice, tone, themes, reactions, lines } = file;
        let Voice { text: voice, triggers, forbidden } = voice;
        let names = Language::all().map(|language| name.of(language).as_str());
        let call_names = CallNames::new(names.chain(triggers.iter().map(String::as_str)));
        let id = id.to_owned();
        let persona =
            Self { id, name, about, voice, call_names, forbidden, tones: tone, themes, tastes: reactions, lines };
        check(&persona, &triggers)?;
        Ok(persona)
    }

    /// Whether it may say this: nothing in it is forbidden.
    pub fn may_say(&self, words: &str) -> bool {
        !self.forbidden.iter().any(|word| says(words, word))
    }

    /// How it calls itself.
    pub fn name(&self, language: Language) -> &str {
        self.name.of(language)
    }

    /// What the chat is told of it.
    pub fn about(&self, language: Language) -> &str {
        self.about.of(language)
    }

    /// What it may bring up in a chat that has fallen silent.
    pub fn themes(&self, language: Language) -> &[String] {
        self.themes.of(language)
    }

    /// Its own wordings of a line, if it has any.
    pub fn wordings(&self, language: Language, line: &str) -> &[String] {
        self.lines.get(&language).and_then(|lines| lines.get(line)).map_or(&[], Vec::as_slice)
    }

    /// Ids of the lines that it has wordings of.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.lines.values().flatten()
    }
}
