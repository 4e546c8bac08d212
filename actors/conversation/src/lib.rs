//! Decides what to answer, and keeps the outbox.

mod action;
mod album;
pub mod chance;
pub mod commands;
pub mod decide;
mod erase;
pub mod export_file;
mod feedback;
mod files;
mod footing;
mod handle;
mod outbox;
mod per_chat;
pub mod persona;
mod quiet;
mod reacting;
pub mod request;
mod rhythm;
mod settings;
mod spam;
mod spending;
mod store;

pub use action::{Action, Button, Keyboard, Lane};
pub use chance::{Chance, CrowdLimits};
pub use decide::{Decision, Me, Policy, SilenceLimits, Why, decide};
pub use handle::Conversation;
pub use outbox::{Ephemeral, Job, JobId, Outcome, Outgoing};
pub use quiet::Quiet;
pub use quiet::seconds;
pub use reacting::Reactions;
pub use request::{Asked, Effect, Request, Silence, Urgency};
pub use settings::{Chattiness, Hush, Night, Setting, Settings};
pub use spam::{Excess, Limits};
pub use store::{STORE, schema};
