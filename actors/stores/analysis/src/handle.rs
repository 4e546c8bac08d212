//! The way to the analysis.

use std::{collections::HashMap, ops::Range, sync::Arc};

use serde_json::value::RawValue;

use super::{
    ChatSummary, HourSummary, Step, TrendPoint, Understood, hours, recent,
    store::{AnalysisStore, CleanUp, ForgetOld},
    summary, theirs, trend, writers,
};
use events::{ChatId, MessageId, PersonId};
use language::{
    analyzer::{Analyzer, Reading},
    zone::Zone,
};
use runtime::Supervisor;
use storage::AskError;
use storage::{
    journal::Journal,
    store::{SomeStore, StoreHandle, StoreLocation},
};

/// Messages that one step of cleaning up deletes at most, so that what is new does not wait for long.
const CLEAN_UP_STEP: u32 = 1000;

/// The handle of the analysis. Reads may be a moment old; see
/// [`AnyStore::reached`](storage::store::AnyStore::reached).
#[derive(Clone)]
pub struct Analysis {
    store: StoreHandle<AnalysisStore>,
    analyzer: Analyzer,
}

impl Analysis {
    /// Starts the analysis in `folder`. Replaces `_init_database` and `_ensure_db_initialized`.
    pub fn start(
        supervisor: &Supervisor,
        home: impl Into<StoreLocation>,
        journal: &Journal,
        analyzer: Analyzer,
    ) -> Self {
        Self { store: StoreHandle::start(supervisor, home, journal, analyzer.clone()), analyzer }
    }

    /// What a text says, from the cache or into it. Replaces `cache_analysis` and the analysis around it.
    pub fn analyze(&self, text: &str) -> Arc<Reading> {
        self.analyzer.read(text)
    }

    /// What the cache holds of a text. Replaces `get_cached_analysis`.
    pub fn cached(&self, text: &str) -> Option<Arc<Reading>> {
        self.analyzer.cached(text)
    }

    /// What was understood of one message; `None` if it is not known or has nothing to be understood.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn message(&self, chat: ChatId, message: MessageId) -> Result<Option<Understood>, AskError> {
        self.store.read(async |conn| recent::message(conn, chat, message).await).await
    }

    /// What was understood of the last messages of a chat, oldest first; at most 1,000.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn recent(&self, chat: ChatId, limit: u32) -> Result<Vec<Understood>, AskError> {
        self.store.read(async |conn| recent::recent(conn, chat, limit).await).await
    }

    /// The hours in which something was said and that touch the time from `from` up to `to` (Unix seconds), oldest
    /// first; of more than 1,000 the last. Replaces the hourly conversation summaries.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn summaries(&self, chat: ChatId, from: i64, to: i64) -> Result<Vec<HourSummary>, AskError> {
        self.store.read(async |conn| hours::summaries(conn, chat, from, to).await).await
    }

    /// A chat over the hours that touch a period (Unix seconds), as [`last_days`](super::last_days) and
    /// [`last_hours`](super::last_hours) tell it; `None` if nothing was said.
    /// Replaces the chat's context summary.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn summary(&self, chat: ChatId, period: Range<i64>) -> Result<Option<ChatSummary>, AskError> {
        self.store.read(async |conn| summary::summary(conn, chat, period).await).await
    }

    /// Who wrote most in the hours that touch the time from `from` up to `to` (Unix seconds), with their messages, most
    /// first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn writers(
        &self,
        chat: ChatId,
        from: i64,
        to: i64,
        limit: u32,
    ) -> Result<Vec<(PersonId, i64)>, AskError> {
        self.store.read(async |conn| writers::writers(conn, chat, from, to, limit).await).await
    }

    /// Mood and activity, a point for every hour or local day that touches the time from `from` up to `to` (Unix
    /// seconds), quiet ones too; of more than 1,000 the last. Nothing for a chat that is not known.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn trend(
        &self,
        chat: ChatId,
        from: i64,
        to: i64,
        step: Step,
        zone: &Zone,
    ) -> Result<Vec<TrendPoint>, AskError> {
        self.store.read(async |conn| trend::trend(conn, chat, from, to, step, zone).await).await
    }

    /// How much was said in all chats together, a pair of beginning (Unix seconds) and messages for each hour in which
    /// something was and that touches the time from `from` up to `to`, oldest first; of more than 1,000 the last.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn overall(&self, from: i64, to: i64) -> Result<Vec<(i64, i64)>, AskError> {
        self.store.read(async |conn| hours::overall(conn, from, to).await).await
    }

    /// Forgets the hours that end by `before` (Unix seconds) and their messages, in small steps; tells how many
    /// messages. Replaces the clean-up of old analyses.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn clean_up(&self, before: i64) -> Result<u64, AskError> {
        in_steps(async || self.store.execute(CleanUp { before, limit: CLEAN_UP_STEP }).await).await
    }

    /// Forgets the messages of a chat from before a time (Unix seconds), in small steps; tells how many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn forget_old(&self, chat: ChatId, before: i64) -> Result<u64, AskError> {
        in_steps(async || self.store.execute(ForgetOld { chat, before, limit: CLEAN_UP_STEP }).await).await
    }

    /// What is kept of messages (by chat and message), each as JSON.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn of_messages(&self, messages: &[(i64, i64)]) -> Result<HashMap<(i64, i64), Box<RawValue>>, AskError> {
        self.store.read(async |conn| theirs::of_messages(conn, messages).await).await
    }

    /// The store behind it.
    pub fn store(&self) -> SomeStore {
        Arc::new(self.store.clone())
    }
}

/// Deletes step by step until there is nothing more; tells how many.
async fn in_steps(mut step: impl AsyncFnMut() -> Result<u64, AskError>) -> Result<u64, AskError> {
    let mut all = 0;
    loop {
        let deleted = step().await?;
        all += deleted;
        if deleted < u64::from(CLEAN_UP_STEP) {
            return Ok(all);
        }
    }
}
