//! The one list of stores: what each is, and how those are started that learn from the messages.
//!
//! A new store gets its line in [`STORES`]; if it follows from the journal, also a field and a line in [`DerivedStores`].
//! Everything else that goes through the stores (files, backups, checks, metrics, alarms, probes, draining) derives from
//! these two.

use analysis::Analysis;
use context::Context;
use events::PersonId;
use language::{analyzer::Analyzer, zone::Zones};
use personalization::Personalization;
use runtime::Supervisor;
use storage::{
    journal::Journal,
    store::{SomeStore, StoreKind, StoreLocation},
};

/// Each store. Backups copy them in reverse, so that what others are derived from comes last.
pub const STORES: &[StoreKind] = &[context::STORE, analysis::STORE, personalization::STORE, conversation::STORE];

/// Whether all of a database follows from the journal. The journal itself is no store, and follows from nothing.
pub fn is_derived(name: &str) -> bool {
    STORES.iter().any(|store| store.name == name && store.derived)
}

/// The stores that follow from the journal, started.
#[derive(Clone)]
pub struct DerivedStores {
    pub context: Context,
    pub analysis: Analysis,
    pub personalization: Personalization,
}

/// What those stores need to start.
pub struct StoreDeps<'a> {
    pub supervisor: &'a Supervisor,
    pub home: StoreLocation,
    pub journal: &'a Journal,
    /// This bot's user id.
    pub own: PersonId,
    pub analyzer: Analyzer,
    pub zones: Zones,
}

impl DerivedStores {
    /// Starts them, and lets them follow the journal.
    pub fn start(deps: StoreDeps<'_>) -> Self {
        let StoreDeps { supervisor, home, journal, own, analyzer, zones } = deps;
        Self {
            context: Context::start(supervisor, home.clone(), journal, own),
            analysis: Analysis::start(supervisor, home.clone(), journal, analyzer.clone()),
            personalization: Personalization::start(supervisor, home, journal, own, analyzer, zones),
        }
    }

    /// All of them, in the order of [`STORES`].
    pub fn all(&self) -> Vec<SomeStore> {
        vec![self.context.store(), self.analysis.store(), self.personalization.store()]
    }
}
