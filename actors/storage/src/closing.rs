//! Whether an actor is to close its database.

use crate::Reply;

/// Whether an actor is to close its database.
#[derive(Default)]
pub(crate) enum Closing {
    #[default]
    No,
    /// It is closed once all that waits is done.
    Wanted(Reply<()>),
    /// It was closed; nothing is done after.
    Done,
}

impl Closing {
    /// Somebody wants it closed.
    pub fn want(&mut self, reply: Reply<()>) {
        match self {
            Self::Done => reply.answer(Ok(())),
            Self::No | Self::Wanted(_) => *self = Self::Wanted(reply),
        }
    }

    pub fn is_wanted(&self) -> bool {
        matches!(self, Self::Wanted(_))
    }

    /// It is closed now, if somebody wants that: whom to tell.
    pub fn begin(&mut self) -> Option<Reply<()>> {
        match std::mem::take(self) {
            Self::Wanted(reply) => {
                *self = Self::Done;
                Some(reply)
            }
            other => {
                *self = other;
                None
            }
        }
    }

    /// It is not open: nothing is to be closed.
    pub fn needless(&mut self) {
        if let Self::Wanted(reply) = std::mem::take(self) {
            reply.answer(Ok(()));
        }
    }
}
