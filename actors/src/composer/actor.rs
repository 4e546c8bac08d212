//! The actor that words what was decided, from what the memory knows.

use std::{cell::RefCell, collections::HashSet, panic::AssertUnwindSafe, rc::Rc, time::Duration};

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use futures_util::{
    FutureExt,
    stream::{FuturesUnordered, StreamExt},
};
use tokio::time::{sleep, timeout};

use super::{Facts, Lookup, Manner, Variety, language_of, plan, word};
use crate::{
    context,
    conversation::{Conversation, Job, Request},
    model::PersonId,
    panics::panic_message,
    runtime::{AskError, Supervisor},
    text::{catalogue::Language, split::split_html},
};

/// Answers worded at once at most.
const AT_ONCE: usize = 16;
/// How long to wait until the memory has the very message that asks.
const FRESHNESS: Duration = Duration::from_millis(500);
/// How long the memory may take; then the answer is made without it.
const LOOKUP: Duration = Duration::from_secs(2);
/// The pause before an answer that could not be kept is worded again.
const AFTER_FAILURE: Duration = Duration::from_secs(2);
/// Telegram's limit, UTF-16 units after entities, <https://core.telegram.org/bots/api#sendmessage>.
const MESSAGE: usize = 4096;

/// The actor that words answers.
#[derive(Clone)]
pub struct Composer {
    conversation: Conversation,
    memory: context::Context,
    me: PersonId,
    default: Language,
}

impl Composer {
    /// Starts wording what the conversation decides; `default` is spoken where nothing tells a language.
    pub fn start(
        supervisor: &Supervisor,
        conversation: Conversation,
        memory: context::Context,
        me: PersonId,
        default: Language,
    ) {
        supervisor.start("composer", move || Self { conversation, memory, me, default });
    }

    async fn run(mut self) {
        let variety = Rc::new(RefCell::new(Variety::default()));
        let mut under_way = FuturesUnordered::new();
        let mut busy = HashSet::new();
        loop {
            for job in self.decided().await {
                if busy.len() < AT_ONCE && busy.insert(job.id) {
                    under_way.push(self.clone().answer(job, Rc::clone(&variety)));
                }
            }
            tokio::select! {
                Some(id) = under_way.next() => { busy.remove(&id); }
                () = self.conversation.changed() => {}
                () = sleep(Duration::from_secs(1)) => {}
            }
        }
    }

    async fn decided(&self) -> Vec<Job> {
        let decided = timeout(LOOKUP, self.conversation.decided()).await.unwrap_or(Err(AskError::TimedOut));
        decided.unwrap_or_else(|error| {
            tracing::error!(%error, "cannot read the outbox");
            Vec::new()
        })
    }

    /// Words one answer; returns its row. One that cannot be worded must not stop the others, nor come back for ever.
    async fn answer(self, job: Job, variety: Rc<RefCell<Variety>>) -> i64 {
        let worded = AssertUnwindSafe(self.word(&job, &variety)).catch_unwind().await;
        let parts = worded.unwrap_or_else(|panic| {
            let reason = panic_message(&*panic);
            tracing::error!(seq = job.seq.0, outbox = job.id, reason, "an answer could not be worded");
            Vec::new()
        });
        if let Err(error) = self.conversation.composed(job.id, parts).await {
            tracing::error!(seq = job.seq.0, outbox = job.id, %error, "an answer could not be kept; it is worded again");
            sleep(AFTER_FAILURE).await;
        }
        job.id
    }

    async fn word(&self, job: &Job, variety: &RefCell<Variety>) -> Vec<String> {
        let Some(request) = &job.request else { return Vec::new() };
        let started = std::time::Instant::now();
        self.memory.store().reached(job.seq, FRESHNESS).await;
        let facts = self.facts(request).await;
        let manner = Manner {
            language: language_of(request, self.default),
            utc_offset: 0,
            me: self.me,
            seed: job.id.unsigned_abs(),
        };
        let html = word(request, &facts, &manner, &mut variety.borrow_mut());
        tracing::debug!(
            target: "trail", seq = job.seq.0, chat_id = request.chat.0, stage = "composer", outcome = "worded",
            took_us = started.elapsed().as_micros() as u64,
        );
        split_html(&html, MESSAGE)
    }

    async fn facts(&self, request: &Request) -> Facts {
        match timeout(LOOKUP, self.look_up(request)).await {
            Ok(Ok(facts)) => facts,
            Ok(Err(error)) => {
                tracing::warn!(%error, "the memory does not answer");
                Facts::Unavailable
            }
            Err(_) => {
                tracing::warn!("the memory takes too long");
                Facts::Unavailable
            }
        }
    }

    async fn look_up(&self, request: &Request) -> Result<Facts, AskError> {
        let chat = request.chat;
        Ok(match plan(request) {
            Lookup::Nothing => Facts::Nothing,
            Lookup::Chat => Facts::Chat(self.memory.chat_stats(chat).await?),
            Lookup::Asker => Facts::Asker(self.memory.person_stats(chat, request.asker).await?),
            Lookup::Search { words, limit } => Facts::Hits(self.memory.search(chat, &words, limit, 0).await?),
        })
    }
}

impl Actor for Composer {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Self::Context) {
        ctx.spawn(self.clone().run().into_actor(self));
    }
}

impl Supervised for Composer {
    fn restarting(&mut self, _: &mut Self::Context) {}
}
