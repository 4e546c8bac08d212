//! What the store already knows of the people of a batch.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    emoji::Emoji,
    heard::Heard,
    people::{PersonRow, known_people},
};
use events::PersonId;
use storage::sqlite::{StorageError, direct::Direct};

pub(super) struct Known {
    pub people: BTreeMap<PersonId, PersonRow>,
    /// Of those only who use emoji in the batch.
    pub emoji: Emoji,
}

impl Known {
    pub fn about(direct: &Direct<'_>, heard: &[Heard<'_>]) -> Result<Self, StorageError> {
        let people: BTreeSet<PersonId> = heard.iter().map(|heard| heard.person).collect();
        let uses_emoji = |heard: &&Heard<'_>| heard.reading.is_some_and(|reading| !reading.cues.emoji.is_empty());
        let with_emoji: BTreeSet<PersonId> = heard.iter().filter(uses_emoji).map(|heard| heard.person).collect();
        Ok(Self { people: known_people(direct, people.into_iter())?, emoji: Emoji::about(direct, &with_emoji)? })
    }
}
