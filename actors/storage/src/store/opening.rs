//! Opens a store's database, whatever state it is in.

use sqlx::SqliteConnection;

use super::{Store, bookmark, deps::Deps, discreet, recovery};
use crate::{
    discretion::RedactionSet,
    journal::Journal,
    sqlite::{self, Schema, StorageError},
};
use events::Seq;
use runtime::metrics;

/// An open store.
pub(super) struct Opened<S> {
    pub conn: SqliteConnection,
    pub store: S,
    pub discretion: RedactionSet,
    pub bookmark: Seq,
}

/// Opens the database, and reads what the store needs of it.
///
/// # Errors
/// [`StorageError::Corrupt`] if anything that was read is damaged; what the machine or SQLite may report.
pub(super) async fn open<S: Store>(deps: &Deps<S>) -> Result<Opened<S>, StorageError> {
    let (folder, schema) = (deps.home.folder(), S::schema());
    recovery::finish(folder, &schema)?;
    let opened = match deps.soundness.is_doubted() {
        true => sqlite::open_sound(folder, &schema).await,
        false => sqlite::open(folder, &schema).await,
    };
    let opened = match opened {
        Ok(conn) => begin(deps, conn).await,
        Err(error) => Err(error),
    };
    match opened {
        Err(error) => Err(explained(error, deps, &schema).await),
        opened => opened,
    }
}

/// Damage has many faces: a row that makes no sense, a table that is not there.
async fn explained<S: Store>(error: StorageError, deps: &Deps<S>, schema: &Schema) -> StorageError {
    match error {
        StorageError::Garbled(why) => StorageError::Corrupt(why),
        StorageError::Refused(_) | StorageError::Other(_) => match sqlite::check(deps.home.folder(), schema).await {
            Err(damage @ StorageError::Corrupt(_)) => damage,
            _ => error,
        },
        error => error,
    }
}

/// Reads what the store needs of an open database.
async fn begin<S: Store>(deps: &Deps<S>, mut conn: SqliteConnection) -> Result<Opened<S>, StorageError> {
    match read(deps, &mut conn).await {
        Ok((store, discretion, bookmark)) => Ok(Opened { conn, store, discretion, bookmark }),
        Err(error) => {
            sqlite::close(conn).await;
            Err(error)
        }
    }
}

async fn read<S: Store>(deps: &Deps<S>, conn: &mut SqliteConnection) -> Result<(S, RedactionSet, Seq), StorageError> {
    let journal = &deps.journal;
    // What cannot be derived from the journal starts at its end, so that nothing is done twice.
    let start = if S::DERIVED { Seq(0) } else { journal.head() };
    let bookmark = bookmark::open(conn, start).await?;
    if bookmark > journal.head() {
        ahead(S::NAME, bookmark, journal).await?;
    }
    if bookmark < journal.head() {
        tell_what_is_missing(S::NAME, bookmark, journal).await?;
    }
    let mut store = S::load(&deps.inner, conn).await?;
    let discretion = discreet::obey_log(&mut store, conn, deps.home.folder()).await?;
    Ok((store, discretion, bookmark))
}

/// A store that is new, or was taken from an old backup, knows nothing of what the journal has forgotten.
async fn tell_what_is_missing(store: &'static str, bookmark: Seq, journal: &Journal) -> Result<(), StorageError> {
    let begins = journal.read(bookmark).await?.first().map_or(journal.head().0, |entry| entry.seq.0 - 1);
    let missing = begins - bookmark.0;
    if missing > 0 {
        tracing::warn!(
            store,
            missing,
            "the journal no longer has entries that the store lacks: rebuild analysis and personalization with \
             `balachka rebuild`, restore context from a backup"
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
        "ALARM: the bookmark is ahead of the journal: the journal lost entries that this store has applied; stores \
         that were behind will miss them; compare with a backup"
    );
    journal.reserve(bookmark).await.map_err(|error| StorageError::Other(error.to_string()))
}
