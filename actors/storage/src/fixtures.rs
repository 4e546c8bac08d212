//! Short ways for tests to say what is in the journal; what happens in chats is said with [`events::fixtures`].

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use futures_util::future::BoxFuture;
use parking_lot::Mutex;

pub use events::fixtures::*;
use events::{Event, Seq};

use crate::{
    AskError,
    journal::{Entry, Journal, NewEntry, Place, Understood, UpdateLog},
};

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

/// A log that several machines could share: what one journal appends has a place in it, and comes back to that journal.
pub struct SharedLog {
    journal: Journal,
    entries: Mutex<Vec<NewEntry>>,
    holds_back: AtomicBool,
}

impl SharedLog {
    /// Lets a journal append through a new log.
    pub fn of(journal: &Journal) -> Arc<Self> {
        let log = Self { journal: journal.clone(), entries: Mutex::default(), holds_back: AtomicBool::new(false) };
        let log = Arc::new(log);
        journal.append_through(Arc::clone(&log) as Arc<dyn UpdateLog>);
        log
    }

    /// All that was appended, each with its place.
    pub fn entries(&self) -> Vec<NewEntry> {
        self.entries.lock().clone()
    }

    /// From now on nothing comes back, as if it were for other machines.
    pub fn hold_back(&self) {
        self.holds_back.store(true, Ordering::SeqCst);
    }

    fn place(&self, draft: &NewEntry) -> (Seq, NewEntry) {
        let mut entries = self.entries.lock();
        // Other machines have those between.
        let seq = Seq(3 * (entries.len() as i64 + 1));
        let place = Place { seq, received_ms: 1000 * seq.0, only_for: None };
        let entry = NewEntry::shared(draft.source(), draft.number(), Arc::clone(draft.raw()), place);
        entries.push(entry.clone());
        (seq, entry)
    }
}

impl UpdateLog for SharedLog {
    fn append(&self, drafts: Vec<NewEntry>) -> BoxFuture<'_, Result<Vec<Option<Seq>>, AskError>> {
        Box::pin(async move {
            let (places, entries): (Vec<_>, Vec<_>) = drafts.iter().map(|draft| self.place(draft)).unzip();
            if !self.holds_back.load(Ordering::SeqCst) {
                self.journal.take_in(entries).await?;
            }
            Ok(places.into_iter().map(Some).collect())
        })
    }

    fn ready_for_more(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}
