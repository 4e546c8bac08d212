//! Opens a store's database, whatever state it is in.

use sqlx::SqliteConnection;

use super::{Store, bookmark, discreet, recovery::recover, seed::Seed};
use crate::{
    discretion::Discretion,
    journal::Journal,
    metrics,
    model::Seq,
    sqlite::{self, StorageError},
};

/// An open store.
pub(super) struct Opened<S> {
    pub conn: SqliteConnection,
    pub store: S,
    pub discretion: Discretion,
    pub bookmark: Seq,
}

/// Opens the database. A damaged derived one is set aside, with an alarm, and recovered; what cannot be derived
/// from the journal starts at its end, so that nothing is done twice.
pub(super) async fn open<S: Store>(seed: &Seed<S>) -> Result<Opened<S>, StorageError> {
    let (folder, journal) = (seed.home.folder(), &seed.journal);
    let schema = S::schema();
    let opened = match seed.suspect {
        true => sqlite::open_sound(folder, &schema).await,
        false => sqlite::open(folder, &schema).await,
    };
    let mut conn = match opened {
        Err(StorageError::Corrupt(why)) if S::DERIVED => recover(seed, &schema, &why).await?,
        Err(StorageError::Corrupt(why)) => {
            return Err(StorageError::Corrupt(format!("{why}; restore a backup: `balachka restore`")));
        }
        opened => opened?,
    };
    let start = if S::DERIVED { Seq(0) } else { journal.head() };
    let bookmark = bookmark::open(&mut conn, start).await?;
    if bookmark > journal.head() {
        ahead(S::NAME, bookmark, journal).await?;
    }
    if bookmark < journal.head() {
        tell_what_is_missing(S::NAME, bookmark, journal).await?;
    }
    let mut store = S::load(&seed.inner, &mut conn).await?;
    let discretion = discreet::obey_log(&mut store, &mut conn, folder).await?;
    Ok(Opened { conn, store, discretion, bookmark })
}

/// A store that is new, or was taken from an old backup, knows nothing of what the journal has forgotten.
async fn tell_what_is_missing(store: &'static str, bookmark: Seq, journal: &Journal) -> Result<(), StorageError> {
    let begins = journal.read(bookmark).await?.first().map_or(journal.head().0, |entry| entry.seq.0 - 1);
    let missing = begins - bookmark.0;
    if missing > 0 {
        tracing::warn!(
            store,
            missing,
            "the journal has forgotten entries that the store lacks: `balachka rebuild` builds analysis and \
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
