//! Looks at the databases before anything starts, so that a wrong file stops the start with a plain message.

use std::path::Path;

use actors::{
    databases::{DATABASES, Database},
    sqlite::{self, StorageError},
};
use anyhow::Context as _;

/// Opens and migrates each database once.
///
/// # Errors
/// What [`sqlite::open`] refuses, except damage of a store that can be built anew: the store deals with that itself.
pub(super) async fn check(folder: &Path) -> anyhow::Result<()> {
    for database in DATABASES {
        look(folder, database).await?;
    }
    Ok(())
}

async fn look(folder: &Path, database: &Database) -> anyhow::Result<()> {
    match sqlite::open(folder, &(database.schema)()).await {
        Ok(conn) => {
            sqlite::close(conn).await;
            Ok(())
        }
        Err(StorageError::Corrupt(_)) if database.derived => Ok(()),
        Err(error @ StorageError::Corrupt(_)) => {
            Err(error).context("restore it from a backup, or move it away to begin anew without it")
        }
        Err(error) => Err(error.into()),
    }
}
