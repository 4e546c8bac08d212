//! The actor that words what was decided, from what the memory knows.

use std::{borrow::Cow, cell::RefCell, collections::HashMap, panic::AssertUnwindSafe, rc::Rc, time::Duration};

use futures_util::{
    FutureExt,
    stream::{FuturesUnordered, StreamExt},
};
use tokio::time::{sleep, timeout};

use conversation::{Action, Conversation, Job, JobId, Remembered, persona::Personas};
use events::PersonId;
use language::{analyzer::Analyzer, text::catalogue::Language};
use operations::privacy::Privacy;
use runtime::{Backoff, Loop, LoopControl, Looper, LooperHandle, Supervisor, panics::panic_message};
use storage::AskError;
use telegram::ChatPermissions;

use crate::{
    Address, Knowledge, LlmResponder, Operations,
    commands::{Concurrency, concurrency},
    continued::{Continued, continued, remembered},
    replies,
    reply_context::ReplyContext,
    variety::Variety,
};

/// Answers worded at once at most.
const AT_ONCE: usize = 64;
/// Of these, talk, which may take a model's time: commands never wait for it.
const TALKS: usize = 48;
/// How often it is looked what waits, whether anything is said to have changed or not.
const LOOK: Duration = Duration::from_secs(1);
/// Between two looks at an outbox that cannot be read.
const LONGEST_PAUSE: Duration = Duration::from_secs(15);
/// How long the outbox may take to say what waits.
const LOOKUP: Duration = Duration::from_secs(2);
/// The pause before an answer that could not be kept is worded again.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// The actor that words answers.
#[derive(Clone)]
pub struct Composer {
    pub conversation: Conversation,
    pub knowledge: Knowledge,
    pub privacy: Privacy,
    pub permissions: ChatPermissions,
    pub analyzer: Analyzer,
    pub responder: LlmResponder,
    pub personas: Personas,
    pub operations: Operations,
    pub me: PersonId,
    /// What calls us wherever we are.
    pub address: Address,
    /// That of chats that set none; `None` follows what is said, the chat, and whoever is answered.
    pub language: Option<Language>,
}

impl Composer {
    /// Starts wording what the conversation decides.
    pub fn start(self, supervisor: &Supervisor) -> LooperHandle<Self> {
        Looper::start(supervisor, "composer", self)
    }

    /// `None` if the outbox cannot be read for now.
    async fn decided(&self) -> Option<Vec<Job>> {
        let decided = timeout(LOOKUP, self.conversation.decided()).await.unwrap_or(Err(AskError::TimedOut));
        decided.inspect_err(|error| tracing::error!(%error, "cannot read the outbox; trying again")).ok()
    }

    /// Words one answer; returns its row. One that cannot be worded must not stop the others, nor come back for ever.
    async fn answer(self, mut job: Job, variety: Rc<RefCell<Variety>>) -> JobId {
        if job.again {
            // The stores are to have forgotten what they are asked about.
            job.seq = job.seq.max(self.operations.journal.head());
        }
        let worded = AssertUnwindSafe(self.word(&job, &variety)).catch_unwind().await;
        let worded = worded.unwrap_or_else(|panic| {
            let reason = panic_message(&*panic);
            tracing::error!(seq = job.seq.0, outbox = job.id.row, reason, "an answer could not be worded");
            Some(Worded::default())
        });
        let silent = job.request.as_ref().is_some_and(|request| request.silent);
        let follows = job.request.as_ref().is_some_and(|request| request.follows);
        let kept = match worded {
            None if follows => self.conversation.composed(job.id, Vec::new(), None).await,
            Some(_) if silent => self.conversation.composed(job.id, Vec::new(), None).await,
            Some(Worded { actions, remembered }) => self.conversation.composed(job.id, actions, remembered).await,
            None => self.conversation.withdraw(job.id.row).await,
        };
        if let Err(error) = kept {
            tracing::error!(seq = job.seq.0, outbox = job.id.row, %error, "an answer could not be kept; it is worded again");
            sleep(AFTER_FAILURE).await;
        }
        job.id
    }

