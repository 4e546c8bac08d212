//! A memory in a temporary folder, and short ways to say what happens in chats.

use std::sync::Arc;

use sqlx::{Connection, Row, SqliteConnection};

use crate::{apply::apply, check::check, schema};
use events::*;
use storage::{discretion::RedactionSet, journal::Entry, sqlite::open};

pub use storage::fixtures::*;

pub struct Rig {
    pub conn: SqliteConnection,
    seq: i64,
    _folder: tempfile::TempDir,
}

impl Rig {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut conn = open(folder.path(), &schema()).await.unwrap();
        RedactionSet::prepare(&mut conn).await.unwrap();
        Self { conn, seq: 0, _folder: folder }
    }

    /// Applies events as one batch, in one transaction.
    pub async fn apply(&mut self, events: impl IntoIterator<Item = Event>) {
        let entries: Vec<_> = events.into_iter().map(|event| self.entry(event)).collect();
        let mut transaction = self.conn.begin_with("BEGIN IMMEDIATE").await.unwrap();
        apply(&mut transaction, &entries, BOT).await.unwrap();
        transaction.commit().await.unwrap();
    }

    fn entry(&mut self, event: Event) -> Arc<Entry> {
        self.seq += 1;
        entry(self.seq, event)
    }

    /// All rows of a query, each as its columns written with `|` between.
    pub async fn rows(&mut self, query: &'static str) -> Vec<String> {
        let quoted = |row: sqlx::sqlite::SqliteRow| {
            let cell = |at| match row.try_get::<Option<i64>, _>(at) {
                Ok(number) => number.map_or("-".into(), |number| number.to_string()),
                Err(_) => row.get::<String, _>(at),
            };
            (0..row.len()).map(cell).collect::<Vec<_>>().join("|")
        };
        let rows = sqlx::query(query).fetch_all(&mut self.conn).await.unwrap();
        rows.into_iter().map(quoted).collect()
    }

    /// Everything that the memory holds.
    pub async fn dump(&mut self) -> Vec<Vec<String>> {
        let mut dump = Vec::new();
        for table in TABLES {
            dump.push(self.rows(table).await);
        }
        dump
    }

    pub async fn is_counted_right(&mut self) {
        assert_eq!(check(&mut self.conn).await.unwrap(), []);
    }
}

const TABLES: &[&str] = &[
    "SELECT * FROM chats ORDER BY key",
    "SELECT * FROM chat_ids ORDER BY id",
    "SELECT * FROM titles ORDER BY rowid",
    "SELECT * FROM people ORDER BY id",
    "SELECT * FROM people_names ORDER BY rowid",
    "SELECT id, chat_key, chat_id, message_id, thread_id, reply_to, sender_id, date, edited_at, text, entities,
            media_kind, file_id, forward_name, forward_id, forward_date, album, service, own, sketch, via_bot, author
     FROM messages ORDER BY id",
    "SELECT * FROM message_versions ORDER BY id",
    "SELECT * FROM reactions ORDER BY chat_id, message_id, person_id",
    "SELECT * FROM reaction_counts ORDER BY chat_id, message_id",
    "SELECT * FROM chat_people ORDER BY chat_key, person_id",
    "SELECT * FROM members ORDER BY chat_key, person_id",
    "SELECT * FROM membership_log ORDER BY chat_key, person_id, date, status",
    "SELECT * FROM pins ORDER BY chat_id, message_id",
    "SELECT * FROM totals",
    "SELECT id, hex(sz) FROM found_docsize ORDER BY id",
    "SELECT rowid FROM found WHERE found MATCH '\"1:борщ\"*' ORDER BY rowid",
    "SELECT rowid FROM found WHERE found MATCH '\"2:борщ\"*' ORDER BY rowid",
];
