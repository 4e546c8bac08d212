//! Silences that are broken.

use sqlx::SqliteConnection;

use super::{ConversationStore, commands::BreakSilence};
use crate::{
    Request, RequestKind,
    outbox::{self, Decided},
};
use events::Seq;
use runtime::clock::now_ms;
use storage::sqlite::StorageError;

impl ConversationStore {
    /// What was decided to be said there is not said.
    pub(super) async fn withdraw(&mut self, conn: &mut SqliteConnection, id: i64) -> Result<(), StorageError> {
        let Some(chat) = outbox::withdraw(conn, id).await? else { return Ok(()) };
        self.activities.hold(conn, std::iter::once(chat)).await?;
        self.activities.change(chat).take_back();
        Ok(())
    }

    /// Wants to say something in a chat that is silent, unless we did so lately or nobody has spoken since.
    pub(super) async fn break_silence(
        &mut self,
        conn: &mut SqliteConnection,
        BreakSilence { chat, kind, silence, now }: &BreakSilence,
    ) -> Result<bool, StorageError> {
        let (chat, now) = (*chat, *now);
        self.policy = self.deps.policy.now();
        self.activities.hold(conn, std::iter::once(chat)).await?;
        self.settings.hold(conn, std::iter::once(chat)).await?;
        self.memberships.hold(conn, std::iter::once(chat)).await?;
        let (activity, limits) = (self.activities.of(chat), &self.policy.silence);
        let settings = self.settings.of(chat);
        let may_not = self.memberships.of(chat).may_not_write(now) || self.is_night(chat, now);
        if settings.is_quiet(now) || !settings.silences || may_not || !activity.mood(now).is_calm() {
            return Ok(false);
        }
        let Some(topic) = activity.open_topic() else { return Ok(false) };
        let rested = activity.silent_for(now).is_none_or(|silence| silence >= limits.pause_secs);
        let answered = activity.heard_since() > 0 && !activity.is_unanswered();
        if !rested || !answered || activity.posted_lately(now) >= limits.per_day {
            return Ok(false);
        }
        self.activities.change(chat).post(now);
        let me = &self.deps.me;
        let request = Request {
            thread: topic,
            asker_name: me.name.clone(),
            asker_language: silence.language.clone(),
            ..Request::unprompted(chat, *kind, me.id, RequestKind::Silence(silence.clone()))
        };
        outbox::add(conn, Decided { seq: Seq(0), received_ms: now_ms(), not_before_ms: 0, request: &request }).await?;
        Ok(true)
    }
}
