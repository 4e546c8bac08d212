//! What the models are and how patient to be with them.

use std::{fmt, time::Duration};

/// Everything about the models.
#[derive(Debug, Clone, Default)]
pub struct LlmSettings {
    /// In the order in which they are asked.
    pub chain: Vec<ModelSettings>,
    pub patience: Patience,
    pub budgets: Budgets,
    pub cache: CacheLimits,
}

/// One model. `Debug` leaves out the address, which may hold a password.
#[derive(Clone)]
pub struct ModelSettings {
    /// Shown in logs and usage; unique in the chain.
    pub name: String,
    pub kind: Kind,
    /// Up to the version, as `http://127.0.0.1:11434/v1`; the provider's own if `None`.
    pub base_url: Option<String>,
    /// As the provider calls it. A last part like `-none`, `-low` or `-high` sets how long it thinks.
    pub model: String,
    pub key: Key,
}

/// Which protocol the model speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Gemini,
    /// OpenAI, or whatever speaks its protocol: Ollama, llama.cpp, vLLM.
    OpenAi,
}

/// An API key; empty for a model of one's own. Never shown.
#[derive(Clone, Default)]
pub struct Key(String);

/// How long to wait for what.
#[derive(Debug, Clone)]
pub struct Patience {
    /// Tries of one model for one question, at least 1.
    pub tries: u32,
    /// How long one try may take.
    pub per_try: Duration,
    /// The pause before a second try; the next ones double, shortened at random by up to half.
    pub first_pause: Duration,
    pub longest_pause: Duration,
    /// After so many failed tries in a row a model is left alone.
    pub failures: u32,
    /// For how long at first; each failed probe doubles it.
    pub first_rest: Duration,
    pub longest_rest: Duration,
}

/// What may be spent in a day (UTC).
#[derive(Debug, Clone, Copy, Default)]
pub struct Budgets {
    pub overall: Limit,
    pub chat: Limit,
    pub person: Limit,
}

/// At most so much a day; 0 is no limit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Limit {
    pub requests: u64,
    /// Input and output together.
    pub tokens: u64,
}

/// How much of what was answered is kept to be used again.
#[derive(Debug, Clone, Copy)]
pub struct CacheLimits {
    /// 0 keeps nothing; requests at the same time are still shared.
    pub entries: usize,
    /// Of texts, bytes.
    pub bytes: usize,
    pub expiry: Duration,
}

impl Key {
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ModelSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, kind, base_url: _, model, key } = self;
        f.debug_struct("ModelSettings")
            .field("name", name)
            .field("kind", kind)
            .field("model", model)
            .field("key", key)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "none" } else { "***" })
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            tries: 3,
            per_try: Duration::from_secs(30),
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(8),
            failures: 5,
            first_rest: Duration::from_secs(30),
            longest_rest: Duration::from_secs(900),
        }
    }
}

impl Default for CacheLimits {
    fn default() -> Self {
        Self { entries: 500, bytes: 1 << 20, expiry: Duration::from_secs(600) }
    }
}
