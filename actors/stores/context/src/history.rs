//! All that was said, as events once more: what derived stores are built anew from.

use std::sync::Arc;

use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use events::{Aside, Chat, ChatId, Event, Forward, Media, Message, MessageId, Person, PersonId, ReplyTo, Seq};
use storage::{
    journal::{Entry, Understood},
    sqlite::{StorageError, json::read},
};

const PAGE: &str = "
SELECT m.id, m.chat_id, json_quote(c.kind) AS chat_kind, c.title, c.username AS chat_username, m.message_id,
       m.thread_id, m.reply_to, m.sender_id, json_quote(p.kind) AS sender_kind, p.first_name, p.last_name, p.username,
       p.language, m.date, m.edited_at, m.text, m.entities, m.media_kind, m.file_id, m.sketch, m.via_bot, m.forward_name, m.forward_id,
       m.forward_date, m.album, m.service, coalesce(m.seq, 0) AS seq,
       (SELECT content FROM message_versions v WHERE v.message = m.id ORDER BY v.since, v.id LIMIT 1) AS first,
       (SELECT max(since) FROM message_versions v WHERE v.message = m.id) AS last_version_at
FROM messages m JOIN chats c ON c.key = m.chat_key JOIN people p ON p.id = m.sender_id
WHERE m.id > ? AND m.own = 0 AND m.sender_id <> 0 ORDER BY m.id LIMIT ?";

/// A part of the history.
#[derive(Debug)]
pub struct Page {
    /// In the order in which they came: each message as it was first, followed by what it was edited to.
    pub entries: Vec<Arc<Entry>>,
    /// Messages among them.
    pub messages: u64,
    /// Where the next page begins.
    pub next: i64,
}

/// The messages of others after a place (0 for the first page), at most `limit`; an empty page is the end.
///
/// # Errors
/// [`StorageError`].
pub async fn history_page(conn: &mut SqliteConnection, after: i64, limit: u32) -> Result<Page, StorageError> {
    let rows: Vec<Kept> = sqlx::query_as(PAGE).bind(after).bind(limit).fetch_all(conn).await?;
    let (next, messages) = (rows.last().map_or(after, |row| row.id), rows.len() as u64);
    Ok(Page { entries: rows.into_iter().flat_map(Kept::entries).collect(), messages, next })
}

struct Kept {
    id: i64,
    seq: Seq,
    message: Message,
    /// The text before the first edit, if the message was there before it was edited.
    first: Option<Option<String>>,
}

impl Kept {
    fn entries(self) -> Vec<Arc<Entry>> {
        let Self { seq, message, first, .. } = self;
        let events = match (message.edited, first) {
            (None, _) => vec![Event::Message(Box::new(message))],
            // Only the edit was ever seen.
            (Some(_), None) => vec![Event::Edited(Box::new(message))],
            (Some(_), Some(text)) => {
                let before = Message { text, edited: None, ..message.clone() };
                vec![Event::Message(Box::new(before)), Event::Edited(Box::new(message))]
            }
        };
        events.into_iter().map(|event| entry(seq, event)).collect()
    }
}

fn entry(seq: Seq, event: Event) -> Arc<Entry> {
    let understood = Understood::default();
    let raw = "".into();
    Arc::new(Entry {
        seq,
        update_id: None,
        received_ms: 0,
        only_for: None,
        raw,
        parsed: Arc::new(Ok(event)),
        understood,
    })
}

impl FromRow<'_, SqliteRow> for Kept {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let first: Option<&str> = row.try_get("first")?;
        let first = first.map(decode::<Vec<Option<String>>>).transpose()?;
        Ok(Self {
            id: row.try_get("id")?,
            seq: Seq(row.try_get("seq")?),
            message: message(row)?,
            first: first.map(|content| content.into_iter().next().flatten()),
        })
    }
}

fn message(row: &SqliteRow) -> Result<Message, sqlx::Error> {
    let reply_to: Option<i64> = row.try_get("reply_to")?;
    let service: Option<&str> = row.try_get("service")?;
    Ok(Message {
        chat: chat(row)?,
        id: MessageId(row.try_get("message_id")?),
        thread: row.try_get("thread_id")?,
        sender: sender(row)?,
        date: row.try_get("date")?,
        edited: edited(row)?,
        reply_to: reply_to.map(|id| ReplyTo { id: MessageId(id), sender: None }),
        text: row.try_get("text")?,
        entities: row.try_get("entities")?,
        mentions: Vec::new(),
        media: media(row)?,
        forward: forward(row)?,
        album: row.try_get("album")?,
        service: service.map(decode).transpose()?,
        aside: Aside {
            quoted: None,
            via_bot: row.try_get::<Option<bool>, _>("via_bot")?.unwrap_or(false),
            ephemeral: None,
        },
    })
}

/// An edit that left the text as it was is no edit to the reader, and has a version all the same.
fn edited(row: &SqliteRow) -> Result<Option<i64>, sqlx::Error> {
    let version: Option<i64> = row.try_get("last_version_at")?;
    Ok(version.or(row.try_get("edited_at")?))
}

fn chat(row: &SqliteRow) -> Result<Chat, sqlx::Error> {
    Ok(Chat {
        id: ChatId(row.try_get("chat_id")?),
        kind: decode(row.try_get("chat_kind")?)?,
        title: row.try_get("title")?,
        username: row.try_get("chat_username")?,
    })
}

fn sender(row: &SqliteRow) -> Result<Person, sqlx::Error> {
    Ok(Person {
        id: PersonId(row.try_get("sender_id")?),
        kind: decode(row.try_get("sender_kind")?)?,
        first_name: row.try_get("first_name")?,
        last_name: row.try_get("last_name")?,
        username: row.try_get("username")?,
        language: row.try_get("language")?,
    })
}

pub(super) fn media(row: &SqliteRow) -> Result<Option<Media>, sqlx::Error> {
    let kind: Option<String> = row.try_get("media_kind")?;
    let file_id = row.try_get("file_id")?;
    let sketch: Option<&str> = row.try_get("sketch")?;
    let sketch = sketch.map(decode).transpose()?.unwrap_or_default();
    Ok(kind.map(|kind| Media { kind, file_id, sketch }))
}

pub(super) fn forward(row: &SqliteRow) -> Result<Option<Forward>, sqlx::Error> {
    let Some(name) = row.try_get("forward_name")? else { return Ok(None) };
    let from: Option<i64> = row.try_get("forward_id")?;
    Ok(Some(Forward { name, from: from.map(PersonId), date: row.try_get("forward_date")? }))
}

pub(super) fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, sqlx::Error> {
    read(text).map_err(|error| sqlx::Error::Decode(error.into()))
}
