//! What is done between steps, alone with the connection.

use std::time::Duration;

use actix::{ActorContext, ActorFutureExt, AsyncContext, Context, Handler, WrapFuture};
use tokio::time::timeout;

use super::{
    Store,
    actor::{STEP_DEADLINE, StoreActor},
    bookmark, discreet,
    step::OpenStore,
};
use crate::Reply;
use crate::sqlite;
use crate::sqlite::StorageError;
use events::Seq;
use runtime::{Ask, Question};

/// A file that is written anew takes as long as it is large.
const CLEAN_DEADLINE: Duration = Duration::from_secs(1800);

/// Make everything applied so far durable, and say how far that is.
pub(super) struct MakeDurable;

impl Question for MakeDurable {
    type Answer = Seq;
    type Failure = StorageError;
}

/// Refresh what the query planner knows, and give free pages back to the disk, a few at a time; how many are left?
pub(super) struct Optimise;

impl Question for Optimise {
    type Answer = u64;
    type Failure = StorageError;
}

/// Leave no trace in the file of what was erased.
pub(super) struct Clean;

impl Question for Clean {
    type Answer = bool;
    type Failure = StorageError;
}

/// Something that was read looks like damage, of the file as it was after so many openings: check it.
pub(super) struct Recheck {
    pub openings: u64,
}

impl Question for Recheck {
    type Answer = ();
    type Failure = StorageError;
}

/// What is done between steps, alone with the connection.
pub(super) enum Maintenance {
    Durable(Reply<Seq>),
    Optimise(Reply<u64>),
    Clean(Reply<bool>),
    Recheck { openings: u64, reply: Reply<()> },
}

impl<S: Store> StoreActor<S> {
    pub(super) fn maintain(&mut self, mut open: OpenStore<S>, task: Maintenance, ctx: &mut Context<Self>) {
        if let Maintenance::Recheck { openings, reply } = task {
            reply.answer(Ok(()));
            self.open_store = Some(open);
            let is_of_this_file = openings == self.deps.state.openings();
            return if is_of_this_file { self.doubt(ctx) } else { self.go_on(ctx) };
        }
        let deadline = if matches!(task, Maintenance::Clean(_)) { CLEAN_DEADLINE } else { STEP_DEADLINE };
        let work = async move {
            match task {
                Maintenance::Clean(reply) => {
                    let clean = discreet::is_clean(&mut open.conn).await;
                    // Answered before the work: a question that takes so long looks as if the actor hung.
                    reply.answer(clean.clone().map_err(Into::into));
                    if clean == Ok(false)
                        && let Err(error) = discreet::clean(&mut open.store, &mut open.conn).await
                    {
                        tracing::warn!(store = S::NAME, %error, "cannot clean up the database file; will try again");
                    }
                }
                Maintenance::Recheck { reply, .. } => reply.answer(Ok(())),
                Maintenance::Durable(reply) => {
                    reply.answer(bookmark::durable(&mut open.conn).await.map_err(Into::into));
                }
                Maintenance::Optimise(reply) => {
                    reply.answer(sqlite::optimise(&mut open.conn).await.map_err(Into::into));
                }
            }
            open
        };
        ctx.spawn(timeout(deadline, work).into_actor(self).map(|done, store, ctx| {
            let Ok(open) = done else {
                tracing::error!(store = S::NAME, "a maintenance task hangs; closing the store");
                ctx.stop();
                return;
            };
            store.open_store = Some(open);
            store.go_on(ctx);
        }));
    }
}

impl<S: Store> Handler<Ask<MakeDurable>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<MakeDurable>, ctx: &mut Self::Context) {
        self.maintenance.push(Maintenance::Durable(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Optimise>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Optimise>, ctx: &mut Self::Context) {
        self.maintenance.push(Maintenance::Optimise(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Recheck>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Recheck>, ctx: &mut Self::Context) {
        self.maintenance.push(Maintenance::Recheck { openings: ask.question.openings, reply: ask.reply });
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Clean>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Clean>, ctx: &mut Self::Context) {
        self.maintenance.push(Maintenance::Clean(ask.reply));
        self.go_on(ctx);
    }
}
