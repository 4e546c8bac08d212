//! Polls that people asked for: kept until their result is told.

mod closing;
mod kept;

use serde::{Deserialize, Serialize};

use events::{ChatId, ChatKind, MessageId, PersonId};

pub(crate) use closing::{stop_first, stopped};
pub(crate) use kept::{add, address, are_due, count, delete_old, find, move_chat, opened, orderable, raise};

/// A poll that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    pub id: i64,
    pub chat: ChatId,
    /// The message that asks for it; `None` where it can no longer be answered.
    pub asked: Option<MessageId>,
    pub person: PersonId,
    /// The message that has it; `None` where there is none to answer.
    pub message: Option<MessageId>,
    pub stage: PollStage,
    pub details: PollDetails,
}

/// How far a poll is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PollStage {
    /// It may be wanted.
    Draft,
    /// It is to be sent.
    Ordered,
    /// People vote.
    Open,
    /// Its time is over: it is being closed, or its result was told.
    Over,
}

/// What a poll asks, as the database keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollDetails {
    pub chat_kind: ChatKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<i64>,
    /// The name of the person as the update had it: data of a stranger, not yet safe to show.
    pub name: String,
    /// IETF language tag of the person's Telegram client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// In the person's words.
    pub question: String,
    pub options: Vec<String>,
    /// When its result is to be told, Unix seconds; `None` for a day after it is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// How many voted for each option, in their order; empty while nothing is known of that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<u32>,
}

/// A poll to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoll {
    pub chat: ChatId,
    pub asked: Option<MessageId>,
    pub person: PersonId,
    pub details: PollDetails,
}

impl PollStage {
    /// Its name in the database.
    fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ordered => "ordered",
            Self::Open => "open",
            Self::Over => "over",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Draft, Self::Ordered, Self::Open, Self::Over].into_iter().find(|stage| stage.as_str() == name)
    }
}

impl Poll {
    /// Each option with how many voted for it.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u32)> {
        let votes = self.details.votes.iter().copied().chain(std::iter::repeat(0));
        self.details.options.iter().map(String::as_str).zip(votes)
    }
}
