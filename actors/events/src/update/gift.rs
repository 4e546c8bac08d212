//! A gift, with the words of whoever gives it.

use serde::{Deserialize, de::MapAccess};
use serde_json::value::RawValue;

use super::{
    media::{Words, title},
    optional::optional,
};
use crate::{Media, Sketch};

/// A gift is media, and what is written to it is its caption.
pub struct Gift {
    pub media: Media,
    pub text: Option<String>,
    pub entities: Option<Box<RawValue>>,
}

/// `gift` and `gift_upgrade_sent` (GiftInfo), or `unique_gift` (UniqueGiftInfo).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Given {
    gift: Option<Present>,
    text: Words,
    entities: Option<Box<RawValue>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Present {
    /// Of a unique gift.
    base_name: Words,
    sticker: Option<Sticker>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sticker {
    emoji: Words,
}

pub fn is_gift(field: &str) -> bool {
    matches!(field, "gift" | "gift_upgrade_sent" | "unique_gift")
}

/// Reads the gift `field`.
///
/// # Errors
/// When it is no object.
pub fn read<'de, A: MapAccess<'de>>(field: &str, map: &mut A) -> Result<Option<Gift>, A::Error> {
    let given: Option<Given> = optional(map)?;
    Ok(given.map(|Given { gift, text, entities }| {
        let kind = if field == "unique_gift" { field } else { "gift" };
        let Present { base_name, sticker } = gift.unwrap_or_default();
        let emoji = sticker.and_then(|sticker| sticker.emoji.0);
        let sketch = Sketch { emoji, title: base_name.0.map(title), ..Sketch::default() };
        Gift { media: Media { kind: kind.to_owned(), file_id: None, sketch }, text: text.0, entities }
    }))
}
