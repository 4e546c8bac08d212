//! Decides what to answer, and keeps the outbox.

mod action;
pub mod chance;
pub mod decide;
mod erase;
mod handle;
mod outbox;
mod per_chat;
mod reacting;
pub mod request;
mod rhythm;
mod settings;
mod store;

pub use action::{Action, Button, Keyboard, Lane};
pub use chance::{Chance, CrowdLimits};
pub use decide::{Decision, Me, Policy, SilenceLimits, Why, decide};
pub use handle::Conversation;
pub use outbox::{Job, Outcome, Outgoing};
pub use reacting::Reactions;
pub use request::{Asked, Effect, Request, Silence};
pub use settings::{Chattiness, Setting, Settings};
pub use store::schema;
