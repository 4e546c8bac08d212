//! The way to the chat memory.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    Acquaintance, ActiveChat, Before, ChatStats, Earlier, GlobalStats, Hit, PersonStats, Remembered, Said, SilentChat,
    Theirs, edits, material, recent, search, stats,
    store::{Command, ContextStore},
    theirs,
    there::{self, There},
};
use crate::{
    discretion::Discretion,
    journal::Journal,
    model::{ChatId, Message, MessageId, PersonId},
    runtime::{AskError, Supervisor},
    store::{Home, SomeStore, StoreHandle},
};

/// Messages that one step of forgetting wipes at most, so that what is new does not wait for long.
const FORGET_STEP: u32 = 1000;

/// The handle of the chat memory. Reads may be a moment old; see [`AnyStore::reached`](crate::store::AnyStore::reached).
#[derive(Clone)]
pub struct Context {
    store: StoreHandle<ContextStore>,
}

impl Context {
    /// Starts the memory of the bot `own` in `folder`.
    pub fn start(supervisor: &Supervisor, home: impl Into<Home>, journal: &Journal, own: PersonId) -> Self {
        Self { store: StoreHandle::start(supervisor, home, journal, own) }
    }

    /// Saves messages that did not come through the journal; those already there stay as they are.
    /// Replaces `save_message`, `add_message_to_context` and `save_message_obj`.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn save(&self, messages: Vec<Message>) -> Result<(), AskError> {
        self.store.execute(Command::Save(messages)).await.map(drop)
    }

    /// The last messages of a chat, or of one of its forum topics, oldest first; at most 1,000.
    /// Replaces `get_context` and `get_recent_messages`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn recent(&self, chat: ChatId, limit: u32, thread: Option<i64>) -> Result<Vec<Remembered>, AskError> {
        Ok(recent::recent(&mut *self.store.reader().await?, chat, limit, thread).await?)
    }

    /// One message.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn message(&self, chat: ChatId, message: MessageId) -> Result<Option<Remembered>, AskError> {
        Ok(recent::message(&mut *self.store.reader().await?, chat, message).await?)
    }

    /// What a message said before it was edited, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn earlier_texts(&self, chat: ChatId, message: MessageId) -> Result<Vec<Earlier>, AskError> {
        Ok(edits::earlier_texts(&mut *self.store.reader().await?, chat, message).await?)
    }

    /// Messages of a chat that hold the words, best first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn search(&self, chat: ChatId, words: &str, limit: u32, offset: u32) -> Result<Vec<Hit>, AskError> {
        Ok(search::search(&mut *self.store.reader().await?, chat, words, limit, offset).await?)
    }

    /// Statistics of a chat; `None` if it is not known. Replaces `get_chat_stats`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn chat_stats(&self, chat: ChatId) -> Result<Option<ChatStats>, AskError> {
        Ok(stats::chat_stats(&mut *self.store.reader().await?, chat).await?)
    }

    /// What a person has written in a chat; `None` for nothing.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn person_stats(&self, chat: ChatId, person: PersonId) -> Result<Option<PersonStats>, AskError> {
        Ok(stats::person_stats(&mut *self.store.reader().await?, chat, person).await?)
    }

    /// First and last names of those people that are known.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn names(&self, people: &[PersonId]) -> Result<HashMap<PersonId, String>, AskError> {
        Ok(stats::names(&mut *self.store.reader().await?, people).await?)
    }

    /// Statistics of all chats together. Replaces `get_global_stats`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn global_stats(&self) -> Result<GlobalStats, AskError> {
        Ok(stats::global_stats(&mut *self.store.reader().await?).await?)
    }

    /// Chats with messages since a time (Unix seconds), latest first. Replaces `get_active_chats`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn active_chats(&self, since: i64, limit: u32) -> Result<Vec<ActiveChat>, AskError> {
        Ok(stats::active_chats(&mut *self.store.reader().await?, since, limit).await?)
    }

    /// Groups whose last message was written within `between` (Unix seconds), the latest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn fallen_silent(&self, between: Range<i64>, limit: u32) -> Result<Vec<SilentChat>, AskError> {
        Ok(stats::fallen_silent(&mut *self.store.reader().await?, between, limit).await?)
    }

    /// When a person wrote last, Unix seconds.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn last_word(&self, person: PersonId) -> Result<Option<i64>, AskError> {
        Ok(recent::last_word(&mut *self.store.reader().await?, person).await?)
    }

    /// Which of these messages are remembered, and which of these people are known as bots.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn there(&self, messages: &[(ChatId, MessageId)], people: &HashSet<PersonId>) -> Result<There, AskError> {
        Ok(there::there(&mut *self.store.reader().await?, messages, people).await?)
    }

    /// Who a person is to the memory, where they wrote, and their reactions, as JSON.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn about(&self, person: PersonId) -> Result<serde_json::Value, AskError> {
        Ok(theirs::about(&mut *self.store.reader().await?, person).await?)
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
    ) -> Result<Vec<Theirs>, AskError> {
        Ok(theirs::messages(&mut *self.store.reader().await?, person, before, limit).await?)
    }

    /// Those whose words are not to be kept.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn discretion(&self) -> Result<Discretion, AskError> {
        Ok(Discretion::load(&mut *self.store.reader().await?).await?)
    }

    /// Wipes the messages of a chat from before a time (Unix seconds), in small steps: their contents go, and are found
    /// no more; that they were there stays, as all counters do. Tells how many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn forget_old(&self, chat: ChatId, before: i64) -> Result<u64, AskError> {
        let mut all = 0;
        loop {
            let wiped = self.store.execute(Command::ForgetOld { chat, before, limit: FORGET_STEP }).await?;
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
    pub async fn sayings(&self, chat: ChatId) -> Result<Vec<String>, AskError> {
        Ok(material::sayings(&mut *self.store.reader().await?, chat).await?)
    }

    /// What was said from `from` up to `to` (Unix seconds), oldest first; of more than 2,000 messages the newest.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn said(&self, chat: ChatId, from: i64, to: i64) -> Result<Vec<Said>, AskError> {
        Ok(material::said(&mut *self.store.reader().await?, chat, from, to).await?)
    }

    /// What a person said last in a chat, newest first; of their newest 100 messages there.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn last_said(&self, chat: ChatId, person: PersonId) -> Result<Vec<Said>, AskError> {
        Ok(material::last_said(&mut *self.store.reader().await?, chat, person).await?)
    }

    /// People who wrote in a chat, those who wrote most first; at most 5,000.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn acquaintances(&self, chat: ChatId) -> Result<Vec<Acquaintance>, AskError> {
        Ok(material::acquaintances(&mut *self.store.reader().await?, chat).await?)
    }

    /// The store behind it.
    pub fn store(&self) -> SomeStore {
        Arc::new(self.store.clone())
    }
}
