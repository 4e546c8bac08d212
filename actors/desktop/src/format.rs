//! What `result.json` consists of, field by field.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The chat itself; its messages follow under `messages`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chat {
    pub name: String,
    /// `personal_chat`, `private_group`, `private_supergroup`, `public_supergroup`, `private_channel`, `public_channel`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: i64,
    /// Telegram Desktop does not write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// One of the `messages`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Item {
    Message(Box<Message>),
    Service(Box<Event>),
}

/// What somebody wrote.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Message {
    pub id: i64,
    pub date: String,
    pub date_unixtime: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_unixtime: Option<String>,
    /// `null` for a deleted account.
    pub from: Option<String>,
    /// `user1`, `chat1` or `channel1`.
    pub from_id: String,
    /// The forum topic; Telegram Desktop does not write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to_message_id: Option<i64>,
    /// `null` for somebody without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_from: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_from_id: Option<String>,
    /// When it was written there; Telegram Desktop does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forwarded_date_unixtime: Option<String>,
    /// The bot's name, which the memory does not keep: empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via_bot: Option<&'static str>,
    #[serde(flatten)]
    pub media: Media,
    pub text: Text,
    pub text_entities: Vec<Part>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Reacted>,
}

/// One kind of reaction to a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reacted {
    /// `emoji`, `custom_emoji` or `paid`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub count: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recent: Vec<Recent>,
}

/// Somebody who reacted so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recent {
    pub from: Option<String>,
    pub from_id: String,
    pub date: String,
    pub date_unixtime: String,
}

/// What came with the text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Media {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sticker_emoji: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What is written below the title; Telegram Desktop does not write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poll: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_information: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_information: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub game_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice_information: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub todo_list: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub giveaway_information: Option<Value>,
}

/// What Telegram itself says of the chat.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Event {
    pub id: i64,
    pub date: String,
    pub date_unixtime: String,
    /// `null` for a deleted account.
    pub actor: Option<String>,
    pub actor_id: String,
    pub action: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<Option<String>>>,
    /// Beside the names, where they are known; Telegram Desktop does not write them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_ids: Option<Vec<Option<String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Of a checklist's tasks; Telegram Desktop does not write them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<i64>,
    /// Always empty.
    pub text: Text,
    pub text_entities: Vec<Part>,
}

/// A text: a string if nothing in it is marked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Text {
    Plain(String),
    Runs(Vec<Run>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

/// A run of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Run {
    Plain(String),
    Marked(Part),
}

/// A part of a text, marked in one way; parts do not nest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// `plain`, `bold`, `text_link`, …
    #[serde(rename = "type")]
    pub kind: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
