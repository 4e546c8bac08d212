//! Messages as the memory holds them: the last of a chat, or one by its id.

use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use super::{answers::Remembered, history::media, quotable::quotable_in};
use events::{ChatId, MessageId, PersonId};
use storage::sqlite::StorageError;

/// The most messages that are given at once.
const MOST: u32 = 1000;

macro_rules! remembered {
    ($rest:literal) => {
        concat!(
            "SELECT m.chat_id, m.message_id, m.thread_id, m.sender_id, m.date, m.edited_at, m.text, m.media_kind,
                    m.file_id, m.sketch,
                    m.reply_to, m.own, coalesce(m.author, trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))) AS name
             FROM chat_ids i JOIN messages m ON m.chat_key = i.chat_key LEFT JOIN people p ON p.id = m.sender_id
             WHERE i.id = ?1 AND ",
            quotable_in!("m."),
            " AND ",
            $rest
        )
    };
}

pub(super) const RECENT: &str =
    remembered!("(m.service IS NULL OR m.sketch IS NOT NULL) ORDER BY m.date DESC, m.id DESC LIMIT ?2");
pub(super) const RECENT_IN_THREAD: &str = remembered!(
    "m.thread_id = ?3 AND (m.service IS NULL OR m.sketch IS NOT NULL) ORDER BY m.date DESC, m.id DESC LIMIT ?2"
);
pub(super) const ONE: &str = remembered!(
    "m.id = (SELECT one.id FROM chat_ids other CROSS JOIN messages one ON one.chat_id = other.id
              WHERE other.chat_key = i.chat_key AND one.message_id = ?2
              ORDER BY one.chat_id = ?1 DESC, one.date DESC LIMIT 1)"
);

impl FromRow<'_, SqliteRow> for Remembered {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            chat_id: ChatId(row.try_get("chat_id")?),
            message_id: MessageId(row.try_get("message_id")?),
            thread: row.try_get("thread_id")?,
            sender_id: PersonId(row.try_get("sender_id")?),
            sender_name: row.try_get("name")?,
            date: row.try_get("date")?,
            edited_at: row.try_get("edited_at")?,
            text: row.try_get("text")?,
            media: media(row)?,
            reply_to: row.try_get::<Option<i64>, _>("reply_to")?.map(MessageId),
            own: row.try_get("own")?,
        })
    }
}

/// The last messages of a chat (at most 1000), or of one forum topic of it, oldest first; service messages that tell nothing in words
/// are left out.
/// Replaces `get_context` and `get_recent_messages`.
///
/// # Errors
/// [`StorageError`].
pub async fn recent(
    conn: &mut SqliteConnection,
    chat: ChatId,
    limit: u32,
    thread: Option<i64>,
) -> Result<Vec<Remembered>, StorageError> {
    let limit = limit.min(MOST);
    let mut messages: Vec<Remembered> = match thread {
        None => sqlx::query_as(RECENT).bind(chat.0).bind(limit).fetch_all(conn).await?,
        Some(thread) => sqlx::query_as(RECENT_IN_THREAD).bind(chat.0).bind(limit).bind(thread).fetch_all(conn).await?,
    };
    messages.reverse();
    Ok(messages)
}

/// When a person wrote last.
pub(super) async fn last_word(conn: &mut SqliteConnection, person: PersonId) -> Result<Option<i64>, StorageError> {
    Ok(sqlx::query_scalar("SELECT max(date) FROM messages WHERE sender_id = ?").bind(person.0).fetch_one(conn).await?)
}

/// One message, service messages included. Of two with this id in a migrated group, the one of the chat id asked for.
///
/// # Errors
/// [`StorageError`].
pub async fn message(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message: MessageId,
) -> Result<Option<Remembered>, StorageError> {
    Ok(sqlx::query_as(ONE).bind(chat.0).bind(message.0).fetch_optional(conn).await?)
}
