//! The actor that owns journal.db.

use std::{path::PathBuf, sync::Arc, time::Duration};

use actix::{Actor, ActorFutureExt, AsyncContext, Context, Handler, Supervised, WrapFuture};
use parking_lot::RwLock;
use sqlx::SqliteConnection;
use tokio::sync::{Mutex, watch};

use super::{
    Batch,
    commands::{Append, WaitingAppend, Write, Writer, execute},
    mark,
    pages::Pages,
    rows::{self, schema},
    scrub,
};
use crate::{
    Command, Reply,
    closing::Closing,
    command::{Execute, waiting},
    discretion,
    sqlite::{self, StorageError},
};
use events::Seq;
use runtime::{Ask, Backoff, Question, Supervisor, fail_point, metrics};

/// How often to look whether an operator's command wrote to the journal.
const LOOK_AROUND: Duration = Duration::from_secs(2);

/// Between two tries to open the database.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

type Follower = Box<dyn Fn(&Arc<Batch>) + Send + Sync>;

/// What outlives a restart of the actor.
#[derive(Clone)]
pub(super) struct Deps {
    pub folder: PathBuf,
    pub bot_id: i64,
    /// The last durable entry; `None` until the journal is open.
    pub head: watch::Sender<Option<Seq>>,
    /// Why it is not open; `None` while it is, and while it is being opened as usual.
    pub shut: watch::Sender<Option<StorageError>>,
    pub followers: Arc<RwLock<Vec<Follower>>>,
    /// Held while the journal is read for a store, so that others that lag find what was read.
    pub pages: Arc<Mutex<Pages>>,
    /// How far each store is.
    pub bookmarks: Arc<RwLock<Vec<watch::Receiver<Option<Seq>>>>>,
    pub supervisor: Supervisor,
}

impl Deps {
    /// No retry mends damage: the service is to end.
    pub fn notice(&self, error: &StorageError) {
        if matches!(error, StorageError::Corrupt(_)) {
            self.supervisor.damaged("journal", error);
        }
    }
}

/// Close the database; nothing is done after.
pub(super) struct Close;

impl Question for Close {
    type Answer = ();
    type Failure = StorageError;
}

/// Leave no trace in the file of what is deleted: cut the log, and if erasures up to this entry are to be done, write
/// the file anew. Answered when it begins: a question that takes so long looks as if the actor hung.
pub(super) struct Clean(pub Seq);

impl Question for Clean {
    type Answer = ();
    type Failure = StorageError;
}

/// Refresh what the query planner knows, and give free pages back to the disk, a few at a time; how many are left?
pub(super) struct Optimise;

impl Question for Optimise {
    type Answer = u64;
    type Failure = StorageError;
}

pub(super) struct JournalActor {
    deps: Deps,
    /// `None` while a transaction runs with it, or before it is open.
    conn: Option<SqliteConnection>,
    waiting: Vec<Write>,
    cleaning: Vec<Ask<Clean>>,
    optimising: Vec<Ask<Optimise>>,
    /// How far the note outside of the database is.
    marked: Option<Seq>,
    closing: Closing,
    /// Between tries to open the database.
    tries: Backoff,
}

impl JournalActor {
    pub(super) fn new(deps: Deps) -> Self {
        Self {
            deps,
            conn: None,
            waiting: Vec::new(),
            cleaning: Vec::new(),
            optimising: Vec::new(),
            marked: None,
            closing: Closing::No,
            tries: Backoff::new(Duration::from_millis(100), LONGEST_PAUSE),
        }
    }

