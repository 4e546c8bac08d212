//! Plain data that every floor speaks: ids, people, chats, messages and what happens to them.
//!
//! Times are Unix seconds (UTC) unless a name says otherwise.

use serde::{Deserialize, Serialize};

use crate::StoreCommand;

/// A chat as the Bot API numbers it: positive for private chats, negative for groups, `-100…` for supergroups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChatId(pub i64);

/// Who speaks: a user's id, or a chat's id when a channel or a group speaks in its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub i64);

/// A message's number, unique within one [`ChatId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i64);

impl MessageId {
    /// Telegram Desktop numbers the messages that a supergroup had as a group so much lower, which keeps them apart.
    pub const BEFORE_MIGRATION: i64 = 1_000_000_000;

    /// The number in the group that a supergroup was before, if an export has it from there.
    pub fn in_the_group_before(self) -> Option<Self> {
        (-Self::BEFORE_MIGRATION..0).contains(&self.0).then(|| Self(self.0 + Self::BEFORE_MIGRATION))
    }

    /// Where a message of an export goes whose number another message has.
    pub fn aside(self) -> Self {
        Self(self.0.saturating_sub(Self::ASIDE))
    }

    /// Whether no message of Telegram can have it.
    pub fn is_aside(self) -> bool {
        self.0 < -(Self::ASIDE / 2)
    }

    /// The number itself, and those for others that have it in numberings of their own.
    pub fn numberings(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |id| Some(id.aside())).take(Self::NUMBERINGS)
    }

    /// The place of an ephemeral message, which has no number among those of its chat: Telegram counts such messages of
    /// each person apart. The same in every version, since databases keep it.
    pub fn ephemeral(number: i64, person: PersonId) -> Self {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = person.0.cast_unsigned().wrapping_mul(ODD).rotate_left(32) ^ number.cast_unsigned();
        Self(Self::LAST_EPHEMERAL - (mixed.wrapping_mul(ODD) >> 13).cast_signed())
    }

    /// Whether only one person and we saw it: it is quoted to nobody.
    pub fn is_ephemeral(self) -> bool {
        self.0 <= Self::LAST_EPHEMERAL
    }

    /// Ephemeral messages are below all that an export has, however far it was put aside, and within 2^53, so that JSON
    /// holds them exactly.
    pub const LAST_EPHEMERAL: i64 = -(1 << 52);
    const ASIDE: i64 = 1 << 40;
    /// The bot's, and those of the exports of so many accounts but one.
    const NUMBERINGS: usize = 6;
}

/// A place in the journal; the first entry is 1, 0 stands before it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub i64);

/// What kind of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChatKind {
    Private,
    Group,
    Supergroup,
    Channel,
}

impl ChatKind {
    const ALL: [Self; 4] = [Self::Private, Self::Group, Self::Supergroup, Self::Channel];

    /// Its name in databases and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Group => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether all accounts see the same message under the same number. In private chats and small groups each account
    /// counts for itself: an export's numbers are those of whoever made it.
    pub fn numbers_are_shared(self) -> bool {
        matches!(self, Self::Supergroup | Self::Channel)
    }
}

/// A chat as an update shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat {
    pub id: ChatId,
    pub kind: ChatKind,
    /// A group's title, or a person's name in a private chat.
    pub title: String,
    pub username: Option<String>,
}

/// What kind of sender it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonKind {
    User,
    Bot,
    /// A channel that speaks in a group (`sender_chat` other than the group itself).
    Channel,
    /// An admin who speaks in the group's name (`sender_chat` is the group).
    Anonymous,
    /// An account that no longer exists: Telegram sends it without a name.
    Deleted,
}

impl PersonKind {
    const ALL: [Self; 5] = [Self::User, Self::Bot, Self::Channel, Self::Anonymous, Self::Deleted];

    /// Its name in databases and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Bot => "bot",
            Self::Channel => "channel",
            Self::Anonymous => "anonymous",
            Self::Deleted => "deleted",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A sender as an update shows it; names change, the id stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub kind: PersonKind,
    pub first_name: String,
    pub last_name: Option<String>,
    pub username: Option<String>,
    /// IETF language tag of the person's Telegram client.
    pub language: Option<String>,
}

/// A file that came with a message, or something sent in place of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// The Bot API's field name: `photo`, `video`, `sticker`, `voice`, `poll`, `location`, …
    pub kind: String,
    pub file_id: Option<String>,
    /// What it shows, in a few facts.
    pub sketch: Sketch,
}

