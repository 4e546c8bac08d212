//! Group commit: many writes, one transaction; one bad write does not fail its neighbours.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use sqlx::{Sqlite, SqliteConnection, query::Query, sqlite::SqliteArguments};

use super::StorageError;
use runtime::panics::panic_message;

/// Runs `write` between BEGIN IMMEDIATE and COMMIT. An error or a panic rolls back.
///
/// # Errors
/// The error of `write`, or of the transaction itself; after an error of COMMIT the outcome is unknown.
pub async fn transaction<T>(
    conn: &mut SqliteConnection,
    write: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    transaction_ending(conn, sqlx::query("COMMIT"), write).await
}

/// As [`transaction`]; `end` has the COMMIT, and may write before it: both then take one change of threads and back.
///
/// # Errors
/// As [`transaction`].
pub async fn transaction_ending<T>(
    conn: &mut SqliteConnection,
    end: Query<'_, Sqlite, SqliteArguments>,
    write: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    // A deferred transaction that turns into a writer fails at once when another has written meanwhile.
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *conn).await?;
    let written = AssertUnwindSafe(write(&mut *conn)).catch_unwind().await;
    let written = written.unwrap_or_else(|panic| Err(StorageError::Panicked(panic_message(&*panic).to_owned())));
    let finished = match written {
        Ok(value) => end.execute(&mut *conn).await.map(|_| value).map_err(StorageError::from),
        Err(error) => Err(error),
    };
    if finished.is_err() {
        // Fails where SQLite has rolled back by itself (a full disk); then there is nothing to undo.
        let _ = sqlx::query("ROLLBACK").execute(conn).await;
    }
    finished
}

/// Commits all of `writes` at once if it can. If a write is at fault, halves the group until that one stands alone.
/// `apply` gets a part of the writes inside a transaction and answers each of them.
pub async fn commit_group<W, A>(
    conn: &mut SqliteConnection,
    writes: &[W],
    apply: &mut impl AsyncFnMut(&mut SqliteConnection, &[W]) -> Result<Vec<A>, StorageError>,
) -> Vec<Result<A, StorageError>> {
    let mut answers = Vec::with_capacity(writes.len());
    let mut parts = vec![writes];
    while let Some(part) = parts.pop() {
        match transaction(conn, async |conn| apply(conn, part).await).await {
            Ok(answered) => answers.extend(answered.into_iter().map(Ok)),
            Err(error) if part.len() > 1 && error.is_of_the_write() => {
                let (first, second) = part.split_at(part.len() / 2);
                parts.extend([second, first]);
            }
            Err(error) => answers.extend(part.iter().map(|_| Err(error.clone()))),
        }
    }
    answers
}
