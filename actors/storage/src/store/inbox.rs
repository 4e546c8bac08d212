//! What the journal committed and a store has not taken yet.

use std::{collections::VecDeque, sync::Arc};

use crate::journal::{Batch, Entry};
use events::Seq;

/// What waits in memory weighs at most this, bytes; what comes beyond is read from the journal later. One batch is taken
/// however heavy: the stores share it, and each would read it for itself.
const MOST: usize = 8 << 20;

/// Bounded; empty by default.
#[derive(Default)]
pub(super) struct Inbox {
    batches: VecDeque<Arc<Batch>>,
    weight: usize,
}

impl Inbox {
    /// Keeps a batch if there is room.
    pub fn put(&mut self, batch: Arc<Batch>) {
        if self.batches.is_empty() || self.weight + batch.weight() <= MOST {
            self.weight += batch.weight();
            self.batches.push_back(batch);
        }
    }

    /// Takes out what follows the bookmark without a gap: whole batches, until there are `enough` entries.
    pub fn take(&mut self, mut bookmark: Seq, enough: usize) -> Vec<Arc<Entry>> {
        let mut live = Vec::new();
        while live.len() < enough
            && let Some(batch) = self.batches.front()
            && batch.after <= bookmark
        {
            live.extend(batch.entries.iter().filter(|entry| entry.seq > bookmark).cloned());
            bookmark = bookmark.max(batch.last());
            self.weight -= batch.weight();
            self.batches.pop_front();
        }
        live
    }
}
