//! The log of what people asked to be forgotten, of each shard.

use std::{collections::BTreeMap, io::ErrorKind, path::Path};

use events::{Erasure, Event, PersonId};
use sqlx::SqliteConnection;

use super::ReshardingError;
use storage::{
    discretion::log::{FILE, line},
    files,
    sqlite::StorageError,
};

/// The last erasure of each person, Unix seconds.
pub(super) type Erasures = BTreeMap<i64, i64>;

/// Copies the log, if there is one.
///
/// # Errors
/// Those of the files.
pub(super) fn copy(folder: &Path, into: &Path) -> Result<(), ReshardingError> {
    match read(folder)? {
        Some(lines) => write(into, &lines),
        None => Ok(()),
    }
}

/// The erasures that a store knows of.
///
/// # Errors
/// Those of the database.
pub(super) async fn erasures(conn: &mut SqliteConnection, database: &str) -> Result<Erasures, StorageError> {
    let sql = match database {
        "main" => "SELECT person, before FROM main.erasures",
        _ => "SELECT person, before FROM source.erasures",
    };
    let rows: Vec<(i64, i64)> = sqlx::query_as(sql).fetch_all(conn).await?;
    Ok(rows.into_iter().collect())
}

/// The logs of all shards as one.
#[derive(Debug, Default)]
pub(super) struct Joined {
    lines: String,
}

impl Joined {
    /// Adds the log of a shard. Where one goes on from the other it counts; else the last words of the shard that came first.
    ///
    /// # Errors
    /// Those of the file.
    pub(super) fn add(&mut self, shard: &Path) -> Result<(), ReshardingError> {
        let theirs = read(shard)?.unwrap_or_default();
        if theirs.starts_with(&self.lines) {
            self.lines = theirs;
            return Ok(());
        }
        let missing = theirs.lines().filter(|line| !self.lines.lines().any(|own| own == *line));
        self.lines = missing.chain(self.lines.lines()).map(|line| format!("{line}\n")).collect();
        Ok(())
    }

    /// Adds erasures that not every shard has carried out: each store carries out what is in the log when it opens.
    pub(super) fn add_erasures(&mut self, erasures: &Erasures) {
        for (person, before) in erasures {
            let erasure = Erasure { person: PersonId(*person), before: *before };
            if let Some(line) = line(&Event::Erase(erasure)) {
                self.lines.push_str(&format!("{line}\n"));
            }
        }
    }

    /// Writes the log, if anything is in it.
    ///
    /// # Errors
    /// Those of the file.
    pub(super) fn write(&self, into: &Path) -> Result<(), ReshardingError> {
        if self.lines.is_empty() { Ok(()) } else { write(into, &self.lines) }
    }
}

fn read(folder: &Path) -> Result<Option<String>, ReshardingError> {
    let path = folder.join(FILE);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ReshardingError::io(&path)(error)),
    }
}

fn write(folder: &Path, lines: &str) -> Result<(), ReshardingError> {
    let path = folder.join(FILE);
    files::replace_durably(&path, lines.as_bytes()).map_err(ReshardingError::io(&path))
}
