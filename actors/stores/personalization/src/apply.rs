//! Journal entries into profiles.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{draft::Draft, heard::Heard, known::Known, store::Deps, twice::Imported};
use storage::{
    journal::Entry,
    sqlite::{StorageError, direct::Direct},
};

/// Applies the messages of people among journal entries, in order; those that were imported before count once.
/// Replaces `process_user_message`, `_save_interaction_patterns`, `_save_personalization_event`.
///
/// The result does not depend on how the entries are split into batches. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub async fn apply(conn: &mut SqliteConnection, entries: &[Arc<Entry>], deps: &Deps) -> Result<(), StorageError> {
    let direct = Direct::of(conn).await?;
    let mut imported = Imported::about(&direct, entries.iter().map(AsRef::as_ref))?;
    let news = entries.iter().filter(|entry| !imported.has(entry));
    let heard: Vec<_> = news.filter_map(|entry| Heard::of(entry, deps)).collect();
    imported.write(&direct)?;
    if heard.is_empty() {
        return Ok(());
    }
    let mut draft = Draft::new(Known::about(&direct, &heard)?);
    for message in &heard {
        draft.take(message);
    }
    draft.write(&direct)
}
