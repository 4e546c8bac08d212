//! The outbox: what is to be said, from the decision to the message sent. Statements only.
//!
//! decided -> ready (worded) -> sending (claimed, durable before the call) -> sent | failed | unknown

use std::time::Duration;

use serde::Serialize;
use sqlx::{FromRow, SqliteConnection};

use super::{Action, Effect, Lane, Request, RequestKind, Urgency, files, pings::supersedes, polls, row_key::RowKey};
use events::{ChatId, MessageId, PersonId, Seq};
use runtime::clock::now_ms;
use storage::{journal::Entry, sqlite::StorageError};

/// The condition of the partial index of rows that are not done with. SQLite uses that index only for a statement that
/// has the index's own condition in it, so it stands beside a narrower one too (`state = 'ready' AND` this).
macro_rules! is_open {
    () => {
        "state IN ('decided', 'ready', 'sending')"
    };
}

/// The condition of the partial index of rows that are done with.
macro_rules! is_done {
    () => {
        "state IN ('sent', 'failed', 'unknown')"
    };
}

pub(super) use {is_done, is_open};

/// Rows of a chat among which one that is needless now is looked for, the newest.
const SUPERSEDED: u32 = 16;

/// Why something was not sent, or when it may be tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was surely not sent: try again, not before a time (Unix milliseconds), perhaps elsewhere.
    Again { not_before_ms: i64, chat: Option<ChatId> },
    /// As `Again`, in other words: Telegram could not read ours.
    Instead(Action),
    /// As `Again`, without the forum topic: it is gone.
    OutsideTopic,
    /// It was sent, and the journal cannot tell: Telegram's answer made no sense.
    Sent,
    /// Nobody can vote in the poll any more. The votes, if Telegram told them.
    Stopped(Option<Vec<u32>>),
    /// It will never be sent.
    Failed(String),
    /// Nobody knows whether it was sent; its policy decides whether it is sent again, not before a time.
    Unknown { why: String, not_before_ms: i64 },
}

/// Something decided that waits to be worded.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: JobId,
    pub seq: Seq,
    /// `None` if another version wrote it and this one cannot read it.
    pub request: Option<Request>,
    /// It is worded again, since somebody asked to be forgotten.
    pub again: bool,
    /// It is not to be worded before, Unix milliseconds.
    pub not_before_ms: i64,
}

impl Job {
    /// How long it is not to be worded yet.
    pub fn wait(&self) -> Option<Duration> {
        let left = self.not_before_ms.saturating_sub(now_ms());
        u64::try_from(left).ok().filter(|left| *left > 0).map(Duration::from_millis)
    }
}

/// A row, as it was decided at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobId {
    pub row: i64,
    changed_ms: i64,
}

/// Something worded that waits to be sent.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub id: i64,
    /// What it is known by on every machine.
    pub key: String,
    pub seq: Seq,
    /// When the update that asked for it was stored, Unix milliseconds.
    pub received_ms: i64,
    pub chat: ChatId,
    pub thread: Option<i64>,
    pub reply_to: Option<MessageId>,
    pub effect: Effect,
    pub urgency: Urgency,
    /// `None` if another version wrote it and this one cannot read it.
    pub action: Option<Action>,
    pub tries: i64,
    /// It answers an order.
    pub is_order: bool,
    /// Nobody else is to see it.
    pub ephemeral: Option<Ephemeral>,
}

/// Whom an ephemeral message is for, and what allows us to send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ephemeral {
    pub receiver: PersonId,
    /// The number of the ephemeral message that asked, or has the button.
    pub message: i64,
    /// The press of that button.
    pub query: Option<String>,
}

impl Ephemeral {
    fn of(request: &Request) -> Option<Self> {
        let query = match &request.kind {
            RequestKind::Press { query, .. } => Some(query.clone()),
            _ => None,
        };
        Some(Self { receiver: request.asker, message: request.ephemeral?, query })
    }
}

impl Outgoing {
    /// Where it waits for its turn.
    pub fn lane(&self) -> Lane {
        self.action.as_ref().map_or(Lane::Talk, Action::lane)
    }
}

/// One row to be.
pub(super) struct Decided<'a> {
    pub seq: Seq,
    pub received_ms: i64,
    /// It is not to be worded before, Unix milliseconds; 0 for at once.
    pub not_before_ms: i64,
    pub request: &'a Request,
}

