//! What each person was answered last in a chat. For some minutes their next words may go on from there.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::{outbox::written, request::Talk};
use events::{ChatId, PersonId};
use storage::sqlite::StorageError;

/// Milliseconds after which nothing goes on from an answer.
const REMEMBERED: i64 = 600_000;

/// Milliseconds after which nobody else goes on from it.
const HEARD: i64 = 180_000;

/// An answer: the next words may go on from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastTalk {
    /// What was answered.
    pub talk: Talk,
    /// The topic that it was given in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<i64>,
    /// How many times more of it was asked for since.
    #[serde(default)]
    pub more: u32,
}

/// An answer, and where whom it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    pub chat: ChatId,
    pub person: PersonId,
    pub last: LastTalk,
}

/// Remembers an answer at a time (Unix milliseconds).
pub(crate) async fn remember(
    conn: &mut SqliteConnection,
    Remembered { chat, person, last }: &Remembered,
    at: i64,
) -> Result<(), StorageError> {
    let sql = "INSERT OR REPLACE INTO talks (chat_id, person_id, at, talk) VALUES (?, ?, ?, ?)";
    sqlx::query(sql).bind(chat.0).bind(person.0).bind(at).bind(written(last)?).execute(conn).await?;
    Ok(())
}

/// What a person was answered last in a chat, if that was a short time before `now` (Unix milliseconds).
pub(crate) async fn last(
    conn: &mut SqliteConnection,
    chat: ChatId,
    person: PersonId,
    now: i64,
) -> Result<Option<LastTalk>, StorageError> {
    let sql = "SELECT talk FROM talks WHERE chat_id = ? AND person_id = ? AND at > ?";
    let query = sqlx::query_scalar(sql).bind(chat.0).bind(person.0).bind(now.saturating_sub(REMEMBERED));
    let talk: Option<String> = query.fetch_optional(conn).await?;
    Ok(talk.and_then(|talk| serde_json::from_str(&talk).ok()))
}

/// What anybody was answered last in a topic of a chat, if that was just before `now` (Unix milliseconds).
pub(crate) async fn last_heard(
    conn: &mut SqliteConnection,
    chat: ChatId,
    thread: Option<i64>,
    now: i64,
) -> Result<Option<LastTalk>, StorageError> {
    let sql = "SELECT talk FROM talks WHERE chat_id = ? AND at > ? AND talk ->> '$.thread' IS ? \
               ORDER BY at DESC LIMIT 1";
    let query = sqlx::query_scalar(sql).bind(chat.0).bind(now.saturating_sub(HEARD)).bind(thread);
    let talk: Option<String> = query.fetch_optional(conn).await?;
    Ok(talk.and_then(|talk| serde_json::from_str(&talk).ok()))
}

/// Deletes what nothing goes on from any more.
pub(crate) async fn prune(conn: &mut SqliteConnection, now: i64) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM talks WHERE at <= ?").bind(now.saturating_sub(REMEMBERED)).execute(conn).await?;
    Ok(())
}
