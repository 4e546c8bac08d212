//! Edits: every version of a message is kept, and the latest by its edit date is the message.
//!
//! The versions of a message are a set, so the order in which edits arrive, and how often, does not matter.

use sqlx::SqliteConnection;

use super::{
    findable::findable,
    messages::{remove_words, sketch_of, write_words},
    run::is_to_bot,
    seen_by_all::seen_by_all_in,
    words::indexed,
};
use events::{ChatId, Message, MessageId};
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

const FIND: &str = concat!(
    "SELECT id, chat_key, coalesce(edited_at, date) AS since, text, entities, media_kind, file_id,
       own = 0 AND ",
    seen_by_all_in!("messages."),
    " AS can_be_found,
       EXISTS (SELECT 1 FROM message_versions WHERE message = messages.id) AS edited,
       sender_id, own = 0 AND service IS NULL AS is_counted, to_bot IS NOT NULL AS to_bot
FROM messages WHERE chat_id = ?1 AND message_id = ?2 AND (imported IS NULL OR date = ?3 OR ?4)"
);
const IS_KEPT: &str = "
SELECT EXISTS (SELECT 1 FROM message_versions WHERE message = ?1 AND since = ?2 AND content = ?3)";
const KEEP: &str = "INSERT INTO message_versions (message, since, content) VALUES (?, ?, ?)";
const NEIGHBOURS: &str = "
SELECT (SELECT content FROM message_versions WHERE message = ?1 AND since <= ?2 ORDER BY since DESC, id DESC LIMIT 1),
       (SELECT content FROM message_versions WHERE message = ?1 AND since > ?2 ORDER BY since, id LIMIT 1)";
const SET_CONTENT: &str = "
UPDATE messages SET text = ?2->>0, entities = ?2->>1, media_kind = ?2->>2, file_id = ?2->>3 WHERE id = ?1";
const SET_SKETCH: &str = "UPDATE messages SET sketch = ? WHERE id = ?";
// The current content dates from the first version after the last one that says something else.
const SET_EDITED_AT: &str = "
WITH other AS (
  SELECT since, id FROM message_versions WHERE message = ?1 AND content <> ?2 ORDER BY since DESC, id DESC LIMIT 1)
UPDATE messages SET edited_at = (
  SELECT v.since FROM message_versions v, other
  WHERE v.message = ?1 AND v.since >= other.since AND (v.since, v.id) > (other.since, other.id)
  ORDER BY v.since, v.id LIMIT 1)
WHERE id = ?1 AND EXISTS (SELECT 1 FROM other)";
const COUNT: &str = "UPDATE chats SET edits = edits + ? WHERE key = ?";
const SET_TO_BOT: &str = "UPDATE messages SET to_bot = ? WHERE id = ?";
/// ?1 more, or fewer, messages of person ?3 in chat ?2 are said to a bot.
const COUNT_APART: [&str; 2] = [
    "UPDATE chat_people SET to_bot = to_bot + ?1 WHERE chat_key = ?2 AND person_id = ?3",
    "UPDATE chats SET to_bot = to_bot + ?1,
       top = (SELECT json_group_array(json_array(person_id, talk)) FROM (
                SELECT person_id, messages - to_bot AS talk FROM chat_people WHERE chat_key = key AND messages > to_bot
                ORDER BY talk DESC, person_id LIMIT 10))
     WHERE key = ?2",
];
const EARLIER: &str = "
SELECT since, content FROM message_versions
WHERE message = (
  SELECT m.id FROM messages m JOIN chat_ids i ON i.id = m.chat_id
  WHERE i.chat_key = (SELECT chat_key FROM chat_ids WHERE id = ?1) AND m.message_id = ?2
  ORDER BY m.chat_id = ?1 DESC, m.date DESC LIMIT 1)
ORDER BY since, id";

/// What became of an edit.
pub(super) enum Edit {
    /// The message is not there yet.
    Unknown,
    /// It says what is already known.
    Nothing,
    Taken,
}

/// Text, entities, media kind, file id.
type Content = (Option<String>, Option<String>, Option<String>, Option<String>);

/// A text that a message had before it was edited.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Earlier {
    pub since: i64,
    pub text: Option<String>,
    pub media_kind: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: i64,
    chat_key: i64,
    since: i64,
    text: Option<String>,
    entities: Option<String>,
    media_kind: Option<String>,
    file_id: Option<String>,
    can_be_found: bool,
    edited: bool,
    sender_id: i64,
    is_counted: bool,
    to_bot: bool,
}

