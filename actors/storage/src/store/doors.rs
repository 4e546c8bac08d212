//! How a store's actor opens its database, closes it for a look, and waits where it cannot be opened.

use actix::{ActorFutureExt, AsyncContext, Context, WrapFuture};

use super::{
    Shut, Store,
    actor::StoreActor,
    deps::Soundness,
    maintenance::Maintenance,
    opening::{self, Opened},
    recovery::recover,
    step::OpenStore,
};
use crate::sqlite::{self, StorageError};
use runtime::metrics;

impl<S: Store> StoreActor<S> {
    /// Opens the database. A damaged derived one is recovered; what is damaged otherwise ends the service.
    pub(super) fn open(&mut self, ctx: &mut Context<Self>) {
        if self.deps.soundness.is_convicted() {
            self.deps.soundness = Soundness::Doubted { cleared: None };
            let why = "a check found no damage, but the database failed as damaged again";
            return self.damaged(&StorageError::Corrupt(why.to_owned()), ctx);
        }
        if self.deps.soundness.is_doubted() {
            self.shut(Shut::Checking);
        }
        let deps = self.deps.clone();
        let open = async move {
            deps.journal.opened().await;
            opening::open(&deps).await
        };
        ctx.spawn(open.into_actor(self).map(|opened, store, ctx| match opened {
            Ok(opened) => {
                store.deps.soundness.opened();
                store.opened(opened, ctx);
            }
            Err(damage @ StorageError::Corrupt(_)) => store.damaged(&damage, ctx),
            Err(error) => store.wait(error, ctx),
        }));
    }

    /// Something looks like damage: the database is closed, and checked when it opens.
    pub(super) fn doubt(&mut self, ctx: &mut Context<Self>) {
        self.deps.soundness.doubt();
        self.reopen(ctx);
    }

    /// Opens the database with a new connection.
    pub(super) fn reopen(&mut self, ctx: &mut Context<Self>) {
        let Some(open) = self.open_store.take() else { return };
        self.deps.state.bookmark.send_replace(None);
        ctx.spawn(sqlite::close(open.conn).into_actor(self).map(|(), store, ctx| store.open(ctx)));
    }

    fn damaged(&mut self, damage: &StorageError, ctx: &mut Context<Self>) {
        tracing::error!(store = S::NAME, error = %damage, "the store is damaged");
        if S::DERIVED {
            self.recover(damage.to_string(), ctx);
        } else {
            let damage = StorageError::Corrupt(format!("{damage}; restore a backup: `balachka restore`"));
            self.deps.notice(&damage);
            self.shut(Shut::Failing(damage));
        }
    }

    fn recover(&mut self, why: String, ctx: &mut Context<Self>) {
        self.shut(Shut::Recovering(why.clone()));
        let deps = self.deps.clone();
        let recovered = async move {
            deps.journal.opened().await;
            recover(&deps, &why).await
        };
        ctx.spawn(recovered.into_actor(self).map(|opened, store, ctx| match opened {
            Ok(opened) => {
                store.deps.soundness = Soundness::Unquestioned;
                store.opened(opened, ctx);
            }
            Err(error) => store.wait(error, ctx),
        }));
    }

    fn opened(&mut self, opened: Opened<S>, ctx: &mut Context<Self>) {
        let Opened { conn, store, discretion, bookmark } = opened;
        let (name, durability) = (S::NAME, S::schema().durability);
        metrics::STORE_BOOKMARK.with_label_values(&[name]).set(bookmark.0);
        if matches!(*self.deps.state.shut.borrow(), Some(Shut::Failing(_))) {
            tracing::info!(store = name, "the store is open again");
        }
        let (deps, journal) = (self.deps.inner.clone(), self.deps.journal.clone());
        let answers = self.deps.state.answers.clone();
        self.open_store = Some(OpenStore {
            conn,
            store,
            discretion,
            deps,
            journal,
            bookmark,
            answers,
            durability,
            syncs: true,
            name,
        });
        self.tries.reset();
        self.deps.state.opened(bookmark);
        self.go_on(ctx);
    }

    /// Tries again later, for as long as it takes: what keeps a file from being opened may pass.
    fn wait(&mut self, error: StorageError, ctx: &mut Context<Self>) {
        let pause = self.tries.pause();
        if !matches!(*self.deps.state.shut.borrow(), Some(Shut::Failing(_))) {
            metrics::STORE_ALARMS.with_label_values(&[S::NAME, "shut"]).inc();
            tracing::error!(store = S::NAME, %error, "ALARM: the store cannot be opened; retrying until it opens; the other stores keep working");
        }
        tracing::warn!(store = S::NAME, %error, pause_ms = pause.as_millis() as u64, "the store cannot be opened; trying again");
        self.shut(Shut::Failing(error));
        ctx.run_later(pause, Self::open);
    }

    /// Says why the store is not open, also to those who wait for it.
    fn shut(&mut self, shut: Shut) {
        self.deps.state.shut.send_replace(Some(shut.clone()));
        self.refuse(&shut.into());
    }

    /// Answers all that waits: nothing is done while the database is shut.
    pub(super) fn refuse(&mut self, why: &StorageError) {
        for command in self.commands.drain(..) {
            command.answer(Err(why.clone()));
        }
        for task in self.maintenance.drain(..) {
            match task {
                Maintenance::Durable(reply) => reply.answer(Err(why.clone().into())),
                Maintenance::Optimise(reply) => reply.answer(Err(why.clone().into())),
                Maintenance::Clean(reply) => reply.answer(Err(why.clone().into())),
                Maintenance::Recheck { reply, .. } => reply.answer(Ok(())),
            }
        }
        self.closing.needless();
    }
}
