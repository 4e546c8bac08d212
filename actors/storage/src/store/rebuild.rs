//! A store built anew beside the old one, from what is remembered.

use std::{path::Path, sync::Arc};

use sqlx::SqliteConnection;

use super::{Store, bookmark};
use crate::{
    journal::Entry,
    sqlite::{self, StorageError, transaction},
};
use events::Seq;

/// A store under construction, in a folder where nothing else uses it.
pub struct Rebuild<S: Store> {
    conn: SqliteConnection,
    store: S,
}

impl<S: Store> Rebuild<S> {
    /// Begins with an empty database in `folder`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn begin(folder: &Path, deps: &S::Deps) -> Result<Self, StorageError> {
        let mut conn = sqlite::open(folder, &S::schema()).await?;
        bookmark::open(&mut conn, Seq(0)).await?;
        let store = S::load(deps, &mut conn).await?;
        Ok(Self { conn, store })
    }

    /// Applies what happened next.
    ///
    /// # Errors
    /// Those of the database; the rebuild is then given up.
    pub async fn apply(&mut self, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let store = &mut self.store;
        transaction(&mut self.conn, async |conn| store.apply(conn, entries).await).await?;
        self.store.committed();
        Ok(())
    }

    /// The database, for what does not follow from what happened.
    pub fn conn(&mut self) -> &mut SqliteConnection {
        &mut self.conn
    }

    /// Sets the bookmark and closes the database, all of it in its one file.
    ///
    /// # Errors
    /// Those of the database; that the file does not hold all of it among them.
    pub async fn finish(mut self, through: Seq) -> Result<(), StorageError> {
        transaction(&mut self.conn, async |conn| bookmark::shift(conn, through).await).await?;
        sqlite::empty_log(&mut self.conn).await?;
        sqlite::close(self.conn).await;
        Ok(())
    }
}
