//! What a check of a store's counters finds.

use sqlx::SqliteConnection;

use crate::{model::ChatId, sqlite::StorageError};

/// A counter that does not say what its rows say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    pub counter: String,
    /// The chat whose counter it is; `None` for those of all chats.
    pub chat_id: Option<ChatId>,
    pub kept: i64,
    pub counted: i64,
}

/// Asks for mismatches: rows of counter, chat, kept and counted.
pub(crate) async fn mismatches(
    conn: &mut SqliteConnection,
    statement: &'static str,
) -> Result<Vec<Mismatch>, StorageError> {
    let rows: Vec<(String, Option<i64>, i64, i64)> = sqlx::query_as(statement).fetch_all(conn).await?;
    let mismatch = |(counter, chat, kept, counted): (String, Option<i64>, i64, i64)| Mismatch {
        counter,
        chat_id: chat.map(ChatId),
        kept,
        counted,
    };
    Ok(rows.into_iter().map(mismatch).collect())
}
