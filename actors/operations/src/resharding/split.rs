//! One machine's data into shards.

use std::{collections::BTreeMap, path::Path};

use events::Seq;
use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{
    Moved, ReshardingError,
    addressees::Places,
    fresh::{Fresh, pass_numbers, refuse_damage, refuse_wrong_counters},
    moved::FirstIds,
    original::Original,
    placing,
    shapes::stores,
    site::{Site, make_folder, sync},
    split_journal,
    statements::{make_tables_of_each, run, take_shard},
    wishes,
};
use storage::{
    journal,
    sqlite::{self, StorageError, transaction},
    store::{StoreKind, parts::Part},
};

/// What data was split into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The last entry of the journal: each shard's journal and stores are there, and what comes next has a higher number.
    pub head: Seq,
    /// Groups that became supergroups, by all ids that they had later.
    pub moved: Vec<Moved>,
}

/// How many rows of each table the shards have so far.
type Copied = BTreeMap<(&'static str, &'static str), i64>;

/// Makes of a data directory one for each of `shards` shards: `into/00`, `into/01`, …. `shard_of` tells the shard of a chat,
/// by its first id, or of a person; it must be less than `shards`. The service of `from` must be stopped and have applied all
/// that is in its journal. `from` is not changed, `into` is new or empty. On the disk it takes as much as `from` twice,
/// half of it for a while.
///
/// # Errors
/// See [`ReshardingError`]; then nothing is left in `into`.
pub async fn split(
    from: &Path,
    shards: u16,
    into: &Path,
    shard_of: impl Fn(i64) -> u16,
) -> Result<Split, ReshardingError> {
    if shards == 0 {
        return Err(ReshardingError::NoShards);
    }
    let site = Site::begin(into)?;
    site.refuse_without_room(&[from])?;
    let original = Original::of(from, &site).await?;
    let places = Places { first_ids: FirstIds::read(&original.folder).await?, shard_of };
    place(&original.folder, &places).await?;
    let mut copied = Copied::new();
    for shard in 0..shards {
        let folder = site.made().join(format!("{shard:02}"));
        make_folder(&folder)?;
        make_shard(&original.folder, &folder, shard, &mut copied).await?;
        wishes::copy(&original.folder, &folder)?;
        sync(&folder)?;
    }
    refuse_loss(&original.folder, &copied).await?;
    site.publish()?;
    Ok(Split { head: original.head, moved: places.first_ids.moved() })
}

/// Notes in the copies which row is of which shard.
async fn place(folder: &Path, places: &Places<impl Fn(i64) -> u16>) -> Result<(), ReshardingError> {
    split_journal::place(folder, places).await?;
    for (store, parts) in stores() {
        let path = (store.schema)().path(folder);
        let mut conn = sqlite::beside(&path).await.map_err(ReshardingError::storage(&path))?;
        let placed = transaction(&mut conn, async |conn| placing::place(conn, parts, places).await).await;
        sqlite::close(conn).await;
        placed.map_err(ReshardingError::storage(&path))?;
    }
    Ok(())
}

async fn make_shard(source: &Path, folder: &Path, shard: u16, copied: &mut Copied) -> Result<(), ReshardingError> {
    for (store, parts) in stores() {
        let schema = (store.schema)();
        let mut fresh = Fresh::make(folder, &schema).await?;
        let taken = fresh.fill(&schema.path(source), async |conn| take_rows(conn, store, parts, shard).await).await?;
        fresh.finish().await?;
        refuse_damage(folder, &schema).await?;
        refuse_wrong_counters(store, folder, folder).await?;
        // What is derived has no rows of its own.
        for (part, rows) in parts.iter().zip(taken).filter(|(part, _)| !part.is_derived()) {
            *copied.entry((schema.name, part.table)).or_default() += rows;
        }
    }
    let taken = split_journal::make(source, folder, shard).await?;
    for (table, rows) in ["updates", "dead_letters"].into_iter().zip(taken) {
        *copied.entry((journal::schema().name, table)).or_default() += rows;
    }
    Ok(())
}

/// How many rows of each table.
async fn take_rows(
    conn: &mut SqliteConnection,
    store: &StoreKind,
    parts: &[Part],
    shard: u16,
) -> Result<Vec<i64>, StorageError> {
    let mut taken = Vec::with_capacity(parts.len());
    for part in parts {
        taken.push(take_shard(conn, part, shard).await?);
    }
    for table in make_tables_of_each(conn).await? {
        run(conn, format!("INSERT INTO main.{table} SELECT * FROM source.{table}")).await?;
    }
    if store.name == context::STORE.name {
        context::parts::derive(conn).await?;
    }
    pass_numbers(conn).await?;
    Ok(taken)
}

/// Each row must be in a shard.
async fn refuse_loss(folder: &Path, copied: &Copied) -> Result<(), ReshardingError> {
    let schemas = stores().map(|(store, _)| (store.schema)()).chain([journal::schema()]);
    for schema in schemas {
        let tables = copied.iter().filter(|((database, _), _)| *database == schema.name);
        let path = schema.path(folder);
        let mut conn = sqlite::beside(&path).await.map_err(ReshardingError::storage(&path))?;
        for ((database, table), copied) in tables {
            let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {table}")));
            let rows: i64 = count.fetch_one(&mut conn).await.map_err(ReshardingError::storage(&path))?;
            if *copied < rows {
                sqlite::close(conn).await;
                return Err(ReshardingError::Lost { database, table, rows, copied: *copied });
            }
        }
        sqlite::close(conn).await;
    }
    Ok(())
}
