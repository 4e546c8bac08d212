//! What the chat memory answers with.

use serde::{Deserialize, Serialize};

use events::{ChatId, ChatKind, Media, MessageId, PersonId};

/// Statistics of all chats. People are those who wrote; this bot's own messages and service messages are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlobalStats {
    pub total_messages: i64,
    /// Chats with at least one counted message.
    pub active_chats: i64,
    pub total_users: i64,
}

/// Statistics of one chat, counted as in [`GlobalStats`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChatStats {
    pub chat_id: ChatId,
    pub title: String,
    pub total_messages: i64,
    /// Of these, commands and calls: what is said to a bot is no talk.
    pub to_bot: i64,
    pub unique_users: i64,
    /// Messages of this bot.
    pub own_messages: i64,
    pub edits: i64,
    pub first_message_at: Option<i64>,
    pub last_message_at: Option<i64>,
    /// Those who talked most, most first.
    pub top: Vec<PersonStats>,
}

/// What one person has written in one chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonStats {
    pub person_id: PersonId,
    /// First and last name as last seen; empty for deleted accounts.
    pub name: String,
    pub messages: i64,
    /// Of these, commands and calls.
    pub to_bot: i64,
    pub first_message_at: i64,
    pub last_message_at: i64,
}

impl ChatStats {
    /// Messages that people wrote to each other; in a private chat, to us.
    pub fn talk(&self) -> i64 {
        self.total_messages - self.to_bot
    }
}

impl PersonStats {
    /// As [`ChatStats::talk`].
    pub fn talk(&self) -> i64 {
        self.messages - self.to_bot
    }
}

/// Whom a message is by: the person, and the name of those of whom no id is known.
pub fn author(sender: PersonId, name: &str) -> (PersonId, &str) {
    (sender, if sender == PersonId::NOBODY { name } else { "" })
}

/// A message as the memory holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remembered {
    pub chat_id: ChatId,
    pub message_id: MessageId,
    /// The forum topic, if other than General.
    pub thread: Option<i64>,
    pub sender_id: PersonId,
    pub sender_name: String,
    pub date: i64,
    pub edited_at: Option<i64>,
    pub text: Option<String>,
    /// What came with the text, or in its place.
    pub media: Option<Media>,
    pub reply_to: Option<MessageId>,
    /// It is this bot's own.
    pub own: bool,
}

/// A message found by its words, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    pub chat_id: ChatId,
    pub message_id: MessageId,
    /// The forum topic, if other than General.
    pub thread: Option<i64>,
    /// The name of a public group.
    pub chat_username: Option<String>,
    pub sender_id: PersonId,
    pub sender_name: String,
    pub date: i64,
    /// A part of the text around what was found, in runs; `true` marks the words found.
    pub snippet: Vec<(String, bool)>,
    /// All of it.
    pub text: String,
    /// The kind of what came with the text, or told it: see [`Media::kind`].
    pub media_kind: Option<String>,
    /// It replies to this bot.
    pub to_us: bool,
}

/// A chat in the list of those where something happened lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActiveChat {
    pub chat_id: ChatId,
    pub title: String,
    pub total_messages: i64,
    pub last_message_at: i64,
}

/// A group where nobody has written for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilentChat {
    pub chat_id: ChatId,
    pub kind: ChatKind,
    pub last_message_at: i64,
}

/// Something that somebody said in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub chat_id: ChatId,
    /// The name of a public group.
    pub chat_username: Option<String>,
    pub thread: Option<i64>,
    pub message_id: MessageId,
    pub sender_id: PersonId,
    pub sender_name: String,
    pub date: i64,
    pub text: String,
    pub reply_to: Option<MessageId>,
    /// It replies to this bot.
    pub to_us: bool,
    /// How many others reacted.
    pub reactions: i64,
}

/// Messages in which something was mentioned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentions {
    /// Newest first.
    pub said: Vec<Said>,
    /// There may be more, older ones.
    pub cut: bool,
}

/// Somebody who wrote in a chat, and when there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    pub id: PersonId,
    pub first_name: String,
    pub last_name: String,
    /// Empty for those who have none.
    pub username: String,
    pub messages: i64,
    pub first_at: i64,
    pub last_at: i64,
}
