//! Histories that admins of the bot send it as files: received, imported, and their progress told in one message.

mod board;
mod job;
mod work;

use std::{path::PathBuf, sync::Arc};

use actix::{Actor, ActorFutureExt, AsyncContext, Context as ActorContext, Handler, Supervised, WrapFuture};
use parking_lot::Mutex;

use self::{
    board::Board,
    job::{Job, Jobs},
};
use context::Context;
use conversation::export_file::is_export;
use events::{ChatKind, Event, PersonId, Seq};
use language::{
    text::catalogue::{Args, Language, say},
    zone::Zone,
};
use runtime::{ActorHandle, Ask, Question, Supervisor};
use storage::{
    journal::{Entry, Journal},
    sqlite::StorageError,
    store::SomeStore,
};
use telegram::Client;

/// Entries of the journal that are looked through at the start, for a file that came while we were going.
const LOOK_BACK: i64 = 5000;
/// A file that was sent longer ago is not taken, seconds. It may have come while the service was down, and Telegram keeps
/// updates for a day.
const FRESH: i64 = 24 * 3600;

/// The actor that takes histories.
#[derive(Clone)]
pub struct Receiving {
    pub client: Client,
    /// Whose files are taken.
    pub admins: Vec<PersonId>,
    /// What is spoken to those whose client does not tell.
    pub language: Language,
    /// Where a file lies while it is imported.
    pub folder: PathBuf,
    pub journal: Journal,
    pub context: Context,
    /// All that run.
    pub stores: Vec<SomeStore>,
    /// Of dates without a Unix time.
    pub zone: Zone,
}

impl Receiving {
    /// Starts taking files.
    pub fn start(self, supervisor: &Supervisor) -> ActorHandle {
        let (journal, admins, language) = (self.journal.clone(), self.admins.clone(), self.language);
        let mailbox = supervisor.start("receiving", move || Receiver::new(self));
        let actor = mailbox.actor().clone();
        // A file that is lost here is found in the journal at the next start.
        journal.follow(move |batch| {
            for job in batch.entries.iter().filter_map(|entry| job_of(entry, &admins, language)) {
                mailbox.hint(Came(job));
            }
        });
        actor
    }
}

/// What an entry asks us to import: an admin's file in the private chat that is called as an export is.
fn job_of(entry: &Entry, admins: &[PersonId], language: Language) -> Option<Job> {
    let Ok(Event::Message(message)) = entry.event() else { return None };
    let media = message.media.as_ref().filter(|media| media.kind == "document")?;
    let name = media.sketch.title.as_deref().unwrap_or_default();
    let is_ours = message.chat.kind == ChatKind::Private && admins.contains(&message.sender.id);
    if !is_ours || !is_export(name) {
        return None;
    }
    Some(Job {
        seq: entry.seq,
        date: message.date,
        chat: message.chat.id,
        message: message.id,
        file: media.file_id.clone()?,
        language: message.sender.language.as_deref().and_then(Language::of_tag).unwrap_or(language),
        board: None,
    })
}

/// A file came.
struct Came(Job);

impl Question for Came {
    type Answer = ();
    type Failure = StorageError;
}

struct Receiver {
    parts: Receiving,
    jobs: Arc<Mutex<Jobs>>,
    busy: bool,
}

impl Receiver {
    fn new(parts: Receiving) -> Self {
        let jobs = Arc::new(Mutex::new(Jobs::read(&parts.folder)));
        Self { parts, jobs, busy: false }
    }

    /// Begins with a file, unless there is one already.
    fn take(&mut self, job: Job, ctx: &mut ActorContext<Self>) {
        let mut jobs = self.jobs.lock();
        if !jobs.is_new(&job) {
            return;
        }
        if self.busy {
            jobs.pass(&job);
            let (client, words) = (self.parts.client.clone(), say(job.language, "import-busy", &Args::default()));
            let refuse = async move { Board::new(client, &job).show(&words).await };
            ctx.spawn(refuse.into_actor(self).map(|_, _, _| ()));
            return;
        }
        jobs.begin(&job);
        drop(jobs);
        self.begin(job, ctx);
    }

    fn begin(&mut self, job: Job, ctx: &mut ActorContext<Self>) {
        self.busy = true;
        let work = work::work(self.parts.clone(), job, Arc::clone(&self.jobs));
        ctx.spawn(work.into_actor(self).map(|(), receiver, _| receiver.busy = false));
    }
}

/// Files in the newest entries of the journal.
async fn look_back(parts: Receiving) -> Vec<Job> {
    parts.journal.opened().await;
    let mut after = Seq((parts.journal.head().0 - LOOK_BACK).max(0));
    let mut found = Vec::new();
    while let Ok(entries) = parts.journal.read(after).await
        && let Some(last) = entries.last()
    {
        after = last.seq;
        found.extend(entries.iter().filter_map(|entry| job_of(entry, &parts.admins, parts.language)));
    }
    found
}

impl Actor for Receiver {
    type Context = ActorContext<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        let left = self.jobs.lock().left();
        if let Some(job) = left {
            self.begin(job, ctx);
        }
        ctx.spawn(look_back(self.parts.clone()).into_actor(self).map(|found, receiver, ctx| {
            found.into_iter().for_each(|job| receiver.take(job, ctx));
        }));
    }
}

impl Supervised for Receiver {
    fn restarting(&mut self, _: &mut Self::Context) {
        *self = Self::new(self.parts.clone());
    }
}

impl Handler<Ask<Came>> for Receiver {
    type Result = ();

    fn handle(&mut self, ask: Ask<Came>, ctx: &mut Self::Context) {
        self.take(ask.question.0, ctx);
        ask.reply.answer(Ok(()));
    }
}