    /// Commits all that waits, unless a commit is under way: then the next one takes it.
    fn flush(&mut self, ctx: &mut Context<Self>) {
        let shut = self.deps.shut.borrow().clone();
        if let Some(why) = shut {
            return self.refuse(&why);
        }
        let Some(mut conn) = self.conn.take() else { return };
        if let Some(ask) = self.cleaning.pop() {
            return self.clean(conn, ask, ctx);
        }
        if let Some(ask) = self.optimising.pop() {
            return self.optimise(conn, ask.reply, ctx);
        }
        if self.waiting.is_empty() {
            match self.closing.begin() {
                Some(reply) => {
                    let close = sqlite::close(conn).into_actor(self);
                    ctx.spawn(close.map(|(), _, _| reply.answer(Ok(()))));
                }
                None => self.conn = Some(conn),
            }
            return;
        }
        let writes = std::mem::take(&mut self.waiting);
        let mut writer = Writer { bot_id: self.deps.bot_id, news: None };
        let commit = async move {
            fail_point("journal-before-commit");
            let mut execute = async |conn: &mut SqliteConnection, part: &[_]| execute(&mut writer, conn, part).await;
            let results = sqlite::commit_group(&mut conn, &writes, &mut execute).await;
            fail_point("journal-after-commit");
            (conn, writes, results)
        };
        ctx.spawn(commit.into_actor(self).map(|(conn, writes, results), journal, ctx| {
            journal.conn = Some(conn);
            journal.committed(writes, results);
            journal.flush(ctx);
        }));
    }

    fn open(&mut self, ctx: &mut Context<Self>) {
        let folder = self.deps.folder.clone();
        let open = async move {
            let mut conn = sqlite::open(&folder, &schema()).await?;
            let head = mark::head(&folder, &mut conn).await?;
            scrub::catch_up(&mut conn, &discretion::log::read(&folder)?, head).await?;
            Ok::<_, StorageError>((conn, head))
        };
        ctx.spawn(open.into_actor(self).map(|opened, journal, ctx| match opened {
            Ok((conn, head)) => {
                journal.conn = Some(conn);
                journal.tries.reset();
                journal.deps.shut.send_replace(None);
                journal.publish(Batch { after: head, entries: Vec::new() });
                journal.flush(ctx);
            }
            Err(error) => journal.wait(error, ctx),
        }));
    }

    /// Tries again later, for as long as it takes: what keeps a file from being opened may pass. Damage does not.
    fn wait(&mut self, error: StorageError, ctx: &mut Context<Self>) {
        self.deps.notice(&error);
        if self.deps.shut.borrow().is_none() {
            metrics::STORE_ALARMS.with_label_values(&["journal", "shut"]).inc();
        }
        let pause = self.tries.pause();
        tracing::error!(%error, pause_ms = pause.as_millis() as u64, "cannot open the journal; trying again");
        self.refuse(&error);
        let is_damaged = matches!(error, StorageError::Corrupt(_));
        self.deps.shut.send_replace(Some(error));
        if !is_damaged {
            ctx.run_later(pause, Self::open);
        }
    }

    /// Answers all that waits: nothing is written while the database is shut.
    fn refuse(&mut self, why: &StorageError) {
        for write in self.waiting.drain(..) {
            write.answer(Err(why.clone()));
        }
        for ask in self.cleaning.drain(..) {
            ask.reply.answer(Err(why.clone().into()));
        }
        for ask in self.optimising.drain(..) {
            ask.reply.answer(Err(why.clone().into()));
        }
        self.closing.needless();
    }

    fn clean(&mut self, mut conn: SqliteConnection, ask: Ask<Clean>, ctx: &mut Context<Self>) {
        let Ask { question: Clean(through), reply } = ask;
        reply.answer(Ok(()));
        let deps = self.deps.clone();
        let clean = async move {
            if let Err(error) = scrub::clean(&mut conn, through).await {
                deps.notice(&error);
                tracing::warn!(%error, "cannot clean the journal; will try again");
            }
            conn
        };
        ctx.spawn(clean.into_actor(self).map(|conn, journal, ctx| {
            journal.conn = Some(conn);
            journal.flush(ctx);
        }));
    }

