//! Profiles in a temporary folder, and short ways to say what people write. What a text is understood to say is given
//! with it: these tests do not depend on the analyzer.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use sqlx::{Connection, Row, SqliteConnection};

use crate::{Deps, Profile, Statistics, apply, check::check, profile, schema, statistics};
use events::*;
use language::{
    analyzer::{Analyzer, Cues, Reading, Topic},
    zone::{Zone, Zones},
};
pub use storage::fixtures::*;
use storage::{journal::Entry, sqlite::open};

pub const OLENA: PersonId = PersonId(7);
/// A chat in Kyiv's time; all others have UTC.
pub const KYIV: i64 = -77;

pub struct Rig {
    pub conn: SqliteConnection,
    _folder: tempfile::TempDir,
}

pub fn deps() -> Deps {
    let of_chats = HashMap::from([(ChatId(KYIV), Zone::named("Europe/Kyiv").unwrap())]);
    Deps { own: BOT, analyzer: Analyzer::default(), zones: Zones::new(Zone::UTC, of_chats) }
}

/// A text of eight plain words in Ukrainian, one of them long.
pub fn plain() -> Reading {
    let cues = Cues { characters: 60, words: 8, long_words: 1, ..Cues::default() };
    Reading {
        language: "uk",
        doubtful: false,
        emotions: Vec::new(),
        sentiment: 0.0,
        topic: Topic::General,
        keywords: Vec::new(),
        confidence: 0.5,
        cues,
    }
}

/// A plain text with other cues.
pub fn cued(cue: impl FnOnce(&mut Cues)) -> Reading {
    let mut reading = plain();
    cue(&mut reading.cues);
    reading
}

/// The event with what its text is understood to say.
pub fn understood(event: Event, reading: Option<Reading>) -> Arc<Entry> {
    let mut entry = Arc::unwrap_or_clone(entry(1, event));
    entry.understood.reading = OnceLock::from(reading.map(Arc::new));
    Arc::new(entry)
}

/// A message of Olena in a group.
pub fn writes(date: i64, reading: Reading) -> Arc<Entry> {
    understood(said(Message { date, ..message(&group(-5), 1, "слова") }), Some(reading))
}

impl Rig {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let conn = open(folder.path(), &schema()).await.unwrap();
        Self { conn, _folder: folder }
    }

    /// Applies entries as one batch, in one transaction.
    pub async fn apply(&mut self, entries: impl IntoIterator<Item = Arc<Entry>>) {
        let entries: Vec<_> = entries.into_iter().collect();
        let mut transaction = self.conn.begin_with("BEGIN IMMEDIATE").await.unwrap();
        apply(&mut transaction, &entries, &deps()).await.unwrap();
        transaction.commit().await.unwrap();
    }

    pub async fn profile(&mut self) -> Profile {
        profile(&mut self.conn, OLENA).await.unwrap()
    }

    pub async fn statistics(&mut self) -> Statistics {
        statistics(&mut self.conn, OLENA).await.unwrap().unwrap()
    }

    pub async fn count(&mut self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&mut self.conn).await.unwrap()
    }

    /// All rows of all tables, each as its columns written with `|` between.
    pub async fn dump(&mut self) -> Vec<Vec<String>> {
        let mut dump = Vec::new();
        for table in TABLES {
            let rows = sqlx::query(*table).fetch_all(&mut self.conn).await.unwrap();
            dump.push(rows.iter().map(written).collect());
        }
        dump
    }

    pub async fn is_counted_right(&mut self) {
        assert_eq!(check(&mut self.conn).await.unwrap(), []);
    }
}

fn written(row: &sqlx::sqlite::SqliteRow) -> String {
    let cell = |at| row.try_get::<i64, _>(at).map_or_else(|_| row.get::<String, _>(at), |number| number.to_string());
    (0..row.len()).map(cell).collect::<Vec<_>>().join("|")
}

const TABLES: &[&str] = &[
    "SELECT * FROM people ORDER BY id",
    "SELECT * FROM hours ORDER BY person, hour",
    "SELECT * FROM emoji ORDER BY person, emoji",
    "SELECT * FROM topics ORDER BY person, topic",
    "SELECT * FROM recent ORDER BY person, slot",
    "SELECT * FROM choices ORDER BY person, key",
    "SELECT * FROM notifications ORDER BY person, kind",
    "SELECT * FROM events ORDER BY person, n",
];
