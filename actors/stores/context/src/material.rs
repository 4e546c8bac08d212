//! What a chat's people said, for those who make something of it: a voice, a summary, an answer about somebody.

use std::ops::Range;

use sqlx::SqliteConnection;

use super::{
    answers::{Participant, Said},
    by_person::newest_of_person,
    quotable::quotable_in,
};
use events::{ChatId, MessageId, PersonId};
use storage::sqlite::StorageError;

/// The newest messages that are looked at; older ones say little of how a chat talks now.
const NEWEST: i64 = 2000;
/// The newest messages of one person that are looked at.
const LATEST: i64 = 100;
/// The most people of a chat that are looked through for a name.
const PEOPLE: i64 = 5000;

// The limit is inside, so that a chat of nothing but commands and bots costs no more than any other.
const SAYINGS: &str = concat!(
    "SELECT n.text FROM (
  SELECT m.message_id, m.text, m.sender_id, m.own, m.forward_name, m.forward_id, m.service
  FROM chat_ids i CROSS JOIN messages m ON m.chat_key = i.chat_key
  WHERE i.id = ?1 ORDER BY m.date DESC, m.id DESC LIMIT ?2) AS n
JOIN people p ON p.id = n.sender_id
WHERE n.text IS NOT NULL AND n.own = 0 AND n.service IS NULL AND n.forward_name IS NULL
  AND p.kind IN ('user', 'anonymous') AND n.text NOT LIKE '/%' AND ",
    quotable_in!("n.")
);
// Takes a table of messages of the chat ?1, and their order.
macro_rules! said {
    ($messages:expr, $order:literal) => {
        concat!(
            "SELECT n.chat_id, n.message_id, n.thread_id, n.sender_id, n.date, n.text, n.reply_to,
       coalesce(n.author, trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))) AS name,
       CASE WHEN n.current_id = n.chat_id AND n.kind IN ('supergroup', 'channel') THEN n.username END,
       (SELECT count(*) FROM reactions r WHERE r.chat_id = n.chat_id AND r.message_id = n.message_id
          AND r.emoji <> '[]' AND r.person_id <> n.sender_id),
       EXISTS (SELECT 1 FROM messages ours WHERE ours.chat_id = n.chat_id AND ours.message_id = n.reply_to AND ours.own = 1)
FROM (SELECT m.*, c.current_id, c.kind, c.username FROM ",
            $messages,
            " AS m JOIN chats c ON c.key = m.chat_key) AS n
JOIN people p ON p.id = n.sender_id
WHERE n.text IS NOT NULL AND n.own = 0 AND n.service IS NULL AND p.kind <> 'bot' AND n.text NOT LIKE '/%' AND ",
            quotable_in!("n."),
            $order
        )
    };
}
const SAID: &str = said!(
    "(SELECT m.* FROM chat_ids i CROSS JOIN messages m ON m.chat_key = i.chat_key
  WHERE i.id = ?1 AND m.date >= ?3 AND m.date < ?4 ORDER BY m.date DESC, m.id DESC LIMIT ?2)",
    " ORDER BY n.date, n.id"
);
pub(super) const LAST: &str = said!(
    newest_of_person!("?3", "date >= ?4 AND date < ?5", "+m.chat_key = (SELECT chat_key FROM chat_ids WHERE id = ?1)"),
    " ORDER BY n.date DESC, n.id DESC"
);
const ACQUAINTANCES: &str = "
SELECT p.id, p.first_name, coalesce(p.last_name, ''), coalesce(p.username, ''), n.messages, n.first_at, n.last_at
FROM (SELECT c.person_id, c.messages, c.first_at, c.last_at
  FROM chat_ids i CROSS JOIN chat_people c ON c.chat_key = i.chat_key WHERE i.id = ?1 LIMIT ?2) AS n
JOIN people p ON p.id = n.person_id WHERE p.kind <> 'bot' ORDER BY n.messages DESC, p.id";

/// Texts of the chat's newest 2,000 messages, newest first: only what its people wrote themselves, so neither bots nor
/// commands nor forwards.
///
/// # Errors
/// [`StorageError`].
pub async fn recent_texts(conn: &mut SqliteConnection, chat: ChatId) -> Result<Vec<String>, StorageError> {
    Ok(sqlx::query_scalar(SAYINGS).bind(chat.0).bind(NEWEST).fetch_all(conn).await?)
}

/// What was said from `from` up to `to` (Unix seconds), oldest first; of more than 2,000 messages the newest. Without
/// commands and without what bots say.
///
/// # Errors
/// [`StorageError`].
pub async fn said(conn: &mut SqliteConnection, chat: ChatId, from: i64, to: i64) -> Result<Vec<Said>, StorageError> {
    let rows = sqlx::query_as(SAID).bind(chat.0).bind(NEWEST).bind(from).bind(to).fetch_all(conn).await?;
    Ok(rows.into_iter().map(of_row).collect())
}

/// What a person said last in a chat within a time (Unix seconds), newest first; looks at their newest 100 messages of it
/// there.
///
/// # Errors
/// [`StorageError`].
pub async fn last_said(
    conn: &mut SqliteConnection,
    chat: ChatId,
    who: PersonId,
    within: Range<i64>,
) -> Result<Vec<Said>, StorageError> {
    let last = sqlx::query_as(LAST).bind(chat.0).bind(LATEST).bind(who.0).bind(within.start).bind(within.end);
    let rows = last.fetch_all(conn).await?;
    Ok(rows.into_iter().map(of_row).collect())
}

/// Chat, message, topic, sender, date, text, what it answers, the sender's name, the chat's username, reactions of others,
/// whether it replies to us.
pub(super) type Row = (i64, i64, Option<i64>, i64, i64, String, Option<i64>, String, Option<String>, i64, bool);

pub(super) fn of_row(row: Row) -> Said {
    let (chat, message, thread, sender, date, text, reply_to, sender_name, chat_username, reactions, to_us) = row;
    Said {
        chat_id: ChatId(chat),
        chat_username,
        thread,
        message_id: MessageId(message),
        sender_id: PersonId(sender),
        sender_name,
        date,
        text,
        reply_to: reply_to.map(MessageId),
        to_us,
        reactions,
    }
}

/// People who wrote in a chat, bots aside, those who wrote most first; of more than 5,000 some are left out.
///
/// # Errors
/// [`StorageError`].
pub async fn participants(conn: &mut SqliteConnection, chat: ChatId) -> Result<Vec<Participant>, StorageError> {
    type Row = (i64, String, String, String, i64, i64, i64);
    let rows: Vec<Row> = sqlx::query_as(ACQUAINTANCES).bind(chat.0).bind(PEOPLE).fetch_all(conn).await?;
    let known = |(id, first_name, last_name, username, messages, first_at, last_at): Row| Participant {
        id: PersonId(id),
        first_name,
        last_name,
        username,
        messages,
        first_at,
        last_at,
    };
    Ok(rows.into_iter().map(known).collect())
}