    fn optimise(&mut self, mut conn: SqliteConnection, reply: Reply<u64>, ctx: &mut Context<Self>) {
        let optimise = async move {
            reply.answer(sqlite::optimise(&mut conn).await.map_err(Into::into));
            conn
        };
        ctx.spawn(optimise.into_actor(self).map(|conn, journal, ctx| {
            journal.conn = Some(conn);
            journal.flush(ctx);
        }));
    }

    fn committed(&self, writes: Vec<Write>, results: Vec<Result<Option<Batch>, StorageError>>) {
        for (write, result) in writes.into_iter().zip(results) {
            let _ = result.as_ref().inspect_err(|error| self.deps.notice(error));
            let outcome = result.map(|news| news.into_iter().for_each(|batch| self.publish(batch)));
            write.answer(outcome);
        }
    }

    /// Tells followers, in the journal's order.
    fn publish(&self, batch: Batch) {
        let batch = Arc::new(batch);
        metrics::JOURNAL_SEQ.set(batch.last().0);
        self.deps.head.send_replace(Some(batch.last()));
        let followers = self.deps.followers.read();
        followers.iter().for_each(|follower| follower(&batch));
    }

    /// Notes how far the journal is, if that is news.
    fn mark(&mut self, head: Seq) {
        if self.marked == Some(head) {
            return;
        }
        match mark::write(&self.deps.folder, head) {
            Ok(()) => self.marked = Some(head),
            Err(error) => tracing::debug!(%error, "cannot write journal.mark; will try again"),
        }
    }

    /// Notices entries that another process appended.
    fn look_around(&mut self, ctx: &mut Context<Self>) {
        // Whoever holds them uses them.
        let _ = self.deps.pages.try_lock().map(|mut pages| pages.forget_unused());
        let Some(mut conn) = self.conn.take() else { return };
        let look = async move {
            let head = rows::head(&mut conn).await;
            (conn, head)
        };
        ctx.spawn(look.into_actor(self).map(|(conn, head), journal, ctx| {
            journal.conn = Some(conn);
            let _ = head.as_ref().inspect(|head| journal.mark(**head));
            match head {
                Ok(head) if *journal.deps.head.borrow() != Some(head) => {
                    journal.publish(Batch { after: head, entries: Vec::new() });
                }
                Ok(_) => {}
                Err(error) => {
                    journal.deps.notice(&error);
                    tracing::warn!(%error, "cannot read the journal's head");
                }
            }
            journal.flush(ctx);
        }));
    }
}

impl Actor for JournalActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        self.open(ctx);
        ctx.run_interval(LOOK_AROUND, Self::look_around);
    }
}

impl Supervised for JournalActor {
    fn restarting(&mut self, _: &mut Self::Context) {
        *self = Self::new(self.deps.clone());
    }
}

impl<C: Command<Writer>> Handler<Ask<Execute<Writer, C>>> for JournalActor {
    type Result = ();

    fn handle(&mut self, ask: Ask<Execute<Writer, C>>, ctx: &mut Self::Context) {
        self.waiting.push(Write::Other(waiting(ask)));
        self.flush(ctx);
    }
}

impl Handler<Ask<Append>> for JournalActor {
    type Result = ();

    fn handle(&mut self, ask: Ask<Append>, ctx: &mut Self::Context) {
        self.waiting.push(Write::Append(WaitingAppend::of(ask)));
        self.flush(ctx);
    }
}

impl Handler<Ask<Clean>> for JournalActor {
    type Result = ();

    fn handle(&mut self, ask: Ask<Clean>, ctx: &mut Self::Context) {
        self.cleaning.push(ask);
        self.flush(ctx);
    }
}

impl Handler<Ask<Optimise>> for JournalActor {
    type Result = ();

    fn handle(&mut self, ask: Ask<Optimise>, ctx: &mut Self::Context) {
        self.optimising.push(ask);
        self.flush(ctx);
    }
}

impl Handler<Ask<Close>> for JournalActor {
    type Result = ();

    fn handle(&mut self, ask: Ask<Close>, ctx: &mut Self::Context) {
        self.closing.want(ask.reply);
        self.flush(ctx);
    }
}
