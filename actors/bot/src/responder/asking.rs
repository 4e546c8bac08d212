//! One question to the models: watched while the answer comes, cleaned, and asked once more where that does not do.

use llm::{Completion, LlmError, Prompt, UsageOwner};
use tokio::{sync::watch, time::Instant};

use super::{
    LlmReply, LlmResponder,
    clean::{self, Asked, Flaw},
    is_unasked, reply,
};
use crate::{reply_context::ReplyContext, style::ReplyStyle};
use events::ChatKind;

/// What is asked, and how the answer is to be.
pub(super) struct Question<'a> {
    pub owner: UsageOwner,
    pub prompt: Prompt,
    pub style: &'a ReplyStyle,
    /// How people are called in the prompt, and their names.
    pub people: Vec<(String, String)>,
    /// Whether the answer tells who said what.
    pub retells: bool,
    pub deadline: Instant,
}

impl LlmResponder {
    /// The answer as people may read it. In a private chat it is shown while it comes.
    pub(super) async fn ask(&self, ctx: &ReplyContext<'_>, question: Question<'_>) -> Result<LlmReply, LlmError> {
        let asked = Asked {
            words: ctx.request.words().unwrap_or_default(),
            style: question.style,
            people: question.people,
            system: &question.prompt.system,
            retells: question.retells,
            analyzer: &ctx.composer.analyzer,
        };
        let (owner, deadline) = (question.owner, question.deadline);
        let first = self.watched(ctx, owner, &question.prompt, deadline, &asked).await?;
        if is_unasked(ctx.request) && clean::is_a_sign_of_silence(&first.text) {
            return Ok(LlmReply::NothingToSay);
        }
        let flaw = match clean::clean(&first.text, &asked) {
            Ok(words) => return Ok(in_html(&words, &first, question.style)),
            Err(flaw) => flaw,
        };
        tracing::info!(seq = ctx.job.seq.0, model = first.model, ?flaw, "a language model is asked once more");
        let second = self.models.complete(owner, &again(&question.prompt, flaw, question.style), deadline).await?;
        match clean::clean(&second.text, &asked) {
            Ok(words) => Ok(in_html(&words, &second, question.style)),
            Err(flaw) => {
                tracing::info!(seq = ctx.job.seq.0, model = second.model, ?flaw, "the local engine answers");
                Ok(LlmReply::None)
            }
        }
    }

    async fn watched(
        &self,
        ctx: &ReplyContext<'_>,
        owner: UsageOwner,
        prompt: &Prompt,
        deadline: Instant,
        asked: &Asked<'_>,
    ) -> Result<Completion, LlmError> {
        let request = ctx.request;
        let shows = request.chat_kind == ChatKind::Private && !request.silent && self.drafts.are_known();
        if !shows {
            return self.models.complete(owner, prompt, deadline).await;
        }
        let (progress, told) = watch::channel(String::new());
        let asking = self.models.complete_watched(owner, prompt, deadline, Some(&progress));
        let shown = |text: &str| reply::html(&clean::clean(clean::safe_part(text)?, asked).ok()?, false, asked.style);
        self.drafts.while_asking(request.chat, request.thread, ctx.job.id.row, told, shown, asking).await
    }
}

fn in_html(words: &str, answer: &Completion, style: &ReplyStyle) -> LlmReply {
    reply::html(words, answer.cut, style).map_or(LlmReply::None, LlmReply::Html)
}

fn again(prompt: &Prompt, flaw: Flaw, style: &ReplyStyle) -> Prompt {
    let note = flaw.note(style.language.english_name());
    Prompt { system: format!("{}\n\n{note}", prompt.system), ..prompt.clone() }
}
