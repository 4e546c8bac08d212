//! The journal's statements.

use std::sync::Arc;

use futures_util::TryStreamExt;
use sqlx::{FromRow, SqliteConnection};

use super::{Batch, Entry, NewEntry, Understood};
use crate::sqlite::{Durability, Schema, StorageError, direct::Direct};
use events::{Seq, update};
use runtime::clock::now_ms;

/// How much raw text one read may return, bytes; one entry is returned however large it is.
const READ_WEIGHT: usize = 2 << 20;

const HEAD: &str = "SELECT seq FROM sqlite_sequence WHERE name = 'updates'";
const KNOWN: &str = "SELECT 1 FROM updates WHERE bot_id = ? AND update_id = ?";
const WRITE: &str = "INSERT INTO updates (seq, source, bot_id, update_id, received_ms, raw) VALUES (?, ?, ?, ?, ?, ?)";
const WRITE_FOR: &str =
    "INSERT INTO updates (seq, source, bot_id, update_id, received_ms, only_for, raw) VALUES (?, ?, ?, ?, ?, ?, ?)";

/// The journal's database.
pub fn schema() -> Schema {
    Schema {
        name: "journal",
        application_id: 0x426c_6301,
        durability: Durability::EachCommit,
        // Only its end is written.
        cache_kib: 1024,
        migrations: sqlx::migrate!("../../migrations/journal"),
    }
}

/// The number of the last entry ever written, pruned ones included.
///
/// # Errors
/// Those of the database.
pub async fn head(conn: &mut SqliteConnection) -> Result<Seq, StorageError> {
    let seq: Option<i64> = sqlx::query_scalar(HEAD).fetch_optional(conn).await?;
    Ok(Seq(seq.unwrap_or(0)))
}

/// Appends those that are not there yet. Returns what was written, and each draft's place (`None`: it was there). One that has a
/// place already keeps it; there too is what has a place that the journal has passed.
pub(super) async fn append(
    conn: &mut SqliteConnection,
    bot_id: i64,
    drafts: &[&NewEntry],
) -> Result<(Batch, Vec<Option<Seq>>), StorageError> {
    let direct = Direct::of(conn).await?;
    let after = Seq(direct.prepare(HEAD)?.first(&[], |row| Ok(row.integer(0)))?.unwrap_or(0));
    let now = now_ms();
    let mut entries: Vec<Arc<Entry>> = Vec::with_capacity(drafts.len());
    let mut places = Vec::with_capacity(drafts.len());
    let (mut known, mut write) = (direct.prepare(KNOWN)?, direct.prepare(WRITE)?);
    for draft in drafts {
        let bot = draft.bot(bot_id).into();
        let last = entries.last().map_or(after, |entry| entry.seq);
        let (seq, received_ms) =
            draft.place.as_ref().map_or((Seq(last.0 + 1), now), |place| (place.seq, place.received_ms));
        let is_there = seq <= last
            || match draft.update_id {
                Some(id) => known.first(&[bot, id.into()], |_| Ok(()))?.is_some(),
                None => false,
            };
        if is_there {
            places.push(None);
            continue;
        }
        let source = draft.source.as_str().into();
        let (id, raw) = (draft.update_id.into(), (&*draft.raw).into());
        match draft.only_for() {
            None => write.run(&[seq.into(), source, bot, id, received_ms.into(), raw])?,
            Some(stores) => {
                let mut write = direct.prepare(WRITE_FOR)?;
                write.run(&[seq.into(), source, bot, id, received_ms.into(), (&**stores).into(), raw])?;
            }
        }
        entries.push(Arc::new(entry(seq, received_ms, draft)));
        places.push(Some(seq));
    }
    Ok((Batch { after, entries }, places))
}

fn entry(seq: Seq, received_ms: i64, draft: &NewEntry) -> Entry {
    let only_for = draft.only_for().cloned();
    let NewEntry { update_id, raw, parsed, .. } = draft.clone();
    Entry { seq, update_id, received_ms, only_for, raw, parsed, understood: Understood::default() }
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
        let parsed = update::read(&row.raw).into();
        let Row { seq, update_id, received_ms, only_for, raw } = row;
        let understood = Understood::default();
        let only_for = only_for.map(Into::into);
        Self { seq: Seq(seq), update_id, received_ms, only_for, raw: raw.into(), parsed, understood }
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