/// Adds a row; tells its number.
pub(super) async fn add(conn: &mut SqliteConnection, decided: Decided<'_>) -> Result<i64, StorageError> {
    let request = decided.request;
    let added = sqlx::query(
        "INSERT INTO outbox (seq, received_ms, chat_id, thread_id, reply_to, at_least_once, urgency, state, request, not_before_ms, \
         changed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, 'decided', ?, ?, ?)",
    )
    .bind(decided.seq.0)
    .bind(decided.received_ms)
    .bind(request.chat.0)
    .bind(request.thread)
    .bind(request.reply_to.map(|id| id.0))
    .bind(request.effect() == Effect::AtLeastOnce)
    .bind(request.urgency().number())
    .bind(written(request)?)
    .bind(decided.not_before_ms)
    .bind(now_ms())
    .execute(conn)
    .await?;
    Ok(added.last_insert_rowid())
}

/// Drops what waits to be worded and is made needless by a newer request of its chat.
pub(super) async fn supersede(conn: &mut SqliteConnection, newer: &Request) -> Result<(), StorageError> {
    let sql = concat!(
        "SELECT id, request FROM outbox WHERE state = 'decided' AND chat_id = ? AND ",
        is_open!(),
        " ORDER BY id DESC LIMIT ?"
    );
    let rows: Vec<(i64, String)> =
        sqlx::query_as(sql).bind(newer.chat.0).bind(SUPERSEDED).fetch_all(&mut *conn).await?;
    for (id, request) in rows {
        if serde_json::from_str(&request).is_ok_and(|older| supersedes(newer, &older)) {
            withdraw(conn, id).await?;
        }
    }
    Ok(())
}

/// What is done unasked and needs no wording, not before a time (Unix milliseconds), at most once.
pub(super) async fn act(
    conn: &mut SqliteConnection,
    entry: &Entry,
    chat: ChatId,
    action: &Action,
    not_before_ms: i64,
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO outbox (seq, received_ms, chat_id, at_least_once, urgency, state, request, action, lane, \
         not_before_ms, changed_ms) VALUES (?, ?, ?, 0, ?, 'ready', 'null', ?, ?, ?, ?)",
    )
    .bind(entry.seq.0)
    .bind(entry.received_ms)
    .bind(chat.0)
    .bind(Urgency::Reaction.number())
    .bind(written(action)?)
    .bind(action.lane().as_str())
    .bind(not_before_ms)
    .bind(now_ms())
    .execute(conn)
    .await?;
    Ok(())
}

/// What a decided row comes to; all but the first action become rows of their own that keep their place behind it.
pub(super) async fn composed(conn: &mut SqliteConnection, job: JobId, actions: &[Action]) -> Result<(), StorageError> {
    let id = job.row;
    let still = "SELECT EXISTS (SELECT 1 FROM outbox WHERE id = ? AND state = 'decided' AND changed_ms = ?)";
    if !sqlx::query_scalar::<_, bool>(still).bind(id).bind(job.changed_ms).fetch_one(&mut *conn).await? {
        return Ok(());
    }
    let Some((first, rest)) = actions.split_first() else {
        return close(conn, id, "failed", "nothing to say").await;
    };
    let ready = "UPDATE outbox SET state = 'ready', action = ?, lane = ?, outcome = NULL, changed_ms = ? WHERE id = ?";
    let lane = first.lane().as_str();
    sqlx::query(ready).bind(written(first)?).bind(lane).bind(now_ms()).bind(id).execute(&mut *conn).await?;
    keep_beside(conn, id, first).await?;
    for (part, action) in (1i64..).zip(rest) {
        let added = sqlx::query(
            "INSERT INTO outbox (seq, received_ms, chat_id, thread_id, at_least_once, urgency, state, request, action, \
             lane, turn, part, changed_ms) \
             SELECT seq, received_ms, chat_id, thread_id, at_least_once, urgency, 'ready', request, ?, ?, id, ?, ? \
             FROM outbox WHERE id = ?",
        )
        .bind(written(action)?)
        .bind(action.lane().as_str())
        .bind(part)
        .bind(now_ms())
        .bind(id)
        .execute(&mut *conn)
        .await?;
        keep_beside(conn, added.last_insert_rowid(), action).await?;
    }
    Ok(())
}

/// What a row needs besides its action.
async fn keep_beside(conn: &mut SqliteConnection, row: i64, action: &Action) -> Result<(), StorageError> {
    match action {
        Action::Poll { poll, .. } => polls::address(conn, *poll, row).await,
        _ => files::keep(conn, row, action).await,
    }
}

pub(crate) fn written(value: &impl Serialize) -> Result<String, StorageError> {
    serde_json::to_string(value).map_err(|error| StorageError::Refused(error.to_string()))
}

