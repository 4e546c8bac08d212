//! What each store says of its tables, and whether it says it of all.

use sqlx::SqliteConnection;

use crate::stores::STORES;
use storage::{
    sqlite::StorageError,
    store::{StoreKind, parts::Part},
};

/// The tables of each store, in the order of [`STORES`].
const PARTS: [&[Part]; STORES.len()] =
    [context::parts::PARTS, analysis::parts::PARTS, personalization::parts::PARTS, conversation::parts::PARTS];

/// Tables that each store has beside its own, see [`storage::store::bookmark`] and [`storage::discretion`].
pub(super) const OF_EACH_STORE: &[&str] = &["bookmark", "erasures", "opted_out"];

/// Tables of the journal; what becomes of them is told in `split_journal.rs` and `merged_journal.rs`.
pub(super) const OF_JOURNAL: &[&str] = &["updates", "dead_letters", "erasures", "scrubbed"];

/// Each store with its tables.
pub(super) fn stores() -> impl Iterator<Item = (&'static StoreKind, &'static [Part])> {
    STORES.iter().zip(PARTS)
}

/// A table of a database that is not among those; what SQLite, its search and sqlx keep for themselves does not count.
pub(super) async fn unlisted(conn: &mut SqliteConnection, known: &[&str]) -> Result<Option<String>, StorageError> {
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') \
               AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_sqlx_migrations' ORDER BY name";
    let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(conn).await?;
    Ok(tables.into_iter().find(|table| !known.contains(&table.as_str())))
}

/// The names of all tables of a store.
pub(super) fn tables(parts: &[Part]) -> Vec<&'static str> {
    parts.iter().map(|part| part.table).chain(OF_EACH_STORE.iter().copied()).collect()
}
