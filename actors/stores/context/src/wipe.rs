//! Takes the contents of messages away and leaves that they were there, so that every counter stays right.

use sqlx::SqliteConnection;

use storage::sqlite::StorageError;

const BEGIN: [&str; 2] = ["CREATE TEMP TABLE IF NOT EXISTS wiped (id INTEGER PRIMARY KEY)", "DELETE FROM temp.wiped"];
const END: &str = "DELETE FROM temp.wiped";
/// Of the rows in `wiped`. Edits are counted by their versions.
const WIPE: [&str; 4] = [
    "UPDATE chats SET edits = chats.edits - lost.edits FROM (
       SELECT m.chat_key, sum(v.changed) AS edits
       FROM (SELECT message, lag(content) OVER by_date <> content AS changed FROM message_versions
             WHERE message IN (SELECT id FROM temp.wiped)
             WINDOW by_date AS (PARTITION BY message ORDER BY since, id)) v
       JOIN messages m ON m.id = v.message GROUP BY m.chat_key) AS lost
     WHERE chats.key = lost.chat_key AND lost.edits IS NOT NULL",
    "DELETE FROM message_versions WHERE message IN (SELECT id FROM temp.wiped)",
    "DELETE FROM found WHERE rowid IN (SELECT id FROM temp.wiped)",
    "UPDATE messages SET text = NULL, entities = NULL, media_kind = NULL, file_id = NULL, forward_name = NULL,
       forward_id = NULL, forward_date = NULL, album = NULL, sketch = NULL, author = NULL
     WHERE id IN (SELECT id FROM temp.wiped)",
];

/// Begins anew with no message to wipe: what is to go is put into the table `temp.wiped`.
pub(super) async fn begin(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    for statement in BEGIN {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    Ok(())
}

/// Wipes what is in the table.
pub(super) async fn finish(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    for statement in WIPE {
        sqlx::query(statement).execute(&mut *conn).await?;
    }
    sqlx::query(END).execute(conn).await?;
    Ok(())
}
