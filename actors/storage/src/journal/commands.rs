//! The writes to the journal, each with its own answer.

use sqlx::SqliteConnection;

use super::{
    Batch, DeadLetter, NewEntry, dead_letters, rows,
    scrub::{self, Rewritten},
};
use crate::{Command, sqlite::StorageError};
use events::Seq;

/// What a write to the journal knows beside the database.
pub(super) struct Writer {
    pub bot_id: i64,
    /// What followers are to hear of the last command.
    pub news: Option<Batch>,
}

impl Writer {
    /// Followers are to look at the journal again: its head may have moved without new entries for them.
    async fn nudge(&mut self, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        self.news = Some(Batch { after: rows::head(conn).await?, entries: Vec::new() });
        Ok(())
    }
}

/// Makes updates durable; answers with the place of each, `None` if it was there already.
pub(super) struct Append(pub Vec<NewEntry>);

impl Command<Writer> for Append {
    type Answer = Vec<Option<Seq>>;

    async fn execute(&self, writer: &mut Writer, conn: &mut SqliteConnection) -> Result<Self::Answer, StorageError> {
        let (batch, places) = rows::append(conn, writer.bot_id, &self.0).await?;
        scrub::note(conn, &batch.entries).await?;
        writer.news = Some(batch);
        Ok(places)
    }
}

/// Keeps dead letters; answers with those that were not there before.
pub(super) struct SetAside(pub Vec<DeadLetter>);

impl Command<Writer> for SetAside {
    type Answer = Vec<DeadLetter>;

    async fn execute(&self, _: &mut Writer, conn: &mut SqliteConnection) -> Result<Self::Answer, StorageError> {
        dead_letters::set_aside(conn, &self.0).await
    }
}

/// Hands a dead letter to the stores again; answers whether there was one of that number.
pub(super) struct Retry(pub i64);

impl Command<Writer> for Retry {
    type Answer = bool;

    async fn execute(&self, writer: &mut Writer, conn: &mut SqliteConnection) -> Result<bool, StorageError> {
        let found = dead_letters::retry(conn, self.0).await?;
        writer.nudge(conn).await?;
        Ok(found)
    }
}

/// Forgets a dead letter; answers whether there was one of that number.
pub(super) struct DropLetter(pub i64);

impl Command<Writer> for DropLetter {
    type Answer = bool;

    async fn execute(&self, _: &mut Writer, conn: &mut SqliteConnection) -> Result<bool, StorageError> {
        dead_letters::delete(conn, self.0).await
    }
}

/// Deletes at most `limit` entries up to `up_to` that are older than `before_ms`, or imported; answers how many.
pub(super) struct Prune {
    pub up_to: Seq,
    pub before_ms: i64,
    pub limit: u32,
}

impl Command<Writer> for Prune {
    type Answer = u64;

    async fn execute(&self, _: &mut Writer, conn: &mut SqliteConnection) -> Result<u64, StorageError> {
        rows::prune(conn, self.up_to, self.before_ms, self.limit).await
    }
}

/// Deletes at most `limit` imported entries up to `up_to`; answers how many.
pub(super) struct PruneImported {
    pub up_to: Seq,
    pub limit: u32,
}

impl Command<Writer> for PruneImported {
    type Answer = u64;

    async fn execute(&self, _: &mut Writer, conn: &mut SqliteConnection) -> Result<u64, StorageError> {
        rows::prune_imported(conn, self.up_to, self.limit).await
    }
}

/// Makes sure that the next entry comes after this one.
pub(super) struct Reserve(pub Seq);

impl Command<Writer> for Reserve {
    type Answer = ();

    async fn execute(&self, writer: &mut Writer, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        rows::reserve(conn, self.0).await?;
        writer.nudge(conn).await
    }
}

/// Writes updates anew, and notes how far they were looked through.
pub(super) struct Rewrite {
    pub rows: Vec<Rewritten>,
    pub through: Seq,
}

impl Command<Writer> for Rewrite {
    type Answer = ();

    async fn execute(&self, _: &mut Writer, conn: &mut SqliteConnection) -> Result<(), StorageError> {
        scrub::rewrite(conn, &self.rows, self.through).await
    }
}
