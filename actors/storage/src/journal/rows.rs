//! The journal's statements.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use futures_util::TryStreamExt;
use sqlx::{FromRow, SqliteConnection};

use super::{Batch, Entry, NewEntry};
use crate::sqlite::{Durability, Schema, StorageError};
use events::{Seq, update};
use runtime::clock::now_ms;

/// How much raw text one read may return, bytes; one entry is returned however large it is.
const READ_WEIGHT: usize = 2 << 20;
/// How much raw text one statement may write, bytes; a larger one is written alone.
const WRITE_WEIGHT: usize = 1 << 20;

/// The journal's database.
pub fn schema() -> Schema {
    Schema {
        name: "journal",
        application_id: 0x426c_6301,
        durability: Durability::EachCommit,
        migrations: sqlx::migrate!("../../migrations/journal"),
    }
}

/// The number of the last entry ever written, pruned ones included.
///
/// # Errors
/// Those of the database.
pub async fn head(conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'updates'";
    let seq: Option<i64> = sqlx::query_scalar(sql).fetch_optional(conn).await?;
    Ok(Seq(seq.unwrap_or(0)))
}

/// Appends those that are not there yet. Returns what was written, and each draft's place (`None`: it was there).
pub(super) async fn append(
    conn: &mut SqliteConnection,
    bot_id: i64,
    drafts: &[&NewEntry],
) -> Result<(Batch, Vec<Option<Seq>>), StorageError> {
    let (after, mut known) = head_and_known(&mut *conn, bot_id, drafts).await?;
    let received_ms = now_ms();
    let mut entries = Vec::with_capacity(drafts.len());
    let mut places = Vec::with_capacity(drafts.len());
    let mut rows = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if draft.update_id.is_some_and(|id| !known.insert(id)) {
            places.push(None);
            continue;
        }
        let seq = Seq(after.0 + 1 + entries.len() as i64);
        rows.push((seq.0, draft.source.as_str(), draft.update_id, &*draft.raw, draft.bot(bot_id)));
        entries.push(Arc::new(entry(seq, received_ms, draft)));
        places.push(Some(seq));
    }
    if !rows.is_empty() {
        insert(conn, received_ms, &rows).await?;
    }
    Ok((Batch { after, entries }, places))
}

fn entry(seq: Seq, received_ms: i64, draft: &NewEntry) -> Entry {
    let NewEntry { update_id, raw, event, .. } = draft.clone();
    Entry { seq, update_id, received_ms, only_for: None, raw, event, understood: OnceLock::new() }
}

/// The number of the last entry, and which of the drafts are there already: one question, since each crosses threads.
async fn head_and_known(
    conn: &mut SqliteConnection,
    bot_id: i64,
    drafts: &[&NewEntry],
) -> Result<(Seq, HashSet<i64>), StorageError> {
    let ids: Vec<_> = drafts.iter().filter_map(|draft| Some((draft.bot(bot_id), draft.update_id?))).collect();
    let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'updates'), 0), json_group_array(u.update_id) \
               FROM json_each(?) AS wanted \
               CROSS JOIN updates u ON u.bot_id = wanted.value ->> 0 AND u.update_id = wanted.value ->> 1";
    let (head, known): (i64, String) = sqlx::query_as(sql).bind(json(&ids)?).fetch_one(conn).await?;
    let known = serde_json::from_str(&known).map_err(|error| StorageError::Other(error.to_string()))?;
    Ok((Seq(head), known))
}

/// What is written of a draft: seq, source, update id, raw text, bot.
type NewRow<'a> = (i64, &'a str, Option<i64>, &'a str, i64);