impl Found {
    /// Counts it as said to a bot, or no longer.
    async fn count_apart(&self, conn: &mut SqliteConnection, to_bot: bool) -> Result<(), StorageError> {
        if !self.is_counted || to_bot == self.to_bot {
            return Ok(());
        }
        sqlx::query(SET_TO_BOT).bind(to_bot.then_some(1)).bind(self.id).execute(&mut *conn).await?;
        let more = if to_bot { 1 } else { -1 };
        for statement in COUNT_APART {
            sqlx::query(statement).bind(more).bind(self.chat_key).bind(self.sender_id).execute(&mut *conn).await?;
        }
        Ok(())
    }
}

/// Takes an edit of a message made at a time.
pub(super) async fn edit(conn: &mut SqliteConnection, message: &Message, at: i64) -> Result<Edit, StorageError> {
    let find = sqlx::query_as(FIND).bind(message.chat.id.0).bind(message.id.0);
    let find = find.bind(message.date).bind(message.chat.kind.numbers_are_shared());
    let Some(found): Option<Found> = find.fetch_optional(&mut *conn).await? else {
        return Ok(Edit::Unknown);
    };
    let (old, new) = (json(&(&found.text, &found.entities, &found.media_kind, &found.file_id))?, content_of(message)?);
    if !found.edited {
        if old == new && at == found.since {
            return Ok(Edit::Nothing);
        }
        keep(conn, found.id, found.since, &old).await?;
    } else if is_kept(conn, found.id, at, &new).await? {
        return Ok(Edit::Nothing);
    }
    let (before, after): (Option<String>, Option<String>) =
        sqlx::query_as(NEIGHBOURS).bind(found.id).bind(at).fetch_one(&mut *conn).await?;
    keep(conn, found.id, at, &new).await?;
    let current = if after.is_none() { &new } else { &old };
    if *current != old {
        sqlx::query(SET_CONTENT).bind(found.id).bind(current).execute(&mut *conn).await?;
        let sketch = sketch_of(message).map(json).transpose()?;
        sqlx::query(SET_SKETCH).bind(sketch).bind(found.id).execute(&mut *conn).await?;
        index(conn, &found, findable(message).as_deref()).await?;
        found.count_apart(conn, is_to_bot(message)).await?;
    }
    sqlx::query(SET_EDITED_AT).bind(found.id).bind(current).execute(&mut *conn).await?;
    let more = changes([before.as_ref(), Some(&new), after.as_ref()]) - changes([before.as_ref(), after.as_ref()]);
    sqlx::query(COUNT).bind(more).bind(found.chat_key).execute(conn).await?;
    Ok(Edit::Taken)
}

/// The texts a message had before its current one, oldest first. Versions that say the same count as one.
///
/// # Errors
/// [`StorageError`].
pub async fn earlier_texts(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message: MessageId,
) -> Result<Vec<Earlier>, StorageError> {
    let mut versions: Vec<(i64, String)> = sqlx::query_as(EARLIER).bind(chat.0).bind(message.0).fetch_all(conn).await?;
    versions.dedup_by(|later, earlier| later.1 == earlier.1);
    versions.pop();
    versions.into_iter().map(|(since, content)| earlier(since, &content)).collect()
}

fn earlier(since: i64, content: &str) -> Result<Earlier, StorageError> {
    let (text, _, media_kind, _): Content = read(content)?;
    Ok(Earlier { since, text, media_kind })
}

async fn keep(conn: &mut SqliteConnection, row: i64, since: i64, content: &str) -> Result<(), StorageError> {
    sqlx::query(KEEP).bind(row).bind(since).bind(content).execute(conn).await?;
    Ok(())
}

async fn is_kept(conn: &mut SqliteConnection, row: i64, since: i64, content: &str) -> Result<bool, StorageError> {
    Ok(sqlx::query_scalar(IS_KEPT).bind(row).bind(since).bind(content).fetch_one(conn).await?)
}

async fn index(conn: &mut SqliteConnection, found: &Found, text: Option<&str>) -> Result<(), StorageError> {
    match text {
        _ if !found.can_be_found => Ok(()),
        Some(text) => write_words(conn, &[(found.id, indexed(found.chat_key, text))]).await,
        None => remove_words(conn, found.id).await,
    }
}

/// How often the content changes along a line of versions.
fn changes<const N: usize>(versions: [Option<&String>; N]) -> i64 {
    let known: Vec<_> = versions.into_iter().flatten().collect();
    known.windows(2).map(|pair| i64::from(pair[0] != pair[1])).sum()
}

fn content_of(message: &Message) -> Result<String, StorageError> {
    let media = message.media.as_ref();
    json(&(
        message.text.as_deref(),
        message.entities.as_deref(),
        media.map(|media| media.kind.as_str()),
        media.and_then(|media| media.file_id.as_deref()),
    ))
}
