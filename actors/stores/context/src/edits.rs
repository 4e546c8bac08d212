//! Edits: every version of a message is kept, and the latest by its edit date is the message.
//!
//! The versions of a message are a set, so the order in which edits arrive, and how often, does not matter.

use sqlx::SqliteConnection;

use super::{
    findable::findable,
    messages::{remove_words, sketch_of, write_words},
    seen_by_all::seen_by_all_in,
    words::indexed,
};
use events::{ChatId, Message, MessageId, PersonId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
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
const IS_KEPT: &str = "SELECT 1 FROM message_versions WHERE message = ? AND since = ? AND content = ?";
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

struct Found {
    id: i64,
    chat_key: i64,
    since: i64,
    /// As JSON.
    content: String,
    can_be_found: bool,
    edited: bool,
    sender: PersonId,
    is_counted: bool,
    to_bot: bool,
}

impl Found {
    /// Of a row of [`FIND`].
    fn read(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.integer(0),
            chat_key: row.integer(1),
            since: row.integer(2),
            content: json(&(row.some_text(3)?, row.some_text(4)?, row.some_text(5)?, row.some_text(6)?))?,
            can_be_found: row.integer(7) != 0,
            edited: row.integer(8) != 0,
            sender: PersonId(row.integer(9)),
            is_counted: row.integer(10) != 0,
            to_bot: row.integer(11) != 0,
        })
    }

    /// Counts it as said to a bot, or no longer.
    fn count_apart(&self, direct: &Direct<'_>, to_bot: bool) -> Result<(), StorageError> {
        if !self.is_counted || to_bot == self.to_bot {
            return Ok(());
        }
        direct.write(SET_TO_BOT, [[to_bot.then_some(1).into(), self.id.into()]])?;
        let more = if to_bot { 1 } else { -1 };
        let [of_the_person, of_the_chat] = COUNT_APART;
        direct.write(of_the_person, [[more.into(), self.chat_key.into(), self.sender.into()]])?;
        direct.write(of_the_chat, [[more.into(), self.chat_key.into()]])
    }
}

/// Takes an edit of a message made at a time, after which it is said to a bot or not.
pub(super) fn edit(direct: &Direct<'_>, message: &Message, to_bot: bool, at: i64) -> Result<Edit, StorageError> {
    let numbers_are_shared = message.chat.kind.numbers_are_shared();
    let sought = [message.chat.id.into(), message.id.into(), message.date.into(), numbers_are_shared.into()];
    let Some(found) = direct.prepare(FIND)?.first(&sought, Found::read)? else {
        return Ok(Edit::Unknown);
    };
    let (old, new) = (&found.content, &content_of(message)?);
    let keep = |since: i64, content: &String| direct.write(KEEP, [[found.id.into(), since.into(), content.into()]]);
    if !found.edited {
        if old == new && at == found.since {
            return Ok(Edit::Nothing);
        }
        keep(found.since, old)?;
    } else if is_kept(direct, found.id, at, new)? {
        return Ok(Edit::Nothing);
    }
    let [before, after] = neighbours(direct, found.id, at)?;
    keep(at, new)?;
    let current = if after.is_none() { new } else { old };
    if current != old {
        direct.write(SET_CONTENT, [[found.id.into(), current.into()]])?;
        let sketch = sketch_of(message).map(json).transpose()?;
        direct.write(SET_SKETCH, [[sketch.as_ref().into(), found.id.into()]])?;
        index(direct, &found, findable(message).as_deref())?;
        found.count_apart(direct, to_bot)?;
    }
    direct.write(SET_EDITED_AT, [[found.id.into(), current.into()]])?;
    let more = changes([before.as_ref(), Some(new), after.as_ref()]) - changes([before.as_ref(), after.as_ref()]);
    direct.write(COUNT, [[more.into(), found.chat_key.into()]])?;
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

fn is_kept(direct: &Direct<'_>, row: i64, since: i64, content: &str) -> Result<bool, StorageError> {
    let kept = direct.prepare(IS_KEPT)?.first(&[row.into(), since.into(), content.into()], |_| Ok(()))?;
    Ok(kept.is_some())
}

/// The contents of the versions before and after a time.
fn neighbours(direct: &Direct<'_>, row: i64, at: i64) -> Result<[Option<String>; 2], StorageError> {
    let read = |row: &Row<'_>| Ok([row.some_text(0)?.map(str::to_owned), row.some_text(1)?.map(str::to_owned)]);
    Ok(direct.prepare(NEIGHBOURS)?.first(&[row.into(), at.into()], read)?.unwrap_or_default())
}

fn index(direct: &Direct<'_>, found: &Found, text: Option<&str>) -> Result<(), StorageError> {
    match text {
        _ if !found.can_be_found => Ok(()),
        Some(text) => write_words(direct, &[(found.id, indexed(found.chat_key, text))]),
        None => remove_words(direct, found.id),
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
