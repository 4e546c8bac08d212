//! All databases of a data directory: the journal's, and one of each store.

use std::path::Path;

use storage::{journal, sqlite::Schema, store::StoreKind};

use crate::stores::STORES;

/// One database file and who may lose it.
#[derive(Clone, Copy)]
pub struct Database {
    pub schema: fn() -> Schema,
    /// What it holds follows from the others, so it can be built anew.
    pub derived: bool,
    /// The store that it belongs to, which has a bookmark in it; `None` for the journal.
    pub store: Option<StoreKind>,
}

impl Database {
    const JOURNAL: Self = Self { schema: journal::schema, derived: false, store: None };

    const fn of(store: StoreKind) -> Self {
        Self { schema: store.schema, derived: store.derived, store: Some(store) }
    }
}

/// Each of them, the journal first.
pub const DATABASES: &[Database] = &{
    let mut all = [Database::JOURNAL; STORES.len() + 1];
    let mut number = 0;
    while number < STORES.len() {
        all[number + 1] = Database::of(STORES[number]);
        number += 1;
    }
    all
};

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
