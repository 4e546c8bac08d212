//! What keeps a database quick and small.

use sqlx::SqliteConnection;

use super::StorageError;

/// Rows of an index that are looked at for the planner's statistics, so that it takes milliseconds,
/// <https://sqlite.org/lang_analyze.html#approximate_analyze_for_large_databases>.
const ANALYSIS_LIMIT: &str = "PRAGMA analysis_limit = 400";
/// Free pages given back at a time: 1 MiB.
const VACUUM: &str = "PRAGMA incremental_vacuum(256)";

/// Refreshes the planner's statistics where they are worth it, and shrinks the file by a little. Tells how many pages are
/// still free.
pub async fn optimise(conn: &mut SqliteConnection) -> Result<u64, StorageError> {
    for pragma in [ANALYSIS_LIMIT, "PRAGMA optimize", VACUUM] {
        sqlx::query(pragma).fetch_all(&mut *conn).await?;
    }
    let free: i64 = sqlx::query_scalar("PRAGMA freelist_count").fetch_one(conn).await?;
    Ok(free.unsigned_abs())
}

/// Leaves no trace of what was deleted: SQLite leaves old bytes in the gaps of pages that it divides, whatever
/// `secure_delete` says, so the file is written anew and the log is cut. Takes as long as copying the file.
pub async fn rewrite(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    // The copy must not be held in memory.
    for pragma in ["PRAGMA temp_store = FILE", "VACUUM", "PRAGMA temp_store = MEMORY"] {
        sqlx::query(pragma).execute(&mut *conn).await?;
    }
    empty_log(conn).await
}

/// Moves all of the write-ahead log into the database file.
///
/// # Errors
/// [`StorageError`]; [`StorageError::Busy`] if somebody else reads the log.
pub async fn empty_log(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let checkpoint = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)");
    let (busy, _, _): (i64, i64, i64) = checkpoint.fetch_one(conn).await?;
    if busy == 0 { Ok(()) } else { Err(StorageError::Busy) }
}
