//! People whose words are not to be kept: those who asked to be forgotten, as far as that reaches, and those who want
//! no text of theirs kept at all.
//!
//! Every store holds this set in its own database, in step with its bookmark. What it is shown of these people is
//! [veiled](RedactionSet::veiled): it counts, and says nothing. The journal's raw texts are [scrubbed](raw) once every
//! store has passed them. The [log] outlives a restore of older stores.

pub mod log;
mod names;
pub mod raw;
mod veil;

use std::collections::{HashMap, HashSet};

use sqlx::SqliteConnection;

use crate::sqlite::StorageError;
use events::{Erasure, OptOut, PersonId, StoreCommand};

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS erasures (
    person INTEGER PRIMARY KEY,
    before INTEGER NOT NULL,
    -- 1 once the file holds no trace of what was erased.
    clean INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS opted_out (person INTEGER PRIMARY KEY) STRICT;";
const NOTE_ERASURE: &str = "
INSERT INTO erasures (person, before, clean) VALUES (?, ?, 0)
ON CONFLICT (person) DO UPDATE SET before = excluded.before, clean = 0 WHERE excluded.before > before";

/// The set; see the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RedactionSet {
    erased: HashMap<PersonId, i64>,
    out: HashSet<PersonId>,
}

impl RedactionSet {
    /// Those who asked for these.
    pub fn of(erasures: impl Iterator<Item = Erasure>) -> Self {
        Self { erased: erasures.map(|it| (it.person, it.before)).collect(), out: HashSet::new() }
    }

    /// Makes room for the set in a database.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn prepare(conn: &mut SqliteConnection) -> Result<(), StorageError> {
        sqlx::raw_sql(TABLES).execute(conn).await?;
        Ok(())
    }

    /// The set of a database.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn load(conn: &mut SqliteConnection) -> Result<Self, StorageError> {
        let erased: Vec<(i64, i64)> =
            sqlx::query_as("SELECT person, before FROM erasures").fetch_all(&mut *conn).await?;
        let out: Vec<i64> = sqlx::query_scalar("SELECT person FROM opted_out").fetch_all(conn).await?;
        Ok(Self {
            erased: erased.into_iter().map(|(person, before)| (PersonId(person), before)).collect(),
            out: out.into_iter().map(PersonId).collect(),
        })
    }

    /// Notes an erasure; whether it is one that the store has not carried out yet.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<bool, StorageError> {
        let Erasure { person, before } = *erasure;
        if !self.lacks(erasure) {
            return Ok(false);
        }
        sqlx::query(NOTE_ERASURE).bind(person.0).bind(before).execute(conn).await?;
        self.erased.insert(person, before);
        Ok(true)
    }

    /// Notes that somebody wants no text kept, or took that back.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn opt_out(&mut self, conn: &mut SqliteConnection, wish: OptOut) -> Result<(), StorageError> {
        let OptOut { person, out } = wish;
        let changed = if out { self.out.insert(person) } else { self.out.remove(&person) };
        if changed {
            let sql = if out {
                "INSERT OR IGNORE INTO opted_out (person) VALUES (?)"
            } else {
                "DELETE FROM opted_out WHERE person = ?"
            };
            sqlx::query(sql).bind(person.0).execute(conn).await?;
        }
        Ok(())
    }

    /// Takes a wish that the database has already, or will have.
    pub fn note(&mut self, wish: OptOut) {
        if wish.out {
            self.out.insert(wish.person);
        } else {
            self.out.remove(&wish.person);
        }
    }

    /// Whether this erasure reaches further than what is known.
    pub fn lacks(&self, erasure: &Erasure) -> bool {
        self.erased.get(&erasure.person).is_none_or(|before| *before < erasure.before)
    }

    /// Whether the person wants no text kept.
    pub fn is_out(&self, person: PersonId) -> bool {
        self.out.contains(&person)
    }

    /// Whether nothing that the person did at this time is to be kept.
    pub fn covers(&self, person: PersonId, date: i64) -> bool {
        self.is_out(person) || self.erased.get(&person).is_some_and(|before| date <= *before)
    }

    /// Whether a command is of somebody who was forgotten since it was given, or tells of them: it is not to be carried out
    /// again. Those who opted out are obeyed as before.
    pub fn has_forgotten(&self, command: &StoreCommand) -> bool {
        let is_erased = |person| self.erased.get(&person).is_some_and(|before| command.at <= *before);
        command.people().any(is_erased)
    }

    /// Whether nobody is in it.
    pub fn is_empty(&self) -> bool {
        self.erased.is_empty() && self.out.is_empty()
    }

    /// Everybody in it.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        self.erased.keys().chain(&self.out).copied()
    }

    /// Takes the set of one database into another.
    ///
    /// # Errors
    /// Those of either database.
    pub async fn carry_over(from: &mut SqliteConnection, to: &mut SqliteConnection) -> Result<(), StorageError> {
        let theirs = match Self::load(from).await {
            // An older version has no such tables.
            Err(StorageError::Other(_) | StorageError::Refused(_)) => return Ok(()),
            theirs => theirs?,
        };
        let mut ours = Self::load(to).await?;
        for (person, before) in &theirs.erased {
            ours.erase(to, &Erasure { person: *person, before: *before }).await?;
        }
        for person in theirs.out {
            ours.opt_out(to, OptOut { person, out: true }).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
