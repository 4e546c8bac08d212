//! When each update was handed over, became durable, and was answered.

use std::{
    sync::{
        OnceLock,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// Not yet.
const NEVER: u64 = u64::MAX;

/// Times since the start of the run, in microseconds.
pub struct Ledger {
    start: OnceLock<Instant>,
    handed: Vec<AtomicU64>,
    durable: Vec<AtomicU64>,
    answered: Vec<AtomicU64>,
    durable_count: AtomicUsize,
    /// Messages that the instance sent, each of which is an entry of its journal too.
    sent: AtomicUsize,
    /// Answers to calls that were answered already.
    doubled: AtomicUsize,
    /// Deliveries that were not taken and had to be made again.
    refused: AtomicUsize,
}

impl Ledger {
    pub fn new(updates: usize) -> Self {
        let never = || (0..updates).map(|_| AtomicU64::new(NEVER)).collect();
        Self {
            start: OnceLock::new(),
            handed: never(),
            durable: never(),
            answered: never(),
            durable_count: AtomicUsize::new(0),
            sent: AtomicUsize::new(0),
            doubled: AtomicUsize::new(0),
            refused: AtomicUsize::new(0),
        }
    }

    /// The run begins now.
    pub fn begin(&self) {
        self.start.get_or_init(Instant::now);
    }

    /// How long the run lasts; `None` before it begins.
    pub fn elapsed(&self) -> Option<Duration> {
        self.start.get().map(Instant::elapsed)
    }

    /// An update is handed over for the first time; or was due, at that time of the run, and could not be.
    pub fn handed(&self, update: usize, due: Option<Duration>) {
        let at = due.map_or_else(|| self.now(), micros);
        let _ = self.handed[update].compare_exchange(NEVER, at, Relaxed, Relaxed);
    }

    pub fn durable(&self, update: usize) {
        if self.durable[update].compare_exchange(NEVER, self.now(), Relaxed, Relaxed).is_ok() {
            self.durable_count.fetch_add(1, Relaxed);
        }
    }

    pub fn answered(&self, update: usize) {
        if self.answered[update].compare_exchange(NEVER, self.now(), Relaxed, Relaxed).is_err() {
            self.doubled.fetch_add(1, Relaxed);
        }
    }

    pub fn sent(&self) {
        self.sent.fetch_add(1, Relaxed);
    }

    pub fn refused(&self) {
        self.refused.fetch_add(1, Relaxed);
    }

    pub fn durable_count(&self) -> usize {
        self.durable_count.load(Relaxed)
    }

    pub fn sent_count(&self) -> usize {
        self.sent.load(Relaxed)
    }

    pub fn doubled_count(&self) -> usize {
        self.doubled.load(Relaxed)
    }

    pub fn refused_count(&self) -> usize {
        self.refused.load(Relaxed)
    }

    /// From when each update that is durable was handed over to when it was, microseconds, in the order in which they became
    /// durable.
    pub fn until_durable(&self) -> Vec<(u64, u64)> {
        let times = self
            .handed
            .iter()
            .zip(&self.durable)
            .map(|(handed, durable)| (handed.load(Relaxed), durable.load(Relaxed)));
        let mut known: Vec<(u64, u64)> = times.filter(|(_, durable)| *durable != NEVER).collect();
        known.sort_unstable_by_key(|(_, durable)| *durable);
        known
    }

    /// How long each answer took, microseconds.
    pub fn until_answered(&self) -> Vec<u64> {
        let times = self
            .handed
            .iter()
            .zip(&self.answered)
            .map(|(handed, answered)| (handed.load(Relaxed), answered.load(Relaxed)));
        times
            .filter(|(_, answered)| *answered != NEVER)
            .map(|(handed, answered)| answered.saturating_sub(handed))
            .collect()
    }

    fn now(&self) -> u64 {
        self.elapsed().map_or(0, micros)
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(NEVER - 1)
}
