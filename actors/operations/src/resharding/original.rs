//! A copy of a data directory to read rows from, which is whole and of one moment.

use std::path::{Path, PathBuf};

use events::Seq;

use super::{
    ReshardingError,
    fresh::refuse_wrong_counters,
    shapes::{OF_JOURNAL, stores, tables, unlisted},
    site::Site,
};
use crate::backup::{Manifest, backup};
use storage::{
    journal,
    sqlite::{self, Schema},
};

/// The copy of a data directory. Whoever has it may write to it.
pub(super) struct Original {
    /// Where the copied databases are.
    pub folder: PathBuf,
    /// The journal's last entry; each store has applied it.
    pub head: Seq,
    /// The bot whose updates the journal has.
    pub bot: Option<i64>,
}

impl Original {
    /// Copies a data directory, which stays as it is.
    ///
    /// # Errors
    /// It cannot be copied whole, a store has not applied what the journal has, or its counters are wrong.
    pub(super) async fn of(folder: &Path, site: &Site) -> Result<Self, ReshardingError> {
        let copied = backup(folder, &site.copies()).await.map_err(ReshardingError::backup(folder))?;
        let (copy, manifest) = copied;
        let head = seq(&manifest, journal::schema().name);
        refuse_unlisted(&copy, &journal::schema(), OF_JOURNAL).await?;
        for (store, parts) in stores() {
            let schema = (store.schema)();
            refuse_unlisted(&copy, &schema, &tables(parts)).await?;
            let applied = seq(&manifest, schema.name);
            if applied != head {
                let (folder, store) = (folder.display().to_string(), store.name.to_owned());
                return Err(ReshardingError::Behind { folder, store, applied, head });
            }
            refuse_wrong_counters(store, &copy, folder).await?;
        }
        Ok(Self { folder: copy, head: Seq(head), bot: manifest.bot_id })
    }

    /// Removes the copy.
    ///
    /// # Errors
    /// Those of the files.
    pub(super) fn remove(self) -> Result<(), ReshardingError> {
        std::fs::remove_dir_all(&self.folder).map_err(ReshardingError::io(&self.folder))
    }
}

fn seq(manifest: &Manifest, database: &str) -> i64 {
    manifest.of(&format!("{database}.db")).map_or(0, |copied| copied.seq)
}

/// What nobody has listed would be left out.
async fn refuse_unlisted(folder: &Path, schema: &Schema, known: &[&str]) -> Result<(), ReshardingError> {
    let found = sqlite::look(folder, schema, async |conn| unlisted(conn, known).await).await;
    match found.map_err(ReshardingError::storage(&schema.path(folder)))? {
        Some(table) => Err(ReshardingError::Unlisted { database: schema.name, table }),
        None => Ok(()),
    }
}
