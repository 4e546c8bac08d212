//! The shape of every store: one database, one writer, a bookmark in the journal, and catching up.
//!
//! A store applies the journal's entries in order. Its bookmark, the last entry applied, is kept in its own database
//! and moves in the same transaction as the effects: that makes each store exactly-once, and each derived one
//! replayable. Entries come live from the journal, or are read from it where the store is behind.

mod actor;
mod answers;
mod any;
mod bookmark;
mod deps;
mod discreet;
mod doors;
mod handle;
mod home;
mod inbox;
mod kept;
mod kind;
mod maintenance;
mod mismatch;
mod opening;
pub mod parts;
mod rebuild;
mod recovery;
mod shut;
mod step;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use sqlx::SqliteConnection;

pub use any::{AnyStore, SomeStore};
pub use bookmark::{bookmark, durable, pass_imports};
pub use handle::StoreHandle;
pub use home::StoreLocation;
pub use kept::{KeptCommand, KeptKind};
pub use kind::{CheckCounters, ShardedBy, StoreKind};
pub use mismatch::Mismatch;
pub use mismatch::mismatches;
pub use rebuild::Rebuild;
pub use recovery::finish as finish_recovery;
pub use shut::Shut;

use crate::{
    journal::Entry,
    sqlite::{Schema, StorageError},
};
use events::Erasure;

/// What a store applies and what it answers. Its state must follow from its database: it is loaded anew after a
/// failed transaction.
#[allow(async_fn_in_trait, reason = "stores live on one thread, their futures need not be Send")]
pub trait Store: Sized + Unpin + 'static {
    /// What it is loaded with.
    type Deps: Clone + Send + Unpin + 'static;

    /// The actor's name, also in metrics and dead letters.
    const NAME: &'static str;
    /// All of it follows from the journal, so it may be set aside and built anew when it is damaged.
    const DERIVED: bool;
    /// How long live entries may wait for more of their kind: larger groups cost less each. For stores whose newest
    /// rows nobody waits for.
    const LINGER: Duration = Duration::ZERO;
    /// Whether it is shown the words of people who want none kept, because it answers them; it keeps them no longer
    /// than that takes.
    const SEES_ALL: bool = false;

    /// Whether it hears only of the chats that this bot is there for: see [`Journal::hear_only`](crate::journal::Journal::hear_only).
    const ONLY_LISTED: bool = true;
    /// Where several machines run one bot: what its rows are of, and so which machine has them.
    const SHARDED_BY: ShardedBy = ShardedBy::Chat;
    /// The commands that can come to it from the log that several machines share.
    const KEPT: &'static [KeptKind<Self>] = &[];

    fn schema() -> Schema;

    /// Called with an open and migrated database, outside a transaction.
    async fn load(deps: &Self::Deps, conn: &mut SqliteConnection) -> Result<Self, StorageError>;

    /// Applies entries, in order, inside the transaction that moves the bookmark. The result must not depend on how
    /// entries are divided into calls. Unreadable entries are among them, and are nothing to the store; commands are not.
    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError>;

    /// Forgets a person, once, in the order of the journal, inside the transaction that moves the bookmark. What they
    /// did after `erasure.before` stays.
    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError>;

    /// What must be done before the file is written anew, so that nothing erased is left in it. Outside a transaction.
    async fn condense(&mut self, _: &mut SqliteConnection) -> Result<(), StorageError> {
        Ok(())
    }

    /// Called after the [commands](crate::Command) of a transaction, inside it: writes what they only changed in memory.
    async fn write_back(&mut self, _: &mut SqliteConnection) -> Result<(), StorageError> {
        Ok(())
    }

    /// Called after each COMMIT.
    fn committed(&mut self) {}
}
