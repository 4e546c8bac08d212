//! Closing a poll, and going on to its result: one row of the outbox does both.

use sqlx::SqliteConnection;

use crate::{Action, Lane, outbox::written};
use events::MessageId;
use runtime::clock::now_ms;
use storage::sqlite::{StorageError, json::json};

/// Lets a row that waits for its words close the poll first, as often as it takes.
pub(crate) async fn stop_first(conn: &mut SqliteConnection, row: i64, message: MessageId) -> Result<(), StorageError> {
    let stop = Action::StopPoll { message };
    let sql = "UPDATE outbox SET state = 'ready', action = ?, lane = ? WHERE id = ? AND state = 'decided'";
    sqlx::query(sql).bind(written(&stop)?).bind(stop.lane().as_str()).bind(row).execute(conn).await?;
    Ok(())
}

/// The poll is closed, with these votes if Telegram told them: the row goes on to be worded.
pub(crate) async fn stopped(conn: &mut SqliteConnection, row: i64, votes: Option<&[u32]>) -> Result<(), StorageError> {
    let sql = "UPDATE outbox SET state = 'decided', action = NULL, lane = ?, outcome = NULL, not_before_ms = 0, \
                   tries = 0, changed_ms = max(?, changed_ms + 1) \
               WHERE id = ? AND state = 'sending' RETURNING request ->> '$.asked.poll'";
    let query = sqlx::query_scalar(sql).bind(Lane::Talk.as_str()).bind(now_ms()).bind(row);
    let poll: Option<Option<i64>> = query.fetch_optional(&mut *conn).await?;
    if let (Some(poll), Some(votes)) = (poll.flatten(), votes) {
        let sql = "UPDATE polls SET state = json_set(state, '$.votes', json(?)) WHERE id = ?";
        sqlx::query(sql).bind(json(&votes)?).bind(poll).execute(conn).await?;
    }
    Ok(())
}
