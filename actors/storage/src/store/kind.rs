//! What is known of a store without starting it.

use futures_util::future::LocalBoxFuture;
use sqlx::SqliteConnection;

use super::{Mismatch, Store};
use crate::sqlite::{Schema, StorageError};

/// Compares the counters of a store with the rows that they count.
pub type CheckCounters = fn(&mut SqliteConnection) -> LocalBoxFuture<'_, Result<Vec<Mismatch>, StorageError>>;

/// What the rows of a store are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardedBy {
    Chat,
    Person,
}

/// What is known of a store without starting it.
#[derive(Clone, Copy)]
pub struct StoreKind {
    /// See [`Store::NAME`].
    pub name: &'static str,
    pub schema: fn() -> Schema,
    /// See [`Store::DERIVED`].
    pub derived: bool,
    /// See [`Store::SHARDED_BY`].
    pub sharded_by: ShardedBy,
    /// `None` if it keeps no counters.
    pub check_counters: Option<CheckCounters>,
}

impl StoreKind {
    /// The kind of a store without counters.
    pub const fn of<S: Store>() -> Self {
        Self { name: S::NAME, schema: S::schema, derived: S::DERIVED, sharded_by: S::SHARDED_BY, check_counters: None }
    }

    /// The same with counters that can be checked.
    #[must_use]
    pub const fn with_counters(self, check: CheckCounters) -> Self {
        Self { check_counters: Some(check), ..self }
    }
}
