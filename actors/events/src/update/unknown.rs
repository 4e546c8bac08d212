//! Fields of a later Bot API. They stop nothing, but one that holds text may be words that get lost: it is counted, and
//! its name is logged once.

use std::{collections::BTreeSet, fmt, sync::LazyLock};

use parking_lot::Mutex;
use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use runtime::metrics;

/// Names that are logged, each once; the names of further ones are not.
const MOST_NAMES: usize = 50;
const LONGEST_NAME: usize = 40;

static NAMES: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);

/// Reads over a field that nobody knows. `of` says what it is a field of.
///
/// # Errors
/// When it is no JSON.
pub fn skip<'de, A: MapAccess<'de>>(of: &str, field: &str, map: &mut A) -> Result<(), A::Error> {
    let value: &RawValue = map.next_value()?;
    // What is nested too deep to be looked through counts as text.
    if serde_json::from_str(value.get()).map_or(true, |HoldsText(holds)| holds) {
        note(of, field);
    }
    Ok(())
}

/// The name if it is one that the Bot API could give: others could be anything, so they are never repeated.
pub fn printable(field: &str) -> &str {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    if field.len() <= LONGEST_NAME && field.chars().all(plain) { field } else { "?" }
}

fn note(of: &str, field: &str) {
    metrics::UNKNOWN_FIELDS.inc();
    let name = format!("{of}.{}", printable(field));
    let mut names = NAMES.lock();
    if names.len() < MOST_NAMES && names.insert(name.clone()) {
        tracing::warn!(field = name, "an update has a field that this version does not know; its text is not read");
    }
}

/// Whether there is a string anywhere in it.
struct HoldsText(bool);

impl<'de> Deserialize<'de> for HoldsText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Looking)
    }
}

struct Looking;

impl<'de> Visitor<'de> for Looking {
    type Value = HoldsText;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<HoldsText, E> {
        Ok(HoldsText(false))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<HoldsText, E> {
        Ok(HoldsText(false))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<HoldsText, E> {
        Ok(HoldsText(false))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<HoldsText, E> {
        Ok(HoldsText(false))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<HoldsText, E> {
        Ok(HoldsText(false))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<HoldsText, E> {
        Ok(HoldsText(!text.trim().is_empty()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<HoldsText, A::Error> {
        let mut found = false;
        while let Some(HoldsText(holds)) = seq.next_element()? {
            found |= holds;
        }
        Ok(HoldsText(found))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<HoldsText, A::Error> {
        let mut found = false;
        while map.next_key::<IgnoredAny>()?.is_some() {
            found |= map.next_value::<HoldsText>()?.0;
        }
        Ok(HoldsText(found))
    }
}