/// A decided row turned out to be not worth saying; tells its chat.
pub(super) async fn withdraw(conn: &mut SqliteConnection, id: i64) -> Result<Option<ChatId>, StorageError> {
    let sql = "DELETE FROM outbox WHERE id = ? AND state = 'decided' RETURNING chat_id";
    let chat: Option<i64> = sqlx::query_scalar(sql).bind(id).fetch_optional(conn).await?;
    Ok(chat.map(ChatId))
}

/// Marks a ready row as being sent. False if it no longer is ready.
pub(super) async fn claim(conn: &mut SqliteConnection, id: i64) -> Result<bool, StorageError> {
    let sql = "UPDATE outbox SET state = 'sending', tries = tries + 1, changed_ms = ? WHERE id = ? AND state = 'ready'";
    Ok(sqlx::query(sql).bind(now_ms()).bind(id).execute(conn).await?.rows_affected() > 0)
}

/// What became of a row that was being sent.
pub(super) async fn settle(conn: &mut SqliteConnection, id: i64, outcome: &Outcome) -> Result<(), StorageError> {
    match outcome {
        Outcome::Again { not_before_ms, chat } => {
            // Message ids start again in another chat, so what was answered cannot be pointed at there.
            let sql = "UPDATE outbox SET state = 'ready', not_before_ms = ?1, chat_id = ifnull(?2, chat_id), \
                       reply_to = iif(?2 IS NULL, reply_to, NULL), thread_id = iif(?2 IS NULL, thread_id, NULL), \
                       changed_ms = ?3 WHERE id = ?4 AND state = 'sending'";
            let chat = chat.map(|chat| chat.0);
            sqlx::query(sql).bind(not_before_ms).bind(chat).bind(now_ms()).bind(id).execute(conn).await?;
        }
        Outcome::Instead(action) => {
            let sql =
                "UPDATE outbox SET state = 'ready', action = ?, changed_ms = ? WHERE id = ? AND state = 'sending'";
            sqlx::query(sql).bind(written(action)?).bind(now_ms()).bind(id).execute(conn).await?;
        }
        Outcome::OutsideTopic => {
            let sql = "UPDATE outbox SET state = 'ready', thread_id = NULL, changed_ms = ? WHERE id = ? AND state = 'sending'";
            sqlx::query(sql).bind(now_ms()).bind(id).execute(conn).await?;
        }
        Outcome::Sent => drop(sent(conn, id).await?),
        Outcome::Stopped(votes) => polls::stopped(conn, id, votes.as_deref()).await?,
        Outcome::Failed(why) => close(conn, id, "failed", why).await?,
        Outcome::Unknown { why, not_before_ms } => {
            let sql = "UPDATE outbox SET state = iif(at_least_once, 'ready', 'unknown'), outcome = ?, not_before_ms = ?, \
                       changed_ms = ? WHERE id = ? AND state = 'sending'";
            sqlx::query(sql).bind(why).bind(not_before_ms).bind(now_ms()).bind(id).execute(conn).await?;
        }
    }
    Ok(())
}

async fn close(conn: &mut SqliteConnection, id: i64, state: &str, why: &str) -> Result<(), StorageError> {
    let sql = "UPDATE outbox SET state = ?, outcome = ?, changed_ms = ? WHERE id = ? AND state <> 'sent'";
    sqlx::query(sql).bind(state).bind(why).bind(now_ms()).bind(id).execute(conn).await?;
    Ok(())
}

/// Whatever waits to be said or done in a chat never will be; what is being sent is left to its outcome.
pub(super) async fn give_up(conn: &mut SqliteConnection, chat: ChatId, why: &str) -> Result<(), StorageError> {
    let sql = concat!(
        "UPDATE outbox SET state = 'failed', outcome = ?, changed_ms = ? WHERE chat_id = ? \
               AND state IN ('decided', 'ready') AND ",
        is_open!()
    );
    sqlx::query(sql).bind(why).bind(now_ms()).bind(chat.0).execute(conn).await?;
    Ok(())
}

/// The journal says that it was sent; tells what had asked for it, if that can still be read.
pub(super) async fn sent(conn: &mut SqliteConnection, id: i64) -> Result<Option<Request>, StorageError> {
    let sql = "UPDATE outbox SET state = 'sent', outcome = NULL, changed_ms = ? WHERE id = ? RETURNING request";
    let request: Option<String> = sqlx::query_scalar(sql).bind(now_ms()).bind(id).fetch_optional(conn).await?;
    Ok(request.and_then(|request| serde_json::from_str(&request).ok()))
}

/// Whoever was sending these is gone: their outcome is unknown.
pub(super) async fn recover(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let sql = concat!(
        "UPDATE outbox SET state = iif(at_least_once, 'ready', 'unknown'), \
               outcome = 'the service stopped while sending', changed_ms = ? WHERE state = 'sending' AND ",
        is_open!()
    );
    sqlx::query(sql).bind(now_ms()).execute(conn).await?;
    Ok(())
}

