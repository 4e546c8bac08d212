//! Reminders and polls whose time has come become requests.

use sqlx::SqliteConnection;

use super::ConversationStore;
use crate::{
    DueReminder, Request, RequestKind,
    outbox::{self, Decided},
    polls::{self, Poll},
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
            add(conn, &request_of_reminder(reminder)).await?;
        }
        Ok(raised.len())
    }

    /// Tells the results that are due at `now` (Unix seconds), each once, and closes the polls before; tells how many
    /// there were.
    pub(super) async fn raise_polls(&mut self, conn: &mut SqliteConnection, now: i64) -> Result<usize, StorageError> {
        let raised = polls::raise(conn, now).await?;
        self.changes |= !raised.is_empty();
        for poll in &raised {
            let row = add(conn, &request_of_poll(poll)).await?;
            if let Some(message) = poll.message {
                polls::stop_first(conn, row, message).await?;
            }
        }
        Ok(raised.len())
    }
}

async fn add(conn: &mut SqliteConnection, request: &Request) -> Result<i64, StorageError> {
    outbox::add(conn, Decided { seq: Seq(0), received_ms: now_ms(), not_before_ms: 0, request }).await
}

fn request_of_poll(poll: &Poll) -> Request {
    let details = &poll.details;
    Request {
        thread: details.thread,
        reply_to: poll.message,
        asker_name: details.name.clone(),
        asker_language: details.language.clone(),
        // Those who voted want to know it a day later, too.
        is_order: true,
        ..Request::unprompted(poll.chat, details.chat_kind, poll.person, RequestKind::PollResult { poll: poll.id })
    }
}

fn request_of_reminder(reminder: &Reminder) -> Request {
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
