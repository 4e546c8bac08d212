//! Journal entries into profiles.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{draft::Draft, heard::Heard, known::Known, store::Seed};
use crate::{journal::Entry, sqlite::StorageError};

/// Applies the messages of people among journal entries, in order.
/// Replaces `process_user_message`, `_save_interaction_patterns`, `_save_personalization_event`.
///
/// The result does not depend on how the entries are split into batches. Expects a write transaction.
///
/// # Errors
/// [`StorageError`]; what was written so far must then be rolled back.
pub async fn apply(conn: &mut SqliteConnection, entries: &[Arc<Entry>], seed: &Seed) -> Result<(), StorageError> {
    let heard: Vec<_> = entries.iter().filter_map(|entry| Heard::of(entry, seed)).collect();
    if heard.is_empty() {
        return Ok(());
    }
    let mut draft = Draft::new(Known::about(conn, &heard).await?);
    for message in &heard {
        draft.take(message);
    }
    draft.write(conn).await
}
