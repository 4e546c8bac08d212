//! The journal: every update, raw and durable, before anyone acts on it.

mod entry;

pub use entry::Entry;
