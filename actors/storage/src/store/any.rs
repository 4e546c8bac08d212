//! A store seen from outside, whichever it is.

use std::{sync::Arc, time::Duration};

use futures_util::future::LocalBoxFuture;

use super::{Shut, Store, StoreHandle};
use crate::AskError;
use crate::sqlite::StorageError;
use events::Seq;

/// What starting, stopping, probing and housekeeping need of each store.
pub trait AnyStore: Send + Sync {
    /// See [`Store::NAME`].
    fn name(&self) -> &'static str;
    /// See [`StoreHandle::bookmark`].
    fn bookmark(&self) -> Option<Seq>;
    /// See [`StoreHandle::shut`].
    fn shut(&self) -> Option<Shut>;
    /// See [`StoreHandle::opened`].
    fn opened(&self) -> LocalBoxFuture<'_, ()>;
    /// See [`StoreHandle::tried`].
    fn tried(&self) -> LocalBoxFuture<'_, Result<(), StorageError>>;
    /// See [`StoreHandle::reached`].
    fn reached(&self, seq: Seq, patience: Duration) -> LocalBoxFuture<'_, bool>;
    /// See [`StoreHandle::durable`].
    fn durable(&self) -> LocalBoxFuture<'_, Result<Seq, AskError>>;
    /// See [`StoreHandle::optimise`].
    fn optimise(&self) -> LocalBoxFuture<'_, Result<u64, AskError>>;
    /// See [`StoreHandle::clean`].
    fn clean(&self) -> LocalBoxFuture<'_, Result<bool, AskError>>;
    /// See [`StoreHandle::check`].
    fn check(&self) -> LocalBoxFuture<'_, Result<Option<String>, StorageError>>;
    /// See [`StoreHandle::close`].
    fn close(&self) -> LocalBoxFuture<'_, Result<(), AskError>>;
}

/// Any of the stores.
pub type SomeStore = Arc<dyn AnyStore>;

impl<S: Store> AnyStore for StoreHandle<S> {
    fn name(&self) -> &'static str {
        S::NAME
    }

    fn bookmark(&self) -> Option<Seq> {
        self.bookmark()
    }

    fn shut(&self) -> Option<Shut> {
        self.shut()
    }

    fn opened(&self) -> LocalBoxFuture<'_, ()> {
        Box::pin(self.opened())
    }

    fn tried(&self) -> LocalBoxFuture<'_, Result<(), StorageError>> {
        Box::pin(self.tried())
    }

    fn reached(&self, seq: Seq, patience: Duration) -> LocalBoxFuture<'_, bool> {
        Box::pin(self.reached(seq, patience))
    }

    fn durable(&self) -> LocalBoxFuture<'_, Result<Seq, AskError>> {
        Box::pin(self.durable())
    }

    fn optimise(&self) -> LocalBoxFuture<'_, Result<u64, AskError>> {
        Box::pin(self.optimise())
    }

    fn clean(&self) -> LocalBoxFuture<'_, Result<bool, AskError>> {
        Box::pin(self.clean())
    }

    fn check(&self) -> LocalBoxFuture<'_, Result<Option<String>, StorageError>> {
        Box::pin(self.check())
    }

    fn close(&self) -> LocalBoxFuture<'_, Result<(), AskError>> {
        Box::pin(self.close())
    }
}
