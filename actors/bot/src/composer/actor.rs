//! The actor that words what was decided, from what the memory knows.

use std::{cell::RefCell, collections::HashMap, panic::AssertUnwindSafe, rc::Rc, time::Duration};

use actix::{Actor, AsyncContext, Context, Supervised, WrapFuture};
use futures_util::{
    FutureExt,
    stream::{FuturesUnordered, StreamExt},
};
use tokio::time::{sleep, timeout};

use super::{
    Address, Knowledge, Manner, Operations, Thinker, Tone, Variety,
    meaning::{asks_how_we_are, is_beyond_us},
    paging, plan,
    think::Thought,
    variety::scatter,
    word,
};
use conversation::{Action, Asked, Conversation, Hush, Job, JobId, Request, persona::Personas};
use events::{ChatKind, PersonId};
use language::{
    analyzer::{Analyzer, Reading},
    text::{catalogue::Language, split::split_html},
};
use operations::privacy::Privacy;
use personalization::{Interaction, Length, Profile, Style};
use runtime::{ActorHandle, Backoff, Supervisor, clock::now, panics::panic_message};
use storage::AskError;
use telegram::Standing;

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
/// Telegram's limit, UTF-16 units after entities, <https://core.telegram.org/bots/api#sendmessage>.
const MESSAGE: usize = 4096;
/// After the first of a day, one question of so many that are beyond us is answered with a hint at what would help.
const HINTS: usize = 10;

/// The actor that words answers.
#[derive(Clone)]
pub struct Composer {
    pub conversation: Conversation,
    pub knowledge: Knowledge,
    pub privacy: Privacy,
    pub standing: Standing,
    pub analyzer: Analyzer,
    pub thinker: Thinker,
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
    pub fn start(self, supervisor: &Supervisor) -> ActorHandle {
        supervisor.start("composer", move || self).actor().clone()
    }

    async fn run(mut self) {
        let variety = Rc::new(RefCell::new(Variety::default()));
        let mut under_way = FuturesUnordered::new();
        let mut busy = HashMap::new();
        let mut backoff = Backoff::new(Duration::from_millis(100), LONGEST_PAUSE);
        loop {
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
            let pause = if readable { LOOK } else { backoff.pause() };
            if readable {
                backoff.reset();
            }
            for job in jobs.unwrap_or_default() {
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
                () = sleep(pause) => {}
            }
        }
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
        let worded = AssertUnwindSafe(self.actions(&job, &variety)).catch_unwind().await;
        let actions = worded.unwrap_or_else(|panic| {
            let reason = panic_message(&*panic);
            tracing::error!(seq = job.seq.0, outbox = job.id.row, reason, "an answer could not be worded");
            Some(Vec::new())
        });
        let silent = job.request.as_ref().is_some_and(|request| request.silent);
        let kept = match actions {
            Some(_) if silent => self.conversation.composed(job.id, Vec::new()).await,
            Some(actions) => self.conversation.composed(job.id, actions).await,
            None => self.conversation.withdraw(job.id.row).await,
        };
        if let Err(error) = kept {
            tracing::error!(seq = job.seq.0, outbox = job.id.row, %error, "an answer could not be kept; it is worded again");
            sleep(AFTER_FAILURE).await;
        }
        job.id
    }

    /// What to do; `None` if there is nothing worth saying.
    async fn actions(&self, job: &Job, variety: &RefCell<Variety>) -> Option<Vec<Action>> {
        let Some(request) = &job.request else { return Some(Vec::new()) };
        if let Some(actions) = self.discreet(request).await {
            return Some(actions);
        }
        match self.control(request).await {
            Some(actions) => Some(actions),
            None => self.word(job, request, variety).await,
        }
    }

    /// The answer, in messages.
    async fn word(&self, job: &Job, request: &Request, variety: &RefCell<Variety>) -> Option<Vec<Action>> {
        let started = std::time::Instant::now();
        let reading = request.words().map(|words| self.analyzer.read(words));
        let worded = match self.manner(request, reading.as_deref(), job.id.row.unsigned_abs()).await {
            Some(manner) => self.actions_of(job, request, reading.as_deref(), &manner, variety).await,
            None => None,
        };
        tracing::debug!(
            target: "trail", seq = job.seq.0, chat_id = request.chat.0, stage = "composer",
            outcome = if worded.is_some() { "worded" } else { "nothing_to_say" },
            took_us = started.elapsed().as_micros() as u64,
        );
        worded
    }

