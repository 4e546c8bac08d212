//! Forgets what was understood of a person's messages, and takes it out of the sums.

use sqlx::SqliteConnection;

use super::{
    clean::{DELETE, Old},
    sums::Sums,
    version::kept,
};
use events::Erasure;
use storage::sqlite::{
    StorageError,
    direct::Direct,
    json::{json, read},
};

/// Messages forgotten at a time.
const PAGE: u32 = 1000;

const THEIRS: &str = concat!(
    "SELECT json_group_array(json_array(json_array(r.chat_id, r.message_id), r.chat_key, ",
    kept!(),
    ")) FROM (SELECT * FROM readings WHERE person_id = ?1 AND date <= ?2 LIMIT ?3) r"
);

/// See the module. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub(super) async fn erase(conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
    loop {
        let page = sqlx::query_scalar(THEIRS).bind(erasure.person.0).bind(erasure.before).bind(PAGE);
        let page: String = page.fetch_one(&mut *conn).await?;
        let page: Vec<Old> = read(&page)?;
        if page.is_empty() {
            return Ok(());
        }
        forget(conn, &page).await?;
    }
}

/// Deletes messages and takes them out of their hours' sums.
pub(super) async fn forget(conn: &mut SqliteConnection, old: &[Old]) -> Result<(), StorageError> {
    let mut sums = Sums::default();
    for (_, chat_key, kept) in old {
        sums.add(*chat_key, kept, -1);
    }
    let ids: Vec<_> = old.iter().map(|(id, ..)| id).collect();
    sqlx::query(DELETE).bind(json(&ids)?).execute(&mut *conn).await?;
    sums.write(&Direct::of(conn).await?)
}
