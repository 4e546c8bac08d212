//! Commands that outlive the machine: where several share a log of updates, a command becomes an entry of it, and is carried out
//! when the entry comes back.

use std::any::Any;

use futures_util::future::LocalBoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::SqliteConnection;

use super::Store;
use crate::{
    Command,
    discretion::RedactionSet,
    journal::{Entry, NewEntry},
    sqlite::StorageError,
};
use events::{ChatId, Event, PersonId, Seq, StoreCommand, update};

/// A command whose effect does not follow from other entries of the journal, so that the command itself must be one of them
/// where a machine may be lost: see [`StoreHandle::keep`](super::StoreHandle::keep).
///
/// What it writes follows from its fields and its place alone: no clock, no chance.
pub trait KeptCommand<S: Store>: Command<S> + Serialize + DeserializeOwned {
    /// Its name in the log. It stays the same from one version to the next, as do the names of the fields.
    const KIND: &'static str;

    /// When it was given, Unix seconds.
    fn at(&self) -> i64;

    /// The chat that it is for, if it is for one.
    fn chat(&self) -> Option<ChatId> {
        None
    }

    /// Whose words are in it, if it is anybody's.
    fn person(&self) -> Option<PersonId> {
        None
    }

    /// Of whom it tells something beside them.
    fn about(&self) -> Option<PersonId> {
        None
    }

    /// Called before it is carried out as the entry at this place of the log. New rows take their numbers from it: a counter
    /// would give others if an entry before it is gone.
    fn set_place(&mut self, _: Seq) {}
}

/// What a command from the log came to, for whoever gave it: its [`Answer`](Command::Answer), or why there is none.
pub(super) type Outcome = Result<Box<dyn Any + Send>, StorageError>;

type CarryOut<S> = for<'a> fn(
    &'a mut S,
    &'a mut SqliteConnection,
    &'a StoreCommand,
    Seq,
) -> LocalBoxFuture<'a, Result<Box<dyn Any + Send>, StorageError>>;

/// A kind of commands of a store that are kept in the log.
pub struct KeptKind<S> {
    name: &'static str,
    carry_out: CarryOut<S>,
}

impl<S: Store> KeptKind<S> {
    /// The kind of this command.
    pub const fn of<C: KeptCommand<S>>() -> Self {
        Self { name: C::KIND, carry_out: carry_out::<S, C> }
    }
}

fn carry_out<'a, S: Store, C: KeptCommand<S>>(
    store: &'a mut S,
    conn: &'a mut SqliteConnection,
    command: &'a StoreCommand,
    place: Seq,
) -> LocalBoxFuture<'a, Result<Box<dyn Any + Send>, StorageError>> {
    Box::pin(async move {
        // The error of serde_json may quote what somebody wrote: it stays here.
        let read = serde_json::from_str(&command.body);
        let mut command: C = read.map_err(|_| refused(C::KIND, "cannot be read by this version"))?;
        command.set_place(place);
        let answer = command.execute(store, conn).await?;
        store.write_back(conn).await?;
        Ok(Box::new(answer) as Box<dyn Any + Send>)
    })
}

/// The entry that the command becomes.
///
/// # Errors
/// It cannot be written.
pub(super) fn entry<S: Store, C: KeptCommand<S>>(command: &C) -> Result<NewEntry, StorageError> {
    let unwritable = |_| refused(C::KIND, "cannot be written");
    let written = StoreCommand {
        store: S::NAME.to_owned(),
        kind: C::KIND.to_owned(),
        chat: command.chat(),
        person: command.person(),
        about: command.about(),
        at: command.at(),
        body: serde_json::to_string(command).map_err(unwritable)?,
    };
    Ok(NewEntry::asked(update::command(written).map_err(unwritable)?.into()))
}

/// The command that the entry is, whichever store it is for.
pub(super) fn command(entry: &Entry) -> Option<&StoreCommand> {
    match entry.event() {
        Ok(Event::Command(command)) => Some(command),
        _ => None,
    }
}

/// Carries out a command to this store, inside the transaction that moves the bookmark. What forgotten people ordered before
/// they were forgotten is not carried out again.
///
/// # Errors
/// Those of the command; one that this version does not know is refused.
pub(super) async fn apply<S: Store>(
    store: &mut S,
    discretion: &RedactionSet,
    conn: &mut SqliteConnection,
    command: &StoreCommand,
    place: Seq,
) -> Result<Outcome, StorageError> {
    if discretion.has_forgotten(command) {
        return Ok(Err(refused(&command.kind, "is of somebody who was forgotten since")));
    }
    let kind = S::KEPT.iter().find(|kind| kind.name == command.kind);
    let kind = kind.ok_or_else(|| StorageError::Refused("this version does not know such a command".to_owned()))?;
    Ok(Ok((kind.carry_out)(store, conn, command, place).await?))
}

fn refused(kind: &str, why: &str) -> StorageError {
    StorageError::Refused(format!("the command {kind} {why}"))
}