/// What a media shows, as far as a few words tell it. Neither places nor telephone numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sketch {
    /// A sticker's or a die's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    /// A file's, a song's, a venue's, a topic's or a person's name, the question of a poll, the number on a die; at most
    /// 300 characters, which is what Telegram lets a question have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What is written below the title of a poll, a game, an invoice or a giveaway; at most 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What a poll lets choose, the tasks of a checklist: at most 30 of 100 characters each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Whose contact it is, if Telegram tells: the title is their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// Where a forwarded message came from, as far as its author lets it be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forward {
    pub name: String,
    /// A user's or a chat's id; `None` for people who hide theirs.
    pub from: Option<PersonId>,
    pub date: i64,
}

/// The message that a message answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyTo {
    pub id: MessageId,
    pub sender: Option<PersonId>,
}

/// Words or media of another message that a message is about: the one it answers, here or in another chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    pub from: Option<PersonId>,
    /// When it was written, Unix seconds; 0 where nothing tells.
    #[serde(default)]
    pub date: i64,
    /// As Telegram gave it: data of a stranger. Empty for deleted accounts.
    pub author: String,
    /// What was marked of it, else its text or caption; at most 1024 characters, which is what Telegram lets a quote
    /// have.
    pub text: Option<String>,
    pub media: Option<Media>,
}

/// What tells how a message is to be taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Aside {
    /// The memory does not keep it: it is a copy of what is there under the other message.
    pub quoted: Option<Box<Quoted>>,
    /// Another bot's words, sent by a person (its inline mode).
    pub via_bot: bool,
    /// Telegram's number of an ephemeral message, which only its sender and its receiver see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral: Option<i64>,
}

/// What happened, for messages that Telegram writes itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "detail")]
pub enum Service {
    Joined(Vec<Person>),
    Left(Person),
    Title(String),
    Pinned(MessageId),
    MigratedTo(ChatId),
    MigratedFrom(ChatId),
    /// Any other one, by the Bot API's field name (`new_chat_photo`, `forum_topic_created`, …).
    Other(String),
}

/// A message, whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub chat: Chat,
    pub id: MessageId,
    /// The forum topic, if the message is in one other than General.
    pub thread: Option<i64>,
    pub sender: Person,
    pub date: i64,
    pub edited: Option<i64>,
    pub reply_to: Option<ReplyTo>,
    /// The text, or the caption of a media.
    pub text: Option<String>,
    /// The Bot API's entities of that text, as JSON; offsets in UTF-16 units.
    pub entities: Option<String>,
    /// People mentioned without a username (`text_mention` entities).
    pub mentions: Vec<PersonId>,
    /// Of a service message: what it tells in words, as the name of a topic; its kind is that of the service message.
    pub media: Option<Media>,
    pub forward: Option<Forward>,
    /// The album (`media_group_id`) that the message is a part of.
    pub album: Option<String>,
    pub service: Option<Service>,
    pub aside: Aside,
}

impl Message {
    /// Whether they are the sender's own words: neither forwarded nor another bot's.
    pub fn is_own_words(&self) -> bool {
        self.forward.is_none() && !self.aside.via_bot
    }

    /// Whether it is a channel's post that Telegram copied into its discussion group: nobody here wrote it.
    pub fn is_channels_copy(&self) -> bool {
        let origin = self.forward.as_ref().and_then(|forward| forward.from);
        self.sender.kind == PersonKind::Channel && origin == Some(self.sender.id)
    }
}

/// A message of ours that Telegram accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The row of the outbox that it fulfils.
    pub outbox: i64,
    /// What that row is known by on other machines; `None` where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Telegram's id of the poll that it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<String>,
    pub message: Message,
}

/// How a poll of ours stands. Who voted for what is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollState {
    /// Telegram's id of the poll.
    pub id: String,
    /// How many voted for each option, in their order.
    pub votes: Vec<u32>,
    /// Nobody can vote any more.
    pub closed: bool,
}

/// All reactions that one person now has on one message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reaction {
    pub chat: Chat,
    pub message: MessageId,
    pub person: Person,
    pub date: i64,
    /// An emoji, `custom:<id>` for a custom emoji, or `paid`.
    pub emoji: Vec<String>,
    /// Those before, written alike.
    pub was: Vec<String>,
}

