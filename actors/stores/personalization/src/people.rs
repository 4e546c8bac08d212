//! The row of a person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    figures::{NO_LANGUAGE, ONE},
    heard::Heard,
    vocabulary::Style,
};
use events::PersonId;
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
};

/// The row `p` as JSON, to be read as [`PersonRow`].
macro_rules! person_json {
    () => {
        "json_object(
          'id', p.id, 'messages', p.messages, 'analysed', p.analysed, 'first_at', p.first_at, 'last_at', p.last_at,
          'day', p.day, 'lately', p.lately, 'characters', p.characters, 'length', p.length, 'words', p.words,
          'long_words', p.long_words, 'formal', p.formal, 'friendly', p.friendly, 'casual', p.casual,
          'humorous', p.humorous, 'style', p.style, 'humour', p.humour, 'sentiment', p.sentiment,
          'language', p.language, 'language_lead', p.language_lead)"
    };
}
pub(super) use person_json;

const KNOWN: &str = "
SELECT messages, analysed, first_at, last_at, day, lately, characters, length, words, long_words, formal, friendly, casual,
       humorous, style, humour, sentiment, language, language_lead
FROM people WHERE id = ?";
const WRITE: &str = "
INSERT INTO people (id, messages, analysed, first_at, last_at, day, lately, characters, length, words, long_words,
                    formal, friendly, casual, humorous, style, humour, sentiment, language, language_lead)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  messages = excluded.messages, analysed = excluded.analysed, first_at = excluded.first_at,
  last_at = excluded.last_at, day = excluded.day, lately = excluded.lately, characters = excluded.characters,
  length = excluded.length, words = excluded.words, long_words = excluded.long_words, formal = excluded.formal,
  friendly = excluded.friendly, casual = excluded.casual, humorous = excluded.humorous, style = excluded.style,
  humour = excluded.humour, sentiment = excluded.sentiment, language = excluded.language,
  language_lead = excluded.language_lead";

/// What is counted and smoothed of one person; the columns are explained where the table is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PersonRow {
    pub id: PersonId,
    pub messages: i64,
    pub analysed: i64,
    pub first_at: i64,
    pub last_at: i64,
    pub day: i64,
    pub lately: i64,
    pub characters: i64,
    pub length: i64,
    pub words: i64,
    pub long_words: i64,
    pub formal: i64,
    pub friendly: i64,
    pub casual: i64,
    pub humorous: i64,
    pub style: Style,
    pub humour: i64,
    pub sentiment: i64,
    pub language: String,
    pub language_lead: i64,
}

impl PersonRow {
    /// Of a row of [`KNOWN`].
    fn read(id: PersonId, row: &Row<'_>) -> Result<Self, StorageError> {
        let style = Style::named(row.text(14)?);
        Ok(Self {
            id,
            messages: row.integer(0),
            analysed: row.integer(1),
            first_at: row.integer(2),
            last_at: row.integer(3),
            day: row.integer(4),
            lately: row.integer(5),
            characters: row.integer(6),
            length: row.integer(7),
            words: row.integer(8),
            long_words: row.integer(9),
            formal: row.integer(10),
            friendly: row.integer(11),
            casual: row.integer(12),
            humorous: row.integer(13),
            style: style.ok_or_else(|| StorageError::Garbled("a person of no style".into()))?,
            humour: row.integer(15),
            sentiment: row.integer(16),
            language: row.text(17)?.to_owned(),
            language_lead: row.integer(18),
        })
    }

    /// Somebody of whom nothing is known, seen on a day at a time.
    pub fn unknown(id: PersonId, date: i64, day: i64) -> Self {
        Self {
            id,
            messages: 0,
            analysed: 0,
            first_at: date,
            last_at: date,
            day,
            lately: 0,
            characters: 0,
            length: 0,
            words: 0,
            long_words: 0,
            formal: 0,
            friendly: 0,
            casual: 0,
            humorous: 0,
            style: Style::Neutral,
            humour: ONE / 2,
            sentiment: 0,
            language: NO_LANGUAGE.to_owned(),
            language_lead: 0,
        }
    }

    /// Takes the next message.
    pub fn hear(&mut self, heard: &Heard<'_>) {
        self.messages += 1;
        self.first_at = self.first_at.min(heard.date);
        self.last_at = self.last_at.max(heard.date);
        self.count_lately(heard.day);
        if let Some(reading) = heard.reading {
            self.learn(reading);
        }
    }
}

/// What is known of these.
pub(super) fn known_people(
    direct: &Direct<'_>,
    wanted: impl Iterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, PersonRow>, StorageError> {
    let (mut people, mut find) = (BTreeMap::new(), direct.prepare(KNOWN)?);
    for id in wanted {
        people.extend(find.first(&[id.into()], |row| PersonRow::read(id, row))?.map(|row| (id, row)));
    }
    Ok(people)
}

pub(super) fn write_people<'a>(
    direct: &Direct<'_>,
    people: impl Iterator<Item = &'a PersonRow>,
) -> Result<(), StorageError> {
    let row = |row: &'a PersonRow| {
        [
            row.id.into(),
            row.messages.into(),
            row.analysed.into(),
            row.first_at.into(),
            row.last_at.into(),
            row.day.into(),
            row.lately.into(),
            row.characters.into(),
            row.length.into(),
            row.words.into(),
            row.long_words.into(),
            row.formal.into(),
            row.friendly.into(),
            row.casual.into(),
            row.humorous.into(),
            row.style.as_str().into(),
            row.humour.into(),
            row.sentiment.into(),
            row.language.as_str().into(),
            row.language_lead.into(),
        ]
    };
    direct.write(WRITE, people.map(row))
}
