//! The writes to the journal, each with its own answer.

use std::cell::Cell;

use sqlx::SqliteConnection;

use super::{
    Batch, DeadLetter, NewEntry, dead_letters, rows,
    scrub::{self, Rewritten},
};
use crate::{Command, Reply, command::WaitingCommand, sqlite::StorageError};
use events::Seq;
use runtime::{Ask, Question};

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

/// Make updates durable; the answer has the place of each, `None` if it was there already.
pub(super) struct Append(pub Vec<NewEntry>);

impl Question for Append {
    type Answer = Vec<Option<Seq>>;
    type Failure = StorageError;
}

/// A write that waits for its transaction.
pub(super) enum Write {
    Append(WaitingAppend),
    Other(WaitingCommand<Writer>),
}

/// Updates that wait to be durable. Those of several callers are written together, with the same statements.
pub(super) struct WaitingAppend {
    drafts: Vec<NewEntry>,
    /// What the last try came to, until it is committed.
    places: Cell<Vec<Option<Seq>>>,
    reply: Reply<Vec<Option<Seq>>>,
}

impl WaitingAppend {
    /// Takes the question out of the mailbox.
    pub fn of(ask: Ask<Append>) -> Self {
        Self { drafts: ask.question.0, places: Cell::default(), reply: ask.reply }
    }
}

impl Write {
    /// Answers the caller: with what the last try came to, or why it was not committed.
    pub fn answer(self, outcome: Result<(), StorageError>) {
        match self {
            Self::Append(WaitingAppend { places, reply, .. }) => {
                reply.answer(outcome.map(|()| places.take()).map_err(Into::into));
            }
            Self::Other(command) => command.answer(outcome),
        }
    }
}

/// Carries out a part of the writes inside a transaction; tells what followers are to hear of each.
pub(super) async fn execute(
    writer: &mut Writer,
    conn: &mut SqliteConnection,
    writes: &[Write],
) -> Result<Vec<Option<Batch>>, StorageError> {
    let mut news = Vec::with_capacity(writes.len());
    let both_append = |one: &Write, other: &Write| matches!((one, other), (Write::Append(_), Write::Append(_)));
    for run in writes.chunk_by(both_append) {
        if let [Write::Other(command)] = run {
            // What a command that was rolled back had to tell is not true.
            writer.news = None;
            command.run(writer, conn).await?;
            news.push(writer.news.take());
        } else {
            news.push(Some(append(writer, conn, run).await?));
            news.extend(run.iter().skip(1).map(|_| None));
        }
    }
    Ok(news)
}

/// Makes the updates of all callers durable with one set of statements.
async fn append(writer: &Writer, conn: &mut SqliteConnection, writes: &[Write]) -> Result<Batch, StorageError> {
    let appends = || {
        writes.iter().filter_map(|write| match write {
            Write::Append(append) => Some(append),
            Write::Other(_) => None,
        })
    };
    let drafts: Vec<&NewEntry> = appends().flat_map(|append| &append.drafts).collect();
    let (batch, places) = rows::append(conn, writer.bot_id, &drafts).await?;
    scrub::note(conn, &batch.entries).await?;
    let mut places = places.into_iter();
    for append in appends() {
        append.places.set(places.by_ref().take(append.drafts.len()).collect());
    }
    Ok(batch)
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
