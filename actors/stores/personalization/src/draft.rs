//! A batch folded, message by message, into the rows that it adds to each table.

use std::collections::{BTreeMap, btree_map::Entry};

use serde::Serialize;
use sqlx::SqliteConnection;

use super::{
    emoji::Emoji,
    figures::{NO_LANGUAGE, millionths},
    heard::Heard,
    known::Known,
    people::{PersonRow, write_people},
    profile_events::{NewEvent, record},
};
use events::PersonId;
use language::analyzer::Reading;
use storage::sqlite::{StorageError, json::json};

/// Messages that were read kept of one person.
pub(super) const RECENT: i64 = 100;

const WRITE_HOURS: &str = "
INSERT INTO hours (person, hour, messages) SELECT value->>0, value->>1, value->>2 FROM jsonb_each(?) WHERE true
ON CONFLICT (person, hour) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_TOPICS: &str = "
INSERT INTO topics (person, topic, messages) SELECT value->>0, value->>1, value->>2 FROM jsonb_each(?) WHERE true
ON CONFLICT (person, topic) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_RECENT: &str = "
INSERT INTO recent (person, slot, date, characters, sentiment)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM jsonb_each(?) WHERE true
ON CONFLICT (person, slot) DO UPDATE SET
  date = excluded.date, characters = excluded.characters, sentiment = excluded.sentiment";

pub(super) struct Draft {
    people: BTreeMap<PersonId, PersonRow>,
    emoji: Emoji,
    hours: BTreeMap<(PersonId, u8), i64>,
    topics: BTreeMap<(PersonId, &'static str), i64>,
    recent: BTreeMap<(PersonId, i64), (i64, u32, i64)>,
    events: Vec<NewEvent>,
}

impl Draft {
    pub fn new(known: Known) -> Self {
        Self {
            people: known.people.into_iter().map(|row| (row.id, row)).collect(),
            emoji: Emoji::new(known.emoji),
            hours: BTreeMap::new(),
            topics: BTreeMap::new(),
            recent: BTreeMap::new(),
            events: Vec::new(),
        }
    }

    /// Takes the next message.
    pub fn take(&mut self, heard: &Heard<'_>) {
        let Heard { person, date, hour, .. } = *heard;
        let row = match self.people.entry(person) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                self.events.push(NewEvent { person, kind: "met", detail: String::new(), at: date });
                new.insert(PersonRow::unknown(person, date, heard.day))
            }
        };
        let (style, language) = (row.style, row.language.clone());
        row.hear(heard);
        let event = |kind, detail: &str| NewEvent { person, kind, detail: detail.to_owned(), at: date };
        if row.style != style {
            self.events.push(event("style_changed", row.style.as_str()));
        }
        if row.language != language && language != NO_LANGUAGE {
            self.events.push(event("language_changed", &row.language));
        }
        *self.hours.entry((person, hour)).or_default() += 1;
        if let Some(reading) = heard.reading {
            let slot = (row.analysed - 1) % RECENT;
            self.learn(person, date, slot, reading);
        }
    }

    fn learn(&mut self, person: PersonId, date: i64, slot: i64, reading: &Reading) {
        *self.topics.entry((person, reading.topic.as_str())).or_default() += 1;
        let sentiment = millionths(reading.sentiment.clamp(-1.0, 1.0));
        self.recent.insert((person, slot), (date, reading.cues.characters, sentiment));
        for (emoji, times) in &reading.cues.emoji {
            self.emoji.count(person, emoji, *times, date);
        }
    }

    pub async fn write(self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        write_people(conn, &self.people.values().collect::<Vec<_>>()).await?;
        write(conn, WRITE_HOURS, self.hours.iter().map(|((person, hour), messages)| (person, hour, messages))).await?;
        write(conn, WRITE_TOPICS, self.topics.iter().map(|((person, topic), messages)| (person, topic, messages)))
            .await?;
        let recent = self.recent.iter();
        let recent = recent.map(|((person, slot), (date, length, felt))| (person, slot, date, length, felt));
        write(conn, WRITE_RECENT, recent).await?;
        self.emoji.write(conn).await?;
        record(conn, &self.events).await
    }
}

async fn write<T: Serialize>(
    conn: &mut SqliteConnection,
    statement: &'static str,
    rows: impl Iterator<Item = T>,
) -> Result<(), StorageError> {
    let rows: Vec<T> = rows.collect();
    if !rows.is_empty() {
        sqlx::query(statement).bind(json(&rows)?).execute(conn).await?;
    }
    Ok(())
}
