//! Fields that may be anything: one that makes no sense is worth no message.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A field's value, if it can be read as what it should be.
#[derive(Clone, Debug)]
pub struct Loose<T>(pub Option<T>);

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(json)?;
        Ok(Self(serde_json::from_str(raw.get()).ok()))
    }
}

/// A whole number, as itself or in a string.
#[derive(Clone, Copy, Debug)]
pub struct Number(pub i64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(json)?;
        raw.get().trim_matches('"').parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// A text. A number or a truth value stands for itself: converters take a text of digits for one.
#[derive(Clone, Debug)]
pub struct Literal(pub String);

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(json)?;
        match raw.get().as_bytes().first() {
            Some(b'0'..=b'9' | b'-' | b't' | b'f') => Ok(Self(raw.get().to_owned())),
            _ => serde_json::from_str(raw.get()).map(Self).map_err(serde::de::Error::custom),
        }
    }
}

/// The texts of a list, and of objects with a `text` in it; what is something else counts as an empty one.
#[derive(Clone, Debug, Default)]
pub struct Words(pub String);

#[derive(Deserialize)]
#[serde(untagged)]
enum Run {
    Plain(String),
    Number(serde_json::Number),
    Marked { text: String },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    One(Run),
    Many(Vec<Run>),
}

impl From<Run> for String {
    fn from(run: Run) -> Self {
        match run {
            Run::Plain(text) | Run::Marked { text } => text,
            Run::Number(number) => number.to_string(),
        }
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(json)?;
        Ok(Self(match serde_json::from_str(raw.get()) {
            Ok(Written::One(run)) => run.into(),
            Ok(Written::Many(runs)) => runs.into_iter().map(String::from).collect(),
            Err(_) => String::new(),
        }))
    }
}
