//! What people decide: it does not follow from what happens in chats, and must survive the loss of a machine.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::{ConversationStore, Result};
use crate::{
    polls::{self, NewPoll},
    reminders::{self, Added, NewReminder, Reminder},
    settings::Setting,
    stamp::Stamp,
};
use events::{ChatId, PersonId, Seq};
use storage::{
    Command,
    store::{KeptCommand, KeptKind},
};

/// Each kind.
pub(in crate::store) const KEPT: &[KeptKind<ConversationStore>] = &[
    KeptKind::of::<Set>(),
    KeptKind::of::<AddReminder>(),
    KeptKind::of::<CancelReminder>(),
    KeptKind::of::<PutOffReminder>(),
    KeptKind::of::<AddPoll>(),
];

/// Sets something for a chat.
#[derive(Serialize, Deserialize)]
pub(crate) struct Set {
    pub chat: ChatId,
    pub setting: Setting,
    #[serde(flatten)]
    pub stamp: Stamp,
}

impl Command<ConversationStore> for Set {
    type Answer = ();

    async fn execute(&self, store: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<()> {
        store.settings.hold(conn, std::iter::once(self.chat)).await?;
        store.settings.change(self.chat).set(self.setting.clone());
        if let Setting::Digest(digest) = self.setting {
            let now = store.deps.zones.of(self.chat).zoned(self.stamp.now);
            reminders::set_digest(conn, self.chat, digest, store.deps.me.id, &now, self.stamp.number).await?;
        }
        Ok(())
    }
}

impl KeptCommand<ConversationStore> for Set {
    const KIND: &'static str = "set";

    fn at(&self) -> i64 {
        self.stamp.now
    }

    fn chat(&self) -> Option<ChatId> {
        Some(self.chat)
    }

    fn set_place(&mut self, place: Seq) {
        self.stamp.set_place(place);
    }
}

/// Keeps a reminder.
#[derive(Serialize, Deserialize)]
pub(crate) struct AddReminder {
    pub new: NewReminder,
    #[serde(flatten)]
    pub stamp: Stamp,
}

impl Command<ConversationStore> for AddReminder {
    type Answer = Added;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<Added> {
        reminders::add(conn, &self.new, self.stamp).await
    }
}

impl KeptCommand<ConversationStore> for AddReminder {
    const KIND: &'static str = "add_reminder";

    fn at(&self) -> i64 {
        self.stamp.now
    }

    fn chat(&self) -> Option<ChatId> {
        Some(self.new.chat)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.new.person)
    }

    fn about(&self) -> Option<PersonId> {
        self.new.about
    }

    fn set_place(&mut self, place: Seq) {
        self.stamp.set_place(place);
    }
}

/// Lets go of a reminder; answers which, if it was there.
#[derive(Serialize, Deserialize)]
pub(crate) struct CancelReminder {
    pub chat: ChatId,
    pub id: i64,
    /// Unix seconds.
    pub now: i64,
}

impl Command<ConversationStore> for CancelReminder {
    type Answer = Option<Reminder>;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<Option<Reminder>> {
        reminders::cancel(conn, self.chat, self.id).await
    }
}

impl KeptCommand<ConversationStore> for CancelReminder {
    const KIND: &'static str = "cancel_reminder";

    fn at(&self) -> i64 {
        self.now
    }

    fn chat(&self) -> Option<ChatId> {
        Some(self.chat)
    }
}

/// Says a reminder at another time (Unix seconds); answers which, if it was there.
#[derive(Serialize, Deserialize)]
pub(crate) struct PutOffReminder {
    pub chat: ChatId,
    pub id: i64,
    pub due: i64,
    /// Unix seconds.
    pub now: i64,
}

impl Command<ConversationStore> for PutOffReminder {
    type Answer = Option<Reminder>;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<Option<Reminder>> {
        reminders::put_off(conn, self.chat, self.id, self.due).await
    }
}

impl KeptCommand<ConversationStore> for PutOffReminder {
    const KIND: &'static str = "put_off_reminder";

    fn at(&self) -> i64 {
        self.now
    }

    fn chat(&self) -> Option<ChatId> {
        Some(self.chat)
    }
}

/// Keeps a poll that may be wanted; answers its number.
#[derive(Serialize, Deserialize)]
pub(crate) struct AddPoll {
    pub new: NewPoll,
    #[serde(flatten)]
    pub stamp: Stamp,
}

impl Command<ConversationStore> for AddPoll {
    type Answer = i64;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<i64> {
        polls::add(conn, &self.new, self.stamp).await
    }
}

impl KeptCommand<ConversationStore> for AddPoll {
    const KIND: &'static str = "add_poll";

    fn at(&self) -> i64 {
        self.stamp.now
    }

    fn chat(&self) -> Option<ChatId> {
        Some(self.new.chat)
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.new.person)
    }

    fn set_place(&mut self, place: Seq) {
        self.stamp.set_place(place);
    }
}
