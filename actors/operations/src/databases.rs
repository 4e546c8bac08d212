//! All databases of a data directory.

use std::path::Path;

use storage::{journal, sqlite::Schema};

/// One database file and who may lose it.
pub struct Database {
    pub schema: fn() -> Schema,
    /// What it holds follows from the others, so it can be built anew.
    pub derived: bool,
    /// It belongs to a store, which has a bookmark in it.
    pub store: bool,
}

/// Each of them, the journal first.
pub const DATABASES: &[Database] = &[
    Database { schema: journal::schema, derived: false, store: false },
    Database { schema: context::schema, derived: true, store: true },
    Database { schema: analysis::schema, derived: true, store: true },
    Database { schema: personalization::schema, derived: true, store: true },
    Database { schema: conversation::schema, derived: false, store: true },
];

/// What each takes on the disk with its write-ahead log, bytes; nothing where it cannot be told.
pub fn sizes(folder: &Path) -> impl Iterator<Item = (&'static str, u64)> {
    DATABASES.iter().map(move |database| {
        let name = (database.schema)().name;
        let files = ["", "-wal"].map(|end| folder.join(format!("{name}.db{end}")));
        (name, files.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum())
    })
}

#[cfg(test)]
mod tests;
