//! Decides what to answer, and keeps the outbox.

mod action;
mod activity;
mod album;
pub mod chance;
pub mod commands;
pub mod decide;
mod erase;
pub mod export_file;
mod feedback;
mod files;
mod handle;
mod membership;
mod outbox;
mod per_chat;
pub mod persona;
mod reacting;
pub mod request;
mod settings;
mod spam;
mod spending;
mod store;

pub use action::{Action, Button, Keyboard, Lane};
pub use chance::{Chance, CrowdLimits};
pub use commands::{Alias, CommandList, CommandRules};
pub use decide::{Decision, Me, Policy, SilenceLimits, Why, decide};
pub use handle::Conversation;
pub use outbox::{Ephemeral, Job, JobId, Outcome, Outgoing};
pub use reacting::Reactions;
pub use request::{Effect, Request, RequestKind, Silence, Talk, Urgency};
pub use settings::{Chattiness, Hush, Night, Setting, Settings};
pub use spam::{Excess, Limits};
pub use store::{STORE, schema};
