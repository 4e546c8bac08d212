//! Looks at the databases before anything starts, so that a wrong file stops the start with a plain message.

use std::path::Path;

use actors::{
    context, conversation, journal,
    sqlite::{self, Schema, StorageError},
};
use anyhow::Context as _;

/// Opens and migrates each database once.
///
/// # Errors
/// What [`sqlite::open`] refuses, except damage of a store that can be built anew: the store deals with that itself.
pub(super) async fn check(folder: &Path) -> anyhow::Result<()> {
    look(folder, &journal::schema(), false).await?;
    look(folder, &conversation::schema(), false).await?;
    look(folder, &context::schema(), true).await
}

async fn look(folder: &Path, schema: &Schema, derived: bool) -> anyhow::Result<()> {
    match sqlite::open(folder, schema).await {
        Ok(conn) => {
            sqlite::close(conn).await;
            Ok(())
        }
        Err(StorageError::Corrupt(_)) if derived => Ok(()),
        Err(error @ StorageError::Corrupt(_)) => {
            Err(error).context("restore it from a backup, or move it away to begin anew without it")
        }
        Err(error) => Err(error.into()),
    }
}
