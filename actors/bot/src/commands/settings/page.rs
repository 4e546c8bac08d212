//! What can be set, and to what.

use super::{AUTO, Change};
use conversation::{Chattiness, Digest, Hush, Night, Setting, Settings, persona::Personas};
use language::packs::List;
use language::text::{catalogue::Language, inflection::roots, words::fold};
use personalization::{Choice, Length, Profile, Style};

/// One thing that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Language,
    Persona,
    Chattiness,
    Silences,
    Reactions,
    Night,
    Hush,
    Style,
    Length,
    Humour,
    Keep,
    Digest,
}

impl Page {
    pub(super) const OF_GROUPS: [Self; 12] = [
        Self::Language,
        Self::Persona,
        Self::Chattiness,
        Self::Silences,
        Self::Reactions,
        Self::Night,
        Self::Hush,
        Self::Digest,
        Self::Style,
        Self::Length,
        Self::Humour,
        Self::Keep,
    ];
    pub(super) const OF_PEOPLE: [Self; 6] =
        [Self::Language, Self::Persona, Self::Style, Self::Length, Self::Humour, Self::Keep];

    /// The page of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::OF_GROUPS.into_iter().chain(Self::OF_PEOPLE).find(|page| page.as_str() == name)
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Persona => "persona",
            Self::Chattiness => "chattiness",
            Self::Silences => "silences",
            Self::Reactions => "reactions",
            Self::Night => "night",
            Self::Hush => "hush",
            Self::Style => "style",
            Self::Length => "length",
            Self::Humour => "humour",
            Self::Keep => "keep",
            Self::Digest => "digest",
        }
    }

    pub(super) fn values(self) -> &'static [&'static str] {
        match self {
            // As many as there are; see `View::values`.
            Self::Language | Self::Persona => &[],
            Self::Chattiness => &["never", "rarely", "usual", "often"],
            Self::Silences | Self::Reactions => &["on", "off"],
            Self::Night => &["off", "22-7", "23-8", "0-9"],
            Self::Hush => &["off", "called", "mute"],
            Self::Digest => &["off", "morning", "evening"],
            Self::Style => &["formal", "friendly", "neutral", "casual", "humorous"],
            Self::Length => &["short", "medium", "long"],
            Self::Humour => &["0", "25", "50", "75", "100"],
            Self::Keep => &["forever", "365d", "90d", "30d", "7d"],
        }
    }

    /// Whether it is about how to speak: what a chat leaves open, each person has as they like it.
    pub(super) fn is_manner(self) -> bool {
        matches!(self, Self::Style | Self::Length | Self::Humour)
    }

    /// The value of this page that is meant by these words.
    pub fn value_meant(self, words: &str, personas: &Personas) -> Option<String> {
        let words = fold(words.trim());
        match self {
            Self::Persona => {
                let named = |name: &str| roots(&fold(name)).iter().any(|root| roots(&words).contains(root));
                let all = personas.all();
                let meant = all.iter().find(|it| it.id == words || Language::all().any(|one| named(it.name(one))));
                meant.map(|persona| persona.id.clone())
            }
            Self::Language if List::AnyLanguage.has(&words) => Some(AUTO.to_owned()),
            Self::Language => Language::called(&words).map(|language| language.as_str().to_owned()),
            _ => None,
        }
    }

    /// The value that is set, as buttons write it.
    pub fn value(self, settings: &Settings, person: Option<&Profile>, personas: &Personas) -> String {
        match (self, person) {
            (Self::Language, _) => settings.language.map_or("auto", Language::as_str).to_owned(),
            (Self::Persona, _) => personas.of(settings.persona.as_deref()).id.clone(),
            (Self::Chattiness, _) => settings.chattiness.as_str().to_owned(),
            (Self::Silences, _) => on_or_off(settings.silences),
            (Self::Reactions, _) => on_or_off(settings.reactions),
            (Self::Night, _) => settings.night.as_str().to_owned(),
            (Self::Hush, _) => settings.hush.as_str().to_owned(),
            (Self::Digest, _) => settings.digest.as_str().to_owned(),
            (Self::Keep, _) => settings.keep_days.map_or("forever".to_owned(), |days| format!("{days}d")),
            (Self::Style, None) => settings.style.map_or(AUTO, Style::as_str).to_owned(),
            (Self::Length, None) => settings.length.map_or(AUTO, Length::as_str).to_owned(),
            (Self::Humour, None) => settings.humour.map_or(AUTO.to_owned(), |percent| percent.to_string()),
            (Self::Style, profile) => profile.map_or(Style::Neutral, |it| it.style.value).as_str().to_owned(),
            (Self::Length, profile) => profile.map_or(Length::Medium, |it| it.length.value).as_str().to_owned(),
            (Self::Humour, profile) => {
                let share = profile.map_or(0.5, |it| it.humour.value);
                ((share * 100.0).round() as i64).to_string()
            }
        }
    }

    /// What the value of this page means; `None` if there is no such value.
    pub fn change(self, value: &str) -> Option<Change> {
        if self == Self::Persona {
            return Some(Change::OfChat(Setting::Persona(Some(value.to_owned()))));
        }
        match self {
            Self::Language if value == AUTO => return Some(Change::OfChat(Setting::Language(None))),
            Self::Language => {
                let language = Language::of_code(value)?;
                return Some(Change::OfChat(Setting::Language(Some(language))));
            }
            Self::Style if value == AUTO => return Some(Change::OfChat(Setting::Style(None))),
            Self::Length if value == AUTO => return Some(Change::OfChat(Setting::Length(None))),
            Self::Humour if value == AUTO => return Some(Change::OfChat(Setting::Humour(None))),
            _ => {}
        }
        let value = self.values().iter().find(|known| **known == value)?;
        Some(match self {
            Self::Language | Self::Persona => return None,
            Self::Chattiness => {
                Change::OfChat(Setting::Chattiness(Chattiness::ALL.into_iter().find(|it| it.as_str() == *value)?))
            }
            Self::Silences => Change::OfChat(Setting::Silences(*value == "on")),
            Self::Reactions => Change::OfChat(Setting::Reactions(*value == "on")),
            Self::Night => Change::OfChat(Setting::Night(Night::ALL.into_iter().find(|it| it.as_str() == *value)?)),
            Self::Hush => Change::OfChat(Setting::Hush(Hush::ALL.into_iter().find(|it| it.as_str() == *value)?)),
            Self::Digest => Change::OfChat(Setting::Digest(Digest::ALL.into_iter().find(|it| it.as_str() == *value)?)),
            Self::Keep => Change::OfChat(Setting::Keep(value.trim_end_matches('d').parse().ok())),
            Self::Style | Self::Length | Self::Humour => Change::OfPerson(Choice::parse(self.as_str(), value).ok()?),
        })
    }
}

fn on_or_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}
