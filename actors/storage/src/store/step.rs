//! One step of a store: the entries at hand and the commands that wait, in one transaction where that works.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::{
    Store,
    answers::Answers,
    bookmark, discreet,
    kept::{self, Outcome},
};
use crate::{
    AskError,
    command::WaitingCommand,
    discretion::RedactionSet,
    journal::{DeadLetter, Entry, Journal},
    sqlite::{Durability, StorageError, commit_group, transaction, transaction_ending},
};
use events::Seq;
use runtime::{fail_point, metrics};

/// How often an entry that makes a store fail is tried before it is set aside.
const TRIES: u32 = 3;

/// What one store works with.
pub(super) struct OpenStore<S: Store> {
    pub conn: SqliteConnection,
    pub store: S,
    pub discretion: RedactionSet,
    pub deps: S::Deps,
    pub journal: Journal,
    pub bookmark: Seq,
    pub answers: Answers,
    pub durability: Durability,
    /// Whether commits reach the disk before they return, where that changes.
    pub syncs: bool,
    pub name: &'static str,
}

/// Entries to apply, and the place the bookmark takes after them: the last one's, or further where the journal has
/// nothing more (pruned, or lost).
pub(super) struct Work {
    pub entries: Vec<Arc<Entry>>,
    pub through: Seq,
}

impl Work {
    /// Nothing to apply.
    pub fn none(bookmark: Seq) -> Self {
        Self { entries: Vec::new(), through: bookmark }
    }
}

/// What a step came to. Commands are answered whatever became of the entries.
pub(super) struct Done {
    /// Of each command.
    pub answers: Vec<Result<(), StorageError>>,
    pub entries: Result<(), StorageError>,
}

impl Done {
    /// Nothing worked.
    pub fn failed(error: StorageError, commands: usize) -> Self {
        Self { answers: (0..commands).map(|_| Err(error.clone())).collect(), entries: Err(error) }
    }
}

impl<S: Store> OpenStore<S> {
    pub async fn step(&mut self, work: &Work, commands: &[WaitingCommand<S>]) -> Done {
        let started = std::time::Instant::now();
        fail_point(&format!("{}-before-commit", self.name));
        let done = self.commit(work, commands).await;
        fail_point(&format!("{}-after-commit", self.name));
        self.store.committed();
        metrics::STORE_APPLY.with_label_values(&[self.name]).observe(started.elapsed().as_secs_f64());
        self.report(&work.entries, started.elapsed());
        done
    }

    async fn commit(&mut self, work: &Work, commands: &[WaitingCommand<S>]) -> Done {
        if let Err(error) = self.set_unreadable_aside(&work.entries).await {
            return Done::failed(error, commands.len());
        }
        if let Err(error) = self.sync_for(commands).await {
            return Done::failed(error, commands.len());
        }
        match self.apply(&work.entries, work.through, commands).await {
            Ok(()) => Done { answers: commands.iter().map(|_| Ok(())).collect(), entries: Ok(()) },
            Err(error) if error.is_of_the_write() => {
                Done { entries: self.apply_apart(&work.entries).await, answers: self.execute_apart(commands).await }
            }
            Err(error) => Done::failed(error, commands.len()),
        }
    }

