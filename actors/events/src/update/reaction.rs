//! `message_reaction` and `message_reaction_count`.

use serde::{
    Deserialize, Deserializer,
    de::{self, Unexpected},
};

use super::{
    optional::given,
    people::{Chat, Speaker, User, sender},
};
use crate::MessageId;

#[derive(Deserialize)]
pub struct Reaction {
    chat: Chat,
    #[serde(deserialize_with = "message_id")]
    message_id: i64,
    date: i64,
    #[serde(default, deserialize_with = "given")]
    user: Option<User>,
    #[serde(default, deserialize_with = "given")]
    actor_chat: Option<Speaker>,
    #[serde(default, deserialize_with = "given")]
    new_reaction: Option<Vec<ReactionType>>,
    #[serde(default, deserialize_with = "given")]
    old_reaction: Option<Vec<ReactionType>>,
}

#[derive(Deserialize)]
pub struct ReactionCount {
    chat: Chat,
    #[serde(deserialize_with = "message_id")]
    message_id: i64,
    date: i64,
    #[serde(default, deserialize_with = "given")]
    reactions: Option<Vec<Count>>,
}

#[derive(Deserialize)]
struct Count {
    #[serde(rename = "type")]
    reaction: ReactionType,
    total_count: i64,
}

#[derive(Deserialize)]
struct ReactionType {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "given")]
    emoji: Option<String>,
    #[serde(default, deserialize_with = "given")]
    custom_emoji_id: Option<String>,
}

/// Which message is meant must be told.
fn message_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    match i64::deserialize(deserializer)? {
        0 => Err(de::Error::invalid_value(Unexpected::Signed(0), &"a message's id other than 0")),
        id => Ok(id),
    }
}

impl ReactionType {
    fn name(self) -> String {
        match (self.emoji, self.custom_emoji_id) {
            (Some(emoji), _) => emoji,
            (None, Some(id)) => format!("custom:{id}"),
            (None, None) => self.kind,
        }
    }
}

impl Reaction {
    /// # Errors
    /// When it names neither a user nor a chat.
    pub fn into_model<E: de::Error>(self) -> Result<crate::Reaction, E> {
        Ok(crate::Reaction {
            person: sender(&self.chat, self.actor_chat, self.user).ok_or_else(|| E::missing_field("user"))?,
            chat: self.chat.into(),
            message: MessageId(self.message_id),
            date: self.date,
            emoji: self.new_reaction.into_iter().flatten().map(ReactionType::name).collect(),
            was: self.old_reaction.into_iter().flatten().map(ReactionType::name).collect(),
        })
    }
}

impl From<ReactionCount> for crate::ReactionCount {
    fn from(count: ReactionCount) -> Self {
        let counts = count.reactions.into_iter().flatten();
        Self {
            chat: count.chat.into(),
            message: MessageId(count.message_id),
            date: count.date,
            counts: counts.map(|one| (one.reaction.name(), one.total_count)).collect(),
        }
    }
}
