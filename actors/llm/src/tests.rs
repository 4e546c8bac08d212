//! Against a stand-in over real HTTP. What is asserted is what it saw, never how long something took.

#[path = "../../../tests/support/llm.rs"]
mod stand_in;

mod budgets;
mod chain;
mod parameters;
mod secrets;
mod sharing;
mod streaming;

use std::time::Duration;

use tokio::{
    sync::mpsc::UnboundedReceiver,
    time::{Instant, timeout},
};

use self::stand_in::{Act, Protocol, Seen, StandIn};
use super::*;
use events::{ChatId, PersonId};

const KEY: &str = "sk-very-secret-0123456789";
/// Longer than any test should take.
const PLENTY: Duration = Duration::from_secs(60);

/// Somebody in a chat.
fn owner(chat: i64, person: i64) -> UsageOwner {
    UsageOwner { chat: ChatId(chat), person: Some(PersonId(person)) }
}

fn prompt(words: &str) -> Prompt {
    let turn = |role, text: &str| Turn { role, text: text.into() };
    Prompt {
        system: "Be kind.".into(),
        turns: vec![turn(Role::User, "Привіт"), turn(Role::Assistant, "Вітаю"), turn(Role::User, words)],
        max_output_tokens: 100,
        temperature: Some(0.5),
    }
}

/// Pauses too short to be noticed, rests too long to end within a test.
fn patience() -> Patience {
    Patience {
        tries: 3,
        per_try: PLENTY,
        first_pause: Duration::from_millis(2),
        longest_pause: Duration::from_millis(8),
        failures: 100,
        first_rest: Duration::from_secs(3600),
        longest_rest: Duration::from_secs(3600),
    }
}

fn model(server: &StandIn, name: &str, protocol: Protocol) -> ModelSettings {
    let kind = match protocol {
        Protocol::Gemini => Kind::Gemini,
        Protocol::OpenAi => Kind::OpenAi,
    };
    let base_url = Some(server.base_url(protocol));
    ModelSettings { name: name.into(), kind, base_url, model: format!("model-{name}"), key: Key::new(KEY) }
}

/// Two models of two protocols at one server: `first` (Gemini) and `second` (OpenAI).
fn chain(server: &StandIn) -> LlmSettings {
    LlmSettings {
        chain: vec![model(server, "first", Protocol::Gemini), model(server, "second", Protocol::OpenAi)],
        patience: patience(),
        ..LlmSettings::default()
    }
}

/// One model only.
fn alone(server: &StandIn, protocol: Protocol) -> LlmSettings {
    LlmSettings { chain: vec![model(server, "only", protocol)], patience: patience(), ..LlmSettings::default() }
}

struct Rig {
    models: Models,
    told: UnboundedReceiver<Spending>,
}

impl Rig {
    fn new(settings: &LlmSettings) -> Self {
        let (models, told) = Models::new(settings).unwrap();
        Self { models, told }
    }

    async fn ask(&self, words: &str) -> Result<Completion, LlmError> {
        self.ask_for(owner(1, 1), words).await
    }

    async fn ask_for(&self, who: UsageOwner, words: &str) -> Result<Completion, LlmError> {
        self.models.complete(who, &prompt(words), Instant::now() + PLENTY).await
    }

    fn spent(&mut self) -> Vec<Spending> {
        std::iter::from_fn(|| self.told.try_recv().ok()).collect()
    }
}

/// Which models were asked, in order.
fn asked(server: &StandIn) -> Vec<String> {
    server.seen().into_iter().map(|seen| seen.model.trim_start_matches("model-").to_owned()).collect()
}
