//! The settings of how the bot behaves in chats.

use std::path::PathBuf;

use language::{packs::List, text::catalogue};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// How the bot behaves in a chat.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bot {
    /// Language of answers; `auto` follows the message, and the chat where that tells nothing. Default auto.
    pub language: Language,
    /// Words that call the bot like a mention does. Default its own name in both alphabets.
    pub triggers: Vec<String>,
    /// The persona of chats that choose none: balachka, litopys, kuma, or one of `personas_dir`. Default balachka.
    pub persona: String,
    /// A folder with persona files of one's own (`NAME.toml`). Default none.
    pub personas_dir: Option<PathBuf>,
    /// Seconds after which talk and questions are stored but no longer answered: an answer to an old remark confuses.
    /// Orders (`/quiet`, `/me style formal`, `/forget`, pressed buttons) are obeyed however old they are, and answered for
    /// a day. Default 300.
    pub max_answer_age_secs: u64,
    /// The time zone of chats, by its IANA name. Default Europe/Kyiv.
    pub time_zone: String,
    /// Chats that live in another, each as `ID=ZONE`. Default none.
    pub chat_time_zones: Vec<String>,
}

impl Default for Bot {
    fn default() -> Self {
        Self {
            language: Language::default(),
            triggers: List::Triggers.iter().map(str::to_owned).collect(),
            persona: "balachka".to_owned(),
            personas_dir: None,
            max_answer_age_secs: 300,
            time_zone: "Europe/Kyiv".to_owned(),
            chat_time_zones: Vec::new(),
        }
    }
}

/// Saying something in a group though nobody called: how likely, by what was written, and how often at most.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chance {
    /// Percent of messages without anything special. Default 2; 0 in all shares keeps the bot silent.
    pub base_percent: u8,
    /// Percent of questions. Default 6.
    pub question_percent: u8,
    /// Percent of messages about technology or philosophy. Default 8.
    pub deep_percent: u8,
    /// Percent of quarrels. Default 12.
    pub conflict_percent: u8,
    /// Percent of messages that are as engaging as `engaging_from`. Default 25.
    pub engaged_percent: u8,
    /// The engagement, 1 to 10, from which a message counts as engaging. Default 7.
    pub engaging_from: u8,
    /// Messages of others that must come in between. Default 10.
    pub after_messages: u32,
    /// Seconds that must have passed since the bot's last words. Default 600.
    pub pause_secs: u32,
    /// Times an hour at most. Default 4.
    pub per_hour: u8,
    /// Messages within five minutes from which a chat counts as busy. Default 16.
    pub busy_messages: u8,
    /// What is left of each share then, percent. Default 30.
    pub busy_percent: u8,
    /// Messages within five minutes from which a chat counts as flooded. Default 31.
    pub flooded_messages: u8,
    /// What is left of each share then, percent. Default 10.
    pub flooded_percent: u8,
}

impl Default for Chance {
    fn default() -> Self {
        Self {
            base_percent: 2,
            question_percent: 6,
            deep_percent: 8,
            conflict_percent: 12,
            engaged_percent: 25,
            engaging_from: 7,
            after_messages: 10,
            pause_secs: 600,
            per_hour: 4,
            busy_messages: 16,
            busy_percent: 30,
            flooded_messages: 31,
            flooded_percent: 10,
        }
    }
}

/// Reacting to messages of groups with emoji.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reactions {
    /// Percent of the messages with a clear feeling that get one. Default 15; 0 never reacts.
    pub percent: u8,
    /// Times an hour in one chat at most. Default 6.
    pub per_hour: u8,
}

impl Default for Reactions {
    fn default() -> Self {
        Self { percent: 15, per_hour: 6 }
    }
}

/// How much of one person, or in one chat, is too much; 0 is no limit. As many as are named may come at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Messages of one person in one chat, a minute. Default 45.
    pub messages_per_minute: u32,
    /// Messages of all people of a chat, a minute. Default 150.
    pub chat_messages_per_minute: u32,
    /// Messages of one person that call the bot, commands included, a minute. Default 30.
    pub calls_per_minute: u32,
    /// The same text of one person, a minute; of several, twice as often. Default 6.
    pub repeats_per_minute: u32,
    /// Answers to one person in one chat, an hour. Default 300.
    pub answers_per_person: u32,
    /// Answers in one chat, an hour. Default 1000.
    pub answers_per_chat: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            messages_per_minute: 45,
            chat_messages_per_minute: 150,
            calls_per_minute: 30,
            repeats_per_minute: 6,
            answers_per_person: 300,
            answers_per_chat: 1000,
        }
    }
}

/// Speaking up in groups that were lively and fell silent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spontaneous {
    /// Percent of the rounds in which a silence is broken. Default 10; 0 never breaks one.
    pub percent: u8,
    /// Seconds between rounds. Default 300.
    pub every_secs: u64,
    /// Minutes without a word that make a silence. Default 45.
    pub quiet_minutes: u32,
    /// Hours without a word after which a chat is asleep and left alone. Default 6.
    pub asleep_hours: u32,
    /// Messages within `asleep_hours` before the silence that make a chat lively. Default 20.
    pub lively_messages: u32,
    /// Minutes that must have passed since the bot's last words. Default 180.
    pub pause_minutes: u32,
    /// Times a day in one chat at most. Default 3.
    pub per_day: u8,
    /// Chats in one round at most. Default 3.
    pub per_round: u16,
    /// The hour of the chat's clock from which it is night. Default 22.
    pub night_from: u8,
    /// The hour at which the night ends; no night if it is `night_from`. Default 9.
    pub night_to: u8,
}

impl Default for Spontaneous {
    fn default() -> Self {
        Self {
            percent: 10,
            every_secs: 300,
            quiet_minutes: 45,
            asleep_hours: 6,
            lively_messages: 20,
            pause_minutes: 180,
            per_day: 3,
            per_round: 3,
            night_from: 22,
            night_to: 9,
        }
    }
}

/// The language of answers: `auto`, or the code of a language that has a catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Language(pub Option<catalogue::Language>);

impl Language {
    /// As the setting writes it where nothing is chosen.
    pub const AUTO: &str = "auto";

    /// The language that the setting names.
    pub fn named(text: &str) -> Option<Self> {
        if text == Self::AUTO {
            return Some(Self(None));
        }
        catalogue::Language::of_code(text).map(|language| Self(Some(language)))
    }

    /// Each text that the setting takes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        std::iter::once(Self::AUTO).chain(catalogue::Language::all().map(catalogue::Language::as_str))
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.map_or(Self::AUTO, catalogue::Language::as_str))
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::named(&text).ok_or_else(|| D::Error::custom(format!("no language {text}")))
    }
}
