//! What was understood of single messages.

use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use super::{answers::Understood, feeling::Feeling};
use events::{ChatId, MessageId, PersonId};
use language::{
    analyzer::{Emotion, Topic},
    packs::{Pack, Script, packs},
};
use storage::sqlite::{StorageError, json::read};

/// The most messages that are given at once.
const MOST: u32 = 1000;

macro_rules! understood {
    ($rest:literal) => {
        concat!(
            "SELECT r.chat_id, r.message_id, r.person_id, r.date, r.language, r.doubtful, r.emotions, r.sentiment, r.topic,
                    r.keywords, r.confidence
             FROM chat_ids i CROSS JOIN readings r ON ",
            $rest
        )
    };
}

pub(super) const RECENT: &str = understood!(
    "r.chat_key = i.chat_key WHERE i.id = ?1 AND r.topic IS NOT NULL
     ORDER BY r.date DESC, r.chat_id DESC, r.message_id DESC LIMIT ?2"
);
pub(super) const ONE: &str = understood!(
    "r.chat_id = i.id WHERE i.chat_key = (SELECT chat_key FROM chat_ids WHERE id = ?1)
     AND r.message_id = ?2 AND r.topic IS NOT NULL
     ORDER BY r.chat_id = ?1 DESC, r.date DESC LIMIT 1"
);

/// The newest messages of a chat whose language is known.
pub(super) const LANGUAGES: &str = "
SELECT r.language FROM chat_ids i CROSS JOIN readings r ON r.chat_key = i.chat_key
WHERE i.id = ?1 AND r.topic IS NOT NULL AND r.doubtful = 0
ORDER BY r.date DESC, r.chat_id DESC, r.message_id DESC LIMIT ?2";

/// Messages that tell the language of a chat.
const TELLING: i64 = 100;

/// A message, and whether its language is to be taken from its chat.
struct Found {
    understood: Understood,
    doubtful: bool,
}

impl FromRow<'_, SqliteRow> for Found {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let emotions: Vec<String> = words(row, "emotions")?;
        let emotions: Vec<_> = emotions.iter().filter_map(|name| Emotion::named(name)).collect();
        let understood = Understood {
            chat_id: ChatId(row.try_get("chat_id")?),
            message_id: MessageId(row.try_get("message_id")?),
            person_id: PersonId(row.try_get("person_id")?),
            date: row.try_get("date")?,
            language: row.try_get("language")?,
            emotion: Feeling(emotions.first().copied()),
            emotions,
            sentiment: thousandths(row.try_get("sentiment")?, 1),
            topic: topic(row.try_get("topic")?),
            keywords: words(row, "keywords")?,
            confidence: thousandths(row.try_get("confidence")?, 1),
        };
        Ok(Self { understood, doubtful: row.try_get("doubtful")? })
    }
}

/// A list of words kept as JSON.
pub(super) fn words(row: &SqliteRow, column: &str) -> Result<Vec<String>, sqlx::Error> {
    read(row.try_get(column)?).map_err(|error| sqlx::Error::Decode(Box::new(error)))
}

/// A stored topic; one that this version does not know is as good as none.
pub(super) fn topic(name: &str) -> Topic {
    Topic::named(name).unwrap_or(Topic::General)
}

/// The average of so many numbers whose sum is in thousandths; 0 of none.
pub(super) fn thousandths(sum: i64, of: i64) -> f64 {
    if of == 0 { 0.0 } else { sum as f64 / of as f64 / 1000.0 }
}

/// What was understood of the last messages of a chat (at most 1,000), oldest first.
///
/// # Errors
/// [`StorageError`].
pub async fn recent(conn: &mut SqliteConnection, chat: ChatId, limit: u32) -> Result<Vec<Understood>, StorageError> {
    let last = sqlx::query_as(RECENT).bind(chat.0).bind(limit.min(MOST));
    let last: Vec<Found> = last.fetch_all(&mut *conn).await?;
    let mut last = settled(conn, chat, last).await?;
    last.reverse();
    Ok(last)
}

/// What was understood of one message; `None` if it is not known or has nothing to be understood. Of two with this id
/// in a migrated group, the one of the chat id asked for.
///
/// # Errors
/// [`StorageError`].
pub async fn message(
    conn: &mut SqliteConnection,
    chat: ChatId,
    message: MessageId,
) -> Result<Option<Understood>, StorageError> {
    let found: Option<Found> = sqlx::query_as(ONE).bind(chat.0).bind(message.0).fetch_optional(&mut *conn).await?;
    Ok(settled(conn, chat, found.into_iter().collect()).await?.pop())
}

/// Messages with the language of the chat where their own is in doubt.
async fn settled(
    conn: &mut SqliteConnection,
    chat: ChatId,
    found: Vec<Found>,
) -> Result<Vec<Understood>, StorageError> {
    let is_doubted = found.iter().any(|it| it.doubtful);
    let language = if is_doubted { spoken_in(conn, chat).await? } else { None };
    let settle = |Found { mut understood, doubtful }| {
        if let Some(language) = language.filter(|_| doubtful) {
            understood.language = language.to_owned();
        }
        understood
    };
    Ok(found.into_iter().map(settle).collect())
}

/// Of the languages that a doubtful text may be in, the one that most of the newest messages are in; `None` if none is.
async fn spoken_in(conn: &mut SqliteConnection, chat: ChatId) -> Result<Option<&'static str>, StorageError> {
    let languages = sqlx::query_scalar(LANGUAGES).bind(chat.0).bind(TELLING);
    let languages: Vec<String> = languages.fetch_all(conn).await?;
    let times = |wanted: &str| languages.iter().filter(|language| *language == wanted).count();
    // Of two that are as frequent the earlier pack's is taken.
    let doubtful = packs().all().iter().rev().filter(|pack| pack.script() == Script::Cyrillic).map(Pack::code);
    Ok(doubtful.filter(|it| times(it) > 0).max_by_key(|it| times(it)))
}
