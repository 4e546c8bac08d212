//! Takes what does not follow from messages from one database into another.

use sqlx::SqliteConnection;

use storage::sqlite::StorageError;

/// Rows taken at a time.
const PAGE: u32 = 1000;

const CHOICES: &str = "
SELECT person, key, value, chosen_at FROM choices WHERE (person, key) > (?, ?) ORDER BY person, key LIMIT ?";
const ADD_CHOICE: &str =
    "INSERT INTO choices (person, key, value, chosen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
const NOTIFICATIONS: &str = "
SELECT person, kind, allowed, chosen_at FROM notifications WHERE (person, kind) > (?, ?) ORDER BY person, kind LIMIT ?";
const ADD_NOTIFICATION: &str =
    "INSERT INTO notifications (person, kind, allowed, chosen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

/// Copies what people chose from an older database of profiles into one that is built anew; what was chosen there
/// meanwhile stays. Best inside a transaction of `to`.
///
/// # Errors
/// [`StorageError`] of either database.
pub async fn carry_over(from: &mut SqliteConnection, to: &mut SqliteConnection) -> Result<(), StorageError> {
    choices(from, to).await?;
    notifications(from, to).await
}

async fn choices(from: &mut SqliteConnection, to: &mut SqliteConnection) -> Result<(), StorageError> {
    let mut after = (i64::MIN, String::new());
    loop {
        let page = sqlx::query_as(CHOICES).bind(after.0).bind(&after.1).bind(PAGE).fetch_all(&mut *from).await?;
        let page: Vec<(i64, String, String, i64)> = page;
        let Some((person, key, ..)) = page.last() else { return Ok(()) };
        after = (*person, key.clone());
        for (person, key, value, at) in page {
            sqlx::query(ADD_CHOICE).bind(person).bind(key).bind(value).bind(at).execute(&mut *to).await?;
        }
    }
}

async fn notifications(from: &mut SqliteConnection, to: &mut SqliteConnection) -> Result<(), StorageError> {
    let mut after = (i64::MIN, String::new());
    loop {
        let page = sqlx::query_as(NOTIFICATIONS).bind(after.0).bind(&after.1).bind(PAGE).fetch_all(&mut *from).await?;
        let page: Vec<(i64, String, bool, i64)> = page;
        let Some((person, kind, ..)) = page.last() else { return Ok(()) };
        after = (*person, kind.clone());
        for (person, kind, allowed, at) in page {
            sqlx::query(ADD_NOTIFICATION).bind(person).bind(kind).bind(allowed).bind(at).execute(&mut *to).await?;
        }
    }
}
