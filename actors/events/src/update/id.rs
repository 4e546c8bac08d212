//! The number of an update, without the rest of it.

use std::fmt;

use serde::{
    Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::kind::Key;

/// The number that Telegram gave the update; `None` unless there is an integer of at most 64 bits.
///
/// It reads no further than that field, so it also knows an update that breaks off later.
pub fn update_id(raw: &str) -> Option<i64> {
    let mut found = None;
    let mut json = serde_json::Deserializer::from_str(raw);
    // Leaving early is an error to serde_json; what was found counts.
    let _ = json.deserialize_map(IdVisitor(&mut found));
    found
}

struct IdVisitor<'a>(&'a mut Option<i64>);

impl<'de> Visitor<'de> for IdVisitor<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key>()? {
            if key.0 == "update_id" {
                *self.0 = map.next_value::<&RawValue>()?.get().parse().ok();
                return Ok(());
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
