//! What happens in chats, as plain data: ids, people, chats, messages, and the reading of raw updates into them.
//!
//! Everything here is pure. It knows neither databases nor Telegram's client nor the words that we answer with.
//! Begin with [`Event`], then [`update::parse`], which makes one of the raw JSON of an update.

mod command;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;
mod model;
pub mod update;

pub use command::StoreCommand;
pub use model::*;
