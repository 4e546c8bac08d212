//! What a store's actor is made of, again and again.

use tokio::sync::watch;

use super::{Home, Store};
use crate::{
    journal::Journal,
    model::Seq,
    runtime::Supervisor,
    sqlite::{Readers, StorageError},
};

/// What outlives a restart of the actor.
pub(super) struct Seed<S: Store> {
    pub home: Home,
    pub inner: S::Seed,
    pub journal: Journal,
    /// How far the store is; `None` while it is not open.
    pub bookmark: watch::Sender<Option<Seq>>,
    pub readers: Readers,
    /// The last failure smelt of damage: look closely when opening.
    pub suspect: bool,
    pub supervisor: Supervisor,
}

impl<S: Store> Seed<S> {
    /// What cannot be built anew is mended by no restart: the service is to end.
    pub fn notice(&self, error: &StorageError) {
        if !S::DERIVED && matches!(error, StorageError::Corrupt(_)) {
            self.supervisor.damaged(S::NAME, error);
        }
    }
}

impl<S: Store> Clone for Seed<S> {
    fn clone(&self) -> Self {
        let Self { home, inner, journal, bookmark, readers, suspect, supervisor } = self;
        Self {
            home: home.clone(),
            inner: inner.clone(),
            journal: journal.clone(),
            bookmark: bookmark.clone(),
            readers: readers.clone(),
            suspect: *suspect,
            supervisor: supervisor.clone(),
        }
    }
}
