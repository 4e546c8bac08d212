//! The table of polls. Statements only.

use sqlx::{FromRow, SqliteConnection};

use super::{NewPoll, Poll, PollStage};
use crate::{
    Action,
    outbox::{JobId, written},
    stamp::Stamp,
};
use events::{ChatId, MessageId, PersonId, PollState};
use storage::sqlite::{StorageError, json::json};

/// Seconds after which a result is told where nothing is said of when.
const USUAL: i64 = 24 * 3600;
/// Polls that one step raises at most.
const STEP: u32 = 64;
/// Rows that one step of pruning deletes at most.
const PRUNE_STEP: u32 = 1000;

/// A query for whole rows, with what follows `FROM`.
macro_rules! select {
    ($from:literal) => {
        concat!("SELECT id, chat_id, asked_id, person_id, message_id, stage, state FROM polls ", $from)
    };
}

#[derive(FromRow)]
struct Row {
    id: i64,
    chat_id: i64,
    asked_id: Option<i64>,
    person_id: i64,
    message_id: Option<i64>,
    stage: String,
    state: String,
}

impl Row {
    /// `None` if another version wrote it and this one cannot read it.
    fn read(self) -> Option<Poll> {
        Some(Poll {
            id: self.id,
            chat: ChatId(self.chat_id),
            asked: self.asked_id.map(MessageId),
            person: PersonId(self.person_id),
            message: self.message_id.map(MessageId),
            stage: PollStage::named(&self.stage)?,
            details: serde_json::from_str(&self.state).ok()?,
        })
    }
}

/// Keeps a poll that may be wanted, unless its message asked for one before; tells its number.
pub(crate) async fn add(conn: &mut SqliteConnection, new: &NewPoll, stamp: Stamp) -> Result<i64, StorageError> {
    let sql = "SELECT id FROM polls WHERE chat_id = ? AND asked_id = ?";
    let query = sqlx::query_scalar(sql).bind(new.chat.0).bind(new.asked.map(|it| it.0));
    if let Some(id) = query.fetch_optional(&mut *conn).await? {
        return Ok(id);
    }
    let sql =
        "INSERT INTO polls (id, chat_id, asked_id, person_id, stage, changed, state) VALUES (?, ?, ?, ?, ?, ?, ?)";
    let added = sqlx::query(sql)
        .bind(stamp.number)
        .bind(new.chat.0)
        .bind(new.asked.map(|it| it.0))
        .bind(new.person.0)
        .bind(PollStage::Draft.as_str())
        .bind(stamp.now)
        .bind(written(&new.details)?)
        .execute(conn)
        .await?;
    Ok(added.last_insert_rowid())
}

/// The poll of that number in that chat.
pub(crate) async fn find(conn: &mut SqliteConnection, chat: ChatId, id: i64) -> Result<Option<Poll>, StorageError> {
    let sql = select!("WHERE id = ? AND chat_id = ?");
    let row: Option<Row> = sqlx::query_as(sql).bind(id).bind(chat.0).fetch_optional(conn).await?;
    Ok(row.and_then(Row::read))
}

/// The actions without those that send a poll which another answer sends, or which is gone: a poll that is wanted twice,
/// as by a button that is pressed twice, is sent once.
pub(crate) async fn orderable(
    conn: &mut SqliteConnection,
    job: JobId,
    actions: &[Action],
    now: i64,
) -> Result<Vec<Action>, StorageError> {
    let mut kept = Vec::new();
    for action in actions {
        let is_ours = match action {
            Action::Poll { poll, .. } => order(conn, *poll, job, now).await?,
            _ => true,
        };
        kept.extend(is_ours.then(|| action.clone()));
    }
    Ok(kept)
}

async fn order(conn: &mut SqliteConnection, poll: i64, job: JobId, now: i64) -> Result<bool, StorageError> {
    // What is worded anew, since somebody asked to be forgotten, orders its own poll once more.
    let sql =
        "UPDATE polls SET stage = ?1, job = ?2, changed = ?3 WHERE id = ?4 AND (stage = ?5 OR stage = ?1 AND job = ?2)";
    let query = sqlx::query(sql).bind(PollStage::Ordered.as_str()).bind(job.row).bind(now).bind(poll);
    Ok(query.bind(PollStage::Draft.as_str()).execute(conn).await?.rows_affected() > 0)
}

