//! The emoji that people use, the favourite ones of each.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::SqliteConnection;

use events::PersonId;
use storage::sqlite::{StorageError, json::json};

/// Different emoji kept of one person.
pub(super) const KEPT: usize = 64;
/// Uses that one message counts at most: a flood is no habit.
const MOST_USES: u32 = 10;
/// Bytes of the longest emoji kept; the longest of Unicode's recommended ones has 35.
const LONGEST: usize = 64;

const WRITE: &str = "
INSERT INTO emoji (person, emoji, uses, last_at)
SELECT value->>0, value->>1, value->>2, value->>3 FROM jsonb_each(?) WHERE true
ON CONFLICT (person, emoji) DO UPDATE SET uses = excluded.uses, last_at = excluded.last_at";
const DELETE: &str = "DELETE FROM emoji WHERE (person, emoji) IN (SELECT value->>0, value->>1 FROM jsonb_each(?))";

#[derive(Clone, Copy)]
struct Use {
    uses: i64,
    last_at: i64,
}

/// The emoji of the people of a batch.
#[derive(Default)]
pub(super) struct Emoji {
    kept: BTreeMap<PersonId, BTreeMap<String, Use>>,
    changed: BTreeSet<(PersonId, String)>,
    gone: BTreeSet<(PersonId, String)>,
}

impl Emoji {
    /// `known`: all that is kept of those who use emoji in the batch, with uses and the last time.
    pub fn new(known: Vec<(PersonId, String, i64, i64)>) -> Self {
        let mut emoji = Self::default();
        for (person, name, uses, last_at) in known {
            emoji.kept.entry(person).or_default().insert(name, Use { uses, last_at });
        }
        emoji
    }

    /// Counts an emoji of a message. If it is new and there are enough, the one least used goes, of these the one
    /// longest unused.
    pub fn count(&mut self, person: PersonId, emoji: &str, times: u32, date: i64) {
        if emoji.is_empty() || emoji.len() > LONGEST {
            return;
        }
        let kept = self.kept.entry(person).or_default();
        let uses = i64::from(times.min(MOST_USES));
        if let Some(known) = kept.get_mut(emoji) {
            known.uses += uses;
            known.last_at = date;
        } else {
            if kept.len() >= KEPT
                && let Some(least) = least(kept)
            {
                kept.remove(&least);
                self.changed.remove(&(person, least.clone()));
                self.gone.insert((person, least));
            }
            kept.insert(emoji.to_owned(), Use { uses, last_at: date });
        }
        self.gone.remove(&(person, emoji.to_owned()));
        self.changed.insert((person, emoji.to_owned()));
    }

    pub async fn write(&self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        if !self.gone.is_empty() {
            sqlx::query(DELETE).bind(json(&self.gone)?).execute(&mut *conn).await?;
        }
        let row = |(person, emoji): &(PersonId, String)| {
            let Use { uses, last_at } = *self.kept.get(person)?.get(emoji)?;
            Some((*person, emoji.clone(), uses, last_at))
        };
        let rows: Vec<_> = self.changed.iter().filter_map(row).collect();
        if !rows.is_empty() {
            sqlx::query(WRITE).bind(json(&rows)?).execute(conn).await?;
        }
        Ok(())
    }
}

fn least(kept: &BTreeMap<String, Use>) -> Option<String> {
    let (emoji, _) = kept.iter().min_by_key(|(emoji, used)| (used.uses, used.last_at, *emoji))?;
    Some(emoji.clone())
}
