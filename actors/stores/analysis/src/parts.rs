//! What a shard has of the analysis.

use sqlx::SqliteConnection;

use super::migration;
use storage::{
    sqlite::{StorageError, direct::Direct},
    store::parts::{Number, Owner, Part, Renumbering, Repeated, Series},
};

const KEYS: Series = Series { table: "chat_ids", column: "chat_key", renumbering: Renumbering::Together };
const OF_CHAT: &[Number] = &[Number::in_column("chat_key", KEYS)];

/// Each table.
pub const PARTS: &[Part] = &[
    // A group may be known in two shards if its new id was heard before it was known to be that group's.
    Part::new("chat_ids", Owner::ChatKey("chat_key")).numbered(OF_CHAT).repeated(Repeated::Any),
    Part::new("readings", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("hours", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("hour_people", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
    Part::new("hour_topics", Owner::ChatKey("chat_key")).numbered(OF_CHAT),
];

/// The ids of chat ?2 may be the other's by now.
const MOVE: &str = "UPDATE readings SET chat_key = ?1 WHERE chat_key = ?2";

/// Makes two keys one chat, the first: both have messages of a group that became a supergroup. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub async fn unite(conn: &mut SqliteConnection, kept: i64, moved: i64) -> Result<(), StorageError> {
    sqlx::query(MOVE).bind(kept).bind(moved).execute(&mut *conn).await?;
    migration::merge(&Direct::of(conn).await?, kept, moved)
}
