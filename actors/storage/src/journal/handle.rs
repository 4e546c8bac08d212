//! The way to the journal.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};

use futures_util::future::BoxFuture;
use parking_lot::RwLock;
use tokio::{
    sync::watch,
    time::{Instant, sleep},
};

use super::{
    Batch, DeadLetter, Entry, Letter, NewEntry,
    actor::{Clean, Close, Deps, JournalActor, Optimise},
    commands::{Append, DropLetter, Prune, PruneImported, Reserve, Retry, Rewrite, SetAside, Writer},
    dead_letters,
    rows::{self, schema},
    scrub::{self, Rewritten},
};
use crate::{
    AskError, Command,
    command::Execute,
    sqlite::{self, Readers, StorageError},
};
use events::{ChatId, Erasure, Event, Seq};
use runtime::{Mailbox, Supervisor};

/// Read-only connections.
const READERS: u32 = 4;
/// Entries that one read returns at most.
const PAGE: u32 = 500;
/// Entries that stores may lag behind before the intake waits for them: two of their largest steps, one that is applied and one
/// that gathers meanwhile.
const CLOSE: i64 = 4000;
/// How long the intake waits for them at most, and how often it looks.
const PATIENCE: Duration = Duration::from_millis(250);
const LOOK: Duration = Duration::from_millis(2);
/// Entries that one step of pruning deletes at most, so that appends do not wait for long.
const PRUNE_STEP: u32 = 1000;

/// The handle of the journal.
#[derive(Clone)]
pub struct Journal {
    mailbox: Mailbox<JournalActor>,
    readers: Readers,
    deps: Deps,
    listed: Arc<OnceLock<Vec<ChatId>>>,
    shared: Arc<OnceLock<Arc<dyn UpdateLog>>>,
}

/// Where updates are made durable before they are confirmed: the journal of one machine, or a log that several machines share, from
/// where they come back to the journals that they concern.
pub trait UpdateLog: Send + Sync {
    /// Makes updates durable, in order; tells each one's place, or `None` if it is known to have been there.
    ///
    /// # Errors
    /// Nothing is sure then, and appending again does no harm.
    fn append(&self, drafts: Vec<NewEntry>) -> BoxFuture<'_, Result<Vec<Option<Seq>>, AskError>>;

    /// Resolves when more may be received: those who apply what was appended are close behind, or have had some time.
    fn ready_for_more(&self) -> BoxFuture<'_, ()>;
}

impl UpdateLog for Journal {
    fn append(&self, drafts: Vec<NewEntry>) -> BoxFuture<'_, Result<Vec<Option<Seq>>, AskError>> {
        Box::pin(self.append(drafts))
    }

    fn ready_for_more(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.let_stores_follow())
    }
}

impl Journal {
    /// Starts the journal of one bot in `folder`.
    pub fn start(supervisor: &Supervisor, folder: &Path, bot_id: i64) -> Self {
        let deps = Deps {
            folder: folder.to_owned(),
            bot_id,
            head: watch::Sender::new(None),
            shut: watch::Sender::new(None),
            followers: Arc::new(RwLock::default()),
            pages: Arc::default(),
            bookmarks: Arc::default(),
            supervisor: supervisor.clone(),
        };
        let theirs = deps.clone();
        let mailbox = supervisor.start("journal", move || JournalActor::new(theirs));
        let journal = Self {
            mailbox,
            readers: Readers::open(folder, &schema(), READERS),
            deps,
            listed: Arc::default(),
            shared: Arc::default(),
        };
        let closed = journal.clone();
        journal.mailbox.actor().before_stop(move || {
            Box::pin(async move {
                // An error means that it is down already, and so it is after the stop.
                let _ = closed.close().await;
            })
        });
        journal
    }

    /// From now on stores are to hear only of what happens in these chats; of all if there are none. The journal keeps
    /// everything: it must know which updates it confirmed, and it forgets them soon.
    pub fn hear_only(&self, chats: Vec<ChatId>) {
        // It is said once, before anybody listens.
        let _ = self.listed.set(chats);
    }

    /// From now on what is appended goes into this log, and is kept here only once it comes [back](Self::take_in).
    pub fn append_through(&self, log: Arc<dyn UpdateLog>) {
        // It is said once, before anybody appends.
        let _ = self.shared.set(log);
    }

    /// Whether what is appended goes into a log that several machines share.
    pub fn is_shared(&self) -> bool {
        self.shared.get().is_some()
    }

    async fn execute<C: Command<Writer>>(&self, command: C) -> Result<C::Answer, AskError> {
        self.mailbox.ask(Execute::new(command)).await
    }