/// Lets the row of the outbox answer the message that asks for the poll, whatever ordered it, and reach Telegram at most
/// once.
pub(crate) async fn address(conn: &mut SqliteConnection, poll: i64, row: i64) -> Result<(), StorageError> {
    let sql = "UPDATE outbox SET at_least_once = 0, (reply_to, thread_id) = \
               (SELECT asked_id, state ->> '$.thread' FROM polls WHERE id = ?) WHERE id = ?";
    sqlx::query(sql).bind(poll).bind(row).execute(conn).await?;
    Ok(())
}

/// The row of the outbox reached Telegram: people vote from now on (Unix seconds).
pub(crate) async fn opened(
    conn: &mut SqliteConnection,
    row: i64,
    message: MessageId,
    telegram_id: &str,
    now: i64,
) -> Result<(), StorageError> {
    let sql = "UPDATE polls SET stage = ?1, message_id = ?2, telegram_id = ?3, changed = ?4, \
                   due = ifnull(max(state ->> '$.until', ?4), ?4 + ?5) \
               WHERE stage = ?6 AND id = (SELECT action ->> '$.poll' FROM outbox WHERE id = ?7)";
    sqlx::query(sql)
        .bind(PollStage::Open.as_str())
        .bind(message.0)
        .bind(telegram_id)
        .bind(now)
        .bind(USUAL)
        .bind(PollStage::Ordered.as_str())
        .bind(row)
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps how a poll stands at `now` (Unix seconds). The result of one that was closed early is due.
pub(crate) async fn count(conn: &mut SqliteConnection, state: &PollState, now: i64) -> Result<(), StorageError> {
    let sql = "UPDATE polls SET state = json_set(state, '$.votes', json(?1)), due = iif(?2, min(due, ?3), due) \
               WHERE telegram_id = ?4 AND stage = ?5";
    sqlx::query(sql)
        .bind(json(&state.votes)?)
        .bind(state.closed)
        .bind(now)
        .bind(&state.id)
        .bind(PollStage::Open.as_str())
        .execute(conn)
        .await?;
    Ok(())
}

/// Takes those whose result is due at `now` (Unix seconds), each once. A chat that has muted us hears them once it no
/// longer does.
pub(crate) async fn raise(conn: &mut SqliteConnection, now: i64) -> Result<Vec<Poll>, StorageError> {
    let sql = select!(
        "WHERE due <= ? AND due IS NOT NULL AND NOT EXISTS ( \
             SELECT 1 FROM settings WHERE settings.chat_id = polls.chat_id AND settings.state ->> '$.hush' = 'mute') \
         ORDER BY due, id LIMIT ?"
    );
    let rows: Vec<Row> = sqlx::query_as(sql).bind(now).bind(STEP).fetch_all(&mut *conn).await?;
    let over = "UPDATE polls SET stage = ?, due = NULL, changed = ? WHERE id = ?";
    for row in &rows {
        sqlx::query(over).bind(PollStage::Over.as_str()).bind(now).bind(row.id).execute(&mut *conn).await?;
    }
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Whether any result is due at `now` (Unix seconds).
pub(crate) async fn are_due(conn: &mut SqliteConnection, now: i64) -> Result<bool, StorageError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM polls WHERE due <= ? AND due IS NOT NULL)";
    Ok(sqlx::query_scalar(sql).bind(now).fetch_one(conn).await?)
}

/// A group that becomes a supergroup keeps its polls; their messages are not there, nor those that asked.
pub(crate) async fn move_chat(conn: &mut SqliteConnection, old: ChatId, new: ChatId) -> Result<(), StorageError> {
    let sql = "UPDATE polls SET chat_id = ?, asked_id = NULL, message_id = NULL WHERE chat_id = ?";
    sqlx::query(sql).bind(new.0).bind(old.0).execute(conn).await?;
    Ok(())
}

/// Deletes those of which nothing is due, and was not since a time (Unix seconds).
pub(crate) async fn delete_old(conn: &mut SqliteConnection, before: i64) -> Result<(), StorageError> {
    let sql = "DELETE FROM polls WHERE id IN (SELECT id FROM polls WHERE due IS NULL AND changed < ? LIMIT ?)";
    sqlx::query(sql).bind(before).bind(PRUNE_STEP).execute(conn).await?;
    Ok(())
}
