//! The database of the bot that this one replaces, as a source of history.
//!
//! It kept what it heard in a table of chat, person, name, text and time, without Telegram's numbers. Its other two
//! databases hold what it made of these messages; that is made anew here.

mod rows;
mod table;
mod when;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use sqlx::{ConnectOptions as _, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use self::{rows::Row, table::Table};
use super::{
    ImportError,
    reader::{Found, Reading},
};
use events::ChatId;
use language::zone::Zone;
use storage::sqlite::StorageError;

/// Messages handed over at a time.
const BATCH: i64 = 500;
/// Tables of another database that are named.
const NAMED: usize = 8;
/// Batches that wait to be taken.
const AHEAD: usize = 2;

/// A database of the bot that this one replaces.
#[derive(Debug, Clone)]
pub struct Legacy {
    /// The database that has the messages.
    pub file: PathBuf,
    /// Names of files beside it that could not be read, and why.
    pub passed_over: Vec<(String, String)>,
    table: Table,
    /// The clock by which it wrote.
    zone: Zone,
    chat: Option<ChatId>,
}

impl Legacy {
    /// Looks for the messages in the databases of a folder; the database that has most of them is meant. `chat` takes those of one chat alone.
    ///
    /// # Errors
    /// [`ImportError::NoLegacy`], or a folder that cannot be read.
    pub async fn find(folder: &Path, zone: Zone, chat: Option<ChatId>) -> Result<Self, ImportError> {
        let unreadable = |error: std::io::Error| ImportError::File(folder.to_owned(), error.kind());
        let (mut looked, mut found, mut passed_over) = (Vec::new(), Vec::new(), Vec::new());
        for file in databases(folder).map_err(unreadable)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match look_into(&file).await {
                Ok(Ok(table)) => found.push((file, table)),
                Ok(Err(tables)) => looked.push(format!("{name}, with {}", in_words(&tables))),
                Err(error) => {
                    looked.push(format!("{name} ({error})"));
                    passed_over.push((name, error.to_string()));
                }
            }
        }
        // Of several with as many, the first.
        if let Some((file, table)) = found.into_iter().rev().max_by_key(|(_, table)| table.rows) {
            return Ok(Self { file, passed_over, table, zone, chat });
        }
        let looked = if looked.is_empty() { "no database".to_owned() } else { looked.join(", ") };
        Err(ImportError::NoLegacy { folder: folder.to_owned(), looked })
    }

    /// Begins to read.
    pub(super) fn read(self) -> (Receiver<Found>, Reading) {
        let (sender, receiver) = channel(AHEAD);
        (receiver, tokio::spawn(self.go_through(sender)))
    }

    async fn go_through(self, sender: Sender<Found>) -> Result<(), ImportError> {
        let mut conn = open(&self.file).await?;
        let bytes = self.file.metadata().map_or(0, |file| file.len());
        let last = self.table.last(&mut conn).await.map_err(StorageError::from)?;
        let people = self.table.people(&mut conn).await.map_err(StorageError::from)?;
        let mut after = i64::MIN;
        loop {
            let rows = self.table.rows(&mut conn, after, BATCH).await.map_err(StorageError::from)?;
            let Some(end) = rows.last().map(|row| row.id) else { return Ok(()) };
            after = end;
            let mut found = self.found(&rows, &people);
            found.bytes = share(bytes, end, last);
            if sender.send(found).await.is_err() {
                // Whoever took the messages knows why they want no more.
                return Ok(());
            }
        }
    }

    fn found(&self, rows: &[Row], people: &HashMap<String, i64>) -> Found {
        let mut found = Found::default();
        for row in rows.iter().filter(|row| self.chat.is_none_or(|chat| chat.0 == row.chat)) {
            match row.imported(&self.zone, people) {
                Ok(imported) => found.messages.push(imported),
                Err(skipped) => found.skipped.push(skipped),
            }
        }
        found
    }
}

/// How much of the file is read when its rows are read so far.
fn share(bytes: u64, row: i64, last: i64) -> u64 {
    let part = row.max(0) as f64 / last.max(1) as f64;
    (bytes as f64 * part) as u64
}

/// A single database stands for itself.
fn databases(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    if folder.is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let end = path.extension().and_then(|end| end.to_str());
        if path.is_file() && end.is_some_and(|end| ["db", "sqlite", "sqlite3"].contains(&end)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The table of messages; if there is none, the names of those that there are.
async fn look_into(file: &Path) -> Result<Result<Table, Vec<String>>, StorageError> {
    let mut conn = connect(file).await?;
    Ok(match table::find(&mut conn).await? {
        Some(table) => Ok(table),
        None => Err(table::names(&mut conn).await?),
    })
}

fn in_words(tables: &[String]) -> String {
    match tables {
        [] => "no tables".to_owned(),
        tables => {
            format!("the tables {}", tables.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", "))
        }
    }
}

async fn connect(file: &Path) -> Result<SqliteConnection, StorageError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true).disable_statement_logging();
    Ok(options.connect().await?)
}

async fn open(file: &Path) -> Result<SqliteConnection, ImportError> {
    Ok(connect(file).await?)
}

#[cfg(test)]
mod tests;