    /// Whether an entry is for stores that hear only of listed chats. What is imported is always wanted.
    pub fn is_listed(&self, entry: &Entry) -> bool {
        let listed = self.listed.get().map(Vec::as_slice).unwrap_or_default();
        let event = entry.event().ok().filter(|event| !matches!(event, Event::Imported(_)));
        let chat = event.and_then(Event::chat);
        listed.is_empty() || chat.is_none_or(|chat| listed.contains(&chat.id))
    }

    /// Resolves once the journal is open.
    pub async fn opened(&self) {
        // The sender lives in this handle, so it cannot be gone.
        let _ = self.deps.head.subscribe().wait_for(Option::is_some).await;
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.deps.head.borrow().is_some() && self.deps.shut.borrow().is_none()
    }

    /// Why it cannot be opened; it is tried again. `None` while it is open, and while it is being opened as usual.
    pub fn shut(&self) -> Option<StorageError> {
        self.deps.shut.borrow().clone()
    }

    /// Resolves once the journal is open, or cannot be opened for now.
    ///
    /// # Errors
    /// Why it cannot be opened; it is tried again.
    pub async fn tried(&self) -> Result<(), StorageError> {
        let mut shut = self.deps.shut.subscribe();
        tokio::select! {
            () = self.opened() => Ok(()),
            shut = shut.wait_for(Option::is_some) => shut.ok().and_then(|shut| shut.clone()).map_or(Ok(()), Err),
        }
    }

