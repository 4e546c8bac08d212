//! The way to the profiles.

use std::sync::Arc;

use super::{
    Choice, Key, Notice, PersonEvent, Profile, Statistics,
    kept::{Choose, ChooseNotification, Reset},
    may_notify, person_events, profile, statistics,
    statistics::count,
    store::{CleanUp, Deps, PersonalizationStore},
};
use events::PersonId;
use language::{analyzer::Analyzer, zone::Zones};
use runtime::Supervisor;
use storage::AskError;
use storage::{
    journal::Journal,
    store::{SomeStore, StoreHandle, StoreLocation},
};

/// Events that one step of cleaning up deletes at most.
const CLEAN_UP_STEP: u32 = 1000;

/// The handle of the profiles. Reads may be a moment old; see
/// [`AnyStore::reached`](storage::store::AnyStore::reached).
#[derive(Clone)]
pub struct Personalization {
    store: StoreHandle<PersonalizationStore>,
}

impl Personalization {
    /// Starts learning from what the journal brings. `own` is this bot's user id.
    /// Replaces `_init_database`, `_load_user_data` and `initialize` or `create_personalization_manager`; applying the
    /// journal replaces `process_user_message`, `_save_interaction_patterns` and `_save_personalization_event`.
    pub fn start(
        supervisor: &Supervisor,
        home: impl Into<StoreLocation>,
        journal: &Journal,
        own: PersonId,
        analyzer: Analyzer,
        zones: Zones,
    ) -> Self {
        let deps = Deps { own, analyzer, zones };
        Self { store: StoreHandle::start(supervisor, home, journal, deps) }
    }

    /// How to answer a person, known or not. Replaces `get_personalized_response_config`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn profile(&self, person: PersonId) -> Result<Profile, AskError> {
        self.store.read(async |conn| profile(conn, person).await).await
    }

    /// What is known of a person; `None` if no message was seen. Replaces `get_user_statistics`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn statistics(&self, person: PersonId) -> Result<Option<Statistics>, AskError> {
        self.store.read(async |conn| statistics(conn, person).await).await
    }

    /// Keeps what a person chose at a time (Unix seconds), on whichever machine their profile is. Replaces
    /// `update_user_preference` and `_save_user_preferences`.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn choose(&self, person: PersonId, choice: Choice, now: i64) -> Result<(), AskError> {
        self.store.keep_anywhere(Choose { person, choice, now }).await
    }

    /// Forgets one choice of a person, or all: what is inferred counts again.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn reset(&self, person: PersonId, key: Option<Key>, now: i64) -> Result<(), AskError> {
        self.store.keep_anywhere(Reset { person, key, now }).await
    }

    /// Whether a person is content with something being done unasked. Replaces `should_send_notification`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn may_notify(&self, person: PersonId, notice: Notice) -> Result<bool, AskError> {
        self.store.read(async |conn| may_notify(conn, person, notice).await).await
    }

    /// Keeps whether a person wants something to be done unasked.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn choose_notification(
        &self,
        person: PersonId,
        notice: Notice,
        allowed: bool,
        now: i64,
    ) -> Result<(), AskError> {
        self.store.keep_anywhere(ChooseNotification { person, notice, allowed, now }).await
    }

    /// The last events of a person, the newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn events(&self, person: PersonId, limit: u32) -> Result<Vec<PersonEvent>, AskError> {
        self.store.read(async |conn| person_events(conn, person, limit).await).await
    }

    /// How many people wrote anything.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(&self) -> Result<i64, AskError> {
        self.store.read(async |conn| count(conn).await).await
    }

    /// Deletes the events from before a time (Unix seconds), in small steps; how many. Replaces `cleanup_old_data`.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn clean_up(&self, before: i64) -> Result<u64, AskError> {
        let mut deleted = 0;
        loop {
            let step = self.store.execute(CleanUp { before, limit: CLEAN_UP_STEP }).await?;
            deleted += step;
            if step < u64::from(CLEAN_UP_STEP) {
                return Ok(deleted);
            }
        }
    }

    /// The store behind it.
    pub fn store(&self) -> SomeStore {
        Arc::new(self.store.clone())
    }
}
