//! Reactions: each update replaces what the person, or all, had on the message; the newest counts.

use serde::Serialize;
use sqlx::SqliteConnection;

use events::{ChatId, MessageId, PersonId, Reaction, ReactionCount};
use storage::sqlite::{StorageError, json::json};

const WRITE: &str = "
INSERT INTO reactions (chat_id, message_id, person_id, emoji, date)
SELECT value->>0, value->>1, value->>2, value->3, value->>4 FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_id, message_id, person_id) DO UPDATE SET emoji = excluded.emoji, date = excluded.date
WHERE excluded.date >= date";
const WRITE_COUNTS: &str = "
INSERT INTO reaction_counts (chat_id, message_id, counts, date)
SELECT value->>0, value->>1, value->2, value->>3 FROM jsonb_each(?) WHERE true
ON CONFLICT (chat_id, message_id) DO UPDATE SET counts = excluded.counts, date = excluded.date
WHERE excluded.date >= date";

#[derive(Serialize)]
pub(super) struct ReactionRow<'a>(ChatId, MessageId, PersonId, &'a [String], i64);

impl<'a> ReactionRow<'a> {
    pub fn new(reaction: &'a Reaction) -> Self {
        Self(reaction.chat.id, reaction.message, reaction.person.id, &reaction.emoji, reaction.date)
    }
}

#[derive(Serialize)]
pub(super) struct CountRow<'a>(ChatId, MessageId, &'a [(String, i64)], i64);

impl<'a> CountRow<'a> {
    pub fn new(count: &'a ReactionCount) -> Self {
        Self(count.chat.id, count.message, &count.counts, count.date)
    }
}

pub(super) async fn write_reactions(conn: &mut SqliteConnection, rows: &[ReactionRow<'_>]) -> Result<(), StorageError> {
    if !rows.is_empty() {
        sqlx::query(WRITE).bind(json(rows)?).execute(conn).await?;
    }
    Ok(())
}

pub(super) async fn write_counts(conn: &mut SqliteConnection, rows: &[CountRow<'_>]) -> Result<(), StorageError> {
    if !rows.is_empty() {
        sqlx::query(WRITE_COUNTS).bind(json(rows)?).execute(conn).await?;
    }
    Ok(())
}
