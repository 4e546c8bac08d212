//! Who is in a chat and how they came and went; what is pinned there.

use serde::Serialize;
use sqlx::SqliteConnection;

use events::{ChatId, Membership, Message, MessageId, Person, PersonId};
use storage::sqlite::{StorageError, json::json};

// Of two statements about one second, a membership update knows better than a service message.
const WRITE_MEMBERS: &str = "
INSERT INTO members (chat_key, person_id, status, since, exact)
SELECT value->>'chat_key', value->>'person', value->>'status', value->>'date', value->>'exact'
FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_key, person_id) DO UPDATE SET
  status = excluded.status, since = excluded.since, exact = excluded.exact
WHERE (excluded.since, excluded.exact) >= (since, exact)";
const WRITE_LOG: &str = "
INSERT OR IGNORE INTO membership_log (chat_key, person_id, date, status, changed_by)
SELECT value->>'chat_key', value->>'person', value->>'date', value->>'status', value->>'by' FROM jsonb_each(?)";
const WRITE_PINS: &str = "
INSERT INTO pins (chat_key, chat_id, message_id, date, pinned_by)
SELECT value->>'chat_key', value->>'chat_id', value->>'message_id', value->>'date', value->>'by'
FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_id, message_id) DO UPDATE SET date = excluded.date, pinned_by = excluded.pinned_by
WHERE excluded.date >= date";

/// Someone's standing in a chat from some time on.
#[derive(Serialize)]
pub(super) struct Standing<'a> {
    chat_key: i64,
    person: PersonId,
    status: &'a str,
    date: i64,
    by: PersonId,
    exact: bool,
}

impl<'a> Standing<'a> {
    pub fn changed(chat_key: i64, membership: &'a Membership) -> Self {
        Self {
            chat_key,
            person: membership.person.id,
            status: &membership.status,
            date: membership.date,
            by: membership.by.id,
            exact: true,
        }
    }

    pub fn joined(chat_key: i64, message: &Message, person: &Person) -> Self {
        Self::told(chat_key, message, person, "member")
    }

    pub fn left(chat_key: i64, message: &Message, person: &Person) -> Self {
        Self::told(chat_key, message, person, "left")
    }

    fn told(chat_key: i64, message: &Message, person: &Person, status: &'a str) -> Self {
        Self { chat_key, person: person.id, status, date: message.date, by: message.sender.id, exact: false }
    }
}

#[derive(Serialize)]
pub(super) struct Pin {
    chat_key: i64,
    chat_id: ChatId,
    message_id: MessageId,
    date: i64,
    by: PersonId,
}

impl Pin {
    pub fn new(chat_key: i64, message: &Message, pinned: MessageId) -> Self {
        Self { chat_key, chat_id: message.chat.id, message_id: pinned, date: message.date, by: message.sender.id }
    }
}

pub(super) async fn write_standings(conn: &mut SqliteConnection, rows: &[Standing<'_>]) -> Result<(), StorageError> {
    if !rows.is_empty() {
        let rows = json(rows)?;
        sqlx::query(WRITE_MEMBERS).bind(&rows).execute(&mut *conn).await?;
        sqlx::query(WRITE_LOG).bind(&rows).execute(conn).await?;
    }
    Ok(())
}

pub(super) async fn write_pins(conn: &mut SqliteConnection, rows: &[Pin]) -> Result<(), StorageError> {
    if !rows.is_empty() {
        sqlx::query(WRITE_PINS).bind(json(rows)?).execute(conn).await?;
    }
    Ok(())
}
