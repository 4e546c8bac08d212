//! Notes in the copy of a store's database in which shard each of its chats, keys of chats and people is.

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::addressees::Places;
use storage::{
    sqlite::{StorageError, json::json},
    store::parts::{Owner, Part},
};

/// Ids that are placed at a time.
const PAGE: u32 = 1000;

const TABLES: &str = "
CREATE TABLE placed_chats (id INTEGER PRIMARY KEY, shard INTEGER NOT NULL) STRICT;
CREATE TABLE placed_keys (id INTEGER PRIMARY KEY, shard INTEGER NOT NULL) STRICT;
CREATE TABLE placed_people (id INTEGER PRIMARY KEY, shard INTEGER NOT NULL) STRICT;";

/// Those that are to be placed after one, each with the id that decides.
const CHATS: &str = "SELECT id, id FROM placed_chats WHERE id > ? ORDER BY id LIMIT ?";
const KEYS: &str = "
SELECT id, (SELECT min(chat_ids.id) FROM chat_ids WHERE chat_key = placed_keys.id)
FROM placed_keys WHERE id > ? ORDER BY id LIMIT ?";
const PEOPLE: &str = "SELECT id, id FROM placed_people WHERE id > ? ORDER BY id LIMIT ?";

const PLACE_CHATS: &str = "REPLACE INTO placed_chats SELECT value ->> 0, value ->> 1 FROM json_each(?)";
const PLACE_KEYS: &str = "REPLACE INTO placed_keys SELECT value ->> 0, value ->> 1 FROM json_each(?)";
const PLACE_PEOPLE: &str = "REPLACE INTO placed_people SELECT value ->> 0, value ->> 1 FROM json_each(?)";

/// Places all that the rows of these tables belong to. Expects a write transaction.
///
/// # Errors
/// Those of the database.
pub(super) async fn place(
    conn: &mut SqliteConnection,
    parts: &[Part],
    places: &Places<impl Fn(i64) -> u16>,
) -> Result<(), StorageError> {
    sqlx::raw_sql(TABLES).execute(&mut *conn).await?;
    let mut has_keys = false;
    for part in parts {
        let (into, column) = match part.owner {
            Owner::Chat(column) => ("placed_chats", column),
            Owner::ChatKey(column) => ("placed_keys", column),
            Owner::Person(column) | Owner::Named { column, .. } => ("placed_people", column),
            Owner::Row { .. } | Owner::All | Owner::Derived => continue,
        };
        has_keys |= into == "placed_keys";
        let sql = format!("INSERT OR IGNORE INTO {into} SELECT DISTINCT {column}, 0 FROM {}", part.table);
        sqlx::query(AssertSqlSafe(sql)).execute(&mut *conn).await?;
    }
    let of_chat = |chat: i64| places.of_chat(chat);
    decide(conn, CHATS, PLACE_CHATS, of_chat).await?;
    if has_keys {
        decide(conn, KEYS, PLACE_KEYS, of_chat).await?;
    }
    decide(conn, PEOPLE, PLACE_PEOPLE, |person| places.of_person(person)).await
}

/// Goes through those that are to be placed, page by page. A key without an id stays in the first shard.
async fn decide(
    conn: &mut SqliteConnection,
    read: &'static str,
    write: &'static str,
    shard_of: impl Fn(i64) -> u16,
) -> Result<(), StorageError> {
    let mut last = i64::MIN;
    loop {
        let page: Vec<(i64, Option<i64>)> = sqlx::query_as(read).bind(last).bind(PAGE).fetch_all(&mut *conn).await?;
        let Some((end, _)) = page.last() else { return Ok(()) };
        last = *end;
        let placed: Vec<_> = page.iter().map(|(id, decides)| (*id, decides.map_or(0, &shard_of))).collect();
        sqlx::query(write).bind(json(&placed)?).execute(&mut *conn).await?;
    }
}
