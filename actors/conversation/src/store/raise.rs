//! Reminders whose time has come become requests.

use sqlx::SqliteConnection;

use super::ConversationStore;
use crate::{
    DueReminder, Request, RequestKind,
    outbox::{self, Decided},
    reminders::{self, Reminder, ReminderDetails, ReminderKind},
};
use events::Seq;
use runtime::clock::now_ms;
use storage::sqlite::StorageError;

impl ConversationStore {
    /// Says what is due at `now` (Unix seconds), each reminder once; tells how many there were.
    pub(super) async fn raise_reminders(
        &mut self,
        conn: &mut SqliteConnection,
        now: i64,
    ) -> Result<usize, StorageError> {
        let raised = reminders::raise(conn, now, &self.deps.zones).await?;
        self.changes |= !raised.is_empty();
        for reminder in &raised {
            let request = request(reminder);
            outbox::add(conn, Decided { seq: Seq(0), received_ms: now_ms(), not_before_ms: 0, request: &request })
                .await?;
        }
        Ok(raised.len())
    }
}

fn request(reminder: &Reminder) -> Request {
    let ReminderDetails { chat_kind, thread, name, language, what, whom, kind, recurrence, first } =
        reminder.details.clone();
    let due = DueReminder {
        id: reminder.id,
        due: reminder.due.unwrap_or(first),
        what,
        whom,
        kind,
        about: reminder.about,
        recurs: recurrence.is_some(),
    };
    Request {
        thread,
        // A birthday was told long ago.
        reply_to: reminder.message.filter(|_| kind == ReminderKind::Task),
        asker_name: name,
        asker_language: language,
        // Whoever asked for it wants it a day later, too.
        is_order: kind != ReminderKind::Digest,
        ..Request::unprompted(reminder.chat, chat_kind, reminder.person, RequestKind::Reminder(due))
    }
}
