//! What is known of a person, for the person to see.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::{
    draft::RECENT,
    figures::share,
    notes::Notes,
    people::PersonRow,
    profile::Profile,
    vocabulary::{Complexity, Interaction, Key, Length, Style},
};
use events::PersonId;
use language::analyzer::Topic;
use storage::sqlite::StorageError;

/// Hours, and emoji and topics, that are told.
const HOURS: usize = 3;
const FAVOURITES: usize = 5;

const EMOJI: &str = "
SELECT emoji, uses FROM emoji WHERE person = ? ORDER BY uses DESC, last_at DESC, emoji LIMIT ?";
// The slot after the last one written holds the oldest, once all are in use.
const HISTORY: &str = "
SELECT date, sentiment FROM recent WHERE person = ?1 ORDER BY (slot - ?2 + ?3) % ?3";

/// How a message sounded.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Felt {
    /// Unix seconds.
    pub date: i64,
    /// From -1, sad or angry, to 1, glad.
    pub sentiment: f32,
}

/// What is known of a person. Choices count before what was inferred.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statistics {
    pub user_id: PersonId,
    pub total_messages: i64,
    /// Those whose own words were read.
    pub analysed_messages: i64,
    /// Characters of a message that was read; 0 if none was.
    pub avg_message_length: f64,
    /// Messages in each hour of the day, from 0 to 23.
    pub activity_hours: [i64; 24],
    /// At most three, the most active first.
    pub most_active_hours: Vec<u8>,
    /// At most five with their uses, most used first.
    pub favorite_emojis: Vec<(String, i64)>,
    /// At most five with their messages, most first.
    pub favorite_topics: Vec<(Topic, i64)>,
    pub communication_style: Style,
    /// From 0 to 1.
    pub humor_level: f32,
    pub language_complexity: Complexity,
    pub response_length: Length,
    pub interaction_style: Interaction,
    /// Mostly written, ISO 639-1.
    pub language: Option<String>,
    /// Smoothed, from -1 to 1.
    pub average_sentiment: f32,
    /// The last hundred messages that were read, oldest first.
    pub sentiment_history: Vec<Felt>,
    /// Unix seconds.
    pub first_seen: i64,
    pub last_seen: i64,
    /// What the person chose, as [`Choice::value`](super::Choice::value) writes it.
    pub choices: BTreeMap<Key, String>,
}

/// Statistics of a person; `None` if no message was seen. Replaces `get_user_statistics`.
///
/// # Errors
/// [`StorageError`].
pub async fn statistics(conn: &mut SqliteConnection, person: PersonId) -> Result<Option<Statistics>, StorageError> {
    let notes = Notes::of(conn, person).await?;
    let Some(row) = &notes.person else { return Ok(None) };
    let emoji = sqlx::query_as(EMOJI).bind(person.0).bind(FAVOURITES as i64).fetch_all(&mut *conn).await?;
    let history = history(conn, row).await?;
    Ok(Some(told(&notes, row, emoji, history)))
}

async fn history(conn: &mut SqliteConnection, row: &PersonRow) -> Result<Vec<Felt>, StorageError> {
    let next = row.analysed % RECENT;
    let kept: Vec<(i64, i64)> = sqlx::query_as(HISTORY).bind(row.id.0).bind(next).bind(RECENT).fetch_all(conn).await?;
    Ok(kept.into_iter().map(|(date, sentiment)| Felt { date, sentiment: share(sentiment) }).collect())
}

fn told(notes: &Notes, row: &PersonRow, emoji: Vec<(String, i64)>, history: Vec<Felt>) -> Statistics {
    let profile = Profile::of(notes, row);
    Statistics {
        user_id: row.id,
        total_messages: row.messages,
        analysed_messages: row.analysed,
        avg_message_length: row.characters as f64 / row.analysed.max(1) as f64,
        activity_hours: by_hour(&notes.hours),
        most_active_hours: notes.hours.iter().take(HOURS).map(|(hour, _)| *hour).collect(),
        favorite_emojis: emoji,
        favorite_topics: notes.topics.iter().take(FAVOURITES).copied().collect(),
        communication_style: profile.style.value,
        humor_level: profile.humour.value,
        language_complexity: profile.complexity.value,
        response_length: profile.length.value,
        interaction_style: profile.interaction.value,
        language: profile.language,
        average_sentiment: share(row.sentiment),
        sentiment_history: history,
        first_seen: row.first_at,
        last_seen: row.last_at,
        choices: notes.choices.iter().map(|choice| (choice.key(), choice.value())).collect(),
    }
}

fn by_hour(hours: &[(u8, i64)]) -> [i64; 24] {
    let mut counts = [0; 24];
    for (hour, messages) in hours {
        if let Some(count) = counts.get_mut(usize::from(*hour)) {
            *count = *messages;
        }
    }
    counts
}

/// How many people wrote anything.
///
/// # Errors
/// [`StorageError`].
pub(super) async fn count(conn: &mut SqliteConnection) -> Result<i64, StorageError> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM people WHERE messages > 0").fetch_one(conn).await?)
}
