//! An analysis in a temporary folder, and texts that say themselves how they are to be understood.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use crate::{Feelings, apply::apply, check::check, clean::clean_up, schema};
use events::*;
use language::analyzer::{Analyzer, Cues, Emotion, Reading, Topic, subject};
use storage::{journal::Entry, sqlite::open};

pub use storage::fixtures::*;

pub const HERE: ChatId = ChatId(-5);

/// A reading as the words of a text name it: emotions, a topic, a language and whether that is doubtful, the sentiment
/// in thousandths; any other word is a keyword.
pub fn reading(text: &str) -> Arc<Reading> {
    let mut reading = Reading {
        language: "und",
        doubtful: false,
        emotions: Vec::new(),
        sentiment: 0.0,
        topic: Topic::General,
        keywords: Vec::new(),
        confidence: 0.5,
        cues: Cues::default(),
    };
    for word in text.split_whitespace() {
        if let Some(emotion) = Emotion::named(word) {
            reading.emotions.push(emotion);
        } else if let Some(topic) = Topic::named(word) {
            reading.topic = topic;
        } else if let Some(language) = ["uk", "ru", "en"].into_iter().find(|language| *language == word) {
            reading.language = language;
        } else if word == "doubtful" {
            reading.doubtful = true;
        } else if let Ok(sentiment) = word.parse::<f32>() {
            reading.sentiment = sentiment / 1000.0;
        } else {
            reading.keywords.push(word.to_owned());
        }
    }
    Arc::new(reading)
}

/// Has an entry understood by its words, before the analyzer does.
pub fn understand(entry: &Entry) {
    let text = entry.event().ok().and_then(subject).map(|(_, text)| reading(&text));
    entry.understood.reading.set(text).unwrap();
}

pub struct Rig {
    pub conn: SqliteConnection,
    seq: i64,
    _folder: tempfile::TempDir,
}

impl Rig {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let conn = open(folder.path(), &schema()).await.unwrap();
        Self { conn, seq: 0, _folder: folder }
    }

    /// Applies events as one batch, in one transaction.
    pub async fn apply(&mut self, events: impl IntoIterator<Item = Event>) -> Feelings {
        let entries: Vec<_> = events.into_iter().map(|event| self.entry(event)).collect();
        self.apply_entries(&entries).await
    }

    pub async fn apply_entries(&mut self, entries: &[Arc<Entry>]) -> Feelings {
        let mut transaction = self.conn.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let taken = apply(&mut transaction, entries, &Analyzer::default()).await.unwrap();
        transaction.commit().await.unwrap();
        taken
    }

    pub fn entry(&mut self, event: Event) -> Arc<Entry> {
        self.seq += 1;
        let entry = entry(self.seq, event);
        understand(&entry);
        entry
    }

    pub async fn clean_up(&mut self, before: i64, limit: u32) -> u64 {
        clean_up(&mut self.conn, before, limit).await.unwrap()
    }

    /// All rows of a query, each as its columns written with `|` between.
    pub async fn rows(&mut self, query: &str) -> Vec<String> {
        let quoted = |row: sqlx::sqlite::SqliteRow| {
            let cell = |at| match row.try_get::<Option<i64>, _>(at) {
                Ok(number) => number.map_or("-".into(), |number| number.to_string()),
                Err(_) => row.get::<String, _>(at),
            };
            (0..row.len()).map(cell).collect::<Vec<_>>().join("|")
        };
        let rows = sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all(&mut self.conn).await.unwrap();
        rows.into_iter().map(quoted).collect()
    }

    /// Everything that the analysis holds.
    pub async fn dump(&mut self) -> Vec<Vec<String>> {
        let mut dump = Vec::new();
        for table in ["chat_ids", "readings", "hours", "hour_people", "hour_topics"] {
            dump.push(self.rows(&format!("SELECT * FROM {table} ORDER BY 1, 2")).await);
        }
        dump
    }

    pub async fn is_counted_right(&mut self) {
        assert_eq!(check(&mut self.conn).await.unwrap(), []);
    }
}

/// A message of a person, written at a time.
pub fn written(chat: &Chat, id: i64, who: i64, date: i64, text: &str) -> Event {
    said(Message { sender: person(who), date, ..message(chat, id, text) })
}
