//! What is done between steps, alone with the connection.

use std::time::Duration;

use actix::{ActorContext, ActorFutureExt, AsyncContext, Context, Handler, WrapFuture};
use tokio::time::timeout;

use super::{
    Store,
    actor::{STEP_DEADLINE, StoreActor},
    bookmark, discreet,
    step::Workshop,
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
pub(super) struct Doubt {
    pub openings: u64,
}

impl Question for Doubt {
    type Answer = ();
    type Failure = StorageError;
}

/// What is done between steps, alone with the connection.
pub(super) enum Chore {
    Durable(Reply<Seq>),
    Optimise(Reply<u64>),
    Clean(Reply<bool>),
    Doubt { openings: u64, reply: Reply<()> },
}

impl<S: Store> StoreActor<S> {
    pub(super) fn do_chore(&mut self, mut workshop: Workshop<S>, chore: Chore, ctx: &mut Context<Self>) {
        if let Chore::Doubt { openings, reply } = chore {
            reply.answer(Ok(()));
            self.workshop = Some(workshop);
            let is_of_this_file = openings == self.seed.state.openings();
            return if is_of_this_file { self.doubt(ctx) } else { self.go_on(ctx) };
        }
        let deadline = if matches!(chore, Chore::Clean(_)) { CLEAN_DEADLINE } else { STEP_DEADLINE };
        let work = async move {
            match chore {
                Chore::Clean(reply) => {
                    let clean = discreet::is_clean(&mut workshop.conn).await;
                    // Answered before the work: a question that takes so long looks as if the actor hung.
                    reply.answer(clean.clone().map_err(Into::into));
                    if clean == Ok(false)
                        && let Err(error) = discreet::clean(&mut workshop.store, &mut workshop.conn).await
                    {
                        tracing::warn!(store = S::NAME, %error, "cannot clean up the database file; will try again");
                    }
                }
                Chore::Doubt { reply, .. } => reply.answer(Ok(())),
                Chore::Durable(reply) => reply.answer(bookmark::durable(&mut workshop.conn).await.map_err(Into::into)),
                Chore::Optimise(reply) => reply.answer(sqlite::optimise(&mut workshop.conn).await.map_err(Into::into)),
            }
            workshop
        };
        ctx.spawn(timeout(deadline, work).into_actor(self).map(|done, store, ctx| {
            let Ok(workshop) = done else {
                tracing::error!(store = S::NAME, "a maintenance task hangs; closing the store");
                ctx.stop();
                return;
            };
            store.workshop = Some(workshop);
            store.go_on(ctx);
        }));
    }
}

impl<S: Store> Handler<Ask<MakeDurable>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<MakeDurable>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Durable(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Optimise>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Optimise>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Optimise(ask.reply));
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Doubt>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Doubt>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Doubt { openings: ask.question.openings, reply: ask.reply });
        self.go_on(ctx);
    }
}

impl<S: Store> Handler<Ask<Clean>> for StoreActor<S> {
    type Result = ();

    fn handle(&mut self, ask: Ask<Clean>, ctx: &mut Self::Context) {
        self.chores.push(Chore::Clean(ask.reply));
        self.go_on(ctx);
    }
}
