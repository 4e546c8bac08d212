//! How we stand in a chat: whether we may write there, and what comes of it when that changes.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::{
    Decision, RequestKind, Why,
    decide::{is_admin, is_inside},
    outbox,
    store::ConversationStore,
};
use events::{ChatKind, Membership};
use storage::sqlite::StorageError;

/// What is kept of one chat.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct BotMembership {
    /// Until then (Unix seconds) we may not write.
    muted_until: Option<i64>,
    /// We thanked for being made an admin.
    thanked: bool,
}

impl BotMembership {
    /// Whether we may not write at `now` (Unix seconds). Telegram does not tell when a restriction runs out.
    pub fn may_not_write(&self, now: i64) -> bool {
        self.muted_until.is_some_and(|until| now < until)
    }
}

impl ConversationStore {
    /// Our standing changed. Where we may not write, nothing waits to be said, nor is anything decided.
    pub(super) async fn stand(
        &mut self,
        conn: &mut SqliteConnection,
        change: &Membership,
        decision: Decision,
    ) -> Result<Decision, StorageError> {
        let chat = change.chat.id;
        if !is_inside(&change.status) {
            self.farewell(conn, change).await?;
            return Ok(decision);
        }
        let mut decision = decision;
        let membership = self.memberships.change(chat);
        membership.muted_until = change.muted_until;
        if is_admin(&change.status) && is_inside(&change.was) {
            if membership.thanked
                && matches!(&decision, Decision::Answer(request) if request.kind == RequestKind::Promoted)
            {
                decision = Decision::Quiet(Why::NotAdded);
            }
            membership.thanked = true;
        }
        if change.muted_until.is_some() {
            self.changes = true;
            outbox::give_up(conn, chat, "the bot may not write in this chat").await?;
        }
        Ok(decision)
    }

    /// What a group has set ends with our stay. What was said stays in the memory: people come back to a chat and ask
    /// what was, and one admin who removes us does not speak for those who wrote; each has a say over their own words.
    /// Who blocks us keeps their settings: they are one person's, and nobody else adds us anew.
    async fn farewell(&mut self, conn: &mut SqliteConnection, change: &Membership) -> Result<(), StorageError> {
        let chat = change.chat.id;
        self.changes = true;
        outbox::give_up(conn, chat, "the bot is no longer in this chat").await?;
        if change.chat.kind != ChatKind::Private {
            self.settings.forget(conn, chat).await?;
            self.activities.forget(conn, chat).await?;
            self.memberships.forget(conn, chat).await?;
            self.floods.forget(conn, chat).await?;
            self.own_words.forget(conn, chat).await?;
        }
        Ok(())
    }
}
