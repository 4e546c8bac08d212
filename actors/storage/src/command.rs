//! Writes that share a transaction, though each has an answer of its own type.

use std::{cell::Cell, marker::PhantomData};

use futures_util::future::LocalBoxFuture;
use runtime::{Ask, Question};
use sqlx::SqliteConnection;

use crate::{Reply, sqlite::StorageError};

/// A write that somebody asks an actor with a database for. `T` is what the actor keeps beside the database.
///
/// It is durable in that database. Where several machines run one bot, a database is lost with its machine, and what follows from
/// entries of the journal is built again elsewhere. What does not follow from them, as what people decide, is a
/// [`KeptCommand`](crate::store::KeptCommand): it becomes an entry itself.
#[allow(async_fn_in_trait, reason = "a database's actor lives on one thread, its futures need not be Send")]
pub trait Command<T>: Send + 'static {
    /// What the caller is told after COMMIT.
    type Answer: Send + 'static;

    /// Carries it out inside a transaction. It is called again after a rollback, if another write of the same
    /// transaction failed.
    async fn execute(&self, state: &mut T, conn: &mut SqliteConnection) -> Result<Self::Answer, StorageError>;
}

/// The question that brings a command to its actor.
pub(crate) struct Execute<T, C> {
    command: C,
    /// A function pointer is `Send`, whatever `T` is.
    state: PhantomData<fn(T)>,
}

impl<T, C> Execute<T, C> {
    pub fn new(command: C) -> Self {
        Self { command, state: PhantomData }
    }
}

impl<T: 'static, C: Command<T>> Question for Execute<T, C> {
    type Answer = C::Answer;
    type Failure = StorageError;
}

/// A command that waits for its transaction, whatever its answer is.
pub(crate) type WaitingCommand<T> = Box<dyn Waiting<T>>;

pub(crate) trait Waiting<T> {
    /// Carries the command out, and keeps its answer until the transaction is committed.
    fn run<'a>(
        &'a self,
        state: &'a mut T,
        conn: &'a mut SqliteConnection,
    ) -> LocalBoxFuture<'a, Result<(), StorageError>>;

    /// Answers the caller: with what the last [`run`](Self::run) kept, or why it was not committed.
    fn answer(self: Box<Self>, outcome: Result<(), StorageError>);
}

/// Takes the question out of the mailbox.
pub(crate) fn waiting<T: 'static, C: Command<T>>(ask: Ask<Execute<T, C>>) -> WaitingCommand<T> {
    Box::new(Held { command: ask.question.command, answer: Cell::new(None), reply: ask.reply })
}

struct Held<T, C: Command<T>> {
    command: C,
    answer: Cell<Option<C::Answer>>,
    reply: Reply<C::Answer>,
}

impl<T, C: Command<T>> Waiting<T> for Held<T, C> {
    fn run<'a>(
        &'a self,
        state: &'a mut T,
        conn: &'a mut SqliteConnection,
    ) -> LocalBoxFuture<'a, Result<(), StorageError>> {
        Box::pin(async move {
            self.answer.set(Some(self.command.execute(state, conn).await?));
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), StorageError>) {
        let unanswered = || StorageError::Other("the command was not carried out".to_owned());
        let answer = outcome.and_then(|()| self.answer.take().ok_or_else(unanswered));
        self.reply.answer(answer.map_err(Into::into));
    }
}