/// Deletes at most `limit` finished rows that did not change since `before_ms`; true if there may be more.
pub(super) async fn prune(conn: &mut SqliteConnection, before_ms: i64, limit: u32) -> Result<bool, StorageError> {
    let sql = concat!(
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox \
               WHERE ",
        is_done!(),
        " AND changed_ms < ? ORDER BY changed_ms LIMIT ?)"
    );
    let deleted = sqlx::query(sql).bind(before_ms).bind(limit).execute(conn).await?;
    Ok(deleted.rows_affected() >= u64::from(limit))
}

/// Whether anything waits to be worded, or could be sent now.
pub(super) async fn is_busy(conn: &mut SqliteConnection) -> Result<bool, StorageError> {
    let sql = concat!(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE ",
        is_open!(),
        " \
               AND (state <> 'ready' OR not_before_ms <= ?))"
    );
    Ok(sqlx::query_scalar(sql).bind(now_ms()).fetch_one(conn).await?)
}

/// What waits to be worded: the most urgent first, then the oldest.
pub(super) async fn decided(conn: &mut SqliteConnection, limit: u32) -> Result<Vec<Job>, StorageError> {
    let sql = concat!(
        "SELECT id, changed_ms, seq, request, outcome IS 'again', not_before_ms FROM outbox WHERE state = 'decided' \
               AND ",
        is_open!(),
        " ORDER BY urgency, id LIMIT ?"
    );
    let rows: Vec<(i64, i64, i64, String, bool, i64)> = sqlx::query_as(sql).bind(limit).fetch_all(conn).await?;
    let job = |(row, changed_ms, seq, request, again, not_before_ms): (i64, i64, i64, String, bool, i64)| Job {
        id: JobId { row, changed_ms },
        seq: Seq(seq),
        request: serde_json::from_str(&request).ok(),
        again,
        not_before_ms,
    };
    Ok(rows.into_iter().map(job).collect())
}

#[derive(FromRow)]
struct Row {
    id: i64,
    seq: i64,
    received_ms: i64,
    chat_id: i64,
    thread_id: Option<i64>,
    reply_to: Option<i64>,
    at_least_once: bool,
    urgency: i64,
    action: String,
    tries: i64,
    request: String,
    part: i64,
}

impl From<Row> for Outgoing {
    fn from(row: Row) -> Self {
        let request: Option<Request> = serde_json::from_str(&row.request).ok();
        let key = RowKey::of(Seq(row.seq), ChatId(row.chat_id), row.received_ms, &row.request, row.part);
        Self {
            id: row.id,
            key: key.to_string(),
            seq: Seq(row.seq),
            received_ms: row.received_ms,
            chat: ChatId(row.chat_id),
            thread: row.thread_id,
            reply_to: row.reply_to.map(MessageId),
            effect: if row.at_least_once { Effect::AtLeastOnce } else { Effect::AtMostOnce },
            urgency: Urgency::of_number(row.urgency),
            action: serde_json::from_str(&row.action).ok(),
            tries: row.tries,
            is_order: request.as_ref().is_some_and(|request| request.is_order),
            ephemeral: request.as_ref().and_then(Ephemeral::of),
        }
    }
}

/// The next thing to do in each lane of each chat where nothing is being done, if its time has come: the most urgent
/// first, then the oldest.
pub(super) async fn ready(conn: &mut SqliteConnection, limit: u32) -> Result<Vec<Outgoing>, StorageError> {
    // One number orders a lane by urgency, turn and part; ids stay far below 2^44.
    let sql = concat!(
        "SELECT id, seq, received_ms, chat_id, thread_id, reply_to, at_least_once, urgency, action, tries, request, part \
               FROM outbox WHERE id IN (SELECT id FROM \
                   (SELECT id, min((urgency << 56) + ifnull(turn, id) * 4096 + part) FROM outbox \
                    WHERE state IN ('ready', 'sending') AND ",
        is_open!(),
        " \
                    GROUP BY chat_id, lane)) \
               AND state = 'ready' AND not_before_ms <= ? ORDER BY urgency, id LIMIT ?"
    );
    let rows: Vec<Row> = sqlx::query_as(sql).bind(now_ms()).bind(limit).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Outgoing::from).collect())
}

/// How many rows are in each state.
pub(super) async fn counts(conn: &mut SqliteConnection) -> Result<Vec<(String, i64)>, StorageError> {
    Ok(sqlx::query_as("SELECT state, count(*) FROM outbox GROUP BY state").fetch_all(conn).await?)
}

#[cfg(test)]
mod tests;
