//! Decides what to answer and when to speak unasked, and keeps the outbox: what is to be said, until it is sent.
//!
//! It knows the events, what people mean ([`intent`]) and the rules of commands ([`CommandRules`]), but no command, no
//! other store and no Telegram. Begin with [`decide()`], then `store.rs`, whose `handle_event` is the pipeline of a decision,
//! and `outbox.rs`. `README.md` beside `src` tells how groups really behave.

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
pub mod parts;
mod per_chat;
pub mod persona;
mod pings;
pub mod polls;
mod reacting;
pub mod reminders;
pub mod request;
mod row_key;
mod settings;
mod spam;
mod spending;
mod spirits;
mod stamp;
mod store;
mod talks;

pub use action::{Action, Button, Keyboard, Lane};
pub use chance::{Chance, CrowdLimits};
pub use commands::{Alias, CommandList, CommandRules};
pub use decide::{Decision, Me, Policy, SilenceLimits, Why, decide};
pub use handle::Conversation;
pub use outbox::{Ephemeral, Job, JobId, Outcome, Outgoing};
pub use reacting::Reactions;
pub use request::{DueReminder, Effect, Request, RequestKind, Silence, Talk, Urgency};
pub use settings::{Chattiness, Digest, Hush, Night, Setting, Settings};
pub use spam::{Excess, Limits};
pub use spirits::ChatMood;
pub use store::{STORE, schema};
pub use talks::{LastTalk, Remembered};
