//! What a chat has set for itself.

use serde::{Deserialize, Serialize};

use language::text::catalogue::Language;
use personalization::{Length, Profile, Style};

/// The settings of one chat; the default leaves all to the operator's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `None` follows what is said, the chat, and whoever is answered.
    pub language: Option<Language>,
    /// How readily we say something though nobody called.
    pub chattiness: Chattiness,
    /// Whether we may speak up when the chat has fallen silent.
    pub silences: bool,
    /// Whether we may react to words.
    pub reactions: bool,
    /// The [`Persona`](crate::persona::Persona) by its name; `None` is the operator's choice.
    pub persona: Option<String>,
    /// Until then (Unix seconds) we speak only when called.
    pub quiet_until: Option<i64>,
    /// Whether we are to hold our tongue until somebody says otherwise.
    pub hush: Hush,
    /// When we neither speak nor react unless called: the chat's own night. The operator's (`[spontaneous]` settings) holds
    /// back only what breaks a silence.
    pub night: Night,
    /// For how many days messages are kept; `None` for ever.
    pub keep_days: Option<u32>,
    /// How to speak to those who chose nothing themselves; `None` goes by what was learned about each.
    pub style: Option<Style>,
    pub length: Option<Length>,
    /// Percent.
    pub humour: Option<u8>,
    /// When the chat is told what was talked about.
    pub digest: Digest,
}

/// How readily we say something though nobody called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chattiness {
    Never,
    Rarely,
    #[default]
    Usual,
    Often,
}

/// Whether we may speak at all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hush {
    #[default]
    Off,
    /// Only when called.
    Called,
    /// Not even then.
    Mute,
}

/// Hours of the chat's clock in which nothing is done unasked, the last one excluded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Night {
    #[default]
    #[serde(rename = "off")]
    Off,
    #[serde(rename = "22-7")]
    From22To7,
    #[serde(rename = "23-8")]
    From23To8,
    #[serde(rename = "0-9")]
    From0To9,
}

/// One of a chat's settings, with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    Language(Option<Language>),
    Persona(Option<String>),
    Chattiness(Chattiness),
    Silences(bool),
    Reactions(bool),
    Quiet(Option<i64>),
    Hush(Hush),
    Night(Night),
    Keep(Option<u32>),
    Style(Option<Style>),
    Length(Option<Length>),
    Humour(Option<u8>),
    Digest(Digest),
}

/// When a chat is told unasked what was talked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digest {
    #[default]
    Off,
    /// In the morning, of the day before.
    Morning,
    /// In the evening, of the day.
    Evening,
}

impl Digest {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Off, Self::Morning, Self::Evening];

    /// Its name in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Morning => "morning",
            Self::Evening => "evening",
        }
    }

    /// The hour at which it comes, by the clock on the chat's wall; `None` if it does not.
    pub(crate) fn hour(self) -> Option<i8> {
        match self {
            Self::Off => None,
            Self::Morning => Some(9),
            Self::Evening => Some(21),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            chattiness: Chattiness::default(),
            silences: true,
            reactions: true,
            persona: None,
            quiet_until: None,
            hush: Hush::default(),
            night: Night::default(),
            keep_days: None,
            style: None,
            length: None,
            humour: None,
            digest: Digest::Off,
        }
    }
}

impl Settings {
    /// Sets one thing.
    pub fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Language(language) => self.language = language,
            Setting::Persona(persona) => self.persona = persona,
            Setting::Chattiness(chattiness) => self.chattiness = chattiness,
            Setting::Silences(silences) => self.silences = silences,
            Setting::Reactions(reactions) => self.reactions = reactions,
            Setting::Quiet(until) => self.quiet_until = until,
            Setting::Hush(hush) => self.hush = hush,
            Setting::Night(night) => self.night = night,
            Setting::Keep(days) => self.keep_days = days,
            Setting::Style(style) => self.style = style,
            Setting::Length(length) => self.length = length,
            Setting::Humour(percent) => self.humour = percent,
            Setting::Digest(digest) => self.digest = digest,
        }
    }

    /// How to speak to a person here: as they chose, else as the chat did.
    pub fn tune(&self, profile: &mut Profile) {
        if let Some(style) = self.style.filter(|_| !profile.style.chosen) {
            profile.style.value = style;
        }
        if let Some(length) = self.length.filter(|_| !profile.length.chosen) {
            profile.length.value = length;
        }
        if let Some(percent) = self.humour.filter(|_| !profile.humour.chosen) {
            profile.humour.value = f32::from(percent) / 100.0;
        }
    }

    /// Whether the chat asked us at `now` (Unix seconds) not to speak unless called.
    pub fn is_quiet(&self, now: i64) -> bool {
        self.hush != Hush::Off || self.quiet_until.is_some_and(|until| now < until)
    }

    /// What the shares of [`Chance`](super::Chance) are multiplied with.
    pub fn chattiness_factor(&self, now: i64) -> f64 {
        match self.chattiness {
            _ if self.is_quiet(now) => 0.0,
            Chattiness::Never => 0.0,
            Chattiness::Rarely => 0.4,
            Chattiness::Usual => 1.0,
            Chattiness::Often => 2.5,
        }
    }
}

impl Hush {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Off, Self::Called, Self::Mute];

    /// Its name in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Called => "called",
            Self::Mute => "mute",
        }
    }
}

impl Night {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Off, Self::From22To7, Self::From23To8, Self::From0To9];

    /// `off`, or its hours: `22-7`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::From22To7 => "22-7",
            Self::From23To8 => "23-8",
            Self::From0To9 => "0-9",
        }
    }

    /// Whether this hour of the day, 0 to 23, is one of the night's.
    pub fn covers(self, hour: u8) -> bool {
        match self {
            Self::Off => false,
            Self::From22To7 => !(7..22).contains(&hour),
            Self::From23To8 => !(8..23).contains(&hour),
            Self::From0To9 => hour < 9,
        }
    }
}

impl Chattiness {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Never, Self::Rarely, Self::Usual, Self::Often];

    /// Its name in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Rarely => "rarely",
            Self::Usual => "usual",
            Self::Often => "often",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nights_cover_their_hours() {
        let hours = |night: Night| (0..24).filter(|hour| night.covers(*hour)).collect::<Vec<u8>>();
        assert!(hours(Night::Off).is_empty());
        assert_eq!(hours(Night::From22To7), [0, 1, 2, 3, 4, 5, 6, 22, 23]);
        assert_eq!(hours(Night::From23To8), [0, 1, 2, 3, 4, 5, 6, 7, 23]);
        assert_eq!(hours(Night::From0To9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn what_an_earlier_version_kept_is_still_read() {
        let old = r#"{"language":"en","chattiness":"often","silences":false,"quiet_until":7}"#;
        let settings: Settings = serde_json::from_str(old).unwrap();
        assert_eq!((settings.chattiness, settings.hush, settings.night), (Chattiness::Often, Hush::Off, Night::Off));
    }

    #[test]
    fn hushed_there_is_no_inclination_to_speak() {
        for hush in [Hush::Called, Hush::Mute] {
            assert_eq!(Settings { hush, ..Settings::default() }.chattiness_factor(5), 0.0);
        }
    }
}
