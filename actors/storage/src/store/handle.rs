//! The way to a store.

use std::time::Duration;

use sqlx::{Sqlite, SqliteConnection, pool::PoolConnection};
use tokio::time::timeout;

use super::{
    Shut, Store, StoreLocation,
    actor::{Close, Committed, StoreActor},
    deps::{Deps, Soundness, State, View},
    kept::{self, KeptCommand},
    maintenance::{Clean, MakeDurable, Optimise, Recheck},
};
use crate::{
    AskError, Command,
    command::Execute,
    journal::{Journal, NewEntry},
    sqlite::{self, Readers, StorageError},
};
use events::Seq;
use runtime::{Mailbox, Supervisor};

/// Read-only connections beside a store's writer.
pub(super) const READERS: u32 = 4;

/// Entries that a store may lag behind and still be told of each.
const FOLLOWED: i64 = 4000;

/// How long a command may take to come back from the log and be carried out.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long it is worth waiting for one that may be carried out on another machine: usually it is done there as soon as here.
const SOON: Duration = Duration::from_millis(300);

/// The handle of one store: commands to its writer, readers beside it.
pub struct StoreHandle<S: Store> {
    mailbox: Mailbox<StoreActor<S>>,
    view: View,
    readers: Readers,
    journal: Journal,
}

impl<S: Store> Clone for StoreHandle<S> {
    fn clone(&self) -> Self {
        Self {
            mailbox: self.mailbox.clone(),
            view: self.view.clone(),
            readers: self.readers.clone(),
            journal: self.journal.clone(),
        }
    }
}

impl<S: Store> StoreHandle<S> {
    /// Starts the store on its database in its `home`, and lets it follow the journal.
    pub fn start(supervisor: &Supervisor, home: impl Into<StoreLocation>, journal: &Journal, inner: S::Deps) -> Self {
        let home = home.into();
        let state = State::new();
        let view = state.view();
        let readers = Readers::open(home.folder(), &S::schema(), READERS);
        let deps = Deps::<S> {
            home,
            inner,
            journal: journal.clone(),
            supervisor: supervisor.clone(),
            readers: readers.clone(),
            state,
            soundness: Soundness::Unquestioned,
        };
        let mailbox = supervisor.start(S::NAME, move || StoreActor::new(deps));
        let follower = mailbox.clone();
        // A lost hint does no harm: the next step of the store reads the journal.
        let bookmark = view.bookmark.clone();
        journal.watch(bookmark.clone());
        journal.follow(move |batch| {
            // While it opens or lags, they would pile up unread; afterwards it reads the journal.
            let told = |bookmark: Seq| batch.entries.is_empty() || batch.after.0 - bookmark.0 <= FOLLOWED;
            if bookmark.borrow().is_some_and(told) {
                follower.hint(Committed(batch.clone()));
            }
        });
        let handle = Self { mailbox, view, readers, journal: journal.clone() };
        let closed = handle.clone();
        handle.mailbox.actor().before_stop(move || {
            Box::pin(async move {
                // An error means that it is down already, and so it is after the stop.
                let _ = closed.close().await;
            })
        });
        handle
    }

