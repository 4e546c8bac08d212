//! Opens a store's database, whatever state it is in.

use std::path::Path;

use sqlx::SqliteConnection;

use super::{Store, actor::Seed, bookmark, discreet, handle::READERS};
use crate::{
    discretion::Discretion,
    journal::Journal,
    metrics,
    model::Seq,
    sqlite::{self, Schema, StorageError},
};

/// An open store.
pub(super) struct Opened<S> {
    pub conn: SqliteConnection,
    pub store: S,
    pub discretion: Discretion,
    pub bookmark: Seq,
}

/// Opens the database. A damaged derived one is set aside, with an alarm, and begun anew; what cannot be derived
/// from the journal starts at its end, so that nothing is done twice.
pub(super) async fn open<S: Store>(seed: &Seed<S>) -> Result<Opened<S>, StorageError> {
    let Seed { folder, journal, .. } = seed;
    let schema = S::schema();
    let mut conn = match open_sound(folder, &schema, seed.suspect).await {
        Err(StorageError::Corrupt(why)) if S::DERIVED => {
            set_aside::<S>(folder, &schema, &why)?;
            let conn = sqlite::open(folder, &schema).await?;
            seed.readers.renew(folder, &schema, READERS);
            conn
        }
        opened => opened?,
    };
    let start = if S::DERIVED { Seq(0) } else { journal.head() };
    let bookmark = bookmark::open(&mut conn, start).await?;
    if bookmark > journal.head() {
        ahead(S::NAME, bookmark, journal).await?;
    }
    if bookmark == Seq(0) {
        tell_what_is_missing(S::NAME, journal).await?;
    }
    let mut store = S::load(&seed.inner, &mut conn).await?;
    let discretion = discreet::obey_log(&mut store, &mut conn, folder).await?;
    Ok(Opened { conn, store, discretion, bookmark })
}

async fn open_sound(folder: &Path, schema: &Schema, suspect: bool) -> Result<SqliteConnection, StorageError> {
    let mut conn = sqlite::open(folder, schema).await?;
    if suspect && sqlite::is_damaged(&mut conn).await {
        sqlite::close(conn).await;
        return Err(StorageError::Corrupt("a check found damage".to_owned()));
    }
    Ok(conn)
}

fn set_aside<S: Store>(folder: &Path, schema: &Schema, why: &str) -> Result<(), StorageError> {
    let aside = sqlite::set_aside(folder, schema).map_err(|error| StorageError::Io(error.to_string()))?;
    metrics::STORE_ALARMS.with_label_values(&[S::NAME, "set_aside"]).inc();
    tracing::error!(
        store = S::NAME,
        why,
        aside = %aside.display(),
        "ALARM: a damaged store was set aside and is built anew from the journal; older history is in the file set aside \
         and in backups, and for analysis and personalization in the chat memory: `balachka rebuild`"
    );
    Ok(())
}

/// A new store knows nothing of what the journal has forgotten.
async fn tell_what_is_missing(store: &'static str, journal: &Journal) -> Result<(), StorageError> {
    let begins = journal.read(Seq(0)).await?.first().map_or(journal.head().0, |entry| entry.seq.0 - 1);
    if begins > 0 {
        tracing::warn!(
            store,
            missing = begins,
            "the store is new, and the journal has forgotten its first entries: `balachka rebuild` builds analysis and \
             personalization from the chat memory, and a backup restores the memory itself"
        );
    }
    Ok(())
}

/// The journal has lost its end (or was replaced): say so, and let it go on behind what this store has seen.
async fn ahead(store: &'static str, bookmark: Seq, journal: &Journal) -> Result<(), StorageError> {
    metrics::STORE_ALARMS.with_label_values(&[store, "ahead"]).inc();
    tracing::error!(
        store,
        bookmark = bookmark.0,
        journal = journal.head().0,
        "ALARM: the bookmark is ahead of the journal: the journal lost entries that this store still has; stores that \
         were behind will miss them; compare with a backup"
    );
    journal.reserve(bookmark).await.map_err(|error| StorageError::Other(error.to_string()))
}
