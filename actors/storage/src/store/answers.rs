//! What commands from the log came to, until whoever gave them asks.

use std::{collections::VecDeque, sync::Arc};

use parking_lot::Mutex;

use super::kept::Outcome;
use crate::{AskError, sqlite::StorageError};
use events::Seq;

/// Answers that are held: many more than askers wait at a time. Those to commands of other machines are among them, and nobody
/// asks for these.
const HELD: usize = 256;

/// The last answers, by the places of their entries. They outlive a restart of the store's actor.
#[derive(Clone, Default)]
pub(super) struct Answers(Arc<Mutex<VecDeque<(Seq, Outcome)>>>);

impl Answers {
    /// Holds answers of what is committed; the oldest make room.
    pub fn hold(&self, answers: impl IntoIterator<Item = (Seq, Outcome)>) {
        let mut held = self.0.lock();
        held.extend(answers);
        let excess = held.len().saturating_sub(HELD);
        drop(held.drain(..excess));
    }

    /// Takes the answer to the entry at this place; `None` if it is not there.
    pub fn take<A: 'static>(&self, place: Seq) -> Option<Result<A, AskError>> {
        let mut held = self.0.lock();
        let nth = held.iter().position(|(seq, _)| *seq == place)?;
        let (_, outcome) = held.remove(nth)?;
        let read = |answer: Box<dyn std::any::Any + Send>| match answer.downcast::<A>() {
            Ok(answer) => Ok(*answer),
            Err(_) => Err(StorageError::Other("the answer is one to another command".to_owned())),
        };
        Some(outcome.and_then(read).map_err(Into::into))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_once_and_the_oldest_make_room() {
        let answers = Answers::default();
        answers.hold((1..=300).map(|place| (Seq(place), Ok(Box::new(place) as _))));
        answers.hold([(Seq(301), Err(StorageError::Busy))]);
        assert!(answers.take::<i64>(Seq(45)).is_none(), "45 of 301 made room");
        assert!(matches!(answers.take::<i64>(Seq(46)), Some(Ok(46))));
        assert!(answers.take::<i64>(Seq(46)).is_none(), "it was taken");
        assert!(matches!(answers.take::<i64>(Seq(301)), Some(Err(AskError::Failed(StorageError::Busy)))));
        assert!(matches!(answers.take::<String>(Seq(300)), Some(Err(_))), "of another type");
    }
}
