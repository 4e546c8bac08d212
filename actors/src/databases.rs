//! All databases of a data directory.

use crate::{analysis, context, conversation, journal, sqlite::Schema};

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
    Database { schema: conversation::schema, derived: false, store: true },
];
