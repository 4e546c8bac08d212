//! Statistics, read from kept counters: the same time however much is remembered.

use std::{collections::HashMap, ops::Range};

use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use super::answers::{ActiveChat, ChatStats, GlobalStats, PersonStats, SilentChat};
use events::{ChatId, PersonId};
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

const CHAT: &str = "
SELECT c.current_id, c.title, c.messages, c.to_bot, c.people, c.own_messages, c.edits, c.first_message_at, c.last_message_at
FROM chat_ids i JOIN chats c ON c.key = i.chat_key WHERE i.id = ?";
const GLOBAL: &str = "SELECT messages, chats, people FROM totals";
const ACTIVE: &str = "
SELECT current_id, title, messages, last_message_at FROM chats
WHERE last_message_at >= ? ORDER BY last_message_at DESC LIMIT ?";
const FALLEN_SILENT: &str = "
SELECT current_id, json_quote(kind) AS kind, last_message_at FROM chats
WHERE last_message_at >= ? AND last_message_at < ? AND kind IN ('group', 'supergroup')
ORDER BY last_message_at DESC LIMIT ?";

const PERSON: &str = "
SELECT cp.person_id, cp.messages, cp.to_bot, cp.first_at, cp.last_at,
       trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')) AS name
FROM chat_ids i JOIN chat_people cp ON cp.chat_key = i.chat_key LEFT JOIN people p ON p.id = cp.person_id
WHERE i.id = ? AND cp.person_id = ?";
pub(super) const TOP: &str = "
SELECT cp.person_id, cp.messages, cp.to_bot, cp.first_at, cp.last_at,
       trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, '')) AS name
FROM chat_ids i CROSS JOIN chats c ON c.key = i.chat_key CROSS JOIN json_each(c.top) t
CROSS JOIN chat_people cp ON cp.chat_key = c.key AND cp.person_id = t.value->>0
LEFT JOIN people p ON p.id = cp.person_id
WHERE i.id = ? ORDER BY t.key";

pub(super) const NAMES: &str = "
SELECT p.id, trim(p.first_name || ' ' || coalesce(p.last_name, '')) FROM jsonb_each(?) w
CROSS JOIN people p ON p.id = w.value";

impl FromRow<'_, SqliteRow> for PersonStats {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            person_id: PersonId(row.try_get("person_id")?),
            name: row.try_get("name")?,
            messages: row.try_get("messages")?,
            to_bot: row.try_get("to_bot")?,
            first_message_at: row.try_get("first_at")?,
            last_message_at: row.try_get("last_at")?,
        })
    }
}

impl FromRow<'_, SqliteRow> for ChatStats {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            chat_id: ChatId(row.try_get("current_id")?),
            title: row.try_get("title")?,
            total_messages: row.try_get("messages")?,
            to_bot: row.try_get("to_bot")?,
            unique_users: row.try_get("people")?,
            own_messages: row.try_get("own_messages")?,
            edits: row.try_get("edits")?,
            first_message_at: row.try_get("first_message_at")?,
            last_message_at: row.try_get("last_message_at")?,
            top: Vec::new(),
        })
    }
}

impl FromRow<'_, SqliteRow> for ActiveChat {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            chat_id: ChatId(row.try_get("current_id")?),
            title: row.try_get("title")?,
            total_messages: row.try_get("messages")?,
            last_message_at: row.try_get("last_message_at")?,
        })
    }
}

impl FromRow<'_, SqliteRow> for SilentChat {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let kind = read(row.try_get("kind")?).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let last_message_at = row.try_get("last_message_at")?;
        Ok(Self { chat_id: ChatId(row.try_get("current_id")?), kind, last_message_at })
    }
}

/// Statistics of a chat, with the ten who wrote most; `None` if nothing was ever seen of it. Replaces `get_chat_stats`.
///
/// # Errors
/// [`StorageError`].
pub async fn chat_stats(conn: &mut SqliteConnection, chat: ChatId) -> Result<Option<ChatStats>, StorageError> {
    let Some(stats) = sqlx::query_as(CHAT).bind(chat.0).fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    let top = sqlx::query_as(TOP).bind(chat.0).fetch_all(conn).await?;
    Ok(Some(ChatStats { top, ..stats }))
}

/// What a person wrote in a chat; `None` if nothing.
///
/// # Errors
/// [`StorageError`].
pub async fn person_stats(
    conn: &mut SqliteConnection,
    chat: ChatId,
    person: PersonId,
) -> Result<Option<PersonStats>, StorageError> {
    Ok(sqlx::query_as(PERSON).bind(chat.0).bind(person.0).fetch_optional(conn).await?)
}

/// Statistics of all chats. Replaces `get_global_stats`.
///
/// # Errors
/// [`StorageError`].
pub async fn global_stats(conn: &mut SqliteConnection) -> Result<GlobalStats, StorageError> {
    let (total_messages, active_chats, total_users) = sqlx::query_as(GLOBAL).fetch_one(conn).await?;
    Ok(GlobalStats { total_messages, active_chats, total_users })
}

/// Chats where someone wrote at `since` (Unix seconds) or later, the latest first. Replaces `get_active_chats`.
///
/// # Errors
/// [`StorageError`].
pub async fn active_chats(
    conn: &mut SqliteConnection,
    since: i64,
    limit: u32,
) -> Result<Vec<ActiveChat>, StorageError> {
    Ok(sqlx::query_as(ACTIVE).bind(since).bind(limit).fetch_all(conn).await?)
}

/// Groups whose last message was written within `between` (Unix seconds), the latest first.
///
/// # Errors
/// [`StorageError`].
pub async fn fallen_silent(
    conn: &mut SqliteConnection,
    between: Range<i64>,
    limit: u32,
) -> Result<Vec<SilentChat>, StorageError> {
    Ok(sqlx::query_as(FALLEN_SILENT).bind(between.start).bind(between.end).bind(limit).fetch_all(conn).await?)
}

/// First and last names of those people that are known.
///
/// # Errors
/// [`StorageError`].
pub async fn names(
    conn: &mut SqliteConnection,
    people: &[PersonId],
) -> Result<HashMap<PersonId, String>, StorageError> {
    let names: Vec<(i64, String)> = sqlx::query_as(NAMES).bind(json(&people)?).fetch_all(conn).await?;
    Ok(names.into_iter().map(|(person, name)| (PersonId(person), name)).collect())
}
