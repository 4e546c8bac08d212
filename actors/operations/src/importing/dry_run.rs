//! An import that only tells what would come of it.

use std::{collections::HashSet, path::PathBuf};

use super::{ImportError, ImportTarget};
use context::{
    schema,
    there::{Existing, there},
};
use events::{ChatId, MessageId, PersonId};
use storage::{
    journal::NewEntry,
    sqlite::{StorageError, look},
};

/// Looks into the memory of a data directory, if there is one, and writes nothing.
pub struct DryRun {
    pub folder: PathBuf,
}

impl ImportTarget for DryRun {
    async fn there(
        &mut self,
        messages: &[(ChatId, MessageId)],
        people: &HashSet<PersonId>,
    ) -> Result<Existing, ImportError> {
        let looked = look(&self.folder, &schema(), async |conn| there(conn, messages, people).await).await;
        match looked {
            Err(StorageError::Missing(_)) => Ok(Existing::default()),
            looked => Ok(looked?),
        }
    }

    async fn make_room(&mut self) -> Result<(), ImportError> {
        Ok(())
    }

    async fn append(&mut self, drafts: Vec<NewEntry>) -> Result<u64, ImportError> {
        Ok(drafts.len() as u64)
    }

    async fn finish(&mut self) -> Result<(), ImportError> {
        Ok(())
    }
}
