//! What is kept of one person, as they are given it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};
use sqlx::SqliteConnection;

use super::by_person::newest_of_person;
use events::PersonId;
use storage::sqlite::{StorageError, json::read};

/// Chats, names, reactions that are told at most, each.
const MOST: u32 = 2000;

const ABOUT: &str = "
SELECT json_object(
  'id', ?1,
  'name', (SELECT trim(first_name || ' ' || coalesce(last_name, '')) FROM people WHERE id = ?1),
  'username', (SELECT username FROM people WHERE id = ?1),
  'language', (SELECT language FROM people WHERE id = ?1),
  'names', (SELECT json_group_array(json_object('name', name, 'username', username, 'since', since)) FROM (
     SELECT * FROM people_names WHERE person_id = ?1 ORDER BY since LIMIT ?2)),
  'chats', (SELECT json_group_array(json_object(
       'title', title, 'messages', messages, 'first_message_at', first_at, 'last_message_at', last_at)) FROM (
     SELECT c.title, cp.messages, cp.first_at, cp.last_at FROM chat_people cp JOIN chats c ON c.key = cp.chat_key
     WHERE cp.person_id = ?1 ORDER BY cp.messages DESC LIMIT ?2)),
  'standing', (SELECT json_group_array(json_object('title', title, 'status', status, 'since', since)) FROM (
     SELECT c.title, m.status, m.since FROM members m JOIN chats c ON c.key = m.chat_key
     WHERE m.person_id = ?1 LIMIT ?2)),
  'reactions', (SELECT json_group_array(json_object(
       'chat', chat_id, 'message', message_id, 'emoji', json(emoji), 'date', date)) FROM (
     SELECT * FROM reactions WHERE person_id = ?1 ORDER BY date DESC LIMIT ?2)))";
pub(super) const MESSAGES: &str = concat!(
    "SELECT m.date, m.id, m.chat_id, m.message_id, json_object(
  'chat', c.title, 'message', m.message_id, 'date', m.date, 'edited_at', m.edited_at, 'text', m.text,
  'media', m.media_kind, 'reply_to', m.reply_to, 'forwarded_from', m.forward_name,
  'earlier', (SELECT json_group_array(json(v.content) ->> 0) FROM (
     SELECT content FROM message_versions WHERE message = m.id ORDER BY since, id) v))
FROM ",
    newest_of_person!("?1", "(date, id) < (?3, ?4)", "true"),
    " AS m JOIN chats c ON c.key = m.chat_key ORDER BY m.date DESC, m.id DESC"
);

/// A place among a person's messages; the later is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Before {
    date: i64,
    row: i64,
}

/// One message of a person.
#[derive(Debug, Clone)]
pub struct PersonMessage {
    /// Of the chat, and of the message in it.
    pub id: (i64, i64),
    /// Where the next page begins if it is the last of one.
    pub place: Before,
    /// What is kept of it, as JSON.
    pub told: Box<RawValue>,
}

/// Who they are, where they wrote, and their reactions.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn about(conn: &mut SqliteConnection, person: PersonId) -> Result<Value, StorageError> {
    let about: String = sqlx::query_scalar(ABOUT).bind(person.0).bind(MOST).fetch_one(conn).await?;
    read(&about)
}

/// Their messages before a place, newest first.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn messages(
    conn: &mut SqliteConnection,
    person: PersonId,
    before: Option<Before>,
    limit: u32,
) -> Result<Vec<PersonMessage>, StorageError> {
    let Before { date, row } = before.unwrap_or(Before { date: i64::MAX, row: i64::MAX });
    let page = sqlx::query_as(MESSAGES).bind(person.0).bind(limit).bind(date).bind(row);
    let page: Vec<(i64, i64, i64, i64, String)> = page.fetch_all(conn).await?;
    let theirs = |(date, row, chat, message, told)| {
        Ok(PersonMessage { id: (chat, message), place: Before { date, row }, told: RawValue::from_string(told)? })
    };
    let theirs: Result<_, serde_json::Error> = page.into_iter().map(theirs).collect();
    theirs.map_err(|error| StorageError::Other(error.to_string()))
}
