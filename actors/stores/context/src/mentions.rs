//! Who wrote of something, for those who recall, count and compare: the newest messages with some words.

use std::ops::Range;

use serde_json::json;
use sqlx::SqliteConnection;

use super::{
    answers::{Mentions, Said},
    findable::findable_in,
    material::{Row, of_row},
    quotable::quotable_in,
    search::{any_word, every_word, wanted},
};
use events::{ChatId, PersonId};
use storage::sqlite::StorageError;

/// Messages with the words that are looked at, the newest ones: what a common word costs is bounded by it.
pub const MOST_MENTIONS: u32 = 2000;
/// Words that are looked for, with their synonyms.
const MOST_SOUGHT: usize = 40;
/// Messages of a time up to which it is worth asking where it lies in the index.
const SHORT_TIME: u32 = 20_000;

const KEY: &str = "SELECT chat_key FROM chat_ids WHERE id = ?";
// Numbers of messages of a time, if these are not too many: their words stand together in the index.
const PLACE: &str = "
SELECT min(id), max(id), count(*) FROM (
  SELECT id FROM messages WHERE chat_key = ?1 AND date >= ?2 AND date < ?3 LIMIT ?4)";
const FOUND: &str =
    "SELECT rowid FROM found WHERE found MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC LIMIT ?4";
// A text is cut: two thousand of the longest would be too much to hold.
const READ: &str = concat!(
    "SELECT n.chat_id, n.message_id, n.thread_id, n.sender_id, n.date, substr(n.text, 1, 2000), n.reply_to,
       coalesce(n.author, trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))) AS name,
       CASE WHEN c.current_id = n.chat_id AND c.kind IN ('supergroup', 'channel') THEN c.username END,
       (SELECT count(*) FROM reactions r WHERE r.chat_id = n.chat_id AND r.message_id = n.message_id
          AND r.emoji <> '[]' AND r.person_id <> n.sender_id),
       EXISTS (SELECT 1 FROM messages ours WHERE ours.chat_id = n.chat_id AND ours.message_id = n.reply_to AND ours.own = 1)
FROM (SELECT m.id, m.chat_key, m.chat_id, m.message_id, m.thread_id, m.sender_id, m.date, m.reply_to, m.author, m.own, m.service,
        m.forward_id, ",
    findable_in!("m."),
    " AS text
      FROM json_each(?1) CROSS JOIN messages m ON m.id = value
      WHERE m.date >= ?2 AND m.date < ?3 AND (?4 IS NULL OR m.sender_id = ?4)) AS n
JOIN chats c ON c.key = n.chat_key JOIN people p ON p.id = n.sender_id
WHERE n.text IS NOT NULL AND n.own = 0 AND n.service IS NULL AND p.kind <> 'bot' AND n.text NOT LIKE '/%' AND ",
    quotable_in!("n."),
    " ORDER BY n.date DESC, n.id DESC"
);

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Any text; its words count, each in all its forms.
    pub words: String,
    /// Whether a message must have all of the words, or one of them.
    pub all: bool,
    pub by: Option<PersonId>,
    /// Unix seconds.
    pub within: Range<i64>,
}

/// The messages of a chat that are sought, newest first, of the newest [`MOST_MENTIONS`] with the words. Without commands,
/// without what bots say, and without those who opted out.
///
/// # Errors
/// [`StorageError`].
pub async fn mentions(conn: &mut SqliteConnection, chat: ChatId, sought: &Sought) -> Result<Mentions, StorageError> {
    let wanted = wanted(&sought.words, MOST_SOUGHT);
    let key: Option<i64> = sqlx::query_scalar(KEY).bind(chat.0).fetch_optional(&mut *conn).await?;
    let Some(key) = key.filter(|_| !wanted.is_empty()) else { return Ok(Mentions::default()) };
    let expression = if sought.all { every_word(&wanted, key) } else { any_word(&wanted, key) };
    let Some(place) = place(conn, key, &sought.within).await? else { return Ok(Mentions::default()) };
    let found = sqlx::query_scalar(FOUND).bind(expression).bind(place.start()).bind(place.end());
    let mut found: Vec<i64> = found.bind(MOST_MENTIONS + 1).fetch_all(&mut *conn).await?;
    let limit = usize::try_from(MOST_MENTIONS).unwrap_or(usize::MAX);
    let cut = found.len() > limit;
    found.truncate(limit);
    let read = sqlx::query_as(READ).bind(json!(found).to_string()).bind(sought.within.start).bind(sought.within.end);
    let rows: Vec<Row> = read.bind(sought.by.map(|person| person.0)).fetch_all(conn).await?;
    let said: Vec<Said> = rows.into_iter().map(of_row).collect();
    Ok(Mentions { said, cut })
}

/// Between which rows the messages of a time are; `None` if there are none.
async fn place(
    conn: &mut SqliteConnection,
    key: i64,
    within: &Range<i64>,
) -> Result<Option<std::ops::RangeInclusive<i64>>, StorageError> {
    let asked = sqlx::query_as(PLACE).bind(key).bind(within.start).bind(within.end).bind(SHORT_TIME);
    let (first, last, count): (Option<i64>, Option<i64>, u32) = asked.fetch_one(conn).await?;
    if count == SHORT_TIME {
        return Ok(Some(0..=i64::MAX));
    }
    Ok(first.zip(last).map(|(first, last)| first..=last))
}
