//! Messages and their words.

use serde::Serialize;
use sqlx::SqliteConnection;

use super::run::Seen;
use events::{ChatId, Message, MessageId, PersonId, Seq, Service, Sketch};
use storage::sqlite::{StorageError, json::json};

const WRITE: &str = "
INSERT INTO messages (id, chat_key, chat_id, message_id, thread_id, reply_to, sender_id, date, edited_at, text, entities,
                      media_kind, file_id, forward_name, forward_id, forward_date, album, service, own, seq, sketch, via_bot,
                      imported, author, to_bot)
SELECT value->>'id', value->>'chat_key', value->>'chat_id', value->>'message_id', value->>'thread_id',
       value->>'reply_to', value->>'sender_id', value->>'date', value->>'edited_at', value->>'text',
       value->>'entities', value->>'media_kind', value->>'file_id', value->>'forward_name', value->>'forward_id',
       value->>'forward_date', value->>'album', value->>'service', value->>'own', value->>'seq',
       value->>'sketch', value->>'via_bot', value->>'imported', value->>'author', value->>'to_bot'
FROM jsonb_each(?)";
const WRITE_WORDS: &str = "INSERT OR REPLACE INTO found (rowid, words) SELECT value->>0, value->>1 FROM jsonb_each(?)";
const REMOVE_WORDS: &str = "DELETE FROM found WHERE rowid = ?";

/// A row of `messages`; what it lacks stays NULL.
#[derive(Serialize)]
pub(super) struct MessageRow<'a> {
    id: i64,
    chat_key: i64,
    chat_id: ChatId,
    message_id: MessageId,
    sender_id: PersonId,
    date: i64,
    own: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<Seq>,
    #[serde(skip_serializing_if = "Option::is_none")]
    thread_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edited_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entities: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forward_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forward_id: Option<PersonId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forward_date: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    album: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text")]
    service: Option<&'a Service>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text")]
    sketch: Option<&'a Sketch>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    via_bot: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    imported: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    to_bot: bool,
}

impl<'a> MessageRow<'a> {
    pub fn new(id: i64, chat_key: i64, seen: Seen<'a>, to_bot: bool) -> Self {
        let Seen { message, own, edited, imported, seq } = seen;
        let forward = message.forward.as_ref();
        Self {
            id,
            chat_key,
            chat_id: message.chat.id,
            message_id: message.id,
            sender_id: message.sender.id,
            date: message.date,
            own,
            text: message.text.as_deref(),
            seq,
            thread_id: message.thread,
            reply_to: message.reply_to.as_ref().map(|reply| reply.id),
            edited_at: edited,
            entities: message.entities.as_deref(),
            media_kind: message.media.as_ref().map(|media| media.kind.as_str()),
            file_id: message.media.as_ref().and_then(|media| media.file_id.as_deref()),
            forward_name: forward.map(|forward| forward.name.as_str()),
            forward_id: forward.and_then(|forward| forward.from),
            forward_date: forward.map(|forward| forward.date),
            album: message.album.as_deref(),
            service: message.service.as_ref(),
            sketch: sketch_of(message),
            via_bot: message.aside.via_bot,
            imported,
            author: author_of(message),
            to_bot,
        }
    }
}

/// The name of somebody of whom there is no id. Of all others the name is kept with the person.
fn author_of(message: &Message) -> Option<&str> {
    let name = Some(message.sender.first_name.as_str()).filter(|name| !name.is_empty());
    name.filter(|_| message.sender.id == PersonId::NOBODY)
}

/// What its media shows, if that is anything.
pub(super) fn sketch_of(message: &Message) -> Option<&Sketch> {
    message.media.as_ref().map(|media| &media.sketch).filter(|sketch| **sketch != Sketch::default())
}

/// Adds messages that are not there.
pub(super) async fn write_messages(conn: &mut SqliteConnection, rows: &[MessageRow<'_>]) -> Result<(), StorageError> {
    if !rows.is_empty() {
        sqlx::query(WRITE).bind(json(rows)?).execute(conn).await?;
    }
    Ok(())
}

/// Sets the words, as [`indexed`](super::words::indexed) gives them, of messages by their rows.
pub(super) async fn write_words(conn: &mut SqliteConnection, words: &[(i64, String)]) -> Result<(), StorageError> {
    if !words.is_empty() {
        sqlx::query(WRITE_WORDS).bind(json(words)?).execute(conn).await?;
    }
    Ok(())
}

/// The message of this row is found no more.
pub(super) async fn remove_words(conn: &mut SqliteConnection, row: i64) -> Result<(), StorageError> {
    sqlx::query(REMOVE_WORDS).bind(row).execute(conn).await?;
    Ok(())
}

/// As JSON within JSON: the column is a text.
fn as_text<T: Serialize, S: serde::Serializer>(value: &Option<&T>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = json(value).map_err(serde::ser::Error::custom)?;
    serializer.serialize_str(&text)
}
