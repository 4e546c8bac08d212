//! A choice as its key and its value, so that it can be read again.

use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

use super::Choice;

pub fn serialize<S: Serializer>(choice: &Choice, serializer: S) -> Result<S::Ok, S::Error> {
    (choice.key().as_str(), choice.value()).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Choice, D::Error> {
    let (key, value) = <(String, String)>::deserialize(deserializer)?;
    Choice::parse(&key, &value).map_err(D::Error::custom)
}
