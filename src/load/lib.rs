//! A load generator. It plays groups to an instance of the service (one machine or the nodes of a cluster), as Telegram would: it serves the Bot API that the
//! instance asks, or posts to its webhook. It reads the instance's metrics meanwhile, and reports how fast updates became
//! durable and reached all stores, how soon calls were answered, and what that cost in CPU and memory.
//!
//! Begin with [`play`].

mod crowd;
mod instance;
mod ledger;
mod page;
mod phrases;
mod plan;
mod report;
mod script;
mod table;
mod telegram;
mod watch;
mod webhook;

#[cfg(test)]
mod tests;

pub use instance::{Instance, Node, play};
pub use page::html;
pub use plan::{Mix, Plan};
pub use report::{Report, Spread};
pub use table::table;
pub use telegram::Telegram;
pub use webhook::Webhook;
