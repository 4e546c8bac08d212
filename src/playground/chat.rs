//! A chat and what stands in it.

use std::collections::{BTreeSet, VecDeque};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entities::Entity;
use super::photos::Photo;
use super::polls::Poll;

/// Messages kept of one chat; older ones are forgotten.
const KEPT_MESSAGES: usize = 500;

/// What kind of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChatKind {
    Private,
    Group,
    Supergroup,
}

/// A chat to be opened; a private one has exactly one member, its person.
#[derive(Debug, Clone, Deserialize)]
pub struct NewChat {
    #[serde(default)]
    pub title: String,
    pub kind: ChatKind,
    pub member_ids: Vec<i64>,
}

/// Whether the bot can speak in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    In,
    /// Blocked by the person, or kicked from the group.
    Barred,
    /// Left by itself.
    Left,
}

pub(super) struct Chat {
    pub(super) id: i64,
    pub(super) kind: ChatKind,
    pub(super) title: String,
    /// People only; the first one owns the group.
    pub(super) members: Vec<i64>,
    pub(super) standing: Standing,
    pub(super) migrated_to: Option<i64>,
    pub(super) pinned: Option<i64>,
    pub(super) topics: BTreeSet<i64>,
    /// The reactions that are allowed; `None` for all.
    pub(super) permitted: Option<Vec<String>>,
    pub(super) messages: VecDeque<Message>,
    last_message: i64,
}

/// What Telegram itself writes into a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Service {
    Joined(i64),
    Left(i64),
    Title(String),
    Pinned(i64),
    MigratedTo(i64),
    MigratedFrom(i64),
}

pub(super) struct Given {
    pub(super) by: i64,
    pub(super) emoji: String,
}

/// A file that came with a message.
pub(super) struct Document {
    pub(super) name: String,
    pub(super) content: String,
}

#[derive(Default)]
pub(super) struct Message {
    pub(super) id: i64,
    pub(super) author: i64,
    pub(super) date: i64,
    pub(super) edited: Option<i64>,
    /// The caption, where there is a photo; the question, where there is a poll.
    pub(super) text: String,
    pub(super) entities: Vec<Entity>,
    pub(super) photo: Option<Photo>,
    pub(super) poll: Option<Poll>,
    pub(super) service: Option<Service>,
    pub(super) reply_to: Option<i64>,
    pub(super) thread: Option<i64>,
    /// The rows of the inline keyboard, as the bot gave them.
    pub(super) buttons: Option<Value>,
    pub(super) reactions: Vec<Given>,
    pub(super) update_id: Option<i64>,
    pub(super) document: Option<Document>,
}

impl Chat {
    pub(super) fn new(id: i64, kind: ChatKind, title: String, members: Vec<i64>) -> Self {
        Self {
            id,
            kind,
            title,
            members,
            standing: Standing::In,
            migrated_to: None,
            pinned: None,
            topics: BTreeSet::new(),
            permitted: None,
            messages: VecDeque::new(),
            last_message: 0,
        }
    }

    /// Puts a message in under the next number.
    pub(super) fn place(&mut self, message: Message) -> i64 {
        self.last_message += 1;
        self.topics.extend(message.thread);
        self.messages.push_back(Message { id: self.last_message, ..message });
        if self.messages.len() > KEPT_MESSAGES {
            self.messages.pop_front();
        }
        self.last_message
    }

    pub(super) fn permits(&self, emoji: &str) -> bool {
        self.permitted.as_ref().is_none_or(|some| some.iter().any(|one| one == emoji))
    }

    fn position(&self, id: i64) -> Option<usize> {
        self.messages.binary_search_by_key(&id, |message| message.id).ok()
    }

    pub(super) fn message(&self, id: i64) -> Result<&Message> {
        self.position(id).and_then(|at| self.messages.get(at)).context("no such message")
    }

    pub(super) fn message_mut(&mut self, id: i64) -> Result<&mut Message> {
        let at = self.position(id).context("no such message")?;
        self.messages.get_mut(at).context("no such message")
    }

    pub(super) fn remove(&mut self, id: i64) -> Option<Message> {
        self.messages.remove(self.position(id)?)
    }
}
