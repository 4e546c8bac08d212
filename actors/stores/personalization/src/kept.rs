//! What people choose: it does not follow from messages, and must survive the loss of a machine.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::{
    choice::{Choice, pair},
    choose,
    store::PersonalizationStore,
    vocabulary::{Key, Notice},
};
use events::PersonId;
use storage::{
    Command,
    sqlite::StorageError,
    store::{KeptCommand, KeptKind},
};

/// Each kind.
pub(super) const KEPT: &[KeptKind<PersonalizationStore>] =
    &[KeptKind::of::<Choose>(), KeptKind::of::<Reset>(), KeptKind::of::<ChooseNotification>()];

/// Keeps what a person chose at a time (Unix seconds).
#[derive(Serialize, Deserialize)]
pub struct Choose {
    pub person: PersonId,
    #[serde(with = "pair")]
    pub choice: Choice,
    pub now: i64,
}

impl Command<PersonalizationStore> for Choose {
    type Answer = ();

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        choose::choose(conn, self.person, &self.choice, self.now).await.map(drop)
    }
}

impl KeptCommand<PersonalizationStore> for Choose {
    const KIND: &'static str = "choose";

    fn at(&self) -> i64 {
        self.now
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Forgets one choice of a person, or all of them.
#[derive(Serialize, Deserialize)]
pub struct Reset {
    pub person: PersonId,
    pub key: Option<Key>,
    /// Unix seconds.
    pub now: i64,
}

impl Command<PersonalizationStore> for Reset {
    type Answer = ();

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        choose::reset(conn, self.person, self.key, self.now).await.map(drop)
    }
}

impl KeptCommand<PersonalizationStore> for Reset {
    const KIND: &'static str = "reset";

    fn at(&self) -> i64 {
        self.now
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Keeps whether a person wants something to be done unasked.
#[derive(Serialize, Deserialize)]
pub struct ChooseNotification {
    pub person: PersonId,
    pub notice: Notice,
    pub allowed: bool,
    /// Unix seconds.
    pub now: i64,
}

impl Command<PersonalizationStore> for ChooseNotification {
    type Answer = ();

    async fn execute(&self, _: &mut PersonalizationStore, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        choose::choose_notification(conn, self.person, self.notice, self.allowed, self.now).await.map(drop)
    }
}

impl KeptCommand<PersonalizationStore> for ChooseNotification {
    const KIND: &'static str = "choose_notification";

    fn at(&self) -> i64 {
        self.now
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}
