//! The store of the analysis.

use std::{sync::Arc, time::Duration};

use sqlx::SqliteConnection;

use super::{
    apply::apply,
    check::check,
    clean::{clean_up, forget_old},
    erase::erase,
    feeling::{Feeling, Feelings},
};
use events::{ChatId, Erasure};
use language::analyzer::Analyzer;
use runtime::metrics;
use storage::{
    Command,
    journal::Entry,
    sqlite::{Durability, Schema, StorageError},
    store::{Store, StoreKind},
};

/// See the module.
pub struct AnalysisStore {
    analyzer: Analyzer,
    /// Taken in by a transaction that is not known to be committed yet.
    taken: Feelings,
}

impl AnalysisStore {
    fn count(&mut self) {
        let taken = std::mem::take(&mut self.taken);
        for feeling in Feeling::all().filter(|feeling| taken.of(*feeling) > 0) {
            metrics::MESSAGES_ANALYSED.with_label_values(&[feeling.as_str()]).inc_by(taken.of(feeling).unsigned_abs());
        }
    }
}

impl Store for AnalysisStore {
    type Deps = Analyzer;

    const NAME: &'static str = "analysis";
    const DERIVED: bool = true;
    const LINGER: Duration = Duration::from_millis(30);

    fn schema() -> Schema {
        schema()
    }

    async fn load(analyzer: &Analyzer, _: &mut SqliteConnection) -> Result<Self, StorageError> {
        Ok(Self { analyzer: analyzer.clone(), taken: Feelings::default() })
    }

    async fn apply(&mut self, conn: &mut SqliteConnection, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        // It was not loaded anew since the last call, so that was committed.
        self.count();
        self.taken = apply(conn, entries, &self.analyzer).await?;
        Ok(())
    }

    async fn erase(&mut self, conn: &mut SqliteConnection, erasure: &Erasure) -> Result<(), StorageError> {
        erase(conn, erasure).await
    }

    fn committed(&mut self) {
        self.count();
    }
}

/// Deletes at most `limit` messages of hours that end by `before` (Unix seconds); answers how many.
pub struct CleanUp {
    pub before: i64,
    pub limit: u32,
}

impl Command<AnalysisStore> for CleanUp {
    type Answer = u64;

    async fn execute(&self, _: &mut AnalysisStore, conn: &mut SqliteConnection) -> Result<u64, StorageError> {
        clean_up(conn, self.before, self.limit).await
    }
}

/// Deletes at most `limit` messages of a chat from before a time (Unix seconds); answers how many.
pub struct ForgetOld {
    pub chat: ChatId,
    pub before: i64,
    pub limit: u32,
}

impl Command<AnalysisStore> for ForgetOld {
    type Answer = u64;

    async fn execute(&self, _: &mut AnalysisStore, conn: &mut SqliteConnection) -> Result<u64, StorageError> {
        forget_old(conn, self.chat, self.before, self.limit).await
    }
}

/// The analysis' database. Replaces `_init_database` and `_ensure_db_initialized`, together with
/// [`storage::sqlite::open`].
pub fn schema() -> Schema {
    Schema {
        name: "analysis",
        application_id: 0x426c_6304,
        durability: Durability::Order,
        cache_kib: 2048,
        migrations: sqlx::migrate!("../../../migrations/analysis"),
    }
}

/// The analysis in the list of stores.
pub const STORE: StoreKind = StoreKind::of::<AnalysisStore>().with_counters(|conn| Box::pin(check(conn)));
