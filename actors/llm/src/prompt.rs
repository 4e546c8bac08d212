//! What is asked of a model, for whom, and what comes back.

use std::fmt;

use tokio::sync::watch;

use super::tokens;
use events::{ChatId, PersonId};

/// On whose behalf a model is asked: whose budgets pay, and within which chat answers may be used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UsageOwner {
    pub chat: ChatId,
    pub person: Option<PersonId>,
}

/// A question to a model. Its texts are data of chats: `Debug` shows sizes only.
#[derive(Clone, PartialEq)]
pub struct Prompt {
    pub system: String,
    /// Oldest first; the last should be the user's.
    pub turns: Vec<Turn>,
    pub max_output_tokens: u32,
    /// From 0 (dull) to 2 (wild); `None` leaves it to the model, which some models insist on.
    pub temperature: Option<f64>,
}

/// Where the answer so far is told to whoever watches it come: each time all of it, without thoughts. It may grow, or
/// begin anew.
pub type Progress = watch::Sender<String>;

/// One voice of the talk.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Turn {
    pub role: Role,
    pub text: String,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    User,
    Assistant,
}

/// A model's answer. `Debug` does not show the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Completion {
    /// Trimmed, never empty.
    pub text: String,
    /// [`ModelSettings::name`](super::ModelSettings::name) of the model that answered.
    pub model: String,
    /// What this answer cost; nothing if `cached`.
    pub usage: Usage,
    /// Whether an identical request had been answered, or was being answered, already.
    pub cached: bool,
    /// Whether the text ends where the token limit cut it.
    pub cut: bool,
}

/// Tokens of one request: as the model reports them, or as [`tokens`] estimates where it does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    pub input_tokens: u64,
    pub output_tokens: u64,
}

impl Prompt {
    /// About how many tokens the prompt is, on the high side.
    pub fn tokens(&self) -> usize {
        tokens(&self.system) + self.turns.iter().map(|turn| tokens(&turn.text)).sum::<usize>()
    }
}

impl Usage {
    pub fn total(self) -> u64 {
        self.input_tokens.saturating_add(self.output_tokens)
    }
}

impl fmt::Debug for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prompt")
            .field("turns", &self.turns.len())
            .field("tokens", &self.tokens())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Completion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, model, usage, cached, cut } = self;
        f.debug_struct("Completion")
            .field("bytes", &text.len())
            .field("model", model)
            .field("usage", usage)
            .field("cached", cached)
            .field("cut", cut)
            .finish()
    }
}
