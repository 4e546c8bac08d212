//! What messages add to the sums of their hours, or take from them.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
};

use sqlx::SqliteConnection;

use super::{
    feeling::{Feelings, KINDS},
    version::Kept,
};
use events::PersonId;
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

pub(super) const KNOWN_PEOPLE: &str = "
SELECT json_group_array(json_array(json_array(p.chat_key, p.hour, p.person_id), p.messages))
FROM jsonb_each(?) w
CROSS JOIN hour_people p ON p.chat_key = w.value->>0 AND p.hour = w.value->>1 AND p.person_id = w.value->>2";
const WRITE_PEOPLE: &str = "
INSERT INTO hour_people (chat_key, hour, person_id, messages)
SELECT value->>0, value->>1, value->>2, value->>3 FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_key, hour, person_id) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_TOPICS: &str = "
INSERT INTO hour_topics (chat_key, hour, topic, messages)
SELECT value->>0, value->>1, value->>2, value->>3 FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_key, hour, topic) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_HOURS: &str = "
INSERT INTO hours (chat_key, hour, messages, participants, sentiment, anger, disgust, fear, joy, sadness, surprise,
                   neutral, to_bot)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>'$[5][0]', value->>'$[5][1]', value->>'$[5][2]',
       value->>'$[5][3]', value->>'$[5][4]', value->>'$[5][5]', value->>'$[5][6]', value->>6
FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_key, hour) DO UPDATE SET
  messages = messages + excluded.messages, participants = participants + excluded.participants,
  sentiment = sentiment + excluded.sentiment, anger = anger + excluded.anger, disgust = disgust + excluded.disgust,
  fear = fear + excluded.fear, joy = joy + excluded.joy, sadness = sadness + excluded.sadness,
  surprise = surprise + excluded.surprise, neutral = neutral + excluded.neutral,
  to_bot = to_bot + excluded.to_bot";
/// Rows that count nothing any more go, so that the tables are as if it had never been.
pub(super) const SWEEP: [&str; 3] = [
    "DELETE FROM hour_people WHERE messages <= 0 AND (chat_key, hour, person_id) IN (
       SELECT value->>0, value->>1, value->>2 FROM jsonb_each(?))",
    "DELETE FROM hour_topics WHERE messages <= 0 AND (chat_key, hour, topic) IN (
       SELECT value->>0, value->>1, value->>2 FROM jsonb_each(?))",
    "DELETE FROM hours WHERE messages <= 0 AND to_bot <= 0 AND (chat_key, hour) IN (
       SELECT value->>0, value->>1 FROM jsonb_each(?))",
];

/// By chat key and hour.
#[derive(Default)]
pub(super) struct Sums<'a> {
    hours: BTreeMap<(i64, i64), Hour>,
    people: BTreeMap<(i64, i64, PersonId), i64>,
    topics: BTreeMap<(i64, i64, Cow<'a, str>), i64>,
}

#[derive(Default, PartialEq)]
struct Hour {
    messages: i64,
    to_bot: i64,
    participants: i64,
    sentiment: i64,
    feelings: Feelings,
}

impl<'a> Sums<'a> {
    /// Counts a message: once, or minus once.
    pub fn add(&mut self, chat_key: i64, kept: &Kept<'a>, times: i64) {
        let hour = kept.hour();
        let sums = self.hours.entry((chat_key, hour)).or_default();
        if kept.to_bot {
            sums.to_bot += times;
            return;
        }
        sums.messages += times;
        *self.people.entry((chat_key, hour, kept.person)).or_default() += times;
        let Some(gist) = &kept.gist else { return };
        sums.sentiment += times * gist.sentiment;
        sums.feelings.add(gist.feeling(), times);
        if let Some(topic) = gist.topic() {
            *self.topics.entry((chat_key, hour, topic)).or_default() += times;
        }
    }

    pub async fn write(mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        self.people.retain(|_, messages| *messages != 0);
        self.topics.retain(|_, messages| *messages != 0);
        self.count_participants(conn).await?;
        self.hours.retain(|_, sums| *sums != Hour::default());
        let people: Vec<_> = self.people.iter().map(|((key, hour, who), n)| (key, hour, who, n)).collect();
        let topics: Vec<_> = self.topics.iter().map(|((key, hour, topic), n)| (key, hour, topic, n)).collect();
        let hours: Vec<_> = self.hours.iter().map(|((key, hour), sums)| sums.row(*key, *hour)).collect();
        add(conn, WRITE_PEOPLE, &people).await?;
        add(conn, WRITE_TOPICS, &topics).await?;
        add(conn, WRITE_HOURS, &hours).await?;
        let [of_people, of_topics, of_hours] = SWEEP;
        sweep(conn, of_people, people.into_iter().filter(|row| *row.3 < 0)).await?;
        sweep(conn, of_topics, topics.into_iter().filter(|row| *row.3 < 0)).await?;
        sweep(conn, of_hours, hours.into_iter().filter(|row| row.2 < 0 || row.6 < 0)).await
    }

    /// Who is new in an hour, and who is there no more.
    async fn count_participants(&mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        if self.people.is_empty() {
            return Ok(());
        }
        let wanted: Vec<_> = self.people.keys().collect();
        let known: String = sqlx::query_scalar(KNOWN_PEOPLE).bind(json(&wanted)?).fetch_one(conn).await?;
        let known: HashMap<(i64, i64, PersonId), i64> = read::<Vec<_>>(&known)?.into_iter().collect();
        for (person, messages) in &self.people {
            let before = known.get(person).copied().unwrap_or(0);
            let sums = self.hours.entry((person.0, person.1)).or_default();
            sums.participants += i64::from(before + messages > 0) - i64::from(before > 0);
        }
        Ok(())
    }
}

impl Hour {
    fn row(&self, chat_key: i64, hour: i64) -> (i64, i64, i64, i64, i64, &[i64; KINDS], i64) {
        (chat_key, hour, self.messages, self.participants, self.sentiment, self.feelings.numbers(), self.to_bot)
    }
}

async fn add<T: serde::Serialize>(
    conn: &mut SqliteConnection,
    statement: &'static str,
    rows: &[T],
) -> Result<(), StorageError> {
    if !rows.is_empty() {
        sqlx::query(statement).bind(json(rows)?).execute(conn).await?;
    }
    Ok(())
}

async fn sweep<T: serde::Serialize>(
    conn: &mut SqliteConnection,
    statement: &'static str,
    fallen: impl Iterator<Item = T>,
) -> Result<(), StorageError> {
    add(conn, statement, &fallen.collect::<Vec<_>>()).await
}
