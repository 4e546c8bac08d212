//! Why an ask got no answer.

/// Why an ask got no answer. After `Crashed` and `TimedOut` the outcome is unknown: the work may be done or be done yet.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AskError<F> {
    #[error("overloaded: the mailbox stayed full until the deadline")]
    Overloaded,
    #[error("the actor crashed while it processed the message; the outcome is unknown")]
    Crashed,
    #[error("the actor has stopped")]
    Gone,
    #[error("no answer before the deadline; the outcome is unknown")]
    TimedOut,
    /// The actor answered that it could not do it.
    #[error(transparent)]
    Failed(#[from] F),
}
