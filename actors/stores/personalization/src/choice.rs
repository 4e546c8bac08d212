//! A choice as people type it, made into one that is valid.

pub(super) mod pair;
#[cfg(test)]
mod tests;

use serde::{Serialize, Serializer};

use super::vocabulary::{Complexity, HUMOUR, Interaction, Key, Length, Style, TOPICS, first_word};
use language::{
    analyzer::Topic,
    packs::List,
    text::{catalogue::Language, words::fold},
};

/// What a person chose about how the bot speaks to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Style(Style),
    Length(Length),
    Humour(Percent),
    Complexity(Complexity),
    Interaction(Interaction),
    Topics(Interests),
}

/// 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u8);

impl Percent {
    /// `None` for more than a hundred.
    pub fn new(percent: u8) -> Option<Self> {
        (percent <= 100).then_some(Self(percent))
    }

    /// From 0 to 1.
    pub fn share(self) -> f32 {
        f32::from(self.0) / 100.0
    }
}

/// At least one topic, each once, in the order of naming; `General` is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interests(Vec<Topic>);

impl Interests {
    /// `None` if no topic is left.
    pub fn new(topics: impl IntoIterator<Item = Topic>) -> Option<Self> {
        let mut each = Vec::new();
        for topic in topics {
            if topic != Topic::General && !each.contains(&topic) {
                each.push(topic);
            }
        }
        (!each.is_empty()).then_some(Self(each))
    }

    pub fn topics(&self) -> &[Topic] {
        &self.0
    }
}

/// Why what was typed is no choice. The words typed are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadChoice {
    #[error("unknown preference; known preferences: {}", self.allowed_in_english().join(", "))]
    UnknownKey,
    #[error("unknown {}; allowed values: {}", .0.as_str(), self.allowed_in_english().join(", "))]
    BadValue(Key),
}

impl BadChoice {
    /// What could have been typed in its place, in that language.
    pub fn allowed(self, language: Language) -> Vec<&'static str> {
        match self {
            Self::UnknownKey => Key::ALL.iter().map(|key| key.word(language)).collect(),
            Self::BadValue(key) => allowed_values(key, language),
        }
    }

    /// The same for logs and for programs.
    fn allowed_in_english(self) -> Vec<&'static str> {
        self.allowed(Language::of_code("en").unwrap_or_default())
    }
}

fn allowed_values(key: Key, language: Language) -> Vec<&'static str> {
    match key {
        Key::Style => Style::ALL.iter().map(|it| it.word(language)).collect(),
        Key::Length => Length::ALL.iter().map(|it| it.word(language)).collect(),
        Key::Complexity => Complexity::ALL.iter().map(|it| it.word(language)).collect(),
        Key::Interaction => Interaction::ALL.iter().map(|it| it.word(language)).collect(),
        Key::Humour => std::iter::once("0–100 %")
            .chain(HUMOUR.iter().filter_map(|(_, list)| first_word(*list, language)))
            .collect(),
        Key::Topics => {
            TOPICS.iter().map(|(topic, list)| first_word(*list, language).unwrap_or(topic.as_str())).collect()
        }
    }
}

impl Choice {
    /// The choice that a key and a value mean, in English or Ukrainian words, in any case.
    ///
    /// # Errors
    /// [`BadChoice`], which tells what is allowed.
    pub fn parse(key: &str, value: &str) -> Result<Self, BadChoice> {
        let key = Key::meant(&plain(key)).ok_or(BadChoice::UnknownKey)?;
        Self::of(key, &plain(value)).ok_or(BadChoice::BadValue(key))
    }

    fn of(key: Key, value: &str) -> Option<Self> {
        match key {
            Key::Style => Style::meant(value).map(Self::Style),
            Key::Length => Length::meant(value).map(Self::Length),
            Key::Humour => percent(value).map(Self::Humour),
            Key::Complexity => Complexity::meant(value).map(Self::Complexity),
            Key::Interaction => Interaction::meant(value).map(Self::Interaction),
            Key::Topics => interests(value).map(Self::Topics),
        }
    }

    /// What is chosen.
    pub fn key(&self) -> Key {
        match self {
            Self::Style(_) => Key::Style,
            Self::Length(_) => Key::Length,
            Self::Humour(_) => Key::Humour,
            Self::Complexity(_) => Key::Complexity,
            Self::Interaction(_) => Key::Interaction,
            Self::Topics(_) => Key::Topics,
        }
    }

    /// The value as it is stored; [`Choice::parse`] reads it.
    pub fn value(&self) -> String {
        match self {
            Self::Style(style) => style.as_str().to_owned(),
            Self::Length(length) => length.as_str().to_owned(),
            Self::Humour(percent) => percent.0.to_string(),
            Self::Complexity(complexity) => complexity.as_str().to_owned(),
            Self::Interaction(interaction) => interaction.as_str().to_owned(),
            Self::Topics(Interests(topics)) => topics.iter().map(|topic| topic.as_str()).collect::<Vec<_>>().join(","),
        }
    }
}

impl Serialize for Choice {
    /// Its value.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.value())
    }
}

/// Folded, with one blank between words and no stop at the end.
fn plain(text: &str) -> String {
    let folded = fold(text);
    let bare = folded.trim_matches(|it: char| it.is_whitespace() || matches!(it, '.' | '!' | '"' | '«' | '»' | ':'));
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn percent(value: &str) -> Option<Percent> {
    let named = HUMOUR.iter().find(|(_, list)| list.has(value));
    let number = || value.trim_end_matches('%').trim_end().parse().ok();
    Percent::new(named.map(|(percent, _)| *percent).or_else(number)?)
}

/// Every word must name a topic.
fn interests(value: &str) -> Option<Interests> {
    let words = value.split(|it: char| it.is_whitespace() || matches!(it, ',' | ';' | '/' | '+' | '&'));
    let named = words.filter(|word| !word.is_empty() && !List::BetweenTopics.has(word));
    Interests::new(named.map(topic).collect::<Option<Vec<_>>>()?)
}

fn topic(word: &str) -> Option<Topic> {
    let named = Topic::named(word).filter(|topic| *topic != Topic::General);
    named.or_else(|| TOPICS.iter().find(|(_, list)| list.has(word)).map(|(topic, _)| *topic))
}
