//! Journal entries into the analysis.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{draft::Draft, feeling::Feelings, migration::link, version::Version};
use events::{ChatId, Event, Service};
use language::analyzer::Analyzer;
use storage::{
    journal::Entry,
    sqlite::{StorageError, direct::Direct},
};

/// Applies the readable events of journal entries in order; tells how many messages it took in, by their feeling.
///
/// The result does not depend on how the entries are split into batches. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub(super) async fn apply(
    conn: &mut SqliteConnection,
    entries: &[Arc<Entry>],
    analyzer: &Analyzer,
) -> Result<Feelings, StorageError> {
    let direct = Direct::of(conn).await?;
    let mut taken = Feelings::default();
    let mut run = Vec::new();
    for entry in entries {
        if let Some((old, new)) = migration(entry) {
            write(&direct, std::mem::take(&mut run), &mut taken)?;
            link(&direct, old, new)?;
        } else if let Some(version) = Version::of(entry, analyzer) {
            run.push(version);
        }
    }
    write(&direct, run, &mut taken)?;
    Ok(taken)
}

fn write(direct: &Direct<'_>, run: Vec<Version<'_>>, taken: &mut Feelings) -> Result<(), StorageError> {
    if run.is_empty() {
        return Ok(());
    }
    let mut draft = Draft::about(direct, &run)?;
    for version in run {
        draft.take(version);
    }
    draft.write(direct, taken)
}

/// The old and the new id of a group that became a supergroup.
fn migration(entry: &Entry) -> Option<(ChatId, ChatId)> {
    let Ok(Event::Message(message)) = entry.event() else { return None };
    match message.service {
        Some(Service::MigratedTo(new)) => Some((message.chat.id, new)),
        Some(Service::MigratedFrom(old)) => Some((old, message.chat.id)),
        _ => None,
    }
}
