//! The kept counters against the rows they count, for `verify`.

use sqlx::SqliteConnection;

use super::seen_by_all::seen_by_all_in;
use storage::{
    sqlite::StorageError,
    store::{Mismatch, mismatches},
};

const CHATS: &str = "
WITH counted AS (
  SELECT chat_key, sum(own = 0) AS messages, count(to_bot) AS to_bot, sum(own) AS own_messages, min(iif(own = 0, date, NULL)) AS first_at,
         max(iif(own = 0, date, NULL)) AS last_at, count(DISTINCT iif(own = 0, sender_id, NULL)) AS people
  FROM messages WHERE service IS NULL GROUP BY chat_key),
edits AS (
  SELECT m.chat_key, sum(v.changed) AS edits
  FROM (SELECT message, lag(content) OVER by_date <> content AS changed FROM message_versions
        WINDOW by_date AS (PARTITION BY message ORDER BY since, id)) v
  JOIN messages m ON m.id = v.message GROUP BY m.chat_key),
written AS (
  SELECT chat_key, sum(messages) AS messages, sum(to_bot) AS to_bot, count(*) AS people FROM chat_people GROUP BY chat_key),
all_counters AS (
  SELECT c.key, c.current_id, 'messages' AS counter, c.messages AS kept, n.messages AS counted
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'messages to a bot', c.to_bot, n.to_bot
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'people', c.people, n.people
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'own_messages', c.own_messages, n.own_messages
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'first_message_at', c.first_message_at, n.first_at
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'last_message_at', c.last_message_at, n.last_at
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'edits', c.edits, e.edits
  FROM chats c LEFT JOIN edits e ON e.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'top', (SELECT sum(value->>1) FROM json_each(c.top)), (
    SELECT sum(talk) FROM (
      SELECT messages - to_bot AS talk FROM chat_people WHERE chat_key = c.key ORDER BY talk DESC LIMIT 10))
  FROM chats c
  UNION ALL SELECT c.key, c.current_id, 'chat_people messages', w.messages, n.messages
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key LEFT JOIN written w ON w.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'chat_people messages to a bot', w.to_bot, n.to_bot
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key LEFT JOIN written w ON w.chat_key = c.key
  UNION ALL SELECT c.key, c.current_id, 'chat_people rows', w.people, n.people
  FROM chats c LEFT JOIN counted n ON n.chat_key = c.key LEFT JOIN written w ON w.chat_key = c.key)
SELECT counter, current_id, coalesce(kept, 0), coalesce(counted, 0) FROM all_counters
WHERE coalesce(kept, 0) <> coalesce(counted, 0) ORDER BY key, counter";
// Words of service messages are indexed since a later version than the first: those that are not are no fault.
const TOTALS: &str = concat!(
    "WITH counted AS (SELECT * FROM messages WHERE own = 0 AND service IS NULL),
all_counters AS (
  SELECT 'total messages' AS counter, messages AS kept, (SELECT count(*) FROM counted) AS counted FROM totals
  UNION ALL SELECT 'total chats', chats, (SELECT count(DISTINCT chat_key) FROM counted) FROM totals
  UNION ALL SELECT 'total people', people, (SELECT count(DISTINCT sender_id) FROM counted) FROM totals
  UNION ALL SELECT 'people who wrote', (SELECT count(*) FROM people WHERE wrote), people FROM totals
  UNION ALL SELECT 'messages by person',
                   (SELECT count(*) FROM by_person w JOIN messages m ON m.id = w.id AND m.sender_id = w.person_id AND m.date = w.date),
                   (SELECT count(*) FROM messages WHERE id <= (SELECT message FROM by_person_through))
  UNION ALL SELECT 'indexed texts', (SELECT count(*) FROM found_docsize),
                   (SELECT count(*) FROM messages
                    WHERE own = 0 AND (service IS NULL OR id IN (SELECT id FROM found_docsize)) AND ",
    seen_by_all_in!("messages."),
    " AND coalesce(text, sketch ->> 'title', sketch ->> 'description', sketch ->> '$.options[0]') IS NOT NULL))
SELECT counter, NULL, kept, counted FROM all_counters WHERE kept <> counted"
);

/// The counters that are wrong. Reads every message once: for verification only.
///
/// # Errors
/// [`StorageError`].
pub async fn check(conn: &mut SqliteConnection) -> Result<Vec<Mismatch>, StorageError> {
    let mut wrong = mismatches(conn, CHATS).await?;
    wrong.extend(mismatches(conn, TOTALS).await?);
    Ok(wrong)
}
