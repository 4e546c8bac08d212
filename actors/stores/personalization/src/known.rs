//! What the store already knows of the people of a batch: one question, one row.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use super::{
    heard::Heard,
    people::{PersonRow, person_json},
};
use events::PersonId;
use storage::sqlite::{
    StorageError,
    json::{json, read},
};

// CROSS JOIN keeps the wanted ids in the outer loop: the tables are only ever looked up.
const KNOWN: &str = concat!(
    "SELECT (SELECT json_group_array(",
    person_json!(),
    ") FROM jsonb_each(?1) w CROSS JOIN people p ON p.id = w.value),
    (SELECT json_group_array(json_array(e.person, e.emoji, e.uses, e.last_at))
     FROM jsonb_each(?2) w CROSS JOIN emoji e ON e.person = w.value)"
);

pub(super) struct Known {
    pub people: Vec<PersonRow>,
    /// Person, emoji, uses, the last time; of those only who use emoji in the batch.
    pub emoji: Vec<(PersonId, String, i64, i64)>,
}

impl Known {
    pub async fn about(conn: &mut SqliteConnection, heard: &[Heard<'_>]) -> Result<Self, StorageError> {
        let people: BTreeSet<PersonId> = heard.iter().map(|heard| heard.person).collect();
        let uses_emoji = |heard: &&Heard<'_>| heard.reading.is_some_and(|reading| !reading.cues.emoji.is_empty());
        let with_emoji: BTreeSet<PersonId> = heard.iter().filter(uses_emoji).map(|heard| heard.person).collect();
        let known = sqlx::query_as(KNOWN).bind(json(&people)?).bind(json(&with_emoji)?);
        let (people, emoji): (String, String) = known.fetch_one(conn).await?;
        Ok(Self { people: read(&people)?, emoji: read(&emoji)? })
    }
}
