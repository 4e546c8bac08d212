//! The JSON of a rich message as a tree of bounded depth and size.

use std::{cell::Cell, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::object::Object;
use crate::update::{kind::Key, media::is_media};

/// Levels of JSON that are read. Each style and each list takes two, and nobody nests thirty.
const DEEPEST: usize = 64;
/// Values that are read. Telegram allows 32,768 characters in a rich message.
const MOST: usize = 200_000;

pub enum Node {
    /// What is no text: `null`, a flag.
    Nothing,
    /// There was more than is read.
    More,
    Number(i64),
    Text(String),
    List(Vec<Node>),
    Object(Object),
    /// The value of a media's field, which is no text to be read.
    Media(Box<RawValue>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Level { below: DEEPEST, left: &Cell::new(MOST) }.deserialize(deserializer)
    }
}

/// Where a value is read: so many levels may follow below it, and so many values are left.
#[derive(Clone, Copy)]
struct Level<'a> {
    below: usize,
    left: &'a Cell<usize>,
}

impl Level<'_> {
    /// The level below, if there may be one more value on it.
    fn deeper(self) -> Option<Self> {
        let left = self.left.get().checked_sub(1)?;
        self.left.set(left);
        Some(Self { below: self.below.checked_sub(1)?, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a rich text")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
        Ok(i64::try_from(number).map_or(Node::Nothing, Node::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(level) = self.deeper() {
            match seq.next_element_seed(level)? {
                Some(item) => items.push(item),
                None => return Ok(Node::List(items)),
            }
        }
        let mut cut = false;
        while seq.next_element::<IgnoredAny>()?.is_some() {
            cut = true;
        }
        items.extend(cut.then_some(Node::More));
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some(key) = map.next_key::<Key>()? {
            let name = key.0.into_owned();
            let value = match self.deeper() {
                _ if is_media(&name) || name == "voice_note" => Node::Media(map.next_value()?),
                Some(level) => map.next_value_seed(level)?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                    Node::More
                }
            };
            fields.push((name, value));
        }
        Ok(Node::Object(Object(fields)))
    }
}
