//! Where values come from: the file, the environment, the command line.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use figment::value::Value;
use toml_edit::{ImDocument, TableLike};

use super::catalogue;
use super::kind::Kind;
use super::legacy;
use super::problem::{Problem, Unknown};

/// The place of a value, as its author can find it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// A file, and the line in it where that is known.
    File(PathBuf, Option<usize>),
    /// An environment variable, as it is spelled there.
    Variable(String),
    /// An option of the command line.
    Flag(&'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, Some(line)) => write!(f, "file {}, line {line}", path.display()),
            Self::File(path, None) => write!(f, "file {}", path.display()),
            Self::Variable(name) => write!(f, "environment variable {name}"),
            Self::Flag(flag) => write!(f, "option {flag}"),
        }
    }
}

/// A value found at a place.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value,
    pub(super) place: Place,
}

impl Entry {
    /// A `BALACHKA__SECTION__KEY` wins over a name of its own, and that over one of the old bot.
    fn rank(&self) -> u8 {
        match &self.place {
            Place::Variable(name) if name.contains("__") => 2,
            Place::Variable(name) if legacy::key_of(name).is_some() => 0,
            _ => 1,
        }
    }
}

/// Every value of a TOML file, known or not.
///
/// # Errors
/// A file that cannot be read or is no TOML; what it says there is not repeated, it may be a secret.
pub(super) fn from_file(path: &Path) -> Result<Vec<Entry>, Problem> {
    let whole = || Place::File(path.to_owned(), None);
    let text =
        std::fs::read_to_string(path).map_err(|error| Problem::at(whole(), format!("cannot be read: {error}")))?;
    let place_of = |at: usize| Place::File(path.to_owned(), Some(line_at(&text, at)));
    let document = ImDocument::parse(text.as_str()).map_err(|error| {
        let place = error.span().map_or_else(whole, |span| place_of(span.start));
        Problem::at(place, format!("not valid TOML: {}", error.message()))
    })?;
    let mut entries = Vec::new();
    leaves(document.as_table(), "", &mut |key, item, at| {
        let place = at.map_or_else(whole, place_of);
        entries.push(Entry { key, value: value_of(item), place });
    });
    Ok(entries)
}

/// Calls `found` with the path, the item and the byte offset of each value below a table.
fn leaves(table: &dyn TableLike, path: &str, found: &mut dyn FnMut(String, &toml_edit::Item, Option<usize>)) {
    for (name, item) in table.iter() {
        let key = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match item.as_table_like() {
            Some(inner) if !inner.is_empty() || catalogue::is_section(&key) => {
                leaves(inner, &key, found);
            }
            _ => {
                let written = table.key(name).and_then(toml_edit::Key::span);
                found(key, item, written.or_else(|| item.span()).map(|span| span.start));
            }
        }
    }
}

fn value_of(item: &toml_edit::Item) -> Value {
    item.as_value().map_or_else(|| Value::from(""), scalar)
}

/// A value of a kind that no setting takes (a date, a table) becomes the text that stands in the file.
fn scalar(value: &toml_edit::Value) -> Value {
    match value {
        toml_edit::Value::String(text) => Value::from(text.value().as_str()),
        toml_edit::Value::Integer(number) => Value::from(*number.value()),
        toml_edit::Value::Float(number) => Value::from(*number.value()),
        toml_edit::Value::Boolean(truth) => Value::from(*truth.value()),
        toml_edit::Value::Array(items) => Value::from(items.iter().map(scalar).collect::<Vec<_>>()),
        other => Value::from(other.to_string()),
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The values that the environment sets: general variables win over named ones. An empty variable counts as unset.
pub(super) fn from_environment(variables: &[(OsString, OsString)]) -> (Vec<Entry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (name, value) in variables {
        match variable(name, value, linked_by_kubernetes(variables)) {
            Ok(entry) => entries.extend(entry),
            Err(problem) => problems.push(problem),
        }
    }
    entries.sort_by_key(Entry::rank);
    (entries, problems)
}

fn variable(name: &OsString, value: &OsString, linked: bool) -> Result<Option<Entry>, Problem> {
    let name = name.to_string_lossy().into_owned();
    if value.is_empty() || name == super::FILE_VARIABLE || (linked && is_link(&name)) {
        return Ok(None);
    }
    let place = Place::Variable(name.clone());
    let setting = catalogue::by_variable(&name).or_else(|| catalogue::by_key(legacy::key_of(&name)?));
    let Some(setting) = setting else {
        return match name.to_uppercase().starts_with("BALACHKA_") {
            true => Err(Problem::unknown(place, Unknown::Variable(&name))),
            false if legacy::is_of_the_old_bot(&name) => Err(Problem::of_the_old_bot(place)),
            false => Ok(None),
        };
    };
    let text = value.to_str().ok_or_else(|| Problem::of(setting.key, place.clone(), "is not UTF-8"))?;
    Ok(Some(read(setting.key, setting.kind, text, place)))
}

/// Kubernetes describes a service called `balachka` to every pod beside it in variables that look like ours.
fn linked_by_kubernetes(variables: &[(OsString, OsString)]) -> bool {
    variables.iter().any(|(name, _)| name == "BALACHKA_SERVICE_HOST")
}

fn is_link(name: &str) -> bool {
    name.starts_with("BALACHKA_SERVICE_") || name.starts_with("BALACHKA_PORT")
}

/// What the command line sets: key, option and text of each.
pub(super) fn from_flags(flags: &[(&'static str, &'static str, String)]) -> Vec<Entry> {
    flags
        .iter()
        .filter_map(|(key, flag, text)| {
            let setting = catalogue::by_key(key)?;
            Some(read(setting.key, setting.kind, text, Place::Flag(flag)))
        })
        .collect()
}

fn read(key: &str, kind: Kind, text: &str, place: Place) -> Entry {
    Entry { key: key.to_owned(), value: kind.read(text), place }
}
