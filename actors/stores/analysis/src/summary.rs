//! A chat over its last hours.

use std::{cmp::Reverse, collections::HashMap, hash::Hash, ops::Range};

use sqlx::{Row as _, Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

use super::{
    answers::{Activity, ChatSummary, MoodTrend, Theme},
    feeling::Feeling,
    hours::{end_hour, hour_of, mood, sums},
    recent::{thousandths, topic},
    version::{HOUR, LATEST},
    vocabulary::Vocabulary,
};
use events::ChatId;
use language::analyzer::Topic;
use storage::sqlite::{StorageError, json::read};

/// The newest messages from which keywords, themes, language and trend are taken, and of those before.
const NEWEST: i64 = 2000;
const KEYWORDS: usize = 10;
const TOPICS: i64 = 5;
/// More messages than these in [`ACTIVITY_HOURS`] are much and not little, as the system before this one had it.
const HIGH: i64 = 20;
const MEDIUM: i64 = 5;
const ACTIVITY_HOURS: i64 = 6;
/// A smaller change of the average sentiment is none.
const CHANGE: f64 = 0.1;

pub(super) const SUMS: &str = concat!(
    "SELECT ",
    sums!(),
    " FROM chat_ids i CROSS JOIN hours h ON h.chat_key = i.chat_key
      WHERE i.id = ?1 AND h.hour BETWEEN ?2 AND ?3"
);
pub(super) const PARTICIPANTS: &str = "
SELECT count(DISTINCT p.person_id) FROM chat_ids i CROSS JOIN hour_people p ON p.chat_key = i.chat_key
WHERE i.id = ?1 AND p.hour BETWEEN ?2 AND ?3";
pub(super) const MAIN_TOPICS: &str = "
SELECT t.topic, sum(t.messages) FROM chat_ids i CROSS JOIN hour_topics t ON t.chat_key = i.chat_key
WHERE i.id = ?1 AND t.hour BETWEEN ?2 AND ?3 GROUP BY t.topic ORDER BY 2 DESC, 1 LIMIT ?4";
pub(super) const WORDS: &str = "
SELECT r.sentiment, iif(r.doubtful, 'und', r.language), r.keywords FROM chat_ids i CROSS JOIN readings r ON r.chat_key = i.chat_key
WHERE i.id = ?1 AND r.date >= ?2 AND r.date < ?3 AND r.topic IS NOT NULL
ORDER BY r.date DESC, r.chat_id DESC, r.message_id DESC LIMIT ?4";

/// The hours that touch a time.
#[derive(Clone, Copy)]
struct Window {
    chat: ChatId,
    first: i64,
    last: i64,
}

/// A chat over the hours that touch a period (Unix seconds); `None` if nothing was said.
///
/// Keywords, themes, language and trend are taken from the newest 2,000 messages of that time; as many before it tell
/// which words are rare in the chat.
///
/// # Errors
/// [`StorageError`].
pub async fn summary(
    conn: &mut SqliteConnection,
    chat: ChatId,
    period: Range<i64>,
) -> Result<Option<ChatSummary>, StorageError> {
    let (from, to) = (period.start.clamp(0, LATEST), period.end.clamp(0, LATEST));
    let window = Window { chat, first: hour_of(from), last: end_hour(to) - 1 };
    let sums = window.ask(SUMS).fetch_one(&mut *conn).await?;
    let (messages, mood): (i64, _) = (sums.try_get("messages")?, mood(&sums)?);
    if messages == 0 {
        return Ok(None);
    }
    let emotions = mood.emotions.shares();
    let Newest { keywords, themes, language, trend } = newest(conn, window).await?;
    Ok(Some(ChatSummary {
        from: window.first * HOUR,
        to: (window.last + 1) * HOUR,
        messages,
        participants: window.ask(PARTICIPANTS).fetch_one(&mut *conn).await?.try_get(0)?,
        sentiment: mood.sentiment,
        dominant: emotions.first().map_or(Feeling::NEUTRAL, |(feeling, _)| *feeling),
        emotions,
        topics: topics(conn, window).await?,
        keywords,
        themes,
        language,
        activity: activity(messages, (to - from) / HOUR),
        trend,
    }))
}

impl Window {
    fn ask(self, statement: &'static str) -> Query<'static, Sqlite, SqliteArguments> {
        sqlx::query(statement).bind(self.chat.0).bind(self.first).bind(self.last)
    }
}

async fn topics(conn: &mut SqliteConnection, window: Window) -> Result<Vec<(Topic, i64)>, StorageError> {
    let rows = window.ask(MAIN_TOPICS).bind(TOPICS).fetch_all(conn).await?;
    rows.iter().map(|row| Ok((topic(row.try_get(0)?), row.try_get(1)?))).collect()
}

/// What the newest messages tell.
struct Newest {
    keywords: Vec<(String, i64)>,
    themes: Vec<Theme>,
    language: String,
    trend: MoodTrend,
}

async fn newest(conn: &mut SqliteConnection, Window { chat, first, last }: Window) -> Result<Newest, StorageError> {
    let rows = said(conn, chat, first * HOUR, (last + 1) * HOUR).await?;
    let before = said(conn, chat, 0, first * HOUR).await?;
    let (words, words_before) = (keywords(&rows)?, keywords(&before)?);
    let vocabulary = Vocabulary::of(&words, &words_before);
    let known = rows.iter().map(|(_, language, _)| language.as_str()).filter(|language| *language != "und");
    let language = most_frequent(known).first().map_or("und", |(language, _)| *language).to_owned();
    let sentiments: Vec<_> = rows.iter().map(|(sentiment, ..)| *sentiment).collect();
    let (keywords, themes) = (vocabulary.keywords(KEYWORDS), vocabulary.themes());
    Ok(Newest { keywords, themes, language, trend: mood_trend(&sentiments) })
}

/// Sentiment, language, and keywords as JSON.
type Row = (i64, String, String);

/// The newest messages from `from` up to `to`, Unix seconds.
async fn said(conn: &mut SqliteConnection, chat: ChatId, from: i64, to: i64) -> Result<Vec<Row>, StorageError> {
    Ok(sqlx::query_as(WORDS).bind(chat.0).bind(from).bind(to).bind(NEWEST).fetch_all(conn).await?)
}

fn keywords(rows: &[Row]) -> Result<Vec<Vec<String>>, StorageError> {
    rows.iter().map(|(_, _, keywords)| read(keywords)).collect()
}

/// Each thing once with how often it is there, most first.
fn most_frequent<T: Eq + Hash + Ord>(things: impl IntoIterator<Item = T>) -> Vec<(T, i64)> {
    let mut counts = HashMap::new();
    for thing in things {
        *counts.entry(thing).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(one, times), (other, more)| (Reverse(times), one).cmp(&(Reverse(more), other)));
    counts
}

/// By messages an hour: the old rule was for six hours.
fn activity(messages: i64, hours: i64) -> Activity {
    let in_six_hours = messages.saturating_mul(ACTIVITY_HOURS);
    let hours = hours.max(1);
    match () {
        () if in_six_hours > HIGH.saturating_mul(hours) => Activity::High,
        () if in_six_hours > MEDIUM.saturating_mul(hours) => Activity::Medium,
        () => Activity::Low,
    }
}

/// Messages of each half without which no change is told.
const HALF: usize = 3;

/// The average sentiment (thousandths, newest first) of the newer half of the messages against that of the older
/// half; the old rule, the share of positive messages, told how the mood is and not where it goes.
fn mood_trend(sentiments: &[i64]) -> MoodTrend {
    let (newer, older) = sentiments.split_at(sentiments.len() / 2);
    let average = |half: &[i64]| thousandths(half.iter().sum(), half.len() as i64);
    let now = average(newer);
    match now - average(older) {
        _ if newer.len() < HALF => MoodTrend::Stable,
        // A mood that is bad gets no praise for being less so, nor a good one a reproach.
        change if change > CHANGE && now > -CHANGE => MoodTrend::Positive,
        change if change < -CHANGE && now < CHANGE => MoodTrend::Negative,
        _ => MoodTrend::Stable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activity_is_measured_by_the_hour() {
        use Activity::*;
        assert_eq!([5, 6, 20, 21].map(|messages| activity(messages, 6)), [Low, Medium, Medium, High]);
        assert_eq!([20, 21, 80, 81].map(|messages| activity(messages, 24)), [Low, Medium, Medium, High]);
        assert_eq!([activity(1, 1), activity(4, 1), activity(1, 0)], [Medium, High, Medium]);
        assert_eq!(activity(i64::MAX, u32::MAX.into()), High);
    }

    #[test]
    fn the_trend_compares_the_newer_half_with_the_older() {
        use MoodTrend::*;
        assert_eq!(mood_trend(&[500, 400, 300, -500, -500, 0]), Positive);
        assert_eq!(mood_trend(&[-500, 0, -100, 300, 300, 300]), Negative);
        assert_eq!([mood_trend(&[300, -250]), mood_trend(&[900]), mood_trend(&[])], [Stable; 3], "too few");
        assert_eq!(mood_trend(&[400, 400, 400, 900, 900, 900]), Stable, "still a good mood");
        assert_eq!(mood_trend(&[-400, -400, -400, -900, -900, -900]), Stable, "still a bad one");
    }

    #[test]
    fn what_is_as_frequent_comes_by_name() {
        assert_eq!(most_frequent(["б", "в", "а", "в"]), [("в", 2), ("а", 1), ("б", 1)]);
    }
}
