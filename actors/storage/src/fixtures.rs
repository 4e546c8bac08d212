//! Short ways for tests to say what is in the journal; what happens in chats is said with [`events::fixtures`].

use std::sync::Arc;

pub use events::fixtures::*;
use events::{Event, Seq};

use crate::journal::{Entry, Understood};

/// The entry at that place of the journal.
pub fn entry(seq: i64, event: Event) -> Arc<Entry> {
    Arc::new(Entry {
        seq: Seq(seq),
        update_id: Some(seq),
        received_ms: 0,
        only_for: None,
        raw: "".into(),
        parsed: Arc::new(Ok(event)),
        understood: Understood::default(),
    })
}