    /// What to do; `None` if there is nothing worth saying.
    async fn word(&self, job: &Job, variety: &RefCell<Variety>) -> Option<Worded> {
        let Some(asked) = &job.request else { return Some(Worded::default()) };
        let Continued { request, more } = continued(&self.conversation, asked).await;
        let goes_on = matches!(request, Cow::Owned(_));
        let request = request.as_ref();
        let started = std::time::Instant::now();
        let reading = request.words().map(|words| self.analyzer.read(words));
        let style = self.style(request, reading.as_deref(), job.id.row.unsigned_abs()).await;
        let actions = match style {
            Some(style) => {
                let reading = reading.as_deref();
                let ctx = ReplyContext { composer: self, job, request, more, goes_on, reading, style, variety };
                replies::answer(&ctx).await
            }
            None => None,
        };
        tracing::debug!(
            target: "trail", seq = job.seq.0, chat_id = request.chat.0, stage = "composer",
            outcome = if actions.is_some() { "worded" } else { "nothing_to_say" },
            took_us = started.elapsed().as_micros() as u64,
        );
        actions.map(|actions| Worded { actions, remembered: remembered(request, more) })
    }
}

/// An answer.
#[derive(Default)]
struct Worded {
    actions: Vec<Action>,
    /// What the asker's next words may go on from.
    remembered: Option<Remembered>,
}

/// What an answer that is being worded keeps others from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// May take a model's time; of a chat.
    Talk(i64),
    /// May change the settings of a person or a chat: one after the other, or the last word would not be the last.
    Correction(i64),
    Other,
}

impl Work {
    fn of(job: &Job) -> Self {
        let Some(request) = &job.request else { return Self::Other };
        match concurrency(&request.kind) {
            Concurrency::Talk => Self::Talk(request.chat.0),
            Concurrency::PerChat => Self::Correction(request.chat.0),
            Concurrency::PerAsker => Self::Correction(request.asker.0),
            Concurrency::Free => Self::Other,
        }
    }

    fn may_begin(self, busy: &HashMap<JobId, Self>) -> bool {
        let corrects = |chat| busy.values().any(|other| *other == Self::Correction(chat));
        let talks = || busy.values().filter(|other| matches!(other, Self::Talk(_))).count();
        let free = match self {
            // What was ordered before holds for what is said after.
            Self::Talk(chat) => !corrects(chat) && talks() < TALKS,
            Self::Correction(whose) => !corrects(whose),
            Self::Other => true,
        };
        free && busy.len() < AT_ONCE
    }
}

impl Loop for Composer {
    async fn run(mut self, mut control: LoopControl) {
        let variety = Rc::new(RefCell::new(Variety::default()));
        let mut under_way = FuturesUnordered::new();
        let mut busy = HashMap::new();
        let mut backoff = Backoff::new(Duration::from_millis(100), LONGEST_PAUSE);
        loop {
            let paused = control.is_paused();
            control.show(busy.len());
            // Whoever waits for a connection must be woken while this waits for one too.
            let mut finished = Vec::new();
            let jobs = {
                let mut decided = std::pin::pin!(self.decided());
                loop {
                    tokio::select! {
                        jobs = &mut decided => break jobs,
                        Some(id) = under_way.next() => finished.push(id),
                    }
                }
            };
            let readable = jobs.is_some();
            let mut pause = if readable { LOOK } else { backoff.pause() };
            if readable {
                backoff.reset();
            }
            for job in jobs.filter(|_| !paused).unwrap_or_default() {
                if let Some(wait) = job.wait() {
                    pause = pause.min(wait);
                    continue;
                }
                let work = Work::of(&job);
                if !busy.contains_key(&job.id) && work.may_begin(&busy) {
                    busy.insert(job.id, work);
                    under_way.push(self.clone().answer(job, Rc::clone(&variety)));
                }
            }
            // Only now: what was read may still have them.
            busy.retain(|id, _| !finished.contains(id));
            tokio::select! {
                Some(id) = under_way.next() => { busy.remove(&id); }
                () = self.conversation.changed(), if readable => {}
                () = control.ordered() => {}
                () = sleep(pause) => {}
            }
        }
    }
}
