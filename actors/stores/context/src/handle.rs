//! The way to the chat memory.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    ActiveChat, Before, ChatStats, Earlier, GlobalStats, Hit, Mentions, Participant, PersonMessage, PersonStats,
    Remembered, Said, SilentChat, Sought, edits, material, mentions, recent, search, stats,
    store::{ContextStore, ForgetOld, Save},
    theirs,
    there::{self, Existing},
};
use events::{ChatId, Message, MessageId, PersonId};
use runtime::Supervisor;
use storage::AskError;
use storage::{
    discretion::RedactionSet,
    journal::Journal,
    store::{SomeStore, StoreHandle, StoreLocation},
};

/// Messages that one step of forgetting wipes at most, so that what is new does not wait for long.
const FORGET_STEP: u32 = 1000;

/// The handle of the chat memory. Reads may be a moment old; see [`AnyStore::reached`](storage::store::AnyStore::reached).
#[derive(Clone)]
pub struct Context {
    store: StoreHandle<ContextStore>,
}

impl Context {
    /// Starts the memory of the bot `own` in `folder`.
    pub fn start(supervisor: &Supervisor, home: impl Into<StoreLocation>, journal: &Journal, own: PersonId) -> Self {
        Self { store: StoreHandle::start(supervisor, home, journal, own) }
    }

    /// Saves messages that did not come through the journal; those already there stay as they are.
    /// Replaces `save_message`, `add_message_to_context` and `save_message_obj`.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn save(&self, messages: Vec<Message>) -> Result<(), AskError> {
        self.store.execute(Save(messages)).await
    }

    /// The last messages of a chat, or of one of its forum topics, oldest first; at most 1,000.
    /// Replaces `get_context` and `get_recent_messages`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn recent(&self, chat: ChatId, limit: u32, thread: Option<i64>) -> Result<Vec<Remembered>, AskError> {
        self.store.read(async |conn| recent::recent(conn, chat, limit, thread).await).await
    }

    /// One message.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn message(&self, chat: ChatId, message: MessageId) -> Result<Option<Remembered>, AskError> {
        self.store.read(async |conn| recent::message(conn, chat, message).await).await
    }

    /// What a message said before it was edited, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn earlier_texts(&self, chat: ChatId, message: MessageId) -> Result<Vec<Earlier>, AskError> {
        self.store.read(async |conn| edits::earlier_texts(conn, chat, message).await).await
    }

    /// Messages of a chat that hold the words, best first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn search(&self, chat: ChatId, words: &str, limit: u32, offset: u32) -> Result<Vec<Hit>, AskError> {
        self.store.read(async |conn| search::search(conn, chat, words, limit, offset).await).await
    }

    /// The newest messages of a chat that hold the words, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn search_newest(&self, chat: ChatId, words: &str, limit: u32) -> Result<Vec<Hit>, AskError> {
        self.store.read(async |conn| search::newest(conn, chat, words, limit).await).await
    }

    /// Statistics of a chat; `None` if it is not known. Replaces `get_chat_stats`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn chat_stats(&self, chat: ChatId) -> Result<Option<ChatStats>, AskError> {
        self.store.read(async |conn| stats::chat_stats(conn, chat).await).await
    }

    /// What a person has written in a chat; `None` for nothing.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn person_stats(&self, chat: ChatId, person: PersonId) -> Result<Option<PersonStats>, AskError> {
        self.store.read(async |conn| stats::person_stats(conn, chat, person).await).await
    }

    /// First and last names of those people that are known.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn names(&self, people: &[PersonId]) -> Result<HashMap<PersonId, String>, AskError> {
        self.store.read(async |conn| stats::names(conn, people).await).await
    }

    /// Statistics of all chats together. Replaces `get_global_stats`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn global_stats(&self) -> Result<GlobalStats, AskError> {
        self.store.read(async |conn| stats::global_stats(conn).await).await
    }

    /// Chats with messages since a time (Unix seconds), latest first. Replaces `get_active_chats`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn active_chats(&self, since: i64, limit: u32) -> Result<Vec<ActiveChat>, AskError> {
        self.store.read(async |conn| stats::active_chats(conn, since, limit).await).await
    }

    /// Groups whose last message was written within `between` (Unix seconds), the latest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn fallen_silent(&self, between: Range<i64>, limit: u32) -> Result<Vec<SilentChat>, AskError> {
        self.store.read(async |conn| stats::fallen_silent(conn, between, limit).await).await
    }

    /// When a person wrote last, Unix seconds.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn last_word(&self, person: PersonId) -> Result<Option<i64>, AskError> {
        self.store.read(async |conn| recent::last_word(conn, person).await).await
    }

    /// Which of these messages are remembered, and which of these people are known as bots.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn there(
        &self,
        messages: &[(ChatId, MessageId)],
        people: &HashSet<PersonId>,
    ) -> Result<Existing, AskError> {
        self.store.read(async |conn| there::there(conn, messages, people).await).await
    }

    /// Who a person is to the memory, where they wrote, and their reactions, as JSON.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn about(&self, person: PersonId) -> Result<serde_json::Value, AskError> {
        self.store.read(async |conn| theirs::about(conn, person).await).await
    }

    /// The messages of a person before a place, in all chats, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn messages_of(
        &self,
        person: PersonId,
        before: Option<Before>,
        limit: u32,
    ) -> Result<Vec<PersonMessage>, AskError> {
        self.store.read(async |conn| theirs::messages(conn, person, before, limit).await).await
    }

    /// Those whose words are not to be kept.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn discretion(&self) -> Result<RedactionSet, AskError> {
        self.store.read(async |conn| RedactionSet::load(conn).await).await
    }

    /// Wipes the messages of a chat from before a time (Unix seconds), in small steps: their contents go, and are found
    /// no more; that they were there stays, as all counters do. Tells how many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn forget_old(&self, chat: ChatId, before: i64) -> Result<u64, AskError> {
        let mut all = 0;
        loop {
            let wiped = self.store.execute(ForgetOld { chat, before, limit: FORGET_STEP }).await?;
            all += wiped;
            if wiped < u64::from(FORGET_STEP) {
                return Ok(all);
            }
        }
    }

    /// What people wrote themselves among the chat's newest 2,000 messages, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn recent_texts(&self, chat: ChatId) -> Result<Vec<String>, AskError> {
        self.store.read(async |conn| material::recent_texts(conn, chat).await).await
    }

    /// What was said from `from` up to `to` (Unix seconds), oldest first; of more than 2,000 messages the newest.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn said(&self, chat: ChatId, from: i64, to: i64) -> Result<Vec<Said>, AskError> {
        self.store.read(async |conn| material::said(conn, chat, from, to).await).await
    }

    /// What a person said last in a chat within a time (Unix seconds), newest first; of their newest 100 messages of it
    /// there.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn last_said(&self, chat: ChatId, person: PersonId, within: Range<i64>) -> Result<Vec<Said>, AskError> {
        self.store.read(async |conn| material::last_said(conn, chat, person, within.clone()).await).await
    }

    /// The messages of a chat in which something was mentioned, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn mentions(&self, chat: ChatId, sought: &Sought) -> Result<Mentions, AskError> {
        self.store.read(async |conn| mentions::mentions(conn, chat, sought).await).await
    }

    /// People who wrote in a chat, those who wrote most first; at most 5,000.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn participants(&self, chat: ChatId) -> Result<Vec<Participant>, AskError> {
        self.store.read(async |conn| material::participants(conn, chat).await).await
    }

    /// The store behind it.
    pub fn store(&self) -> SomeStore {
        Arc::new(self.store.clone())
    }
}
