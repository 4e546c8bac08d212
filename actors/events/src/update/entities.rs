//! The entities of a text, which are kept as the JSON that they came as.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{bounds::LONGEST_ENTITIES, surrogates};
use crate::PersonId;

#[derive(Deserialize)]
struct Id {
    id: i64,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    user: Option<Id>,
}

/// The JSON as it came, if it is a list that is not too long; what is in it never matters here.
pub fn list(json: Box<RawValue>) -> Option<String> {
    let json = String::from(Box::<str>::from(json));
    let fits = json.starts_with('[') && json.len() <= LONGEST_ENTITIES;
    fits.then(|| surrogates::mended(&json).unwrap_or(json))
}

/// People in `text_mention` entities.
pub fn mentions(entities: &str) -> Vec<PersonId> {
    if !entities.contains("text_mention") {
        return Vec::new();
    }
    let entities: Vec<&RawValue> = serde_json::from_str(entities).unwrap_or_default();
    entities.into_iter().filter_map(|entity| mentioned(entity.get())).collect()
}

fn mentioned(entity: &str) -> Option<PersonId> {
    let entity: Entity = serde_json::from_str(entity).ok()?;
    let user = entity.user.filter(|user| user.id > 0)?;
    (entity.kind == "text_mention").then_some(PersonId(user.id))
}
