//! Answers in the words of a language model: what it is told, on which conditions, and what is made of its reply.
//!
//! Whatever goes wrong, the local engine answers.

mod books;
mod lines;
mod material;
mod prompt;
mod reply;
mod retell;
mod typing;

pub use books::keep_books;
pub use typing::Typing;

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::Semaphore,
    time::{Instant, timeout_at},
};

use super::{Knowledge, Manner, Tone, inquiry::About, lines::Line, meaning::Meaning};
use conversation::{Asked, Conversation, Job, Request};
use events::PersonId;
use language::analyzer::Reading;
use llm::{LlmError, Models, Payer};
use material::Material;

const AT_ONCE: usize = 8;
/// What a model says when it has nothing to add.
const NOTHING: &str = "SKIP";

/// Whoever asks the language models.
#[derive(Clone)]
pub struct Thinker {
    pub knowledge: Knowledge,
    pub conversation: Conversation,
    pub models: Models,
    pub typing: Typing,
    /// After so long the local engine answers.
    pub patience: Duration,
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
pub(super) enum Thought {
    /// Telegram HTML.
    Html(String),
    /// The model found nothing worth saying unasked.
    Nothing,
    /// The local engine has to answer.
    None,
}

impl Thinker {
    /// Whether there is no model to ask.
    pub(super) fn is_idle(&self) -> bool {
        self.models.is_empty()
    }

    /// What a model says to that, if there is one and it is one for a model.
    pub(super) async fn think(
        &self,
        job: &Job,
        request: &Request,
        reading: Option<&Reading>,
        manner: &Manner,
    ) -> Thought {
        if self.is_idle() || !is_for_a_model(request) {
            return Thought::None;
        }
        let deadline = Instant::now() + self.patience;
        let thinking = self.ask(job, request, reading, manner, deadline);
        // Others would see that we type.
        let thought = if is_unasked(request) || request.ephemeral.is_some() {
            thinking.await
        } else {
            self.typing.while_doing(request.chat, request.thread, thinking).await
        };
        thought.unwrap_or_else(|error| {
            tracing::info!(seq = job.seq.0, %error, "the local engine answers");
            Thought::None
        })
    }

    async fn ask(
        &self,
        job: &Job,
        request: &Request,
        reading: Option<&Reading>,
        manner: &Manner,
        deadline: Instant,
    ) -> Result<Thought, LlmError> {
        let _turn = timeout_at(deadline, self.turns.0.acquire()).await.map_err(|_| LlmError::TimedOut)?;
        if let Asked::Summary { args } = &request.asked {
            return self.retell(request, args, manner, deadline).await;
        }
        let material = Material::gather(self, job, request, reading, manner.me).await;
        let prompt = prompt::write(request, &material, manner, self.prompt_tokens);
        // Nobody pays for what nobody asked for but the chat.
        let person = Some(request.asker).filter(|_| !is_unasked(request));
        let reply = self.models.complete(Payer { chat: request.chat, person }, &prompt, deadline).await?;
        if is_unasked(request) && reply.text.trim_matches(|it: char| !it.is_alphanumeric()) == NOTHING {
            return Ok(Thought::Nothing);
        }
        let html = reply::html(&reply.text, reply.cut, manner);
        Ok(html.map_or(Thought::None, Thought::Html))
    }
}

/// Talk is; figures are known better here.
fn is_for_a_model(request: &Request) -> bool {
    match &request.asked {
        Asked::Talk { text } => match Meaning::of(text) {
            Meaning::Stats | Meaning::MyStats | Meaning::Top(_) | Meaning::Mood | Meaning::Clock(_) => false,
            Meaning::Somebody(inquiry) => inquiry.about != About::Count,
            // No model is to be relied on there.
            Meaning::Say(line) => !matches!(line, Line::Lifeline | Line::AboutMe | Line::ForgetMe),
            _ => true,
        },
        Asked::Chime { .. } | Asked::Silence(_) | Asked::Summary { .. } => true,
        _ => false,
    }
}

fn is_unasked(request: &Request) -> bool {
    matches!(request.asked, Asked::Chime { .. } | Asked::Silence(_))
}

/// How a person is called in prompts: by what stays the same whatever they call themselves.
fn label(person: PersonId, me: PersonId) -> String {
    if person == me { "you".to_owned() } else { format!("u{}", person.0) }
}

/// What the persona does about the mood of what it answers.
fn tone(manner: &Manner, tone: Tone) -> &str {
    let tones = &manner.persona.tones;
    match tone {
        Tone::Comfort => &tones.comfort,
        Tone::Calm => &tones.calm,
        Tone::Cheer => &tones.cheer,
        Tone::Wonder => &tones.wonder,
    }
}
