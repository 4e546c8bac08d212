//! Messages as the memory holds them: the last of a chat, or one by its id.

use sqlx::SqliteConnection;

use super::{answers::Remembered, by_person::newest_of_person, quotable::quotable_in};
use events::{ChatId, Media, MessageId, PersonId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
    json::read,
};

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

/// The sign before the limit: SQLite plans by a limit that is bound, and compiles the statement anew whenever one is.
pub(super) const RECENT: &str =
    remembered!("(m.service IS NULL OR m.sketch IS NOT NULL) ORDER BY m.date DESC, m.id DESC LIMIT +?2");
pub(super) const RECENT_IN_THREAD: &str = remembered!(
    "m.thread_id = ?3 AND (m.service IS NULL OR m.sketch IS NOT NULL) ORDER BY m.date DESC, m.id DESC LIMIT +?2"
);
pub(super) const ONE: &str = remembered!(
    "m.id = (SELECT one.id FROM chat_ids other CROSS JOIN messages one ON one.chat_id = other.id
              WHERE other.chat_key = i.chat_key AND one.message_id = ?2
              ORDER BY one.chat_id = ?1 DESC, one.date DESC LIMIT 1)"
);
const LAST_WORD: &str = concat!("SELECT date FROM ", newest_of_person!("?1", "true", "true"));

impl Remembered {
    /// Of a row of the statements above.
    fn read(row: &Row<'_>) -> Result<Self, StorageError> {
        let owned = |column| Ok::<_, StorageError>(row.some_text(column)?.map(str::to_owned));
        let sketch = row.some_text(9)?.map(read).transpose()?.unwrap_or_default();
        let file_id = owned(8)?;
        Ok(Self {
            chat_id: ChatId(row.integer(0)),
            message_id: MessageId(row.integer(1)),
            thread: row.some_integer(2),
            sender_id: PersonId(row.integer(3)),
            date: row.integer(4),
            edited_at: row.some_integer(5),
            text: owned(6)?,
            media: owned(7)?.map(|kind| Media { kind, file_id, sketch }),
            reply_to: row.some_integer(10).map(MessageId),
            own: row.integer(11) != 0,
            sender_name: row.text(12)?.to_owned(),
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
    let direct = Direct::of(conn).await?;
    let mut messages = Vec::new();
    let read = |row: &Row<'_>| {
        messages.push(Remembered::read(row)?);
        Ok(())
    };
    let (chat, limit) = (chat.into(), i64::from(limit).into());
    match thread {
        None => direct.prepare(RECENT)?.each(&[chat, limit], read)?,
        Some(thread) => direct.prepare(RECENT_IN_THREAD)?.each(&[chat, limit, thread.into()], read)?,
    }
    messages.reverse();
    Ok(messages)
}

/// When a person wrote last.
pub(super) async fn last_word(conn: &mut SqliteConnection, person: PersonId) -> Result<Option<i64>, StorageError> {
    Ok(sqlx::query_scalar(LAST_WORD).bind(person.0).bind(1).fetch_optional(conn).await?)
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
    let direct = Direct::of(conn).await?;
    let mut one = direct.prepare(ONE)?;
    one.first(&[chat.into(), message.into()], Remembered::read)
}
