//! The edge to Telegram: what comes in and what goes out. teloxide's types live here only.
//!
//! It knows the journal, into which ingress appends, and the outbox, which the sender empties, but not how anything is
//! decided or worded. Begin with [`Polling`] for one way, and with [`Sender`] for the other.

mod claims;
mod client;
mod error;
mod failure;
mod ingress;
mod menu;
mod method;
mod pace;
mod permitted;
#[cfg(test)]
#[path = "../../../tests/support/redirect.rs"]
mod redirect;
mod relay;
mod sender;
mod standing;

pub use claims::{Claimed, Claims, NotClaimed};
pub use client::{Client, Identity, LARGEST_ANSWER as LARGEST_UPDATE, WebhookInfo};
pub use error::CallError;
pub use ingress::{Address, Connectivity, Deliveries, NumberFinder, Polling, Refused, Rejection, Turn, Webhook};
pub use menu::{Menu, MenuScope, register};
pub use relay::{Relay, RelayedCall};
pub use sender::Sender;
pub use standing::ChatPermissions;
