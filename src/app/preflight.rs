//! Looks at the databases before anything starts, so that a wrong file stops the start with a plain message.

use std::path::Path;

use anyhow::Context as _;
use events::PersonId;
use operations::databases::{DATABASES, Database};
use storage::{
    journal::{self, last_bot},
    sqlite::{self, StorageError},
    store::finish_recovery,
};

use crate::exit::Exit;

/// Opens and migrates each database once. `closely`, if the last run gave up, what cannot be built anew is read to its
/// end: damage in its midst does not show when it opens.
///
/// # Errors
/// What [`sqlite::open`] refuses, except what the stores deal with themselves: damage of one that can be built anew, and
/// what keeps a file from being opened and may pass. The journal must open: it tells whose databases these are.
pub(super) async fn check(folder: &Path, closely: bool) -> anyhow::Result<()> {
    for database in DATABASES {
        look(folder, database, closely).await?;
    }
    Ok(())
}

async fn look(folder: &Path, database: &Database, closely: bool) -> anyhow::Result<()> {
    let schema = (database.schema)();
    finish_recovery(folder, &schema)?;
    let looked = match closely && !database.derived {
        true => sqlite::open_sound(folder, &schema).await,
        false => sqlite::open(folder, &schema).await,
    };
    match looked {
        Ok(conn) => {
            sqlite::close(conn).await;
            Ok(())
        }
        Err(error) if is_up_to_the_store(&error, database) => Ok(()),
        Err(error @ StorageError::Corrupt(_)) => Err(error).with_context(|| {
            format!("{}.db: restore it from a backup, or move it away to start with an empty database", schema.name)
        }),
        Err(error) => Err(error.into()),
    }
}

/// Whether the store deals with this itself when it is started: it is recovered, or tried again and again.
fn is_up_to_the_store(error: &StorageError, database: &Database) -> bool {
    match error {
        StorageError::Foreign(_) | StorageError::Newer(_) => false,
        error => database.derived || database.store.is_some() && error.is_of_the_machine(),
    }
}

/// Databases of another bot know others as the bot and speak of other chats.
///
/// # Errors
/// [`Exit::Usage`], with both numbers.
pub(crate) async fn refuse_another_bots(folder: &Path, own: PersonId) -> anyhow::Result<()> {
    let there = sqlite::look(folder, &journal::schema(), async |conn| last_bot(conn).await).await?;
    match there.filter(|bot| *bot != 0 && *bot != own.0) {
        None => Ok(()),
        Some(other) => Err(Exit::Usage.because(format!(
            "the data directory {} belongs to bot {other}, but the token belongs to bot {}: choose another --data-dir, \
             or use that bot's token",
            folder.display(),
            own.0
        ))),
    }
}
