//! What a store's actor is made of, again and again.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::watch;

use super::{Shut, Store, StoreLocation, answers::Answers};
use crate::{
    journal::Journal,
    sqlite::{Readers, StorageError},
};
use events::Seq;
use runtime::Supervisor;

/// Damage that shows again within this time after a check that found none is taken for granted.
const DOUBTFUL: Duration = Duration::from_secs(3600);

/// What outlives a restart of the actor.
pub(super) struct Deps<S: Store> {
    pub home: StoreLocation,
    pub inner: S::Deps,
    pub journal: Journal,
    pub supervisor: Supervisor,
    pub readers: Readers,
    pub state: State,
    pub soundness: Soundness,
}

/// What is thought of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Soundness {
    /// Nothing looked like damage.
    Unquestioned,
    /// The last failure looked like damage: the file is checked when it is opened. With the time when a check before
    /// found nothing.
    Doubted { cleared: Option<Instant> },
    /// A check found nothing, at this time.
    Cleared(Instant),
}

impl Soundness {
    /// Something looked like damage.
    pub fn doubt(&mut self) {
        *self = match *self {
            Self::Unquestioned => Self::Doubted { cleared: None },
            Self::Cleared(at) => Self::Doubted { cleared: Some(at) },
            doubted @ Self::Doubted { .. } => doubted,
        };
    }

    /// The file was opened; if it was doubted, it was checked, and nothing was found.
    pub fn opened(&mut self) {
        if self.is_doubted() {
            *self = Self::Cleared(Instant::now());
        }
    }

    pub fn is_doubted(self) -> bool {
        matches!(self, Self::Doubted { .. })
    }

    /// Whether a check would be in vain: one found nothing, and the damage showed again.
    pub fn is_convicted(self) -> bool {
        matches!(self, Self::Doubted { cleared: Some(at) } if at.elapsed() < DOUBTFUL)
    }
}

/// What a store shows of itself.
#[derive(Clone)]
pub(super) struct State {
    pub bookmark: watch::Sender<Option<Seq>>,
    pub shut: watch::Sender<Option<Shut>>,
    /// What commands from the log came to.
    pub answers: Answers,
    openings: Arc<AtomicU64>,
}

/// What others see of it.
#[derive(Clone)]
pub(super) struct View {
    /// How far the store is; `None` while it is not open.
    pub bookmark: watch::Receiver<Option<Seq>>,
    /// Why it is not open; `None` while it is, and while it is being opened as usual.
    pub shut: watch::Receiver<Option<Shut>>,
    /// What commands from the log came to.
    pub answers: Answers,
    openings: Arc<AtomicU64>,
}

impl View {
    /// How often the store was opened: what was read from another file than today's says nothing of this one.
    pub fn openings(&self) -> u64 {
        self.openings.load(Ordering::Acquire)
    }
}

impl State {
    pub fn new() -> Self {
        Self {
            bookmark: watch::Sender::new(None),
            shut: watch::Sender::new(None),
            answers: Answers::default(),
            openings: Arc::default(),
        }
    }

    pub fn view(&self) -> View {
        View {
            bookmark: self.bookmark.subscribe(),
            shut: self.shut.subscribe(),
            answers: self.answers.clone(),
            openings: Arc::clone(&self.openings),
        }
    }

    pub fn opened(&self, bookmark: Seq) {
        self.openings.fetch_add(1, Ordering::AcqRel);
        self.shut.send_replace(None);
        self.bookmark.send_replace(Some(bookmark));
    }

    pub fn openings(&self) -> u64 {
        self.openings.load(Ordering::Acquire)
    }
}

impl<S: Store> Deps<S> {
    /// What cannot be built anew is mended by no restart: the service is to end.
    pub fn notice(&self, error: &StorageError) {
        if !S::DERIVED && matches!(error, StorageError::Corrupt(_)) {
            self.supervisor.damaged(S::NAME, error);
        }
    }
}

impl<S: Store> Clone for Deps<S> {
    fn clone(&self) -> Self {
        let Self { home, inner, journal, supervisor, readers, state, soundness } = self;
        Self {
            home: home.clone(),
            inner: inner.clone(),
            journal: journal.clone(),
            supervisor: supervisor.clone(),
            readers: readers.clone(),
            state: state.clone(),
            soundness: *soundness,
        }
    }
}
