//! The kept counters against the rows they count, for `verify`.

use sqlx::SqliteConnection;

use super::{draft::RECENT, emoji, profile_events};
use storage::{sqlite::StorageError, store::Mismatch};

const PEOPLE: &str = "
WITH all_counters AS (
  SELECT id, 'messages' AS counter, messages AS kept,
         (SELECT coalesce(sum(messages), 0) FROM hours WHERE person = id) AS counted FROM people
  UNION ALL SELECT id, 'analysed', analysed,
         (SELECT coalesce(sum(messages), 0) FROM topics WHERE person = id) FROM people
  UNION ALL SELECT id, 'recent', min(analysed, ?1), (SELECT count(*) FROM recent WHERE person = id) FROM people
  UNION ALL SELECT person, 'most emoji', ?2, max(count(*), ?2) FROM emoji GROUP BY person
  UNION ALL SELECT person, 'most events', ?3, max(count(*), ?3) FROM events GROUP BY person
  UNION ALL SELECT person, 'rows of nobody', 0, count(*) FROM (
    SELECT person FROM hours UNION ALL SELECT person FROM topics UNION ALL SELECT person FROM recent
    UNION ALL SELECT person FROM emoji) WHERE person NOT IN (SELECT id FROM people) GROUP BY person)
SELECT counter, id, kept, counted FROM all_counters WHERE kept <> counted ORDER BY id, counter";

/// The counters that are wrong. Reads every row once: for verification only.
///
/// # Errors
/// [`StorageError`].
pub async fn check(conn: &mut SqliteConnection) -> Result<Vec<Mismatch>, StorageError> {
    let wrong = sqlx::query_as(PEOPLE).bind(RECENT).bind(emoji::KEPT as i64).bind(profile_events::KEPT);
    let wrong: Vec<(String, Option<i64>, i64, i64)> = wrong.fetch_all(conn).await?;
    Ok(wrong.into_iter().map(Mismatch::from).collect())
}
