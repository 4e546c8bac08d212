//! What becomes of a damaged store: it is set aside, and taken from a backup or begun anew; the journal has the rest.
//!
//! Another database is prepared beside the damaged one, and takes its place only when it is whole: a kill at any moment
//! leaves the damaged one, or one that [`finish`] puts in its place.

use std::{
    fs::{DirBuilder, File},
    io,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

use super::{
    Store, bookmark,
    deps::{Deps, Soundness},
    handle::READERS,
    opening::{self, Opened},
};
use crate::{
    discretion::RedactionSet,
    sqlite::{self, Schema, StorageError},
};
use events::Seq;
use runtime::metrics;

/// Puts another database in the place of a damaged one, and opens it.
///
/// # Errors
/// Of the machine, above all: the damaged one is then still there, or the next try goes on.
pub(super) async fn recover<S: Store>(deps: &Deps<S>, why: &str) -> Result<Opened<S>, StorageError> {
    let (folder, schema) = (deps.home.folder(), S::schema());
    prepare(deps, &schema).await?;
    let aside = sqlite::set_aside(folder, &schema).map_err(|error| StorageError::of_file(folder, &error))?;
    metrics::STORE_ALARMS.with_label_values(&[S::NAME, "set_aside"]).inc();
    tracing::error!(
        store = S::NAME,
        why,
        aside = %aside.display(),
        "ALARM: a damaged store was set aside. It is restored from the newest backup and the newer journal entries. \
         Without a backup it starts with the entries that the journal still has; then run `balachka rebuild` for \
         analysis and personalization"
    );
    finish(folder, &schema)?;
    deps.readers.renew(folder, &schema, READERS);
    opening::open(&Deps { soundness: Soundness::Unquestioned, ..deps.clone() }).await
}

/// Puts a database that was prepared in the place that is free for it. Where a database is, it stays.
///
/// # Errors
/// Those of moving files.
pub fn finish(folder: &Path, schema: &Schema) -> Result<(), StorageError> {
    let ready = ready(folder, schema);
    let moved = || {
        if !schema.path(folder).exists() && ready.exists() {
            // What is left of the damaged one's log must not be taken for the new one's.
            sqlite::set_aside(folder, schema)?;
            std::fs::rename(schema.path(&ready), schema.path(folder))?;
        }
        clear(&ready)?;
        File::open(folder)?.sync_all()
    };
    if ready.exists() { moved().map_err(|error| StorageError::of_file(&ready, &error)) } else { Ok(()) }
}

/// Leaves a sound database where [`finish`] finds it: the newest copy that is one, or an empty one.
async fn prepare<S: Store>(deps: &Deps<S>, schema: &Schema) -> Result<(), StorageError> {
    let site = deps.home.folder().join(format!(".{}.recovering", schema.name));
    let mut taken = false;
    for copy in deps.home.copies(&format!("{}.db", schema.name)) {
        match take(deps, schema, &site, Some(&copy)).await {
            Ok(()) => {
                tracing::warn!(store = S::NAME, copy = %copy.display(), "restoring the store from a backup; newer entries come from the journal");
                taken = true;
                break;
            }
            // The next one would meet the same.
            Err(error @ (StorageError::Full | StorageError::TooManyFiles | StorageError::Busy)) => return Err(error),
            Err(error) => {
                tracing::warn!(store = S::NAME, copy = %copy.display(), %error, "this backup cannot be used");
            }
        }
    }
    if !taken {
        take(deps, schema, &site, None).await?;
    }
    let ready = ready(deps.home.folder(), schema);
    let renamed = clear(&ready).and_then(|()| std::fs::rename(&site, &ready));
    renamed.map_err(|error| StorageError::of_file(&ready, &error))
}

fn ready(folder: &Path, schema: &Schema) -> PathBuf {
    folder.join(format!(".{}.recovered", schema.name))
}

/// Makes a database of a copy, or an empty one, and reads all of it, as the store does when it opens.
async fn take<S: Store>(deps: &Deps<S>, schema: &Schema, site: &Path, copy: Option<&Path>) -> Result<(), StorageError> {
    let made = clear(site).and_then(|()| DirBuilder::new().mode(0o700).create(site));
    made.map_err(|error| StorageError::of_file(site, &error))?;
    if let Some(copy) = copy {
        let (from, to) = (copy.to_owned(), schema.path(site));
        // A large file takes its time; the actor answers meanwhile.
        let copied = tokio::task::spawn_blocking(move || sqlite::copy_at_rest(&from, &to)).await;
        copied
            .unwrap_or_else(|error| Err(io::Error::other(error)))
            .map_err(|error| StorageError::of_file(copy, &error))?;
    }
    let mut conn = sqlite::open_sound(site, schema).await?;
    bookmark::open(&mut conn, Seq(0)).await?;
    S::load(&deps.inner, &mut conn).await?;
    RedactionSet::load(&mut conn).await?;
    sqlite::empty_log(&mut conn).await?;
    sqlite::close(conn).await;
    Ok(())
}

fn clear(folder: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
