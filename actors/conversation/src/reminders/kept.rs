//! The table of reminders. Statements only.

use sqlx::{FromRow, SqliteConnection};

use super::{Added, MOST, NewReminder, Owner, Reminder, ReminderDetails, ReminderKind};
use crate::{outbox::written, stamp::Stamp};
use events::{ChatId, MessageId, PersonId};
use language::zone::Zones;
use storage::sqlite::StorageError;

/// Reminders that one step raises at most.
const STEP: u32 = 64;
/// Rows that one step of pruning deletes at most.
const PRUNE_STEP: u32 = 1000;

/// A query for whole rows, with what follows `FROM`.
macro_rules! select {
    ($from:literal) => {
        concat!("SELECT id, chat_id, message_id, person_id, about_id, due, state FROM reminders ", $from)
    };
}

#[derive(FromRow)]
struct Row {
    id: i64,
    chat_id: i64,
    message_id: Option<i64>,
    person_id: i64,
    about_id: Option<i64>,
    due: Option<i64>,
    state: String,
}

impl Row {
    /// `None` if another version wrote it and this one cannot read it.
    fn read(self) -> Option<Reminder> {
        let details = serde_json::from_str(&self.state).ok()?;
        Some(Reminder {
            id: self.id,
            chat: ChatId(self.chat_id),
            message: self.message_id.map(MessageId),
            person: PersonId(self.person_id),
            about: self.about_id.map(PersonId),
            due: self.due,
            details,
        })
    }
}

/// Keeps a reminder, unless its message asked for one before: then that one is told.
pub(crate) async fn add(conn: &mut SqliteConnection, new: &NewReminder, stamp: Stamp) -> Result<Added, StorageError> {
    if let Some(message) = new.message
        && let Some(reminder) = of_message(conn, new.chat, message).await?
    {
        return Ok(Added::Kept(Box::new(reminder)));
    }
    if new.details.kind == ReminderKind::Birthday {
        forget_birthday(conn, new).await?;
    }
    let waiting = "SELECT count(*) FROM reminders WHERE person_id = ? AND due IS NOT NULL";
    let waiting: i64 = sqlx::query_scalar(waiting).bind(new.person.0).fetch_one(&mut *conn).await?;
    if usize::try_from(waiting).unwrap_or(MOST) >= MOST {
        return Ok(Added::TooMany);
    }
    let id = insert(conn, new, stamp).await?;
    let NewReminder { chat, message, person, about, due, details } = new.clone();
    Ok(Added::Kept(Box::new(Reminder { id, chat, message, person, about, due, details })))
}

/// Adds a row; tells its number.
pub(super) async fn insert(conn: &mut SqliteConnection, new: &NewReminder, stamp: Stamp) -> Result<i64, StorageError> {
    let sql = "INSERT INTO reminders (id, chat_id, message_id, person_id, about_id, due, changed, state) \
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let added = sqlx::query(sql)
        .bind(stamp.number)
        .bind(new.chat.0)
        .bind(new.message.map(|it| it.0))
        .bind(new.person.0)
        .bind(new.about.map(|it| it.0))
        .bind(new.due)
        .bind(stamp.now)
        .bind(written(&new.details)?)
        .execute(conn)
        .await?;
    Ok(added.last_insert_rowid())
}

/// The chat is no longer told what was talked about.
pub(super) async fn end_digest(conn: &mut SqliteConnection, chat: ChatId) -> Result<(), StorageError> {
    let sql = "DELETE FROM reminders WHERE chat_id = ? AND state ->> '$.kind' = 'digest'";
    sqlx::query(sql).bind(chat.0).execute(conn).await?;
    Ok(())
}

/// Somebody has one birthday a chat: what was told before was wrong, or is told again.
async fn forget_birthday(conn: &mut SqliteConnection, new: &NewReminder) -> Result<(), StorageError> {
    let sql = "DELETE FROM reminders WHERE chat_id = ?1 AND state ->> '$.kind' = 'birthday' \
               AND iif(?2 IS NULL, about_id IS NULL AND state ->> '$.whom' = ?3, about_id = ?2)";
    let about = new.about.map(|it| it.0);
    sqlx::query(sql).bind(new.chat.0).bind(about).bind(&new.details.whom).execute(conn).await?;
    Ok(())
}