    /// Makes updates durable, in order. Each one's place, or `None` if it was there already, so asking again after
    /// an unknown outcome is safe.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn append(&self, drafts: Vec<NewEntry>) -> Result<Vec<Option<Seq>>, AskError> {
        match self.shared.get() {
            Some(log) => log.append(drafts).await,
            None => self.mailbox.ask(Append(drafts)).await,
        }
    }

    /// Keeps what a [shared log](UpdateLog) has, in its order and at its places. What is there already is passed over.
    ///
    /// # Errors
    /// See [`AskError`]; asking again does no harm.
    pub async fn take_in(&self, drafts: Vec<NewEntry>) -> Result<Vec<Option<Seq>>, AskError> {
        self.mailbox.ask(Append(drafts)).await
    }

    /// Puts updates among the dead letters; each once, however often it is reported.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn set_aside(&self, letters: Vec<DeadLetter>) -> Result<(), AskError> {
        let new = self.execute(SetAside(letters)).await?;
        for DeadLetter { seq, update_id, stage, reason, tries } in new {
            tracing::warn!(
                seq = seq.0,
                update_id,
                stage,
                reason,
                tries,
                "an update could not be processed and became a dead letter; see `balachka dead-letters`"
            );
        }
        Ok(())
    }

    /// Deletes entries that every store has durably passed and that are older than `before_ms` (Unix milliseconds), or
    /// imported, in small steps; tells how many.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn prune(&self, up_to: Seq, before_ms: i64) -> Result<u64, AskError> {
        let mut all = 0;
        loop {
            let pruned = self.execute(Prune { up_to, before_ms, limit: PRUNE_STEP }).await?;
            all += pruned;
            if pruned < u64::from(PRUNE_STEP) {
                break;
            }
        }
        self.deps.pages.lock().await.clear();
        Ok(all)
    }

    /// Deletes imported entries that every store has durably passed, in small steps.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn prune_imported(&self, up_to: Seq) -> Result<(), AskError> {
        while self.execute(PruneImported { up_to, limit: PRUNE_STEP }).await? > 0 {}
        self.deps.pages.lock().await.clear();
        Ok(())
    }

    /// Makes sure that the next entry comes after `seq`.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn reserve(&self, seq: Seq) -> Result<(), AskError> {
        self.execute(Reserve(seq)).await
    }

    /// The last durable entry.
    pub fn head(&self) -> Seq {
        self.deps.head.borrow().unwrap_or_default()
    }

    /// The next entries after `after`, in order; empty at the end.
    ///
    /// # Errors
    /// Those of the database; damage is the journal's alone, so whoever reads does not take it for theirs.
    pub async fn read(&self, after: Seq) -> Result<Vec<Arc<Entry>>, StorageError> {
        // Whoever comes meanwhile most likely wants the same.
        let mut pages = self.deps.pages.lock().await;
        let kept = pages.following(after);
        if !kept.is_empty() {
            return Ok(kept);
        }
        let read = async { rows::read(&mut *self.readers.now().acquire().await?, after, PAGE).await };
        let error = match read.await {
            Ok(entries) => {
                if !entries.is_empty() {
                    pages.keep(Batch { after, entries: entries.clone() });
                }
                return Ok(entries);
            }
            Err(error) => self.readers.judged(error).await,
        };
        self.deps.notice(&error);
        Err(match error {
            StorageError::Corrupt(why) => StorageError::Other(format!("the journal is damaged: {why}")),
            other => other,
        })
    }

    /// Erasures that this file was not cleaned of yet, with the entry up to which each reaches.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn erasures(&self) -> Result<Vec<(Seq, Erasure)>, StorageError> {
        scrub::pending(&mut *self.readers.now().acquire().await?).await
    }

    /// How far entries were looked through for what is not to be kept.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn scrubbed_through(&self) -> Result<Seq, StorageError> {
        scrub::through(&mut *self.readers.now().acquire().await?).await
    }

    /// What is set aside, of a stage or another.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn letters(&self) -> Result<Vec<Letter>, StorageError> {
        dead_letters::letters(&mut *self.readers.now().acquire().await?).await
    }

    /// Writes updates anew, and dead letters of them; notes how far entries were looked through.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn rewrite(&self, rows: Vec<Rewritten>, through: Seq) -> Result<(), AskError> {
        let rewritten = self.execute(Rewrite { rows, through }).await;
        self.deps.pages.lock().await.clear();
        rewritten
    }

    /// Begins to leave no trace in the file of what was written anew; the [`erasures`](Self::erasures) up to an entry
    /// are done with it.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn clean(&self, through: Seq) -> Result<(), AskError> {
        self.mailbox.ask(Clean(through)).await
    }

    /// Does what keeps the database quick and small, in a step of milliseconds; tells how many pages could still be given
    /// back to the disk.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn optimise(&self) -> Result<u64, AskError> {
        self.mailbox.ask(Optimise).await
    }

    /// How many updates are set aside.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn dead_letter_count(&self) -> Result<i64, StorageError> {
        let mut conn = self.readers.now().acquire().await?;
        Ok(sqlx::query_scalar("SELECT count(*) FROM dead_letters").fetch_one(&mut *conn).await?)
    }

    /// The first few updates that are set aside, without what was written in them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn dead_letters(&self, limit: u32) -> Result<Vec<Letter>, StorageError> {
        let mut conn = self.readers.now().acquire().await?;
        dead_letters::first(&mut conn, limit).await
    }

    /// Hands a dead letter to the stores again; false if there is none of that number.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn retry(&self, letter: i64) -> Result<bool, AskError> {
        match self.shared.get() {
            None => self.execute(Retry(letter)).await,
            Some(log) => self.retry_through(log.as_ref(), letter).await,
        }
    }

    /// A place in this journal alone would be one that the shared log gives to something else.
    async fn retry_through(&self, log: &dyn UpdateLog, letter: i64) -> Result<bool, AskError> {
        let mut conn = self.readers.now().acquire().await.map_err(StorageError::from)?;
        let Some(found) = dead_letters::letter(&mut conn, letter).await? else { return Ok(false) };
        log.append(vec![NewEntry::again(&found)]).await?;
        self.forget(letter).await
    }

    /// Forgets a dead letter; false if there is none of that number.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn forget(&self, letter: i64) -> Result<bool, AskError> {
        self.execute(DropLetter(letter)).await
    }

    /// Calls `follower` with everything that is committed from now on, in order, on the journal's own thread: it must
    /// be quick and not wait.
    pub fn follow(&self, follower: impl Fn(&Arc<Batch>) + Send + Sync + 'static) {
        self.deps.followers.write().push(Box::new(follower));
    }

    /// A store that follows is this far; `None` while it is not open.
    pub fn watch(&self, bookmark: watch::Receiver<Option<Seq>>) {
        self.deps.bookmarks.write().push(bookmark);
    }

    /// Waits until all stores that are open are close behind, or for as long as a page may wait: what they take from memory
    /// they need not read and understand again. Whoever asks Telegram for more can wait. A store that is stuck slows the
    /// intake down and does not stop it.
    pub async fn let_stores_follow(&self) {
        let since = Instant::now();
        while self.lag() > CLOSE && since.elapsed() < PATIENCE {
            sleep(LOOK).await;
        }
    }

    /// Entries that the last of the open stores has not taken.
    fn lag(&self) -> i64 {
        let bookmarks = self.deps.bookmarks.read();
        let last = bookmarks.iter().filter_map(|bookmark| *bookmark.borrow()).min();
        last.map_or(0, |last| self.head().0 - last.0)
    }

    /// What is wrong with the file; `None` if nothing is found. Reads all of it, beside the writer.
    ///
    /// # Errors
    /// It cannot be read for another reason than damage.
    pub async fn check(&self) -> Result<Option<String>, StorageError> {
        sqlite::damage(async { Ok(self.readers.now().acquire().await?) }).await
    }

    /// Closes the database and stops the journal.
    pub async fn stop(&self) {
        self.mailbox.actor().stop().await;
    }

    /// Closes the database once all that waits is written; nothing is done after.
    ///
    /// # Errors
    /// See [`AskError`].
    pub async fn close(&self) -> Result<(), AskError> {
        self.readers.now().close().await;
        self.mailbox.ask(Close).await
    }
}
