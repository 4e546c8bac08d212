//! The way to the chat memory.

use std::{ops::Range, path::Path, sync::Arc};

use super::{
    Acquaintance, ActiveChat, ChatStats, Earlier, GlobalStats, Hit, PersonStats, Remembered, Said, SilentChat, edits,
    material, recent, search, stats,
    store::{ContextStore, Save},
};
use crate::{
    journal::Journal,
    model::{ChatId, Message, MessageId, PersonId},
    runtime::{AskError, Supervisor},
    store::{SomeStore, StoreHandle},
};

/// The handle of the chat memory. Reads may be a moment old; see [`AnyStore::reached`](crate::store::AnyStore::reached).
#[derive(Clone)]
pub struct Context {
    store: StoreHandle<ContextStore>,
}

impl Context {
    /// Starts the memory of the bot `own` in `folder`.
    pub fn start(supervisor: &Supervisor, folder: &Path, journal: &Journal, own: PersonId) -> Self {
        Self { store: StoreHandle::start(supervisor, folder, journal, own) }
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
