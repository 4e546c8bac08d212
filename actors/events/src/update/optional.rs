//! Optional fields. Some serialisers write a default for a field that is absent: `null`, `false`, `0`, `""`, `[]`
//! and `{}` all say that there is nothing.

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess},
};
use serde_json::value::RawValue;

use super::fault::describe;

/// Reads the next value of a map; `None` if it is absent or a default.
///
/// # Errors
/// When it is given and is no `T`.
pub fn optional<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A) -> Result<Option<T>, A::Error> {
    read(map.next_value()?)
}

/// As [`optional`], for a value that must be an object: a derived type would read a list as well, field by field.
///
/// # Errors
/// As [`optional`], and when it is no object.
pub fn object<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A) -> Result<Option<T>, A::Error> {
    let json: &RawValue = map.next_value()?;
    match json.get().starts_with('{') || is_default(json.get()) {
        true => read(json),
        false => Err(A::Error::custom("invalid type, expected an object")),
    }
}

/// The same as [`optional`] for a field of a derived type: `#[serde(default, deserialize_with = "given")]`.
///
/// # Errors
/// As [`optional`].
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    read(<&RawValue>::deserialize(deserializer)?)
}

/// Whether the JSON of a value says no more than that there is nothing.
pub fn is_default(json: &str) -> bool {
    let json = json.trim();
    let is_empty = |open: char, close: char| {
        json.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).is_some_and(|inner| inner.trim().is_empty())
    };
    matches!(json, "null" | "false" | "\"\"")
        || is_empty('[', ']')
        || is_empty('{', '}')
        || json.parse::<f64>().is_ok_and(|number| number == 0.0)
}

fn read<'de, T: Deserialize<'de>, E: Error>(json: &'de RawValue) -> Result<Option<T>, E> {
    if is_default(json.get()) {
        return Ok(None);
    }
    let value = serde_json::from_str(json.get()).map_err(|error| E::custom(without_place(&describe(&error))))?;
    Ok(Some(value))
}

/// The place within the value; the reader around it tells where the value is.
fn without_place(complaint: &str) -> &str {
    complaint.split_once(" at line ").map_or(complaint, |(what, _)| what)
}

#[cfg(test)]
mod tests {
    use super::is_default;

    #[test]
    fn defaults_and_values_are_told_apart() {
        for json in ["null", "false", "0", "-0.0", "0e0", "\"\"", "[]", "[ ]", "{}", " { \n} "] {
            assert!(is_default(json), "{json}");
        }
        for json in ["true", "1", "-1", "\" \"", "\"0\"", "[0]", "[[]]", "{\"a\":0}", "0.5"] {
            assert!(!is_default(json), "{json}");
        }
    }
}