    /// Where only commands need to reach the disk, commits of entries alone do not wait for it.
    async fn sync_for(&mut self, commands: &[WaitingCommand<S>]) -> Result<(), StorageError> {
        let syncs = !commands.is_empty();
        if self.durability == Durability::EachCommand && syncs != self.syncs {
            let pragma = if syncs { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" };
            sqlx::query(pragma).execute(&mut self.conn).await?;
            self.syncs = syncs;
        }
        Ok(())
    }

    /// The common case: everything, and the bookmark, in one transaction.
    async fn apply(
        &mut self,
        entries: &[Arc<Entry>],
        through: Seq,
        commands: &[WaitingCommand<S>],
    ) -> Result<(), StorageError> {
        let (store, discretion, bookmark) = (&mut self.store, &mut self.discretion, self.bookmark);
        let here = (self.name, &self.journal);
        let moves = through > bookmark;
        let end = if moves { bookmark::shift_and_commit(through) } else { sqlx::query("COMMIT") };
        let applied = transaction_ending(&mut self.conn, end, async |conn| {
            let mut outcomes = Vec::new();
            if moves {
                outcomes = apply_for(store, discretion, conn, here, entries).await?;
            }
            execute(store, conn, commands).await?;
            Ok(outcomes)
        })
        .await;
        match applied {
            Ok(outcomes) => {
                self.answers.hold(outcomes);
                self.bookmark = through;
                Ok(())
            }
            Err(error) => {
                self.store = S::load(&self.deps, &mut self.conn).await?;
                self.discretion = RedactionSet::load(&mut self.conn).await?;
                Err(error)
            }
        }
    }

    /// Some entry is at fault: halves the entries, in order, until it stands alone; then tries it again, and sets it
    /// aside before the bookmark passes it.
    async fn apply_apart(&mut self, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let mut parts = vec![entries];
        while let Some(part) = parts.pop() {
            let Some(last) = part.last() else { continue };
            match self.apply(part, last.seq, &[]).await {
                Ok(()) => {}
                Err(error) if !error.is_of_the_write() => return Err(error),
                Err(_) if part.len() > 1 => {
                    let (first, second) = part.split_at(part.len() / 2);
                    parts.extend([second, first]);
                }
                Err(error) => self.try_again(last, error).await?,
            }
        }
        Ok(())
    }

    async fn try_again(&mut self, entry: &Arc<Entry>, mut error: StorageError) -> Result<(), StorageError> {
        for _ in 1..TRIES {
            match self.apply(std::slice::from_ref(entry), entry.seq, &[]).await {
                Err(again) if again.is_of_the_write() => error = again,
                result => return result,
            }
        }
        tracing::debug!(target: "trail", seq = entry.seq.0, update_id = entry.update_id, stage = "dead letter", outcome = self.name);
        let letter = DeadLetter::failed(entry, self.name, &error.to_string(), TRIES);
        self.journal.set_aside(vec![letter]).await.map_err(|error| unavailable(&error))?;
        let seq = entry.seq;
        transaction(&mut self.conn, async |conn| bookmark::shift(conn, seq).await).await?;
        if kept::command(entry).is_some() {
            self.answers.hold([(seq, Err(error))]);
        }
        self.bookmark = seq;
        Ok(())
    }

    /// Some command is at fault, or an entry was: each on its own.
    async fn execute_apart(&mut self, commands: &[WaitingCommand<S>]) -> Vec<Result<(), StorageError>> {
        let store = &mut self.store;
        let mut execute = async |conn: &mut SqliteConnection, part: &[WaitingCommand<S>]| {
            execute(store, conn, part).await?;
            Ok(vec![(); part.len()])
        };
        let answers = commit_group(&mut self.conn, commands, &mut execute).await;
        if answers.iter().any(Result::is_err)
            && let Ok(store) = S::load(&self.deps, &mut self.conn).await
        {
            self.store = store;
        }
        answers
    }

    async fn set_unreadable_aside(&self, entries: &[Arc<Entry>]) -> Result<(), StorageError> {
        let unreadable = entries.iter().filter_map(|entry| {
            let why = entry.event().err()?;
            Some(DeadLetter::unreadable(entry, &why.0))
        });
        let letters: Vec<_> = unreadable.collect();
        if letters.is_empty() {
            Ok(())
        } else {
            self.journal.set_aside(letters).await.map_err(|error| unavailable(&error))
        }
    }

    fn report(&self, entries: &[Arc<Entry>], took: std::time::Duration) {
        metrics::STORE_BOOKMARK.with_label_values(&[self.name]).set(self.bookmark.0);
        metrics::STORE_ENTRIES.with_label_values(&[self.name]).inc_by(entries.len() as u64);
        for entry in entries.iter().filter(|entry| entry.seq <= self.bookmark) {
            tracing::debug!(
                target: "trail",
                seq = entry.seq.0,
                update_id = entry.update_id,
                stage = self.name,
                outcome = "applied",
                took_us = took.as_micros() as u64,
            );
        }
    }
}

/// Carries out the commands of one transaction; their answers wait for its COMMIT.
async fn execute<S: Store>(
    store: &mut S,
    conn: &mut SqliteConnection,
    commands: &[WaitingCommand<S>],
) -> Result<(), StorageError> {
    if commands.is_empty() {
        return Ok(());
    }
    for command in commands {
        command.run(store, conn).await?;
    }
    store.write_back(conn).await
}

/// Applies the entries that are for this store: retries of a dead letter are for the one that failed, a command is for the one
/// that it names, and what happens in chats that are not listed is for hardly any.
async fn apply_for<S: Store>(
    store: &mut S,
    discretion: &mut RedactionSet,
    conn: &mut SqliteConnection,
    (name, journal): (&str, &Journal),
    entries: &[Arc<Entry>],
) -> Result<Vec<(Seq, Outcome)>, StorageError> {
    let is_to_us = |entry: &Entry| kept::command(entry).is_none_or(|command| command.store == S::NAME);
    let is_ours =
        |entry: &Arc<Entry>| entry.is_for(name) && is_to_us(entry) && (!S::ONLY_LISTED || journal.is_listed(entry));
    if entries.iter().all(is_ours) {
        return discreet::apply(store, discretion, conn, entries).await;
    }
    let ours: Vec<_> = entries.iter().filter(|entry| is_ours(entry)).cloned().collect();
    discreet::apply(store, discretion, conn, &ours).await
}

fn unavailable(error: &AskError) -> StorageError {
    StorageError::Other(format!("the journal is not available: {error}"))
}
