//! What is wrong with a JSON text, told without quoting it.

use serde_json::error::Category;

/// Says what is wrong and where. serde quotes the value it met; it is left out, as it may be what a person wrote.
pub fn describe(error: &serde_json::Error) -> String {
    let told = error.to_string();
    if error.classify() != Category::Data || told.starts_with("missing field") || told.starts_with("duplicate field") {
        return told;
    }
    let what = told.split([':', '`', ',']).next().unwrap_or_default().trim();
    match told.rsplit_once(", expected ") {
        Some((_quoted, expected)) => format!("{what}, expected {expected}"),
        None => format!("{what} at line {} column {}", error.line(), error.column()),
    }
}
