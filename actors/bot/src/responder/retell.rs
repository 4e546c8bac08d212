//! A summary in a model's words, from the same material as the local engine's, and the messages themselves.

use serde_json::json;
use tokio::time::{Instant, timeout};

use super::{
    LlmReply, LlmResponder, label,
    lines::{last_that_fit, title, words},
    material::LOOK,
    prompt::system,
    reply,
};
use crate::{
    Address,
    recap::{Recap, is_for_us},
    reply_context::ReplyContext,
    style::ReplyStyle,
};
use context::Said;
use conversation::Request;
use intent::SummaryPeriod;
use language::text::moment::moment;
use llm::{LlmError, Prompt, Role, Turn, UsageOwner, tokens};
use personalization::Length;

const TEMPERATURE: f64 = 0.4;
const LONGEST: u32 = 1200;

impl LlmResponder {
    /// What was talked about in that time.
    pub(super) async fn retell(
        &self,
        ctx: &ReplyContext<'_>,
        period: SummaryPeriod,
        deadline: Instant,
    ) -> Result<LlmReply, LlmError> {
        let request = ctx.request;
        let Some((recap, said)) = self.told(request, period, &ctx.style.address).await else {
            return Ok(LlmReply::None);
        };
        // A summary is as long as it has to be.
        let style = &ReplyStyle { length: Length::Long, ..ctx.style.clone() };
        let prompt = write(request, &recap, &said, style, self.prompt_tokens);
        let owner = UsageOwner { chat: request.chat, person: Some(request.asker) };
        let reply = self.models.complete(owner, &prompt, deadline).await?;
        Ok(reply::html(&reply.text, reply.cut, style).map_or(LlmReply::None, LlmReply::Html))
    }

    /// `None` if nothing was said: the local engine says so.
    async fn told(&self, request: &Request, period: SummaryPeriod, address: &Address) -> Option<(Recap, Vec<Said>)> {
        let recap = self.knowledge.recap(request.chat, period, request.reply_to, address);
        let recap = timeout(LOOK, recap).await.ok()?.ok()??;
        let said = self.knowledge.context.said(request.chat, recap.from, recap.to);
        let mut said = timeout(LOOK, said).await.ok()?.ok()?;
        said.retain(|it| !is_for_us(it, address));
        Some((recap, said))
    }
}

fn write(request: &Request, recap: &Recap, said: &[Said], style: &ReplyStyle, budget: usize) -> Prompt {
    let system = system(request, style);
    let task = task(recap, style);
    let mut left = budget.saturating_sub(tokens(&system) + tokens(&task));
    let lines = last_that_fit(said.iter().map(|it| line(it, style)), &mut left);
    let text = format!("What was said, oldest first:\n{}\n{task}", lines.join("\n"));
    let turns = vec![Turn { role: Role::User, text }];
    Prompt { system, turns, max_output_tokens: LONGEST, temperature: Some(TEMPERATURE) }
}

fn task(recap: &Recap, style: &ReplyStyle) -> String {
    let speakers: Vec<_> = recap.speakers.iter().take(5).map(|(name, count)| (title(name), count)).collect();
    let topics: Vec<_> = recap.topics.iter().take(3).map(|(topic, _)| topic.as_str()).collect();
    let facts = json!({
        "since": moment(recap.from, style.utc_offset),
        "messages": recap.messages,
        "people": recap.people,
        "wrote_most": speakers,
        "topics": topics,
        "words": recap.keywords,
        "mood": (recap.sentiment * 100.0).round() / 100.0,
    });
    format!(
        "Counted (mood from -1 to 1): {facts}\nRetell this talk to somebody who missed it: who, how many, what about, \
         how the mood was and whether it changed, and the two or three messages that mattered, by whom.\n"
    )
}

fn line(said: &Said, style: &ReplyStyle) -> String {
    json!({
        "at": moment(said.date, style.utc_offset),
        "from": label(said.sender_id, style.me),
        "name": title(&said.sender_name),
        "text": words(&said.text),
    })
    .to_string()
}
