//! One line of the journal.

use std::sync::Arc;

use crate::{
    model::{Event, Seq},
    update::Unreadable,
};

/// An update that is durable, read once and shared by all stores.
#[derive(Debug, Clone)]
pub struct Entry {
    pub seq: Seq,
    /// Telegram's number of the update; `None` for what this service wrote itself.
    pub update_id: Option<i64>,
    /// When it was stored, Unix milliseconds.
    pub received_ms: i64,
    /// The only store that shall apply it; `None` for all (see dead letters: a retry is for the store that failed).
    pub only_for: Option<String>,
    pub raw: Arc<str>,
    pub event: Result<Event, Unreadable>,
}
