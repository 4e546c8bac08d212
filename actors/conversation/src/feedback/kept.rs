//! The tallies of chats and people: those at hand in memory, all in the database.

use std::collections::{BTreeSet, HashMap};

use sqlx::SqliteConnection;

use super::{Mark, Tally};
use events::{ChatId, PersonId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
};

/// Tallies held in memory at most; when they are more, all are forgotten and read again.
const HELD: usize = 4096;
/// Stands for all people of a chat together; nobody has this id.
const ALL: PersonId = PersonId(0);
/// After so many seconds, twenty half-lives, nothing worth keeping is left.
const FADED: i64 = 280 * 86_400;
/// Rows forgotten at once.
const STEP: u32 = 1000;

const READ: &str = "SELECT good, bad, ignored, at FROM feedback WHERE chat_id = ? AND person_id = ?";
const WRITE: &str = "
INSERT INTO feedback (chat_id, person_id, good, bad, ignored, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (chat_id, person_id) DO UPDATE
SET good = excluded.good, bad = excluded.bad, ignored = excluded.ignored, at = excluded.at";

type Key = (ChatId, PersonId);

#[derive(Default)]
pub(in super::super) struct Tallies {
    held: HashMap<Key, Tally>,
    changed: BTreeSet<Key>,
}

impl Tallies {
    /// Makes sure that the tallies of these people, and of their chats, are in memory.
    pub async fn hold(
        &mut self,
        conn: &mut SqliteConnection,
        people: impl Iterator<Item = (ChatId, Option<PersonId>)>,
    ) -> Result<(), StorageError> {
        if self.held.len() > HELD && self.changed.is_empty() {
            self.held.clear();
        }
        let keys = people.flat_map(|(chat, person)| [(chat, ALL), (chat, person.unwrap_or(ALL))]);
        let missing: BTreeSet<Key> = keys.filter(|key| !self.held.contains_key(key)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        let direct = Direct::of(conn).await?;
        let mut find = direct.prepare(READ)?;
        for key @ (chat, person) in missing {
            let read = |row: &Row<'_>| {
                Ok(Tally { good: row.real(0), bad: row.real(1), ignored: row.real(2), at: row.integer(3) })
            };
            self.held.insert(key, find.first(&[chat.into(), person.into()], read)?.unwrap_or_default());
        }
        Ok(())
    }

    /// The tally of a chat that is held.
    pub fn of_chat(&self, chat: ChatId) -> Tally {
        self.of(chat, ALL)
    }

    /// That of a person there.
    pub fn of(&self, chat: ChatId, person: PersonId) -> Tally {
        self.held.get(&(chat, person)).copied().unwrap_or_default()
    }

    /// Counts marks for the chat, and for the person of each.
    pub async fn add(&mut self, conn: &mut SqliteConnection, chat: ChatId, marks: &[Mark]) -> Result<(), StorageError> {
        self.hold(conn, marks.iter().map(|mark| (chat, mark.person))).await?;
        for mark in marks {
            for person in [Some(ALL), mark.person].into_iter().flatten() {
                self.changed.insert((chat, person));
                self.held.entry((chat, person)).or_default().add(mark.light, mark.weight, mark.date);
            }
        }
        Ok(())
    }

    /// Writes what was changed.
    pub fn write(&mut self, direct: &Direct<'_>) -> Result<(), StorageError> {
        let changed = std::mem::take(&mut self.changed);
        let row = |(chat, person): &Key| {
            let Tally { good, bad, ignored, at } = *self.held.get(&(*chat, *person))?;
            Some([(*chat).into(), (*person).into(), good.into(), bad.into(), ignored.into(), at.into()])
        };
        direct.write(WRITE, changed.iter().filter_map(row))
    }

    /// A group has become a supergroup.
    pub async fn carry(&mut self, conn: &mut SqliteConnection, old: ChatId, new: ChatId) -> Result<(), StorageError> {
        self.write(&Direct::of(conn).await?)?;
        let sql = "UPDATE OR IGNORE feedback SET chat_id = ? WHERE chat_id = ?";
        sqlx::query(sql).bind(new.0).bind(old.0).execute(conn).await?;
        self.held.clear();
        Ok(())
    }

    /// Forgets what has long lost its weight; of one step, so that nobody waits for it.
    pub async fn prune(conn: &mut SqliteConnection, now: i64) -> Result<(), StorageError> {
        let sql = "DELETE FROM feedback WHERE (chat_id, person_id) IN \
                   (SELECT chat_id, person_id FROM feedback WHERE at < ? LIMIT ?)";
        sqlx::query(sql).bind(now.saturating_sub(FADED)).bind(STEP).execute(conn).await?;
        Ok(())
    }
}
