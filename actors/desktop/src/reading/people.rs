//! People as an export names them.

use super::Place;
use events::{ChatKind, Person, PersonId, PersonKind};

/// The one with this id. A chat that speaks in its own name is known by its id.
pub fn person(id: i64, name: Option<String>, place: &Place) -> Person {
    if id == PersonId::NOBODY.0 {
        return without_id(name);
    }
    let is_here = id < 0 && (Some(id) == place.original.map(|chat| chat.0) || id == place.chat.id.0);
    let id = if is_here { place.chat.id.0 } else { id };
    let first_name = trimmed(name);
    let kind = match id {
        ..0 if is_here && place.chat.kind != ChatKind::Channel => PersonKind::Anonymous,
        ..0 => PersonKind::Channel,
        _ if first_name.is_empty() => PersonKind::Deleted,
        _ => PersonKind::User,
    };
    Person { id: PersonId(id), kind, first_name, last_name: None, username: None, language: None }
}

/// Whoever is named, but not by an id.
pub fn without_id(name: Option<String>) -> Person {
    Person::without_id(trimmed(name))
}

fn trimmed(name: Option<String>) -> String {
    name.map(|name| name.trim().to_owned()).unwrap_or_default()
}
