//! Answers in the words of a language model: what it is told, on which conditions, and what is made of its reply.
//!
//! Whatever goes wrong, the local engine answers.

mod asking;
mod clean;
mod drafts;
mod lines;
mod material;
mod prompt;
mod reply;
mod retell;
mod typing;
mod usage;

pub use drafts::Drafts;
pub use typing::Typing;
pub use usage::record_usage;

use std::{sync::Arc, time::Duration};

use asking::Question;
use conversation::{Conversation, Request, RequestKind};
use events::PersonId;
use intent::{Intent, SummaryPeriod};
use llm::{LlmError, Models, UsageOwner};
use material::Material;
use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};

use crate::{Knowledge, reply_context::ReplyContext, style::ReplyStyle, tone::Tone};

const AT_ONCE: usize = 8;
/// What a model says when it has nothing to add.
const NOTHING: &str = "SKIP";

/// Asks the language models.
#[derive(Clone)]
pub struct LlmResponder {
    pub knowledge: Knowledge,
    pub conversation: Conversation,
    pub models: Models,
    pub typing: Typing,
    pub drafts: Drafts,
    /// After so long the local engine answers.
    pub deadline: Duration,
    /// Tokens of a prompt, about.
    pub prompt_tokens: usize,
    pub turns: Turns,
}

/// So many questions to models at once; more wait for their turn within their deadline.
#[derive(Clone)]
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// What came of asking.
pub(crate) enum LlmReply {
    /// Telegram HTML.
    Html(String),
    /// The model found nothing worth saying unasked.
    NothingToSay,
    /// The local engine has to answer.
    None,
}

impl LlmResponder {
    /// Whether there is no model to ask.
    pub(crate) fn is_idle(&self) -> bool {
        self.models.is_empty()
    }

    /// What a model says to the request, if there is one.
    pub(crate) async fn answer(&self, ctx: &ReplyContext<'_>) -> LlmReply {
        match ctx.request.intent() {
            Some(Intent::Summary(period)) => self.summarize(ctx, *period).await,
            _ => self.within_deadline(ctx, |deadline| self.reply(ctx, deadline)).await,
        }
    }

    /// What was talked about in that time, as a model tells it, if there is one.
    pub(crate) async fn summarize(&self, ctx: &ReplyContext<'_>, period: SummaryPeriod) -> LlmReply {
        self.within_deadline(ctx, |deadline| self.retell(ctx, period, deadline)).await
    }

    /// Asks within the deadline, and shows meanwhile that we type.
    async fn within_deadline<'c, F>(&self, ctx: &ReplyContext<'c>, ask: impl FnOnce(Instant) -> F) -> LlmReply
    where
        F: Future<Output = Result<LlmReply, LlmError>>,
    {
        if self.is_idle() {
            return LlmReply::None;
        }
        let deadline = Instant::now() + self.deadline;
        let asking = async {
            let _turn = timeout_at(deadline, self.turns.0.acquire()).await.map_err(|_| LlmError::TimedOut)?;
            ask(deadline).await
        };
        let request = ctx.request;
        // Others would see that we type.
        let reply = if is_unasked(request) || request.ephemeral.is_some() {
            asking.await
        } else {
            self.typing.while_doing(request.chat, request.thread, asking).await
        };
        reply.unwrap_or_else(|error| {
            tracing::info!(seq = ctx.job.seq.0, %error, "the local engine answers");
            LlmReply::None
        })
    }

    async fn reply(&self, ctx: &ReplyContext<'_>, deadline: Instant) -> Result<LlmReply, LlmError> {
        let (request, style) = (ctx.request, &ctx.style);
        let material = Material::gather(self, ctx).await;
        let prompt = prompt::write(request, &material, style, self.prompt_tokens);
        // Nobody pays for what nobody asked for but the chat.
        let person = Some(request.asker).filter(|_| !is_unasked(request));
        let owner = UsageOwner { chat: request.chat, person };
        self.ask(ctx, Question { owner, prompt, style, people: material.people(request), retells: false, deadline })
            .await
    }
}

fn is_unasked(request: &Request) -> bool {
    matches!(request.kind, RequestKind::Chime { .. } | RequestKind::Silence(_))
}

/// How a person is called in prompts: by what stays the same whatever they call themselves.
fn label(person: PersonId, me: PersonId) -> String {
    if person == me { "you".to_owned() } else { format!("u{}", person.0) }
}

/// What the persona does about the mood of what it answers.
fn tone(style: &ReplyStyle, tone: Tone) -> &str {
    let tones = &style.persona.tones;
    match tone {
        Tone::Comfort => &tones.comfort,
        Tone::Calm => &tones.calm,
        Tone::Cheer => &tones.cheer,
        Tone::Wonder => &tones.wonder,
    }
}
