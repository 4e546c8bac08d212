//! What is in the tables of a data directory.

use std::{collections::BTreeMap, path::Path};

use sqlx::{AssertSqlSafe, SqliteConnection};
use storage::{
    journal,
    sqlite::{self, Schema},
    store::parts::Owner,
};

use crate::{databases::DATABASES, resharding::shapes::stores};

/// The rows of each table by the names of database and table, each as text, sorted.
pub(super) type Tables = BTreeMap<(String, String), Vec<String>>;

/// Reads all tables but those that follow from others, and what sqlx keeps. Of people in the memory it is left out whether they
/// ever wrote, and of entries for which stores they are: these are of a shard.
pub(super) async fn read(folder: &Path) -> Tables {
    let mut tables = Tables::new();
    for schema in DATABASES.iter().map(|database| (database.schema)()) {
        let mut conn = sqlite::beside(&schema.path(folder)).await.unwrap();
        for table in names(&mut conn).await {
            if !is_derived(schema.name, &table) {
                let rows = rows(&mut conn, &schema, &table).await;
                tables.insert((schema.name.to_owned(), table), rows);
            }
        }
        sqlite::close(conn).await;
    }
    tables
}

async fn names(conn: &mut SqliteConnection) -> Vec<String> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') \
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_sqlx_migrations'";
    sqlx::query_scalar(sql).fetch_all(conn).await.unwrap()
}

async fn rows(conn: &mut SqliteConnection, schema: &Schema, table: &str) -> Vec<String> {
    let columns = "SELECT name FROM pragma_table_info(?)";
    let columns: Vec<String> = sqlx::query_scalar(columns).bind(table).fetch_all(&mut *conn).await.unwrap();
    let of_shard = |column: &&String| match (schema.name, table) {
        ("context", "people") => *column == "wrote",
        ("journal", "updates") => *column == "only_for",
        _ => false,
    };
    let texts: Vec<_> =
        columns.iter().filter(|column| !of_shard(column)).map(|name| format!("quote(\"{name}\")")).collect();
    let sql = format!("SELECT {} AS line FROM {table} ORDER BY line", texts.join(" || ', ' || "));
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(conn).await.unwrap()
}

fn is_derived(database: &str, table: &str) -> bool {
    owner(database, table).is_some_and(|owner| matches!(owner, Owner::Derived))
}

/// Whose the rows of a table are; `None` for tables of the journal, and those that each store has.
pub(super) fn owner(database: &str, table: &str) -> Option<Owner> {
    let (_, parts) = stores().find(|(store, _)| (store.schema)().name == database)?;
    parts.iter().find(|part| part.table == table).map(|part| part.owner)
}

/// What one question to a database gives, sorted.
pub(super) async fn ask(folder: &Path, schema: &Schema, sql: &'static str) -> Vec<String> {
    let mut conn = sqlite::beside(&schema.path(folder)).await.unwrap();
    let mut answers: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut conn).await.unwrap();
    sqlite::close(conn).await;
    answers.sort();
    answers
}

/// All numbers are past those that were given out.
pub(super) async fn sequences(folder: &Path) -> Vec<String> {
    let sql = "SELECT name || ' ' || seq FROM sqlite_sequence";
    [ask(folder, &journal::schema(), sql).await, ask(folder, &conversation::schema(), sql).await].concat()
}
