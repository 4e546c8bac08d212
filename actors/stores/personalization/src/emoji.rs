//! The emoji that people use, the favourite ones of each.

use std::collections::{BTreeMap, BTreeSet};

use events::PersonId;
use storage::sqlite::{StorageError, direct::Direct};

/// Different emoji kept of one person.
pub(super) const KEPT: usize = 64;
/// Uses that one message counts at most: a flood is no habit.
const MOST_USES: u32 = 10;
/// Bytes of the longest emoji kept; the longest of Unicode's recommended ones has 35.
const LONGEST: usize = 64;

const KNOWN: &str = "SELECT emoji, uses, last_at FROM emoji WHERE person = ?";
const WRITE: &str = "
INSERT INTO emoji (person, emoji, uses, last_at) VALUES (?, ?, ?, ?)
ON CONFLICT (person, emoji) DO UPDATE SET uses = excluded.uses, last_at = excluded.last_at";
const DELETE: &str = "DELETE FROM emoji WHERE person = ? AND emoji = ?";

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
    /// With all that is kept of these people, who use emoji in the batch.
    pub fn about(direct: &Direct<'_>, people: &BTreeSet<PersonId>) -> Result<Self, StorageError> {
        let (mut emoji, mut find) = (Self::default(), direct.prepare(KNOWN)?);
        for person in people {
            let kept = emoji.kept.entry(*person).or_default();
            find.each(&[(*person).into()], |row| {
                kept.insert(row.text(0)?.to_owned(), Use { uses: row.integer(1), last_at: row.integer(2) });
                Ok(())
            })?;
        }
        Ok(emoji)
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

    pub fn write(&self, direct: &Direct<'_>) -> Result<(), StorageError> {
        direct.write(DELETE, self.gone.iter().map(|(person, emoji)| [(*person).into(), emoji.into()]))?;
        let changed = self.changed.iter().filter_map(|(person, emoji)| {
            let Use { uses, last_at } = *self.kept.get(person)?.get(emoji)?;
            Some([(*person).into(), emoji.into(), uses.into(), last_at.into()])
        });
        direct.write(WRITE, changed)
    }
}

fn least(kept: &BTreeMap<String, Use>) -> Option<String> {
    let (emoji, _) = kept.iter().min_by_key(|(emoji, used)| (used.uses, used.last_at, *emoji))?;
    Some(emoji.clone())
}
