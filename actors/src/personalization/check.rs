//! The kept counters against the rows they count, for `verify`.

use sqlx::SqliteConnection;

use super::{draft::RECENT, emoji, events};
use crate::{model::PersonId, sqlite::StorageError};

/// A counter that does not say what its rows say.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    pub counter: String,
    pub person_id: PersonId,
    pub kept: i64,
    pub counted: i64,
}

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
    let wrong = sqlx::query_as(PEOPLE).bind(RECENT).bind(emoji::KEPT as i64).bind(events::KEPT);
    let wrong: Vec<(String, i64, i64, i64)> = wrong.fetch_all(conn).await?;
    let mismatch = |(counter, person, kept, counted): (String, i64, i64, i64)| Mismatch {
        counter,
        person_id: PersonId(person),
        kept,
        counted,
    };
    Ok(wrong.into_iter().map(mismatch).collect())
}