async fn insert(conn: &mut SqliteConnection, received_ms: i64, rows: &[NewRow<'_>]) -> Result<(), StorageError> {
    let mut rest = rows;
    while !rest.is_empty() {
        let (next, behind) = rest.split_at(fitting(rest));
        match next {
            [alone] => insert_alone(conn, received_ms, *alone).await?,
            together => insert_together(conn, received_ms, together).await?,
        }
        rest = behind;
    }
    Ok(())
}

/// How many of the next rows one statement takes, at least one.
fn fitting(rows: &[NewRow<'_>]) -> usize {
    let mut weight = 0;
    let fits = |row: &&NewRow<'_>| {
        weight += row.3.len();
        weight <= WRITE_WEIGHT
    };
    rows.iter().take_while(fits).count().max(1)
}

/// A text within JSON takes several times its size on its way into the database.
async fn insert_alone(
    conn: &mut SqliteConnection,
    received_ms: i64,
    (seq, source, update_id, raw, bot): NewRow<'_>,
) -> Result<(), StorageError> {
    let sql = "INSERT INTO updates (seq, source, bot_id, update_id, received_ms, raw) VALUES (?, ?, ?, ?, ?, ?)";
    let row = sqlx::query(sql).bind(seq).bind(source).bind(bot).bind(update_id).bind(received_ms).bind(raw);
    row.execute(conn).await?;
    Ok(())
}

async fn insert_together(
    conn: &mut SqliteConnection,
    received_ms: i64,
    rows: &[NewRow<'_>],
) -> Result<(), StorageError> {
    sqlx::query(
        "INSERT INTO updates (seq, source, bot_id, update_id, received_ms, raw) \
         SELECT value ->> 0, value ->> 1, value ->> 4, value ->> 2, ?1, value ->> 3 FROM json_each(?2)",
    )
    .bind(received_ms)
    .bind(json(rows)?)
    .execute(conn)
    .await?;
    Ok(())
}

pub(super) fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, StorageError> {
    serde_json::to_string(value).map_err(|error| StorageError::Refused(error.to_string()))
}

#[derive(FromRow)]
struct Row {
    seq: i64,
    update_id: Option<i64>,
    received_ms: i64,
    only_for: Option<String>,
    raw: String,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let event = update::read(&row.raw);
        let Row { seq, update_id, received_ms, only_for, raw } = row;
        let understood = OnceLock::new();
        Self { seq: Seq(seq), update_id, received_ms, only_for, raw: raw.into(), event, understood }
    }
}

/// At most `limit` entries after `after`, in order, ended early when they grow heavy.
pub(super) async fn read(conn: &mut SqliteConnection, after: Seq, limit: u32) -> Result<Vec<Arc<Entry>>, StorageError> {
    let sql = "SELECT seq, update_id, received_ms, only_for, raw FROM updates WHERE seq > ? ORDER BY seq LIMIT ?";
    let mut rows = sqlx::query_as::<_, Row>(sql).bind(after.0).bind(limit).fetch(conn);
    let (mut entries, mut weight) = (Vec::new(), 0);
    while weight < READ_WEIGHT
        && let Some(row) = rows.try_next().await?
    {
        weight += row.raw.len();
        entries.push(Arc::new(row.into()));
    }
    Ok(entries)
}

/// Deletes at most `limit` entries up to `up_to` that are older than `before_ms`, and as many imported ones, however
/// young: the export still has them. Tells how many.
pub(super) async fn prune(
    conn: &mut SqliteConnection,
    up_to: Seq,
    before_ms: i64,
    limit: u32,
) -> Result<u64, StorageError> {
    let sql = "DELETE FROM updates WHERE seq IN \
               (SELECT seq FROM (SELECT seq, received_ms FROM updates WHERE seq <= ? ORDER BY seq LIMIT ?) \
                WHERE received_ms < ?)";
    let deleted = sqlx::query(sql).bind(up_to.0).bind(limit).bind(before_ms).execute(&mut *conn).await?;
    Ok(deleted.rows_affected() + prune_imported(conn, up_to, limit).await?)
}

/// Deletes at most `limit` imported entries up to `up_to`; tells how many.
pub(super) async fn prune_imported(conn: &mut SqliteConnection, up_to: Seq, limit: u32) -> Result<u64, StorageError> {
    let sql = "DELETE FROM updates WHERE seq IN \
               (SELECT seq FROM updates WHERE source = 'import' AND seq <= ? ORDER BY seq LIMIT ?)";
    let deleted = sqlx::query(sql).bind(up_to.0).bind(limit).execute(conn).await?;
    Ok(deleted.rows_affected())
}

/// Makes the next entry come after `seq`: some store has been that far already.
pub(super) async fn reserve(conn: &mut SqliteConnection, seq: Seq) -> Result<(), StorageError> {
    sqlx::query("DELETE FROM sqlite_sequence WHERE name = 'updates' AND seq < ?")
        .bind(seq.0)
        .execute(&mut *conn)
        .await?;
    let sql = "INSERT INTO sqlite_sequence (name, seq) SELECT 'updates', ? \
               WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'updates')";
    sqlx::query(sql).bind(seq.0).execute(conn).await?;
    Ok(())
}
