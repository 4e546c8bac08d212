//! What of the stream of updates nobody needs any more.

use crate::{
    layout::Layout,
    state::{Bucket, StateError},
    values::{ErasureValue, PASSED, Passed, erasure_key},
    view::View,
};

/// Points that are remembered at most.
const POINTS: usize = 100;

/// Notes how far snapshots were, and who was forgotten.
pub struct Retention {
    bucket: Bucket,
}

impl Retention {
    /// Of this cluster.
    pub fn new(layout: &Layout) -> Self {
        Self { bucket: Bucket::of(layout) }
    }

    /// The sequence that all snapshots have passed; `None` while a shard has none.
    pub fn passed(view: &View, shards: u16) -> Option<u64> {
        let is_each_there = view.snapshots.len() >= usize::from(shards);
        let lowest = view.snapshots.values().map(|snapshot| snapshot.value.seq).min();
        lowest.filter(|_| is_each_there)
    }

    /// Notes that all snapshots have passed a sequence at a time (Unix milliseconds), and tells which sequence they had passed
    /// at another; 0 if that is not known.
    ///
    /// # Errors
    /// The bucket could not be reached.
    pub async fn note(&self, at_ms: i64, passed: u64, before_ms: i64) -> Result<u64, StateError> {
        let found = self.bucket.get::<Passed>(PASSED).await?;
        let (mut value, revision) = found.map_or((Passed::default(), 0), |found| (found.value, found.revision));
        let known = value.points.iter().rev().find(|(at, _)| *at <= before_ms).map_or(0, |(_, seq)| *seq);
        value.points.push((at_ms, passed));
        let excess = value.points.len().saturating_sub(POINTS);
        value.points.drain(..excess);
        match self.bucket.swap(PASSED, &value, revision).await {
            // Another gateway noted its own.
            Ok(_) | Err(StateError::Conflict) => Ok(known),
            Err(error) => Err(error),
        }
    }

    /// Notes that somebody was forgotten by the entry at a sequence. What was noted first stays.
    ///
    /// # Errors
    /// The bucket could not be reached.
    pub async fn note_erasure(&self, seq: u64, person: i64, before: i64) -> Result<(), StateError> {
        match self.bucket.swap(&erasure_key(seq), &ErasureValue { person, before, done: false }, 0).await {
            Ok(_) | Err(StateError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Notes that the stream has nothing of it any more.
    ///
    /// # Errors
    /// The bucket could not be reached.
    pub async fn erased(&self, view: &View, seq: u64) -> Result<(), StateError> {
        let Some(noted) = view.erasures.get(&seq) else { return Ok(()) };
        let done = ErasureValue { done: true, ..noted.value };
        match self.bucket.swap(&erasure_key(seq), &done, noted.revision).await {
            Ok(_) | Err(StateError::Conflict) => Ok(()),
            Err(error) => Err(error),
        }
    }
}
