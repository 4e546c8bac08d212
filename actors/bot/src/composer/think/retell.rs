//! A summary in a model's words, from the same material as the local engine's, and the messages themselves.

use serde_json::json;
use tokio::time::{Instant, timeout};

use super::{
    Thinker, Thought, label,
    lines::{last_that_fit, title, words},
    material::LOOK,
    prompt::system,
    reply,
};
use crate::composer::{Manner, Recap, Span, address::Address, recap::is_for_us};
use context::Said;
use conversation::Request;
use language::text::moment::moment;
use llm::{LlmError, Payer, Prompt, Role, Turn, tokens};
use personalization::Length;

const TEMPERATURE: f64 = 0.4;
const LONGEST: u32 = 1200;

impl Thinker {
    /// What was talked about in the time that `args` name.
    pub(super) async fn retell(
        &self,
        request: &Request,
        args: &str,
        manner: &Manner,
        deadline: Instant,
    ) -> Result<Thought, LlmError> {
        let Some((recap, said)) = self.told(request, args, &manner.address).await else { return Ok(Thought::None) };
        // A summary is as long as it has to be.
        let manner = &Manner { length: Length::Long, ..manner.clone() };
        let prompt = write(request, &recap, &said, manner, self.prompt_tokens);
        let payer = Payer { chat: request.chat, person: Some(request.asker) };
        let reply = self.models.complete(payer, &prompt, deadline).await?;
        Ok(reply::html(&reply.text, reply.cut, manner).map_or(Thought::None, Thought::Html))
    }

    /// `None` if nothing was said, or no time is named that makes sense: the local engine says so.
    async fn told(&self, request: &Request, args: &str, address: &Address) -> Option<(Recap, Vec<Said>)> {
        let span = Span::of(args)?;
        let recap = self.knowledge.recap(request.chat, span, request.reply_to, address);
        let recap = timeout(LOOK, recap).await.ok()?.ok()??;
        let said = self.knowledge.memory.said(request.chat, recap.from, recap.to);
        let mut said = timeout(LOOK, said).await.ok()?.ok()?;
        said.retain(|it| !is_for_us(it, address));
        Some((recap, said))
    }
}

fn write(request: &Request, recap: &Recap, said: &[Said], manner: &Manner, budget: usize) -> Prompt {
    let system = system(request, manner);
    let task = task(recap, manner);
    let mut left = budget.saturating_sub(tokens(&system) + tokens(&task));
    let lines = last_that_fit(said.iter().map(|it| line(it, manner)), &mut left);
    let text = format!("What was said, oldest first:\n{}\n{task}", lines.join("\n"));
    let turns = vec![Turn { role: Role::User, text }];
    Prompt { system, turns, max_output_tokens: LONGEST, temperature: Some(TEMPERATURE) }
}

fn task(recap: &Recap, manner: &Manner) -> String {
    let speakers: Vec<_> = recap.speakers.iter().take(5).map(|(name, count)| (title(name), count)).collect();
    let topics: Vec<_> = recap.topics.iter().take(3).map(|(topic, _)| topic.as_str()).collect();
    let facts = json!({
        "since": moment(recap.from, manner.utc_offset),
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

fn line(said: &Said, manner: &Manner) -> String {
    json!({
        "at": moment(said.date, manner.utc_offset),
        "from": label(said.sender_id, manner.me),
        "name": title(&said.sender_name),
        "text": words(&said.text),
    })
    .to_string()
}
