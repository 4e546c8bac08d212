//! What a store does for people who asked to be forgotten, or want nothing kept, whichever store it is.

use std::{path::Path, sync::Arc};

use sqlx::SqliteConnection;

use super::{
    Store,
    kept::{self, Outcome},
};
use crate::{
    discretion::{RedactionSet, log},
    journal::{Entry, Understood},
    sqlite::{self, StorageError, transaction},
};
use events::{Erasure, Event, Seq};

/// Applies entries as the store may see them, and carries out what they ask and order, in order. Tells what commands came to.
pub(super) async fn apply<S: Store>(
    store: &mut S,
    discretion: &mut RedactionSet,
    conn: &mut SqliteConnection,
    entries: &[Arc<Entry>],
) -> Result<Vec<(Seq, Outcome)>, StorageError> {
    let mut outcomes = Vec::new();
    for part in entries.split_inclusive(|entry| wish(entry).is_some() || kept::command(entry).is_some()) {
        let Some((last, before)) = part.split_last() else { continue };
        if let Some(command) = kept::command(last) {
            show(store, discretion, conn, before).await?;
            outcomes.push((last.seq, kept::apply(store, discretion, conn, command, last.seq).await?));
            continue;
        }
        show(store, discretion, conn, part).await?;
        match wish(last) {
            Some(Event::Erase(erasure)) => erase(store, discretion, conn, erasure).await?,
            Some(Event::OptOut(wish)) => discretion.opt_out(conn, *wish).await?,
            _ => {}
        }
    }
    Ok(outcomes)
}

/// Applies entries without what the store may not see.
async fn show<S: Store>(
    store: &mut S,
    discretion: &RedactionSet,
    conn: &mut SqliteConnection,
    entries: &[Arc<Entry>],
) -> Result<(), StorageError> {
    if entries.is_empty() {
        return Ok(());
    }
    if S::SEES_ALL || discretion.is_empty() {
        return store.apply(conn, entries).await;
    }
    let seen: Vec<_> = entries.iter().map(|entry| veiled(entry, discretion)).collect();
    store.apply(conn, &seen).await
}

async fn erase<S: Store>(
    store: &mut S,
    discretion: &mut RedactionSet,
    conn: &mut SqliteConnection,
    erasure: &Erasure,
) -> Result<(), StorageError> {
    if discretion.erase(conn, erasure).await? { store.erase(conn, erasure).await } else { Ok(()) }
}

fn wish(entry: &Entry) -> Option<&Event> {
    entry.event().ok().filter(|event| matches!(event, Event::Erase(_) | Event::OptOut(_)))
}

fn veiled(entry: &Arc<Entry>, discretion: &RedactionSet) -> Arc<Entry> {
    let veiled = entry.event().ok().and_then(|event| discretion.veiled(event));
    veiled.map_or_else(
        || Arc::clone(entry),
        |event| {
            Arc::new(Entry {
                raw: "".into(),
                parsed: Arc::new(Ok(event)),
                understood: Understood::default(),
                ..(**entry).clone()
            })
        },
    )
}

/// Carries out what the log has and this database has not: it is older, as after a restore, or new.
pub(super) async fn obey_log<S: Store>(
    store: &mut S,
    conn: &mut SqliteConnection,
    folder: &Path,
) -> Result<RedactionSet, StorageError> {
    let asked = log::read(folder)?;
    let mut discretion = RedactionSet::load(conn).await?;
    transaction(conn, async |conn| {
        for erasure in &asked.erasures {
            erase(store, &mut discretion, conn, erasure).await?;
        }
        for wish in &asked.opt_outs {
            discretion.opt_out(conn, *wish).await?;
        }
        Ok(())
    })
    .await?;
    Ok(discretion)
}

/// Whether the file was written anew since anything was erased.
pub(super) async fn is_clean(conn: &mut SqliteConnection) -> Result<bool, StorageError> {
    let clean = "SELECT NOT EXISTS (SELECT 1 FROM erasures WHERE clean = 0)";
    Ok(sqlx::query_scalar(clean).fetch_one(conn).await?)
}

/// Writes the file anew.
pub(super) async fn clean<S: Store>(store: &mut S, conn: &mut SqliteConnection) -> Result<(), StorageError> {
    store.condense(conn).await?;
    sqlite::rewrite(conn).await?;
    sqlx::query("UPDATE erasures SET clean = 1").execute(conn).await?;
    Ok(())
}
