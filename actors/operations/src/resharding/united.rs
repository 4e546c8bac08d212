//! Chats that two shards know: the new id of a group that became a supergroup may be heard before it is known whose it is.

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::numbering::Numbering;
use storage::{
    sqlite::StorageError,
    store::{StoreKind, parts::Part},
};

/// The table that tells the ids of a chat, in the stores that have keys of chats.
const IDS: &str = "chat_ids";

/// Makes one chat of those whose ids stood under another key before the rows of `source` came.
///
/// # Errors
/// Those of the databases.
pub(super) async fn unite_chats(
    conn: &mut SqliteConnection,
    store: &StoreKind,
    parts: &[Part],
    numbering: &Numbering,
) -> Result<(), StorageError> {
    let ids = parts.iter().find(|part| part.table == IDS);
    let Some(keys) = ids.and_then(|part| part.numbers.first()) else { return Ok(()) };
    let new = numbering.number(keys.series, "theirs.chat_key");
    let sql = format!(
        "SELECT DISTINCT ours.chat_key, {new} FROM source.{IDS} AS theirs JOIN main.{IDS} AS ours USING (id) \
         WHERE ours.chat_key <> {new}"
    );
    let twice: Vec<(i64, i64)> = sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut *conn).await?;
    for (kept, moved) in twice {
        if store.name == context::STORE.name {
            context::parts::unite(conn, kept, moved).await?;
        } else {
            analysis::parts::unite(conn, kept, moved).await?;
        }
    }
    Ok(())
}
