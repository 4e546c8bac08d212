//! Raw JSON of an update to what it says: a pure function, used by live fan-out and by catch-up alike.
//!
//! The JSON is read straight into the few fields that are used; all others are skipped without being built, so an
//! update of a later Bot API, or one with junk nested however deep, reads like any other. `README.md` lists what of the
//! Bot API is applied, and what is ignored for which reason.

mod bounds;
mod command;
mod entities;
mod ephemeral;
mod facts;
mod fault;
mod forward;
mod gift;
mod id;
mod imported;
mod kind;
mod known;
mod media;
mod membership;
mod message;
mod optional;
mod people;
mod poll;
mod reaction;
mod reply;
mod rich;
mod service;
mod surrogates;
#[cfg(test)]
mod tests;
mod unknown;

use crate::Event;
use runtime::{fail_point, panics::panic_message};

pub use bounds::LONGEST_TEXT;
pub use command::command;
pub use id::update_id;
pub use imported::imported;
pub use {
    bounds::{bound, is_cut},
    facts::tells_in_words,
    fault::describe,
    media::shortened,
    poll::state as poll_state,
    surrogates::mended,
};

/// How often an update that makes the parser panic is tried.
pub const TRIES: u32 = 3;

/// An update that cannot be read; the raw text stays in the journal.
///
/// It tells what is wrong and where, and quotes nothing of what people wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// As [`parse`]; a parser that panics on it makes it unreadable after some tries.
///
/// # Errors
/// As [`parse`].
pub fn read(raw: &str) -> Result<Event, Unreadable> {
    let mut panicked = String::new();
    for _ in 0..TRIES {
        let tried = std::panic::catch_unwind(|| {
            fail_point("parse");
            parse(raw)
        });
        match tried {
            Ok(read) => return read,
            Err(panic) => panicked = format!("the parser panicked: {}", panic_message(&*panic)),
        }
    }
    Err(Unreadable(panicked))
}

/// What the raw JSON of one update says, or of a message of ours (`{"balachka_sent":{"outbox":…,"message":…}}`).
///
/// A half of a surrogate pair (`\ud83d` alone), which no Rust string can hold, becomes U+FFFD.
///
/// # Errors
/// [`Unreadable`] when it is not JSON, is of a kind nobody knows, or lacks what the kind must have.
pub fn parse(raw: &str) -> Result<Event, Unreadable> {
    let update = serde_json::from_str::<kind::Update>(raw)
        .or_else(|error| mended(raw).map_or(Err(error), |mended| serde_json::from_str(&mended)));
    update.map_err(|error| Unreadable(describe(&error)))?.into_event()
}
