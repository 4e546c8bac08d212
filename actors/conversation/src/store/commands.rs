//! The writes that are asked of the conversation, each with its own answer.

mod kept;

use sqlx::SqliteConnection;

use super::ConversationStore;
use crate::{
    Action,
    erase::blank_opted_out,
    feedback::Tallies,
    outbox::{self, JobId, Outcome},
    polls, reminders,
    request::Silence,
    spending,
    talks::{self, Remembered},
};
use events::{ChatId, ChatKind};
use llm::Spending;
use runtime::clock::{now, now_ms};
use storage::{Command, sqlite::StorageError};

pub(super) use kept::KEPT;
pub(crate) use kept::{AddPoll, AddReminder, CancelReminder, PutOffReminder, Set};

/// Seconds for which a reminder can be put off after it was said, and what is known of a poll stays after its result.
const KEPT_AFTER: i64 = 3 * 24 * 3600;

type Result<T> = std::result::Result<T, StorageError>;

/// Keeps what a decided row comes to.
pub(crate) struct Composed {
    pub job: JobId,
    pub actions: Vec<Action>,
    /// What the asker's next words may go on from.
    pub remembered: Option<Remembered>,
}

impl Command<ConversationStore> for Composed {
    type Answer = ();

    async fn execute(&self, store: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<()> {
        if let Some(remembered) = self.remembered.as_ref().filter(|it| !store.discretion.is_out(it.person)) {
            talks::remember(conn, remembered, now_ms()).await?;
        }
        let actions = polls::orderable(conn, self.job, &self.actions, now()).await?;
        outbox::composed(conn, self.job, &actions).await
    }
}

/// Takes a decided row back.
pub(crate) struct Withdraw(pub i64);

impl Command<ConversationStore> for Withdraw {
    type Answer = ();

    async fn execute(&self, store: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<()> {
        store.withdraw(conn, self.0).await
    }
}

/// Marks a ready row as being sent; answers whether it was there to be claimed.
pub(crate) struct Claim(pub i64);

impl Command<ConversationStore> for Claim {
    type Answer = bool;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<bool> {
        outbox::claim(conn, self.0).await
    }
}

/// Says what became of a claimed row.
pub(crate) struct Settle {
    pub id: i64,
    pub outcome: Outcome,
}

impl Command<ConversationStore> for Settle {
    type Answer = ();

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<()> {
        outbox::settle(conn, self.id, &self.outcome).await
    }
}

/// Deals with rows whose sender is gone.
pub(crate) struct Recover;

impl Command<ConversationStore> for Recover {
    type Answer = ();

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<()> {
        outbox::recover(conn).await
    }
}

/// Deletes at most `limit` finished rows from before a time, and what is kept beside them for some days only; answers
/// whether there may be more rows.
pub(crate) struct Prune {
    pub before_ms: i64,
    pub limit: u32,
}

impl Command<ConversationStore> for Prune {
    type Answer = bool;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<bool> {
        spending::prune(conn).await?;
        Tallies::prune(conn, now()).await?;
        talks::prune(conn, now_ms()).await?;
        reminders::delete_old(conn, now() - KEPT_AFTER).await?;
        polls::delete_old(conn, now() - KEPT_AFTER).await?;
        outbox::prune(conn, self.before_ms, self.limit).await
    }
}

/// Wants to say something in a chat that is silent; answers whether the limits allowed it.
pub(crate) struct BreakSilence {
    pub chat: ChatId,
    pub kind: ChatKind,
    pub silence: Silence,
    pub now: i64,
}

impl Command<ConversationStore> for BreakSilence {
    type Answer = bool;

    async fn execute(&self, store: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<bool> {
        store.break_silence(conn, self).await
    }
}

/// Says the reminders whose time has come at a time (Unix seconds); answers how many.
pub(crate) struct RaiseReminders(pub i64);

impl Command<ConversationStore> for RaiseReminders {
    type Answer = usize;

    async fn execute(&self, store: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<usize> {
        store.raise_reminders(conn, self.0).await
    }
}

/// Closes the polls whose result is due at a time (Unix seconds); answers how many.
pub(crate) struct RaisePolls(pub i64);

impl Command<ConversationStore> for RaisePolls {
    type Answer = usize;

    async fn execute(&self, store: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<usize> {
        store.raise_polls(conn, self.0).await
    }
}

/// Adds up what language models cost.
pub(crate) struct Spend(pub Vec<Spending>);

impl Command<ConversationStore> for Spend {
    type Answer = ();

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<()> {
        spending::add(conn, &self.0).await
    }
}

/// Lets go of what was asked by, and said to, those who want nothing kept; answers whether there was anything.
pub(crate) struct BlankOptedOut;

impl Command<ConversationStore> for BlankOptedOut {
    type Answer = bool;

    async fn execute(&self, _: &mut ConversationStore, conn: &mut SqliteConnection) -> Result<bool> {
        blank_opted_out(conn).await
    }
}
