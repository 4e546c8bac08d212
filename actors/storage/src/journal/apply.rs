//! What each kind of write does to the database.

use sqlx::SqliteConnection;

use super::{
    Batch,
    actor::{Write, Written},
    dead_letters, rows, scrub,
};
use crate::sqlite::StorageError;

/// What followers shall hear of a write, and what its caller shall.
pub(super) type Change = (Option<Batch>, Written);

/// One group of writes inside a transaction.
pub(super) async fn apply(
    conn: &mut SqliteConnection,
    bot_id: i64,
    writes: &[Write],
) -> Result<Vec<Change>, StorageError> {
    let mut changes = Vec::with_capacity(writes.len());
    for write in writes {
        changes.push(apply_one(conn, bot_id, write).await?);
    }
    Ok(changes)
}

async fn apply_one(conn: &mut SqliteConnection, bot_id: i64, write: &Write) -> Result<Change, StorageError> {
    match write {
        Write::Append(drafts) => {
            let (batch, places) = rows::append(conn, bot_id, drafts).await?;
            scrub::note(conn, &batch.entries).await?;
            Ok((Some(batch), Written::Appended(places)))
        }
        Write::SetAside(letters) => Ok((None, Written::SetAside(dead_letters::set_aside(conn, letters).await?))),
        Write::Retry(id) => {
            let found = dead_letters::retry(conn, *id).await?;
            let after = rows::head(conn).await?;
            Ok((Some(Batch { after, entries: Vec::new() }), Written::Found(found)))
        }
        Write::Drop(id) => Ok((None, Written::Found(dead_letters::delete(conn, *id).await?))),
        Write::Rewrite { rows, through } => {
            scrub::rewrite(conn, rows, *through).await?;
            Ok((None, Written::Done))
        }
        Write::Prune { up_to, before_ms, limit } => {
            Ok((None, Written::Pruned(rows::prune(conn, *up_to, *before_ms, *limit).await?)))
        }
        Write::PruneImported { up_to, limit } => {
            Ok((None, Written::Pruned(rows::prune_imported(conn, *up_to, *limit).await?)))
        }
        Write::Reserve(seq) => {
            rows::reserve(conn, *seq).await?;
            let after = rows::head(conn).await?;
            Ok((Some(Batch { after, entries: Vec::new() }), Written::Done))
        }
    }
}
