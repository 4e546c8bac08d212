//! The settings in force as a TOML file, with where they come from.

use std::fmt::Write as _;

use figment::value::{Dict, Value};

use super::catalogue::SETTINGS;
use super::kind::Kind;
use super::{Loaded, Settings};

impl Loaded {
    /// A TOML text of all settings, secrets and the queries of addresses as `***`; a comment names the place of each that was set.
    pub fn to_toml(&self) -> String {
        let values = values(&self.settings);
        let mut text = String::new();
        let mut section = "";
        for setting in SETTINGS {
            let (above, name) = setting.key.split_once('.').unwrap_or(("", setting.key));
            if above != section {
                let _ = write!(text, "\n[{above}]\n");
                section = above;
            }
            let origin = self.origins.get(setting.key);
            let origin = origin.map_or_else(String::new, |place| format!("  # from {place}"));
            let _ = match find(&values, setting.key).and_then(|value| shown(value, setting.kind)) {
                Some(value) => writeln!(text, "{name} = {value}{origin}"),
                None => writeln!(text, "# {name} is not set"),
            };
        }
        text
    }
}

pub(super) fn values(settings: &Settings) -> Dict {
    match Value::serialize(settings) {
        Ok(Value::Dict(_, values)) => values,
        _ => Dict::new(),
    }
}

pub(super) fn find<'a>(values: &'a Dict, key: &str) -> Option<&'a Value> {
    match key.split_once('.') {
        Some((section, name)) => values.get(section)?.as_dict()?.get(name),
        None => values.get(key),
    }
}

/// As [`literal`]. The query of an address may hold a key.
fn shown(value: &Value, kind: Kind) -> Option<String> {
    match value.as_str().filter(|_| kind.is_url()).and_then(|url| url.split_once('?')) {
        Some((address, _)) => literal(&Value::from(format!("{address}?***"))),
        None => literal(value),
    }
}

/// A value as TOML writes it; `None` for one that is not set.
fn literal(value: &Value) -> Option<String> {
    match value {
        Value::String(_, text) => Some(toml_edit::Value::from(text.as_str()).to_string()),
        Value::Bool(_, on) => Some(on.to_string()),
        Value::Num(_, number) => number.to_i128().or_else(|| number.to_u128()?.try_into().ok()).map(|n| n.to_string()),
        Value::Array(_, items) => {
            let items: Option<Vec<_>> = items.iter().map(literal).collect();
            items.map(|items| format!("[{}]", items.join(", ")))
        }
        _ => None,
    }
}

/// Every key there is, for the test that the example file names them all.
#[cfg(test)]
pub(super) fn keys_of_defaults() -> Vec<String> {
    let sections = values(&Settings::default());
    sections
        .iter()
        .flat_map(|(section, value)| match value.as_dict() {
            Some(inner) => inner.keys().map(|name| format!("{section}.{name}")).collect(),
            None => vec![section.clone()],
        })
        .collect()
}