    /// Carries out a command; the answer comes after COMMIT.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn execute<C: Command<S>>(&self, command: C) -> Result<C::Answer, AskError> {
        self.mailbox.ask(Execute::new(command)).await
    }

    /// Carries out a command whose effect must survive the loss of this machine. Where several share a log, the command goes
    /// there, and is carried out when it comes back; else this is [`execute`](Self::execute).
    ///
    /// # Errors
    /// See [`AskError`]. After `Crashed` and `TimedOut` it is in the log, and is carried out once.
    pub async fn keep<C: KeptCommand<S>>(&self, command: C) -> Result<C::Answer, AskError> {
        if !self.journal.is_shared() {
            return self.execute(command).await;
        }
        let place = self.record(kept::entry::<S, C>(&command)?).await?;
        if !self.reached(place, PATIENCE).await {
            return Err(AskError::TimedOut);
        }
        // It is not there if the store was restarted before it could be held.
        self.view.answers.take(place).unwrap_or(Err(AskError::Crashed))
    }

    /// As [`keep`](Self::keep), for a command that may be for a store of another machine. It is sure to be carried out once this
    /// returns. Where that is done here, it mostly is done by then, and is told if it failed.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn keep_anywhere<C: KeptCommand<S, Answer = ()>>(&self, command: C) -> Result<(), AskError> {
        if !self.journal.is_shared() {
            return self.execute(command).await;
        }
        let place = self.record(kept::entry::<S, C>(&command)?).await?;
        self.reached(place, SOON).await;
        self.view.answers.take(place).unwrap_or(Ok(()))
    }

    /// Appends an entry that nobody has appended before; tells its place.
    async fn record(&self, entry: NewEntry) -> Result<Seq, AskError> {
        let places = self.journal.append(vec![entry]).await?;
        places.into_iter().flatten().next().ok_or(AskError::Crashed)
    }

    /// A read-only connection; what it sees may be a moment old.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn reader(&self) -> Result<PoolConnection<Sqlite>, StorageError> {
        Ok(self.readers.now().acquire().await?)
    }

    /// Reads beside the writer; what is seen may be a moment old. Where it looks damaged, the store is checked, and
    /// recovered if it is.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn read<T>(
        &self,
        read: impl AsyncFnOnce(&mut SqliteConnection) -> Result<T, StorageError>,
    ) -> Result<T, AskError> {
        let openings = self.view.openings();
        let read = async { read(&mut *self.reader().await?).await };
        let read = match read.await {
            Ok(read) => Ok(read),
            Err(error) => Err(self.readers.judged(error).await),
        };
        if matches!(read, Err(StorageError::Corrupt(_))) {
            // If it is lost, the next one who reads finds the same.
            self.mailbox.hint(Recheck { openings });
        }
        Ok(read?)
    }

    /// How far the store is; `None` while it is not open.
    pub fn bookmark(&self) -> Option<Seq> {
        *self.view.bookmark.borrow()
    }

    /// Why the store is not open; `None` while it is, and while it is being opened as usual.
    pub fn shut(&self) -> Option<Shut> {
        self.view.shut.borrow().clone()
    }

    /// Resolves once the store is open.
    pub async fn opened(&self) {
        // An error means that the store is gone; who asks it will hear that.
        let _ = self.view.bookmark.clone().wait_for(Option::is_some).await;
    }

    /// Resolves once the store is open, or cannot be opened for now.
    ///
    /// # Errors
    /// Why it cannot be opened; it is tried again.
    pub async fn tried(&self) -> Result<(), StorageError> {
        let mut shut = self.view.shut.clone();
        let failing = shut.wait_for(|shut| matches!(shut, Some(Shut::Failing(_))));
        tokio::select! {
            () = self.opened() => Ok(()),
            shut = failing => shut.ok().and_then(|shut| shut.clone()).map_or(Ok(()), |shut| Err(shut.into())),
        }
    }

    /// Waits until the store has applied everything up to `seq`; false if that takes longer than `patience`.
    pub async fn reached(&self, seq: Seq, patience: Duration) -> bool {
        let mut bookmark = self.view.bookmark.clone();
        let reached = bookmark.wait_for(|bookmark| bookmark.is_some_and(|bookmark| bookmark >= seq));
        timeout(patience, reached).await.is_ok_and(|reached| reached.is_ok())
    }

    /// Makes what is applied durable, and tells how far that is.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn durable(&self) -> Result<Seq, AskError> {
        self.mailbox.ask(MakeDurable).await
    }

    /// Does what keeps a database quick and small, in a step of milliseconds; tells how many pages could still be given
    /// back to the disk.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn optimise(&self) -> Result<u64, AskError> {
        self.mailbox.ask(Optimise).await
    }

    /// Whether the file holds no trace of what was erased; if it does, begins to write it anew. That takes as long as
    /// copying the file, and the store applies nothing meanwhile.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn clean(&self) -> Result<bool, AskError> {
        self.mailbox.ask(Clean).await
    }

    /// What is wrong with the file; `None` if nothing is found. Reads all of it, beside the writer. A damaged store that
    /// follows from the journal is opened anew, and recovered then.
    ///
    /// # Errors
    /// It cannot be read for another reason than damage.
    pub async fn check(&self) -> Result<Option<String>, StorageError> {
        let openings = self.view.openings();
        let damage = sqlite::damage(self.reader()).await?;
        if damage.is_some() && S::DERIVED {
            // If it is lost, the next check finds the same.
            self.mailbox.hint(Recheck { openings });
        }
        Ok(damage)
    }

    /// Closes the database and stops the store.
    pub async fn stop(&self) {
        self.mailbox.actor().stop().await;
    }

    /// Closes the database once all that waits is done; nothing is done after.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn close(&self) -> Result<(), AskError> {
        self.readers.now().close().await;
        self.mailbox.ask(Close).await
    }
}