    /// In a model's words, else in those of the local engine, with a picture where one says more.
    async fn actions_of(
        &self,
        job: &Job,
        request: &Request,
        reading: Option<&Reading>,
        manner: &Manner,
        variety: &RefCell<Variety>,
    ) -> Option<Vec<Action>> {
        match self.thinker.think(job, request, reading, manner).await {
            Thought::Html(html) => return Some(in_messages(&html)),
            Thought::Nothing => return None,
            Thought::None => {}
        }
        let facts = self.knowledge.facts(request, &plan(request, reading), job.seq, manner).await;
        let html = word(request, reading, &facts, manner, &mut variety.borrow_mut())?;
        let picture = self.picture(request, &facts, manner, &html, job.seq).await;
        let mut actions = picture.map_or_else(|| in_messages(&html), |picture| vec![picture]);
        if let Some(Action::Say { keyboard, .. }) = actions.last_mut() {
            *keyboard = paging::first(request, &facts, self.me);
        }
        Some(actions)
    }

    /// How to speak; `None` if the person would rather hear nothing unasked, or the chat has muted us meanwhile.
    pub(super) async fn manner(&self, request: &Request, reading: Option<&Reading>, seed: u64) -> Option<Manner> {
        let (profile, climate, settings) = futures_util::join!(
            self.knowledge.profile(request.asker),
            self.climate(request),
            timeout(LOOKUP, self.conversation.settings(request.chat)),
        );
        let settings = settings.ok().and_then(Result::ok).unwrap_or_default();
        let mut profile = profile;
        profile.iter_mut().for_each(|profile| settings.tune(profile));
        let reserved = profile.as_ref().is_some_and(|profile| {
            profile.interaction.value == Interaction::Minimal || !profile.notifications.spontaneous_messages
        });
        let asked = !matches!(request.asked, Asked::Chime { .. });
        let alone = request.chat_kind == ChatKind::Private;
        let muted = settings.hush == Hush::Mute && request.is_muted_talk();
        if muted || (!asked && reserved) {
            return None;
        }
        let persona = self.personas.of(settings.persona.as_deref());
        Some(Manner {
            address: self.address.clone().of(&persona),
            persona,
            language: self.language_in(request, settings.language).await,
            utc_offset: self.knowledge.zones.of(request.chat).offset(now()),
            me: self.me,
            seed,
            style: profile.as_ref().map_or(Style::Neutral, style),
            length: profile.as_ref().map_or(Length::Medium, |profile| profile.length.value),
            // What somebody talks about elsewhere is nobody's business here.
            topic: profile.filter(|_| alone).and_then(|profile| profile.topics.first().copied()),
            tone: reading.and_then(Tone::of),
            climate,
            hint: self.may_hint(request, seed).await,
        })
    }

    /// Those who run us in private, and others with the first question of a day that is beyond us, then now and then,
    /// are told how a language model is added.
    async fn may_hint(&self, request: &Request, seed: u64) -> bool {
        if !self.thinker.is_idle() || !is_beyond_us(request) {
            return self.thinker.is_idle() && request.asked == Asked::Help;
        }
        let operator = request.chat_kind == ChatKind::Private && self.standing.is_operator(request.asker);
        operator || scatter(seed, HINTS) == 0 || !self.knowledge.was_hinted(request.chat).await
    }

    /// The chat's climate, where the answer tells of it.
    async fn climate(&self, request: &Request) -> Option<f64> {
        if asks_how_we_are(request) { self.knowledge.climate(request.chat).await } else { None }
    }
}

/// As many messages as it takes.
fn in_messages(html: &str) -> Vec<Action> {
    split_html(html, MESSAGE).into_iter().map(Action::say).collect()
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
        let chat = request.chat.0;
        match request.asked {
            Asked::Me { .. } => Self::Correction(request.asker.0),
            Asked::Press { .. } | Asked::Quiet { .. } | Asked::Settings { .. } => Self::Correction(chat),
            Asked::Talk { .. } | Asked::Chime { .. } | Asked::Silence(_) | Asked::Summary { .. } => Self::Talk(chat),
            _ => Self::Other,
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

/// The style, as far as the person's liking for jokes bears it.
fn style(profile: &Profile) -> Style {
    match profile.style.value {
        Style::Humorous if profile.humour.chosen && profile.humour.value <= 0.2 => Style::Neutral,
        Style::Neutral | Style::Friendly if profile.humour.value >= 0.8 => Style::Humorous,
        style => style,
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
