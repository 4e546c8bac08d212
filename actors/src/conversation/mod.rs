//! Decides what to answer, and keeps the outbox.

pub mod decide;
mod handle;
mod outbox;
pub mod request;
mod store;

pub use decide::{Decision, Me, Policy, Why, decide};
pub use handle::Conversation;
pub use outbox::{Job, Outcome, Outgoing};
pub use request::{Asked, Effect, Request};
pub use store::schema;
