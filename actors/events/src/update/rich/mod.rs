//! `rich_message` (Bot API 10.1): blocks and inline styles, flattened to one text with entities, in reading order.
//!
//! A block or a style of a later Bot API is read by the names of its fields, so that no text is lost.

mod blocks;
mod inline;
mod node;
mod object;
#[cfg(test)]
mod tests;
mod writer;

use serde::{Deserialize, Deserializer};

use crate::Media;
use node::Node;
use writer::Writer;

/// A rich message as any other would be.
pub struct Rich {
    /// `None` if nothing in it is to be read.
    pub text: Option<String>,
    /// As [`Message::entities`](crate::Message::entities).
    pub entities: Option<String>,
    /// The first that it shows.
    pub media: Option<Media>,
}

impl<'de> Deserialize<'de> for Rich {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let message = Node::deserialize(deserializer)?;
        let mut writer = Writer::default();
        blocks::node(&mut writer, &message);
        Ok(writer.finish())
    }
}
