//! What a chat has set for itself.

use serde::{Deserialize, Serialize};

use crate::text::catalogue::Language;

/// The settings of one chat; the default leaves all to the operator's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `None` follows whoever is answered.
    pub language: Option<Language>,
    /// How readily we say something though nobody called.
    pub chattiness: Chattiness,
    /// Whether we may speak up when the chat has fallen silent.
    pub silences: bool,
    /// Whether we may react to words.
    pub reactions: bool,
    /// Until then (Unix seconds) we speak only when called.
    pub quiet_until: Option<i64>,
    /// For how many days messages are kept; `None` for ever.
    pub keep_days: Option<u32>,
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

/// One of a chat's settings, with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    Language(Option<Language>),
    Chattiness(Chattiness),
    Silences(bool),
    Reactions(bool),
    Quiet(Option<i64>),
    Keep(Option<u32>),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            chattiness: Chattiness::default(),
            silences: true,
            reactions: true,
            quiet_until: None,
            keep_days: None,
        }
    }
}

impl Settings {
    /// Sets one thing.
    pub fn set(&mut self, setting: Setting) {
        match setting {
            Setting::Language(language) => self.language = language,
            Setting::Chattiness(chattiness) => self.chattiness = chattiness,
            Setting::Silences(silences) => self.silences = silences,
            Setting::Reactions(reactions) => self.reactions = reactions,
            Setting::Quiet(until) => self.quiet_until = until,
            Setting::Keep(days) => self.keep_days = days,
        }
    }

    /// Whether the chat asked us at `now` (Unix seconds) not to speak unless called.
    pub fn is_quiet(&self, now: i64) -> bool {
        self.quiet_until.is_some_and(|until| now < until)
    }

    /// What the shares of [`Chance`](super::Chance) are multiplied with.
    pub fn inclination(&self, now: i64) -> f64 {
        match self.chattiness {
            _ if self.is_quiet(now) => 0.0,
            Chattiness::Never => 0.0,
            Chattiness::Rarely => 0.4,
            Chattiness::Usual => 1.0,
            Chattiness::Often => 2.5,
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
