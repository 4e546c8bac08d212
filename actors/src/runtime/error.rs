//! Why an ask got no answer.

use crate::sqlite::StorageError;

/// Why an ask got no answer. After `Crashed` and `TimedOut` the outcome is unknown: the work may be done or be done yet.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AskError {
    #[error("overloaded: the mailbox stayed full until the deadline")]
    Overloaded,
    #[error("the actor crashed while it worked on this; the outcome is unknown")]
    Crashed,
    #[error("the actor is gone")]
    Gone,
    #[error("no answer before the deadline; the outcome is unknown")]
    TimedOut,
    #[error(transparent)]
    Storage(#[from] StorageError),
}
