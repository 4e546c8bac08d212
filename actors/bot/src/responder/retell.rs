//! A summary in a model's words, from what the local engine found; of few messages, from the messages themselves.

use serde_json::{Value, json};
use tokio::time::{Instant, timeout};

use super::{
    LlmReply, LlmResponder,
    asking::Question,
    label,
    lines::{first_that_fit, last_that_fit, title, words},
    material::LOOK,
    prompt::system,
};
use crate::{
    Address,
    recap::{Recap, is_for_us},
    reply_context::ReplyContext,
    style::ReplyStyle,
    summary::{Pieces, Quote, Talk},
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
        let people = said.iter().map(|it| (label(it.sender_id, style.me), it.sender_name.clone())).collect();
        self.ask(ctx, Question { owner, prompt, style, people, retells: true, deadline }).await
    }

    /// `None` if nothing was said: the local engine says so.
    async fn told(&self, request: &Request, period: SummaryPeriod, address: &Address) -> Option<(Recap, Vec<Said>)> {
        let recap = self.knowledge.recap(request.chat, period, request.reply_to, address);
        let recap = timeout(LOOK, recap).await.ok()?.ok()??;
        // Conversations tell themselves; of little that was said, all is told.
        if recap.outline.few.is_empty() {
            return Some((recap, Vec::new()));
        }
        let said = self.knowledge.context.said(request.chat, recap.from, recap.to);
        let mut said = timeout(LOOK, said).await.ok()?.ok()?;
        said.retain(|it| !is_for_us(it, address) && Some(it.message_id) != request.reply_to);
        Some((recap, said))
    }
}

fn write(request: &Request, recap: &Recap, said: &[Said], style: &ReplyStyle, budget: usize) -> Prompt {
    let system = system(request, style);
    let task = task(recap, style);
    let mut left = budget.saturating_sub(tokens(&system) + tokens(&task));
    let outline = &recap.outline;
    let mut lines: Vec<String> = Vec::new();
    if !outline.grief.is_empty() {
        lines.push(json!({ "sad_news": quotes(&outline.grief, style) }).to_string());
    }
    lines.extend(outline.talks.iter().map(|talk| conversation(talk, style)));
    if outline.rest.count() > 0 {
        lines.push(json!({ "besides": pieces(&outline.rest, style) }).to_string());
    }
    let lines = first_that_fit(lines.into_iter(), &mut left);
    let said = last_that_fit(said.iter().map(|it| line(it, style)), &mut left);
    let lines = [lines, said].concat();
    let text = format!("What was said:\n{}\n{task}", lines.join("\n"));
    let turns = vec![Turn { role: Role::User, text }];
    Prompt { system, turns, max_output_tokens: LONGEST, temperature: Some(TEMPERATURE) }
}

fn task(recap: &Recap, style: &ReplyStyle) -> String {
    let topics: Vec<_> = recap.topics.iter().take(3).map(|(topic, _)| topic.as_str()).collect();
    let facts = json!({
        "since": moment(recap.from, style.utc_offset),
        "messages": recap.messages,
        "people": recap.people,
        "topics": topics,
    });
    format!(
        "Counted: {facts}\nRetell this to somebody who missed it, for a phone: a short paragraph for each conversation, in \
         this order. Say who talked, what about, what was decided and by whom, plans with their time, news about people, \
         and questions that nobody answered. Tell only what stands here. Sad news come first, in one sentence, without \
         counts and jokes. Of a quarrel say in one neutral sentence only that there was one.\n"
    )
}

/// A conversation as one line of data.
fn conversation(talk: &Talk, style: &ReplyStyle) -> String {
    let people: Vec<_> = talk.people.iter().map(|name| title(name)).collect();
    if talk.is_quarrel {
        return json!({ "quarrel": people }).to_string();
    }
    let mut line = pieces(&talk.pieces, style);
    line["people"] = json!(people);
    line["about"] = quotes(&talk.lines, style);
    line.to_string()
}

fn pieces(pieces: &Pieces, style: &ReplyStyle) -> Value {
    let mut line = json!({});
    for (kind, found) in [
        ("news", &pieces.news),
        ("decided", &pieces.decisions),
        ("plans", &pieces.plans),
        ("promised", &pieces.promises),
        ("unanswered", &pieces.questions),
    ] {
        if !found.is_empty() {
            line[kind] = quotes(found, style);
        }
    }
    line
}

fn quotes(quotes: &[Quote], style: &ReplyStyle) -> Value {
    let quote = |it: &Quote| {
        let mut line = data(&it.said, style);
        if let Some(when) = it.when {
            line["names_time"] = json!(moment(when, style.utc_offset));
        }
        line
    };
    quotes.iter().map(quote).collect()
}

fn line(said: &Said, style: &ReplyStyle) -> String {
    data(said, style).to_string()
}

fn data(said: &Said, style: &ReplyStyle) -> Value {
    json!({
        "at": moment(said.date, style.utc_offset),
        "from": label(said.sender_id, style.me),
        "name": title(&said.sender_name),
        "text": words(&said.text),
    })
}
