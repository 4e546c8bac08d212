//! A batch folded, message by message, into the rows that it adds to each table.

use std::collections::{BTreeMap, btree_map::Entry};

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
use storage::sqlite::{
    StorageError,
    direct::{Direct, Value},
};

/// Messages that were read kept of one person.
pub(super) const RECENT: i64 = 100;

const WRITE_HOURS: &str = "
INSERT INTO hours (person, hour, messages) VALUES (?, ?, ?)
ON CONFLICT (person, hour) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_TOPICS: &str = "
INSERT INTO topics (person, topic, messages) VALUES (?, ?, ?)
ON CONFLICT (person, topic) DO UPDATE SET messages = messages + excluded.messages";
const WRITE_RECENT: &str = "
INSERT INTO recent (person, slot, date, characters, sentiment) VALUES (?, ?, ?, ?, ?)
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
            people: known.people,
            emoji: known.emoji,
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

    pub fn write(self, direct: &Direct<'_>) -> Result<(), StorageError> {
        write_people(direct, self.people.values())?;
        let hours = self.hours.iter();
        let hours = hours.map(|((person, hour), messages)| [person.0, i64::from(*hour), *messages].map(Value::from));
        direct.write(WRITE_HOURS, hours)?;
        let topics = self.topics.iter();
        let topics = topics.map(|((person, topic), messages)| [(*person).into(), (*topic).into(), (*messages).into()]);
        direct.write(WRITE_TOPICS, topics)?;
        let recent = self.recent.iter().map(|((person, slot), (date, length, felt))| {
            [person.0, *slot, *date, i64::from(*length), *felt].map(Value::from)
        });
        direct.write(WRITE_RECENT, recent)?;
        self.emoji.write(direct)?;
        record(direct, &self.events)
    }
}
