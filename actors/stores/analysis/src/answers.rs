//! What the analysis answers with.

use serde::Serialize;

use super::feeling::{Feeling, Feelings};
use events::{ChatId, MessageId, PersonId};
use language::analyzer::{Emotion, Topic};

/// What was understood of one message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Understood {
    pub chat_id: ChatId,
    pub message_id: MessageId,
    pub person_id: PersonId,
    pub date: i64,
    /// ISO 639-1, or `und`.
    pub language: String,
    /// Strongest first; none for neutral.
    pub emotions: Vec<Emotion>,
    /// The strongest of them.
    pub emotion: Feeling,
    /// From -1 to 1.
    pub sentiment: f64,
    pub topic: Topic,
    /// Best first.
    pub keywords: Vec<String>,
    /// From 0 to 1.
    pub confidence: f64,
}

/// How messages felt.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Mood {
    /// Messages by their strongest emotion.
    pub emotions: Feelings,
    /// The average, from -1 to 1; 0 where nothing was said.
    pub sentiment: f64,
}

/// One hour of a chat in which something was said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HourSummary {
    /// When the hour begins, Unix seconds.
    pub start: i64,
    pub messages: i64,
    /// People who wrote, each once.
    pub participants: i64,
    pub mood: Mood,
    /// What it was about, with the number of messages, most first.
    pub topics: Vec<(Topic, i64)>,
}

/// An hour or a day of a chat, quiet or not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TrendPoint {
    /// When it begins, Unix seconds.
    pub start: i64,
    pub messages: i64,
    /// People who wrote, each once.
    pub participants: i64,
    pub mood: Mood,
}

/// A chat over its last hours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChatSummary {
    /// When the first of its hours begins and the last ends, Unix seconds.
    pub from: i64,
    pub to: i64,
    pub messages: i64,
    /// People who wrote, each once.
    pub participants: i64,
    /// The average, from -1 to 1.
    pub sentiment: f64,
    /// Shares of the messages, from 0 to 1, most first.
    pub emotions: Vec<(Feeling, f64)>,
    /// The first of `emotions`.
    pub dominant: Feeling,
    /// What it was about, with the number of messages, most first.
    pub topics: Vec<(Topic, i64)>,
    /// The words that tell it from what was said before, with the number of messages; forms of a word are one.
    pub keywords: Vec<(String, i64)>,
    /// What the chat itself talked about more than once, at most three, the most telling first.
    pub themes: Vec<Theme>,
    /// The language of most messages whose language is known; `und` if none is.
    pub language: String,
    pub activity: Activity,
    pub trend: MoodTrend,
}

/// Words that came together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// The most telling first.
    pub words: Vec<String>,
    /// Messages with any of them.
    pub messages: i64,
}

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Activity {
    Low,
    Medium,
    High,
}

/// Where the mood goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MoodTrend {
    Positive,
    Negative,
    Stable,
}
