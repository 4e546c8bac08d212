//! What messages add to the sums of their hours, or take from them.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    feeling::{Feelings, KINDS},
    version::Kept,
};
use events::PersonId;
use storage::sqlite::{
    StorageError,
    direct::{Direct, Value},
};

pub(super) const KNOWN_PEOPLE: &str = "
SELECT messages FROM hour_people WHERE chat_key = ? AND hour = ? AND person_id = ?";
const WRITE_PEOPLE: &str = "
INSERT INTO hour_people (chat_key, hour, person_id, messages) VALUES (?, ?, ?, ?)
ON CONFLICT (chat_key, hour, person_id) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_TOPICS: &str = "
INSERT INTO hour_topics (chat_key, hour, topic, messages) VALUES (?, ?, ?, ?)
ON CONFLICT (chat_key, hour, topic) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_HOURS: &str = "
INSERT INTO hours (chat_key, hour, messages, participants, sentiment, to_bot, anger, disgust, fear, joy, sadness, surprise,
                   neutral)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (chat_key, hour) DO UPDATE SET
  messages = messages + excluded.messages, participants = participants + excluded.participants,
  sentiment = sentiment + excluded.sentiment, anger = anger + excluded.anger, disgust = disgust + excluded.disgust,
  fear = fear + excluded.fear, joy = joy + excluded.joy, sadness = sadness + excluded.sadness,
  surprise = surprise + excluded.surprise, neutral = neutral + excluded.neutral,
  to_bot = to_bot + excluded.to_bot";
/// Rows that count nothing any more go, so that the tables are as if it had never been.
pub(super) const SWEEP_PEOPLE: &str =
    "DELETE FROM hour_people WHERE chat_key = ? AND hour = ? AND person_id = ? AND messages <= 0";
pub(super) const SWEEP_TOPICS: &str =
    "DELETE FROM hour_topics WHERE chat_key = ? AND hour = ? AND topic = ? AND messages <= 0";
pub(super) const SWEEP_HOURS: &str =
    "DELETE FROM hours WHERE chat_key = ? AND hour = ? AND messages <= 0 AND to_bot <= 0";

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

    pub fn write(mut self, direct: &Direct<'_>) -> Result<(), StorageError> {
        self.people.retain(|_, messages| *messages != 0);
        self.topics.retain(|_, messages| *messages != 0);
        self.count_participants(direct)?;
        self.hours.retain(|_, sums| *sums != Hour::default());
        let people = || self.people.iter();
        direct.write(WRITE_PEOPLE, people().map(|((key, hour, who), n)| [*key, *hour, who.0, *n].map(Value::from)))?;
        let fewer = people().filter(|(_, n)| **n < 0);
        direct.write(SWEEP_PEOPLE, fewer.map(|((key, hour, who), _)| [*key, *hour, who.0].map(Value::from)))?;
        let topics = || self.topics.iter();
        let more =
            topics().map(|((key, hour, topic), n)| [(*key).into(), (*hour).into(), (&**topic).into(), (*n).into()]);
        direct.write(WRITE_TOPICS, more)?;
        let fewer = topics().filter(|(_, n)| **n < 0);
        let fewer = fewer.map(|((key, hour, topic), _)| [(*key).into(), (*hour).into(), (&**topic).into()]);
        direct.write(SWEEP_TOPICS, fewer)?;
        let hours = || self.hours.iter();
        direct.write(WRITE_HOURS, hours().map(|((key, hour), sums)| sums.row(*key, *hour)))?;
        let fewer = hours().filter(|(_, sums)| sums.messages < 0 || sums.to_bot < 0);
        direct.write(SWEEP_HOURS, fewer.map(|((key, hour), _)| [*key, *hour].map(Value::from)))
    }

    /// Who is new in an hour, and who is there no more.
    fn count_participants(&mut self, direct: &Direct<'_>) -> Result<(), StorageError> {
        let mut find = direct.prepare(KNOWN_PEOPLE)?;
        for ((chat_key, hour, person), messages) in &self.people {
            let sought = [(*chat_key).into(), (*hour).into(), (*person).into()];
            let before = find.first(&sought, |row| Ok(row.integer(0)))?.unwrap_or(0);
            let sums = self.hours.entry((*chat_key, *hour)).or_default();
            sums.participants += i64::from(before + messages > 0) - i64::from(before > 0);
        }
        Ok(())
    }
}

impl Hour {
    fn row(&self, chat_key: i64, hour: i64) -> [Value<'static>; 6 + KINDS] {
        let [anger, disgust, fear, joy, sadness, surprise, neutral] = *self.feelings.numbers();
        [
            chat_key,
            hour,
            self.messages,
            self.participants,
            self.sentiment,
            self.to_bot,
            anger,
            disgust,
            fear,
            joy,
            sadness,
            surprise,
            neutral,
        ]
        .map(Value::from)
    }
}
