//! Takes people's names out of a raw update, whichever object they stand in.
//!
//! The Bot API has dozens of objects that show somebody, and each version brings more. So no list of them is kept: whatever
//! object has a person's id is about that person, and its texts go. Its ids, numbers and structure stay, so that the
//! update can still be read.

use serde_json::{Map, Value};

use super::RedactionSet;
use events::{PersonId, update::mended};

/// What tells a person or a chat from other objects that have an `id`, as tasks and stories do.
const LOOKS: [&str; 6] = ["is_bot", "first_name", "last_name", "username", "title", "type"];
/// Fields that tell whose words an object holds.
const AUTHORS: [&str; 5] = ["from", "sender_chat", "sender_user", "added_by_user", "added_by_chat"];

/// The update without the names of those people, and without what they wrote in objects of others; `None` if there is
/// neither. An error is JSON that is nested too deep to be looked through.
pub fn without_names(raw: &str, shy: &RedactionSet) -> Result<Option<String>, serde_json::Error> {
    let mended = mended(raw);
    let mut update: Value = serde_json::from_str(mended.as_deref().unwrap_or(raw))?;
    let changed = walk(&mut update, "", None, shy);
    Ok(changed.then(|| update.to_string()))
}

/// `key` is where the value stands, `at` when that was said. Whether anything was taken away.
fn walk(value: &mut Value, key: &str, at: Option<i64>, shy: &RedactionSet) -> bool {
    let mut changed = false;
    match value {
        Value::Array(items) => {
            for item in items {
                changed |= walk(item, key, at, shy);
            }
        }
        Value::Object(fields) => {
            let at = earlier(at, fields);
            if is_about(fields, key, at, shy) || is_by(fields, at, shy) {
                changed |= blank_all(fields);
            }
            for (key, value) in fields {
                changed |= walk(value, key, at, shy);
            }
        }
        _ => {}
    }
    changed
}

/// What is inside something else is not newer.
fn earlier(at: Option<i64>, fields: &Map<String, Value>) -> Option<i64> {
    let own = fields.get("date").and_then(Value::as_i64);
    at.into_iter().chain(own).min()
}

fn is_about(fields: &Map<String, Value>, key: &str, at: Option<i64>, shy: &RedactionSet) -> bool {
    if fields.contains_key("message_id") || fields.contains_key("update_id") {
        return false;
    }
    let is_theirs = |id: &Value| covers(shy, id, at);
    let looks_like_somebody = LOOKS.iter().any(|look| fields.contains_key(*look));
    let is_home = key == "chat" && fields.get("id").and_then(Value::as_i64).is_some_and(|id| id < 0);
    if looks_like_somebody && !is_home && fields.get("id").is_some_and(is_theirs) {
        return true;
    }
    fields.iter().any(|(name, id)| (name == "chat_id" || name.ends_with("user_id")) && is_theirs(id))
}

fn is_by(fields: &Map<String, Value>, at: Option<i64>, shy: &RedactionSet) -> bool {
    let authors = AUTHORS.iter().filter_map(|name| fields.get(*name)?.get("id"));
    authors.into_iter().any(|id| covers(shy, id, at))
}

/// What tells no time was said before they asked.
fn covers(shy: &RedactionSet, id: &Value, at: Option<i64>) -> bool {
    id.as_i64().is_some_and(|id| shy.covers(PersonId(id), at.unwrap_or(i64::MIN)))
}

fn blank_all(fields: &mut Map<String, Value>) -> bool {
    let mut changed = false;
    for (key, value) in fields {
        changed |= key != "type" && blank(value);
    }
    changed
}

fn blank(value: &mut Value) -> bool {
    match value {
        Value::String(text) => !std::mem::take(text).is_empty(),
        Value::Array(items) => {
            let mut changed = false;
            for item in items {
                changed |= blank(item);
            }
            changed
        }
        Value::Object(fields) => blank_all(fields),
        _ => false,
    }
}
