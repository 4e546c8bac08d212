//! What becomes of a damaged store: it is set aside, and taken from a backup or begun anew; the journal has the rest.

use std::{fs::File, io, path::Path};

use sqlx::SqliteConnection;

use super::{Store, handle::READERS, seed::Seed};
use crate::{
    metrics,
    sqlite::{self, Schema, StorageError},
};

/// Puts another database in the place of a damaged one.
pub(super) async fn recover<S: Store>(
    seed: &Seed<S>,
    schema: &Schema,
    why: &str,
) -> Result<SqliteConnection, StorageError> {
    set_aside::<S>(seed, schema, why)?;
    let file = format!("{}.db", schema.name);
    let mut recovered = None;
    for copy in seed.home.copies(&file) {
        match adopt(seed.home.folder(), schema, &copy).await {
            Ok(conn) => {
                tracing::warn!(store = S::NAME, copy = %copy.display(), "the store was taken from a backup; what is newer comes from the journal");
                recovered = Some(conn);
                break;
            }
            Err(error) => tracing::warn!(store = S::NAME, copy = %copy.display(), %error, "a backup does not help"),
        }
    }
    let conn = match recovered {
        Some(conn) => conn,
        None => sqlite::open(seed.home.folder(), schema).await?,
    };
    seed.readers.renew(seed.home.folder(), schema, READERS);
    Ok(conn)
}

fn set_aside<S: Store>(seed: &Seed<S>, schema: &Schema, why: &str) -> Result<(), StorageError> {
    let aside = sqlite::set_aside(seed.home.folder(), schema).map_err(|error| StorageError::Io(error.to_string()))?;
    metrics::STORE_ALARMS.with_label_values(&[S::NAME, "set_aside"]).inc();
    tracing::error!(
        store = S::NAME,
        why,
        aside = %aside.display(),
        "ALARM: a damaged store was set aside. It is taken from the newest backup, and what is newer from the journal; \
         without a backup it begins with what the journal still has, and for analysis and personalization \
         `balachka rebuild` reads the chat memory"
    );
    Ok(())
}

/// Copies a sound database to its place. One that is not sound leaves nothing there.
async fn adopt(folder: &Path, schema: &Schema, copy: &Path) -> Result<SqliteConnection, StorageError> {
    let path = schema.path(folder);
    let new = path.with_extension("new");
    put(copy, &new, &path).map_err(|error| StorageError::Io(error.to_string()))?;
    let opened = sqlite::open_sound(folder, schema).await;
    if opened.is_err() {
        // The next one, or an empty one, takes its place.
        let _ = std::fs::remove_file(&path);
    }
    opened
}

/// There is all of it under its name, or nothing, whenever the machine stops.
fn put(copy: &Path, new: &Path, path: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "nobody writes to a backup")]
    std::fs::copy(copy, new)?;
    File::open(new)?.sync_all()?;
    std::fs::rename(new, path)
}
