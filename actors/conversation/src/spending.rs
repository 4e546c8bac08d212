//! What language models cost, a row for each day, chat, person and model.

use sqlx::{FromRow, SqliteConnection};

use events::{ChatId, PersonId};
use llm::{Spending, Usage, UsageOwner, day_of};
use runtime::clock::now;
use storage::sqlite::{StorageError, json::json};

/// Days that it is kept who spent what.
const KEPT: i64 = 31;
/// Stands for no person: nobody asked. No person has this id.
const NOBODY: i64 = 0;

const ADD: &str = "
INSERT INTO llm_usage (day, chat_id, person_id, model, requests, failures, input_tokens, output_tokens)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7
FROM json_each(?) WHERE true
ON CONFLICT (day, chat_id, person_id, model) DO UPDATE SET
    requests = requests + excluded.requests,
    failures = failures + excluded.failures,
    input_tokens = input_tokens + excluded.input_tokens,
    output_tokens = output_tokens + excluded.output_tokens";

pub(super) async fn add(conn: &mut SqliteConnection, spent: &[Spending]) -> Result<(), StorageError> {
    let rows: Vec<_> = spent
        .iter()
        .map(|it| {
            let person = it.who.person.map_or(NOBODY, |person| person.0);
            let Usage { input_tokens, output_tokens } = it.usage;
            (it.day, it.who.chat, person, &it.model, it.requests, it.failures, input_tokens, output_tokens)
        })
        .collect();
    sqlx::query(ADD).bind(json(&rows)?).execute(conn).await?;
    Ok(())
}

#[derive(FromRow)]
struct Row {
    day: i64,
    chat_id: i64,
    person_id: i64,
    model: String,
    requests: i64,
    failures: i64,
    input_tokens: i64,
    output_tokens: i64,
}

pub(super) async fn since(conn: &mut SqliteConnection, day: i64) -> Result<Vec<Spending>, StorageError> {
    let rows: Vec<Row> = sqlx::query_as("SELECT * FROM llm_usage WHERE day >= ?").bind(day).fetch_all(conn).await?;
    Ok(rows.into_iter().map(Spending::from).collect())
}

/// Deletes rows of days long past.
pub(super) async fn prune(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let last = day_of(now()) - KEPT;
    sqlx::query("DELETE FROM llm_usage WHERE day < ?").bind(last).execute(conn).await?;
    Ok(())
}

impl From<Row> for Spending {
    fn from(row: Row) -> Self {
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        let person = Some(PersonId(row.person_id)).filter(|person| person.0 != NOBODY);
        Self {
            day: row.day,
            who: UsageOwner { chat: ChatId(row.chat_id), person },
            model: row.model,
            requests: count(row.requests),
            failures: count(row.failures),
            usage: Usage { input_tokens: count(row.input_tokens), output_tokens: count(row.output_tokens) },
        }
    }
}
