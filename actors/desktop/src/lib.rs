//! The format of Telegram Desktop's `result.json`: one chat, its messages, their texts in parts.
//!
//! Chats are numbered there without the Bot API's minus and `-100`; see [`bare_id`]. Times are written twice, for
//! people (here in UTC) and as Unix seconds in a string.
//!
//! It knows the events and what the context store exports, but no journal: `operations` turns what is read here into
//! entries. Begin with [`reading`] for one way, and with [`item`] for the other.

mod format;
mod from_memory;
mod ids;
mod reacted;
pub mod reading;
mod text;

pub use format::{Chat, Event, Item, Message, Part, Run, Text};
pub use from_memory::{chat, item};
pub use ids::{bare_id, whole_id};
pub use text::parts;
