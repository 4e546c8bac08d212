//! A chat read out whole, page by page, as an export writes it.

use serde::Deserialize;
use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use super::history::{decode, forward, media};
use events::{ChatId, ChatKind, Forward, Media, MessageId, PersonId, PersonKind, Service};
use storage::sqlite::{StorageError, json::read};

const HEAD: &str = "
SELECT c.current_id, json_quote(c.kind), c.title, c.username
FROM chat_ids i JOIN chats c ON c.key = i.chat_key WHERE i.id = ?";
pub(super) const PAGE: &str = "
SELECT m.id, m.chat_id, m.message_id, m.thread_id, m.reply_to, m.sender_id, json_quote(p.kind) AS sender_kind,
       coalesce(m.author, trim(coalesce(p.first_name, '') || ' ' || coalesce(p.last_name, ''))) AS sender_name, m.date, m.edited_at,
       m.text, m.entities, m.media_kind, m.file_id, m.sketch, m.forward_name, m.forward_id, m.forward_date, m.album, m.service,
       m.own, m.via_bot,
       (SELECT json_group_array(json_array(r.person_id, trim(coalesce(q.first_name, '') || ' ' || coalesce(q.last_name, '')),
                                           r.date, json(r.emoji)))
        FROM reactions r LEFT JOIN people q ON q.id = r.person_id
        WHERE r.chat_id = m.chat_id AND r.message_id = m.message_id AND r.emoji <> '[]') AS reactions,
       (SELECT c.counts FROM reaction_counts c WHERE c.chat_id = m.chat_id AND c.message_id = m.message_id) AS counts
FROM chat_ids i JOIN messages m ON m.chat_key = i.chat_key LEFT JOIN people p ON p.id = m.sender_id
WHERE i.id = ?1 AND (m.date, m.id) > (?2, ?3) ORDER BY m.date, m.id LIMIT ?4";

/// What an export says of the chat itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatHead {
    /// The newest id of the chat.
    pub id: ChatId,
    pub kind: ChatKind,
    pub title: String,
    pub username: Option<String>,
}

/// The place after a message in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    date: i64,
    row: i64,
}

/// What somebody made of a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Reacted {
    pub person: PersonId,
    /// As last seen; empty for deleted accounts.
    pub name: String,
    pub date: i64,
    /// As [`Reaction::emoji`](events::Reaction::emoji).
    pub emoji: Vec<String>,
}

/// A message with all that an export needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The id under which the message came: a migrated group has messages of both ids.
    pub chat_id: ChatId,
    pub message_id: MessageId,
    pub thread: Option<i64>,
    pub reply_to: Option<MessageId>,
    pub sender_id: PersonId,
    pub sender_kind: PersonKind,
    /// As last seen; empty for deleted accounts.
    pub sender_name: String,
    pub date: i64,
    pub edited_at: Option<i64>,
    pub text: Option<String>,
    /// The Bot API's entities, as JSON.
    pub entities: Option<String>,
    pub media: Option<Media>,
    pub forward: Option<Forward>,
    pub album: Option<String>,
    pub service: Option<Service>,
    pub own: bool,
    /// Another bot's words, sent by a person.
    pub via_bot: bool,
    /// The oldest first.
    pub reactions: Vec<Reacted>,
    /// How many of each reaction, where that was told.
    pub counts: Option<Vec<(String, i64)>>,
    /// Where the next page begins if this is the last message of one.
    pub place: Place,
}

/// What an export says of a chat; `None` if nothing was ever seen of it.
///
/// # Errors
/// [`StorageError`].
pub async fn chat_head(conn: &mut SqliteConnection, chat: ChatId) -> Result<Option<ChatHead>, StorageError> {
    let head: Option<(i64, String, String, Option<String>)> =
        sqlx::query_as(HEAD).bind(chat.0).fetch_optional(conn).await?;
    let Some((id, kind, title, username)) = head else {
        return Ok(None);
    };
    Ok(Some(ChatHead { id: ChatId(id), kind: read(&kind)?, title, username }))
}

/// The next messages of a chat by date, service messages and own ones included; an empty page is the end.
///
/// # Errors
/// [`StorageError`].
pub async fn export_page(
    conn: &mut SqliteConnection,
    chat: ChatId,
    after: Option<Place>,
    limit: u32,
) -> Result<Vec<Exported>, StorageError> {
    let Place { date, row } = after.unwrap_or(Place { date: i64::MIN, row: 0 });
    Ok(sqlx::query_as(PAGE).bind(chat.0).bind(date).bind(row).bind(limit).fetch_all(conn).await?)
}

impl FromRow<'_, SqliteRow> for Exported {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let date = row.try_get("date")?;
        Ok(Self {
            chat_id: ChatId(row.try_get("chat_id")?),
            message_id: MessageId(row.try_get("message_id")?),
            thread: row.try_get("thread_id")?,
            reply_to: row.try_get::<Option<i64>, _>("reply_to")?.map(MessageId),
            sender_id: PersonId(row.try_get("sender_id")?),
            sender_kind: read(row.try_get("sender_kind")?).unwrap_or(PersonKind::Deleted),
            sender_name: row.try_get("sender_name")?,
            date,
            edited_at: row.try_get("edited_at")?,
            text: row.try_get("text")?,
            entities: row.try_get("entities")?,
            media: media(row)?,
            forward: forward(row)?,
            album: row.try_get("album")?,
            service: service(row)?,
            own: row.try_get("own")?,
            via_bot: row.try_get::<Option<bool>, _>("via_bot")?.unwrap_or(false),
            reactions: reactions(row)?,
            counts: row.try_get::<Option<&str>, _>("counts")?.map(decode).transpose()?,
            place: Place { date, row: row.try_get("id")? },
        })
    }
}

fn reactions(row: &SqliteRow) -> Result<Vec<Reacted>, sqlx::Error> {
    let mut reactions: Vec<Reacted> = decode(row.try_get("reactions")?)?;
    reactions.sort_by_key(|reaction| (reaction.date, reaction.person));
    Ok(reactions)
}

fn service(row: &SqliteRow) -> Result<Option<Service>, sqlx::Error> {
    let service: Option<&str> = row.try_get("service")?;
    service.map(decode).transpose()
}
