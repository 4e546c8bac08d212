//! Where imported messages go.

use std::collections::HashSet;

use super::ImportError;
use context::there::Existing;
use events::{ChatId, MessageId, PersonId};
use storage::journal::NewEntry;

/// The way from an export to the stores.
#[allow(async_fn_in_trait, reason = "an import lives on one thread, its futures need not be Send")]
pub trait ImportTarget {
    /// Which of these messages are remembered, and which of these people are bots.
    async fn there(
        &mut self,
        messages: &[(ChatId, MessageId)],
        people: &HashSet<PersonId>,
    ) -> Result<Existing, ImportError>;

    /// Waits while the stores are too far behind.
    async fn make_room(&mut self) -> Result<(), ImportError>;

    /// Puts messages into the journal; tells how many were not there.
    async fn append(&mut self, drafts: Vec<NewEntry>) -> Result<u64, ImportError>;

    /// Waits until every store has all that was appended.
    async fn finish(&mut self) -> Result<(), ImportError>;
}
