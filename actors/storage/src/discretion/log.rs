//! What people asked for, in a file of its own: a restore of older stores leaves it, and they read it when they open.
//!
//! A line each, as JSON, in the form of the journal. It holds ids and times, and no words.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use crate::sqlite::StorageError;
use events::{Erasure, Event, OptOut, PersonId, update};

/// The name of the file in the data directory.
pub const FILE: &str = "privacy.jsonl";

/// All that is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The last of each person.
    pub erasures: Vec<Erasure>,
    /// The last word of each person.
    pub opt_outs: Vec<OptOut>,
}

/// A wish as the journal and the log have it.
pub fn line(event: &Event) -> Option<String> {
    let written = match event {
        Event::Erase(erasure) => serde_json::json!({ "balachka_erase": erasure }),
        Event::OptOut(wish) => serde_json::json!({ "balachka_optout": wish }),
        _ => return None,
    };
    Some(written.to_string())
}

/// Adds a line; it is durable when this returns.
///
/// # Errors
/// Those of the file.
pub fn add(folder: &Path, line: &str) -> Result<(), StorageError> {
    append(folder, line).map_err(|error| StorageError::Io(error.to_string()))
}

fn append(folder: &Path, line: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().create(true).read(true).append(true).open(path(folder))?;
    // Half a line that a power cut left must not spoil this one.
    let torn = file.seek(SeekFrom::End(-1)).is_ok() && {
        let mut last = [0];
        file.read_exact(&mut last)?;
        last != *b"\n"
    };
    let start = if torn { "\n" } else { "" };
    file.write_all(format!("{start}{line}\n").as_bytes())?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

/// All lines that can be read; half a line was never confirmed to anybody.
///
/// # Errors
/// Those of the file; that there is none is no error.
pub fn read(folder: &Path) -> Result<Asked, StorageError> {
    let text = match std::fs::read(path(folder)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Asked::default()),
        text => text.map_err(|error| StorageError::Io(error.to_string()))?,
    };
    let (mut erasures, mut opt_outs) = (BTreeMap::<PersonId, Erasure>::new(), BTreeMap::new());
    for line in String::from_utf8_lossy(&text).lines() {
        match update::read(line) {
            Ok(Event::Erase(erasure)) => {
                let last = erasures.entry(erasure.person).or_insert(erasure);
                last.before = last.before.max(erasure.before);
            }
            Ok(Event::OptOut(wish)) => drop(opt_outs.insert(wish.person, wish)),
            _ => {}
        }
    }
    Ok(Asked { erasures: erasures.into_values().collect(), opt_outs: opt_outs.into_values().collect() })
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}
