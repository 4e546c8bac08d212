//! The edge to Telegram: what comes in and what goes out. teloxide's types live here only.

mod client;
mod commands;
mod error;
mod failure;
mod ingress;
mod method;
mod pace;
mod permitted;
#[cfg(test)]
#[path = "../../../tests/support/redirect.rs"]
mod redirect;
mod sender;
mod standing;

pub use client::{Client, Identity, LARGEST_ANSWER as LARGEST_UPDATE, WebhookInfo};
pub use commands::register;
pub use error::CallError;
pub use ingress::{Address, Deliveries, NumberFinder, Polling, Reach, Refused, Rejection, Turn, Webhook};
pub use sender::{Sender, SenderHandle};
pub use standing::Standing;
