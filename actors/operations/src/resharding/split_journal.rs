//! The journal of a shard: the entries that are for it, each at its place.

use std::path::Path;

use futures_util::TryStreamExt as _;
use sqlx::{FromRow, SqliteConnection};

use super::{
    ReshardingError,
    addressees::{Addressees, Places},
    fresh::{Fresh, pass_numbers, refuse_damage},
    only_for::{OnlyFor, among},
};
use crate::stores::STORES;
use storage::{
    journal,
    sqlite::{self, StorageError, json::json, transaction},
    store::ShardedBy,
};

/// Bytes of raw text that are read at a time; one entry is read however large it is.
const WEIGHT: usize = 2 << 20;
/// Entries that are read at a time at most.
const PAGE: u32 = 1000;

const TABLES: &str = "
CREATE TABLE placed_updates (
    -- NULL for all.
    shard INTEGER,
    seq INTEGER NOT NULL,
    only_for TEXT
) STRICT;
CREATE TABLE placed_letters (shard INTEGER, seq INTEGER NOT NULL) STRICT;";
const INDEXES: &str = "
CREATE INDEX placed_updates_of ON placed_updates (shard, seq);
CREATE INDEX placed_letters_of ON placed_letters (shard, seq);";

const UPDATES: &str = "
SELECT seq, update_id, only_for, raw FROM updates WHERE seq > ? ORDER BY seq LIMIT ?";
/// A letter has its number in the place of `seq`, and the store that failed on it in that of `only_for`.
const LETTERS: &str = "
SELECT id AS seq, update_id, stage AS only_for, raw FROM dead_letters WHERE id > ? ORDER BY id LIMIT ?";
const PLACE_UPDATES: &str = "INSERT INTO placed_updates SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)";
const PLACE_LETTERS: &str = "INSERT INTO placed_letters SELECT value ->> 0, value ->> 1 FROM json_each(?)";

/// ?1 is the shard.
const TAKE: [&str; 4] = [
    "INSERT INTO main.updates (seq, source, bot_id, update_id, received_ms, only_for, raw)
     SELECT u.seq, u.source, u.bot_id, u.update_id, u.received_ms, p.only_for, u.raw
     FROM (SELECT seq, only_for FROM source.placed_updates WHERE shard = ?1
           UNION ALL SELECT seq, only_for FROM source.placed_updates WHERE shard IS NULL) p
     CROSS JOIN source.updates u ON u.seq = p.seq ORDER BY u.seq",
    "INSERT INTO main.dead_letters SELECT * FROM source.dead_letters
     WHERE id IN (SELECT seq FROM source.placed_letters WHERE shard = ?1 OR shard IS NULL)",
    "INSERT INTO main.erasures SELECT * FROM source.erasures",
    "REPLACE INTO main.scrubbed SELECT * FROM source.scrubbed",
];

#[derive(FromRow)]
struct Row {
    seq: i64,
    update_id: Option<i64>,
    only_for: Option<String>,
    raw: String,
}

/// Where a row goes, as JSON: the shard (null for all), its number, the stores.
type Placed = (Option<u16>, i64, OnlyFor);

/// Notes in the copy of a journal which shard has which of its rows.
///
/// # Errors
/// Those of the database.
pub(super) async fn place(folder: &Path, places: &Places<impl Fn(i64) -> u16>) -> Result<(), ReshardingError> {
    let path = journal::schema().path(folder);
    let mut conn = sqlite::beside(&path).await.map_err(ReshardingError::storage(&path))?;
    let placed = transaction(&mut conn, async |conn| {
        sqlx::raw_sql(TABLES).execute(&mut *conn).await?;
        go_through(conn, UPDATES, PLACE_UPDATES, |row| of_update(row, places)).await?;
        go_through(conn, LETTERS, PLACE_LETTERS, |row| vec![of_letter(row, places)]).await?;
        sqlx::raw_sql(INDEXES).execute(&mut *conn).await?;
        Ok(())
    })
    .await;
    sqlite::close(conn).await;
    placed.map_err(ReshardingError::storage(&path))
}

async fn go_through(
    conn: &mut SqliteConnection,
    read: &'static str,
    write: &'static str,
    place: impl Fn(&Row) -> Vec<Placed>,
) -> Result<(), StorageError> {
    let mut last = 0;
    loop {
        let page = page(conn, read, last).await?;
        let Some(end) = page.last() else { return Ok(()) };
        last = end.seq;
        let placed: Vec<Placed> = page.iter().flat_map(&place).collect();
        sqlx::query(write).bind(json(&placed)?).execute(&mut *conn).await?;
    }
}

async fn page(conn: &mut SqliteConnection, sql: &'static str, after: i64) -> Result<Vec<Row>, StorageError> {
    let mut rows = sqlx::query_as::<_, Row>(sql).bind(after).bind(PAGE).fetch(conn);
    let (mut page, mut weight) = (Vec::new(), 0);
    while weight < WEIGHT
        && let Some(row) = rows.try_next().await?
    {
        weight += row.raw.len();
        page.push(row);
    }
    Ok(page)
}

fn of_update(row: &Row, places: &Places<impl Fn(i64) -> u16>) -> Vec<Placed> {
    let names = row.only_for.as_deref();
    let (chat, person) = match places.of_update(&row.raw, row.update_id) {
        Addressees::All => return vec![(None, row.seq, row.only_for.clone())],
        Addressees::Shards { chat, person } => (chat, person),
    };
    let parts = match chat == person {
        true => vec![(chat, among(names, true, true))],
        false => vec![(chat, among(names, true, false)), (person, among(names, false, true))],
    };
    let placed = parts.into_iter().filter_map(|(shard, only_for)| Some((Some(shard), row.seq, only_for?)));
    placed.collect()
}

/// It is tried again by the store that failed on it, so it goes where that store has its rows.
fn of_letter(row: &Row, places: &Places<impl Fn(i64) -> u16>) -> Placed {
    let stage = row.only_for.as_deref();
    let is_by_person = STORES.iter().any(|it| Some(it.name) == stage && it.sharded_by == ShardedBy::Person);
    let shard = match places.of_update(&row.raw, row.update_id) {
        Addressees::All => None,
        Addressees::Shards { person, .. } if is_by_person => Some(person),
        Addressees::Shards { chat, .. } => Some(chat),
    };
    (shard, row.seq, None)
}

/// Makes the journal of a shard in `folder`; how many entries and letters it has.
///
/// # Errors
/// Those of the databases.
pub(super) async fn make(source: &Path, folder: &Path, shard: u16) -> Result<[i64; 2], ReshardingError> {
    let schema = journal::schema();
    let mut fresh = Fresh::make(folder, &schema).await?;
    let path = schema.path(source);
    let taken = fresh.fill(&path, async |conn| {
        let mut taken = [0; TAKE.len()];
        for (taken, statement) in taken.iter_mut().zip(TAKE) {
            let done = sqlx::query(statement).bind(shard).execute(&mut *conn).await?;
            *taken = i64::try_from(done.rows_affected()).unwrap_or(i64::MAX);
        }
        pass_numbers(conn).await?;
        Ok(taken)
    });
    let [updates, letters, ..] = taken.await?;
    fresh.finish().await?;
    refuse_damage(folder, &schema).await?;
    Ok([updates, letters])
}
