//! The hours of a chat, each on its own.

use std::collections::HashMap;

use sqlx::{FromRow, Row, SqliteConnection, sqlite::SqliteRow};

use super::{
    answers::{HourSummary, Mood},
    feeling::{Feeling, Feelings},
    recent::{thousandths, topic},
    version::HOUR,
};
use events::ChatId;
use language::analyzer::Topic;
use storage::sqlite::StorageError;

/// The most hours, or points of a trend, that are given at once.
pub(super) const MOST: i64 = 1000;
/// Topics of an hour that are told.
const TOPICS: usize = 3;

pub(super) const HOURS: &str = "
SELECT h.* FROM chat_ids i CROSS JOIN hours h ON h.chat_key = i.chat_key
WHERE i.id = ?1 AND h.hour >= ?2 AND h.hour < ?3 AND h.messages > 0 ORDER BY h.hour DESC LIMIT ?4";
pub(super) const TOPICS_OF_HOURS: &str = "
SELECT t.hour, t.topic, t.messages FROM chat_ids i CROSS JOIN hour_topics t ON t.chat_key = i.chat_key
WHERE i.id = ?1 AND t.hour >= ?2 AND t.hour < ?3 ORDER BY t.messages DESC, t.topic";
pub(super) const OVERALL: &str = "
SELECT hour, sum(messages) FROM hours WHERE hour >= ?1 AND hour < ?2 AND messages > 0
GROUP BY hour ORDER BY hour DESC LIMIT ?3";
/// The sums of several hours `h`, named as the columns are.
macro_rules! sums {
    () => {
        "coalesce(sum(h.messages), 0) AS messages, coalesce(sum(h.sentiment), 0) AS sentiment,
         coalesce(sum(h.anger), 0) AS anger, coalesce(sum(h.disgust), 0) AS disgust, coalesce(sum(h.fear), 0) AS fear,
         coalesce(sum(h.joy), 0) AS joy, coalesce(sum(h.sadness), 0) AS sadness,
         coalesce(sum(h.surprise), 0) AS surprise, coalesce(sum(h.neutral), 0) AS neutral"
    };
}
pub(super) use sums;

/// Mood of a row with the columns of `hours`.
pub(super) fn mood(row: &SqliteRow) -> Result<Mood, sqlx::Error> {
    let mut emotions = Feelings::default();
    for feeling in Feeling::all() {
        emotions.add(feeling, row.try_get(feeling.as_str())?);
    }
    let sentiment = thousandths(row.try_get("sentiment")?, emotions.total());
    Ok(Mood { emotions, sentiment })
}

impl FromRow<'_, SqliteRow> for HourSummary {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let hour: i64 = row.try_get("hour")?;
        Ok(Self {
            start: hour.saturating_mul(HOUR),
            messages: row.try_get("messages")?,
            participants: row.try_get("participants")?,
            mood: mood(row)?,
            topics: Vec::new(),
        })
    }
}

/// How much was said in all chats together, for each hour in which something was and that touches the time from `from`
/// up to `to` (Unix seconds), with its beginning, oldest first; of more than 1,000 the last.
///
/// # Errors
/// [`StorageError`].
pub async fn overall(conn: &mut SqliteConnection, from: i64, to: i64) -> Result<Vec<(i64, i64)>, StorageError> {
    let hours = sqlx::query_as(OVERALL).bind(hour_of(from)).bind(end_hour(to)).bind(MOST);
    let hours: Vec<(i64, i64)> = hours.fetch_all(conn).await?;
    Ok(hours.into_iter().rev().map(|(hour, messages)| (hour.saturating_mul(HOUR), messages)).collect())
}

/// The hours of a chat in which something was said and that touch the time from `from` up to `to` (Unix seconds),
/// oldest first; of more than 1,000 the last.
///
/// # Errors
/// [`StorageError`].
pub async fn summaries(
    conn: &mut SqliteConnection,
    chat: ChatId,
    from: i64,
    to: i64,
) -> Result<Vec<HourSummary>, StorageError> {
    let (first, end) = (hour_of(from), end_hour(to));
    let hours = sqlx::query_as(HOURS).bind(chat.0).bind(first).bind(end).bind(MOST);
    let mut hours: Vec<HourSummary> = hours.fetch_all(&mut *conn).await?;
    hours.reverse();
    let Some(oldest) = hours.first() else { return Ok(hours) };
    let mut topics = topics(conn, chat, oldest.start / HOUR, end).await?;
    for hour in &mut hours {
        hour.topics = topics.remove(&(hour.start / HOUR)).unwrap_or_default();
    }
    Ok(hours)
}

async fn topics(
    conn: &mut SqliteConnection,
    chat: ChatId,
    first: i64,
    end: i64,
) -> Result<HashMap<i64, Vec<(Topic, i64)>>, StorageError> {
    let rows = sqlx::query_as(TOPICS_OF_HOURS).bind(chat.0).bind(first).bind(end);
    let rows: Vec<(i64, String, i64)> = rows.fetch_all(conn).await?;
    let mut topics: HashMap<i64, Vec<_>> = HashMap::new();
    for (hour, name, messages) in rows {
        let of_hour = topics.entry(hour).or_default();
        if of_hour.len() < TOPICS {
            of_hour.push((topic(&name), messages));
        }
    }
    Ok(topics)
}

/// The hour of a time.
pub(super) fn hour_of(at: i64) -> i64 {
    at.div_euclid(HOUR)
}

/// The first hour that does not begin before a time.
pub(super) fn end_hour(at: i64) -> i64 {
    hour_of(at.saturating_add(HOUR - 1))
}
