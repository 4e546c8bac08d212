//! What an import does to the journal of a service that runs, from another process, or of one that does not.

use sqlx::SqliteConnection;

use super::{NewEntry, rows};
use crate::sqlite::{StorageError, transaction};
use events::Seq;

/// Entries that one step of pruning deletes at most, so that a running service does not wait for long.
const PRUNE_STEP: u32 = 1000;

/// Appends what came from an export; a running service notices within 2 seconds. Each one's place, or `None` if it was
/// there already.
///
/// # Errors
/// Those of the database.
pub async fn append_beside(conn: &mut SqliteConnection, drafts: &[NewEntry]) -> Result<Vec<Option<Seq>>, StorageError> {
    transaction(conn, async |conn| {
        let (_, places) = rows::append(conn, 0, &drafts.iter().collect::<Vec<_>>()).await?;
        Ok(places)
    })
    .await
}

/// Deletes imported entries that every store has durably passed.
///
/// # Errors
/// Those of the database.
pub async fn prune_beside(conn: &mut SqliteConnection, up_to: Seq) -> Result<(), StorageError> {
    while transaction(conn, async |conn| rows::prune_imported(conn, up_to, PRUNE_STEP).await).await? > 0 {}
    Ok(())
}

/// The first entry after a place that did not come from an export.
///
/// # Errors
/// Those of the database.
pub async fn first_of_others(conn: &mut SqliteConnection, after: Seq) -> Result<Option<Seq>, StorageError> {
    let sql = "SELECT seq FROM updates WHERE seq > ? AND source <> 'import' ORDER BY seq LIMIT 1";
    Ok(sqlx::query_scalar(sql).bind(after.0).fetch_optional(conn).await?.map(Seq))
}

/// The bot that was at home last.
///
/// # Errors
/// Those of the database.
pub async fn last_bot(conn: &mut SqliteConnection) -> Result<Option<i64>, StorageError> {
    let sql = "SELECT bot_id FROM updates WHERE source <> 'import' ORDER BY seq DESC LIMIT 1";
    Ok(sqlx::query_scalar(sql).fetch_optional(conn).await?)
}