/// How many of each reaction a message has, where they are anonymous (channels).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReactionCount {
    pub chat: Chat,
    pub message: MessageId,
    pub date: i64,
    /// Written as in [`Reaction::emoji`].
    pub counts: Vec<(String, i64)>,
}

/// A change of someone's standing in a chat, from `chat_member` and `my_chat_member`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub chat: Chat,
    /// Who changed it.
    pub by: Person,
    pub person: Person,
    pub date: i64,
    /// The Bot API's status: `creator`, `administrator`, `member`, `restricted`, `left`, `kicked`.
    pub status: String,
    /// The status before the change, written as `status`; empty if it is not told.
    pub was: String,
    /// Until when the person may not write here, Unix seconds, [`i64::MAX`] without an end; `None` if they may.
    pub muted_until: Option<i64>,
    /// It is about this bot (`my_chat_member`).
    pub own: bool,
}

/// A pressed button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    pub id: String,
    pub person: Person,
    pub chat: Option<Chat>,
    pub message: Option<MessageId>,
    /// The number of that message, if it is an ephemeral one.
    pub ephemeral: Option<i64>,
    pub data: Option<String>,
}

/// Somebody wants all forgotten that is kept about them up to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    pub person: PersonId,
    /// What is dated so, or earlier, goes.
    pub before: i64,
}

/// Somebody wants their texts kept no longer, or took that back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptOut {
    pub person: PersonId,
    pub out: bool,
}

/// A message from an export of a chat's history, with what was made of it. It was said long ago, or heard already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    pub message: Message,
    /// Of those people who are named; dated as the message where the export does not say when.
    pub reactions: Vec<Reaction>,
    /// How many of each there are, where more are counted than people named.
    pub counts: Option<ReactionCount>,
}

/// What an update says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    Message(Box<Message>),
    Edited(Box<Message>),
    Sent(Box<Sent>),
    Reaction(Box<Reaction>),
    ReactionCount(Box<ReactionCount>),
    Membership(Box<Membership>),
    Callback(Box<Callback>),
    Poll(Box<PollState>),
    Erase(Erasure),
    OptOut(OptOut),
    /// Remembered and learned from like a message, and never answered.
    Imported(Box<Imported>),
    /// What a store was told to do.
    Command(Box<StoreCommand>),
    /// A kind that is known and that no store uses, by its field name.
    Other(String),
}

impl Event {
    /// The chat it happened in, if it happened in one. Of the chat that a command is for only the id is known.
    pub fn chat(&self) -> Option<&Chat> {
        match self {
            Self::Message(message) | Self::Edited(message) => Some(&message.chat),
            Self::Sent(sent) => Some(&sent.message.chat),
            Self::Reaction(reaction) => Some(&reaction.chat),
            Self::ReactionCount(count) => Some(&count.chat),
            Self::Membership(membership) => Some(&membership.chat),
            Self::Callback(callback) => callback.chat.as_ref(),
            Self::Imported(imported) => Some(&imported.message.chat),
            Self::Poll(_) | Self::Erase(_) | Self::OptOut(_) | Self::Command(_) | Self::Other(_) => None,
        }
    }
}

impl PersonId {
    /// Whoever is not to be named, or of whom no id is known: what they wrote is counted.
    pub const NOBODY: Self = Self(0);

    /// The chat that speaks in its own name, if it is none of a user: a channel, or a group whose admin is anonymous.
    pub fn as_chat(self) -> Option<ChatId> {
        (self.0 < 0).then_some(ChatId(self.0))
    }
}

impl Person {
    /// Somebody who is known by a name alone. It is kept with what they wrote, as that of a hidden author of a forward.
    pub fn without_id(name: String) -> Self {
        Self { first_name: name, ..Self::nobody() }
    }

    /// See [`PersonId::NOBODY`].
    pub fn nobody() -> Self {
        Self {
            id: PersonId::NOBODY,
            kind: PersonKind::Deleted,
            first_name: String::new(),
            last_name: None,
            username: None,
            language: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_called_in_databases_as_in_json() {
        for kind in ChatKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(ChatKind::named(kind.as_str()), Some(kind));
        }
        for kind in PersonKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(PersonKind::named(kind.as_str()), Some(kind));
        }
        assert_eq!(ChatKind::named("forum"), None);
    }
}
