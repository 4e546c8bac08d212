//! The edge to Telegram: what comes in and what goes out. teloxide's types live here only.

mod client;
mod commands;
mod error;
mod failure;
mod ingress;
mod method;
mod pace;
mod permitted;
mod sender;
mod standing;

pub use client::{Client, Identity, WebhookInfo};
pub use commands::{COMMANDS, register};
pub use error::CallError;
pub use ingress::{Address, Deliveries, Polling, Reach, Refused, Rejection, Webhook};
pub use sender::{Sender, SenderHandle};
pub use standing::Standing;
