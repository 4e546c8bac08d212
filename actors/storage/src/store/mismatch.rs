//! What a check of a store's counters finds.

use sqlx::SqliteConnection;

use crate::sqlite::StorageError;

/// A counter that does not say what its rows say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    pub counter: String,
    /// The chat or the person whose counter it is; `None` for those of all.
    pub of: Option<i64>,
    pub kept: i64,
    pub counted: i64,
}

impl From<(String, Option<i64>, i64, i64)> for Mismatch {
    fn from((counter, of, kept, counted): (String, Option<i64>, i64, i64)) -> Self {
        Self { counter, of, kept, counted }
    }
}

/// Asks for mismatches: rows of counter, whose, kept and counted.
pub async fn mismatches(conn: &mut SqliteConnection, statement: &'static str) -> Result<Vec<Mismatch>, StorageError> {
    let rows: Vec<(String, Option<i64>, i64, i64)> = sqlx::query_as(statement).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Mismatch::from).collect())
}