/// The birthdays that are known in a chat, the nearest first, at most so many.
pub(crate) async fn birthdays(
    conn: &mut SqliteConnection,
    chat: ChatId,
    limit: u32,
) -> Result<Vec<Reminder>, StorageError> {
    let sql = select!("WHERE chat_id = ? AND due IS NOT NULL AND state ->> '$.kind' = 'birthday' ORDER BY due LIMIT ?");
    let rows: Vec<Row> = sqlx::query_as(sql).bind(chat.0).bind(limit).fetch_all(conn).await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

async fn of_message(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message: MessageId,
) -> Result<Option<Reminder>, StorageError> {
    let sql = select!("WHERE chat_id = ? AND message_id = ?");
    let row: Option<Row> = sqlx::query_as(sql).bind(chat.0).bind(message.0).fetch_optional(conn).await?;
    Ok(row.and_then(Row::read))
}

/// The reminder of that number in that chat.
pub(crate) async fn find(conn: &mut SqliteConnection, chat: ChatId, id: i64) -> Result<Option<Reminder>, StorageError> {
    let sql = select!("WHERE id = ? AND chat_id = ?");
    let row: Option<Row> = sqlx::query_as(sql).bind(id).bind(chat.0).fetch_optional(conn).await?;
    Ok(row.and_then(Row::read))
}

/// What waits for its time, the nearest first, at most so many.
pub(crate) async fn of_chat(
    conn: &mut SqliteConnection,
    owner: Owner,
    limit: u32,
) -> Result<Vec<Reminder>, StorageError> {
    let sql = select!(
        "WHERE chat_id = ?1 AND person_id = ifnull(?2, person_id) AND due IS NOT NULL \
         ORDER BY due, id LIMIT ?3"
    );
    let person = owner.person.map(|it| it.0);
    let rows: Vec<Row> = sqlx::query_as(sql).bind(owner.chat.0).bind(person).bind(limit).fetch_all(conn).await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Lets go of a reminder; tells which, if it was there and waiting.
pub(crate) async fn cancel(
    conn: &mut SqliteConnection,
    chat: ChatId,
    id: i64,
) -> Result<Option<Reminder>, StorageError> {
    let found = find(conn, chat, id).await?.filter(|it| it.due.is_some());
    if found.is_some() {
        sqlx::query("DELETE FROM reminders WHERE id = ?").bind(id).execute(conn).await?;
    }
    Ok(found)
}

/// Says it again at another time (Unix seconds); tells which, if it was there.
pub(crate) async fn put_off(
    conn: &mut SqliteConnection,
    chat: ChatId,
    id: i64,
    due: i64,
) -> Result<Option<Reminder>, StorageError> {
    let Some(found) = find(conn, chat, id).await? else { return Ok(None) };
    sqlx::query("UPDATE reminders SET due = ? WHERE id = ?").bind(due).bind(id).execute(conn).await?;
    Ok(Some(Reminder { due: Some(due), ..found }))
}

/// Takes those whose time has come at `now` (Unix seconds), each once, and puts those that come again off to their next
/// time. A chat that has muted us hears them once it no longer does.
pub(crate) async fn raise(conn: &mut SqliteConnection, now: i64, zones: &Zones) -> Result<Vec<Reminder>, StorageError> {
    let sql = select!(
        "WHERE due <= ? AND due IS NOT NULL AND NOT EXISTS ( \
             SELECT 1 FROM settings WHERE settings.chat_id = reminders.chat_id AND settings.state ->> '$.hush' = 'mute') \
         ORDER BY due, id LIMIT ?"
    );
    let rows: Vec<Row> = sqlx::query_as(sql).bind(now).bind(STEP).fetch_all(&mut *conn).await?;
    let mut raised = Vec::new();
    for row in rows {
        let id = row.id;
        let reminder = row.read();
        let next = reminder.as_ref().and_then(|it| next(it, now, zones));
        let sql = "UPDATE reminders SET due = ?, changed = ? WHERE id = ?";
        sqlx::query(sql).bind(next).bind(now).bind(id).execute(&mut *conn).await?;
        raised.extend(reminder);
    }
    Ok(raised)
}

fn next(reminder: &Reminder, now: i64, zones: &Zones) -> Option<i64> {
    let ReminderDetails { recurrence, first, .. } = &reminder.details;
    (*recurrence)?.next(*first, now, zones.of(reminder.chat))
}

/// Whether the time of any has come at `now` (Unix seconds).
pub(crate) async fn are_due(conn: &mut SqliteConnection, now: i64) -> Result<bool, StorageError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM reminders WHERE due <= ? AND due IS NOT NULL)";
    Ok(sqlx::query_scalar(sql).bind(now).fetch_one(conn).await?)
}

/// A group that becomes a supergroup keeps its reminders; the messages that asked have other numbers there.
pub(crate) async fn move_chat(conn: &mut SqliteConnection, old: ChatId, new: ChatId) -> Result<(), StorageError> {
    let sql = "UPDATE reminders SET chat_id = ?, message_id = NULL WHERE chat_id = ?";
    sqlx::query(sql).bind(new.0).bind(old.0).execute(conn).await?;
    Ok(())
}

/// Deletes those that were said before a time (Unix seconds).
pub(crate) async fn delete_old(conn: &mut SqliteConnection, before: i64) -> Result<(), StorageError> {
    let sql = "DELETE FROM reminders WHERE id IN (SELECT id FROM reminders WHERE due IS NULL AND changed < ? LIMIT ?)";
    sqlx::query(sql).bind(before).bind(PRUNE_STEP).execute(conn).await?;
    Ok(())
}
