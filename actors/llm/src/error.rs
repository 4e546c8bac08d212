//! How a question to the models can fail.

/// Why there is no completion. Holds no bodies, keys, prompts or addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LlmError {
    /// Nothing was asked; a new day (UTC) helps.
    #[error("today's budget of language model requests is spent ({which})")]
    BudgetSpent { which: Which },
    /// Every model failed, or is left alone for a while after failures.
    #[error("no language model gave a usable answer")]
    Unavailable,
    /// The deadline passed first.
    #[error("no language model answered in time")]
    TimedOut,
    /// The chain is empty.
    #[error("no language model is set up")]
    NoModel,
}

/// Whose budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Which {
    #[error("overall")]
    Overall,
    #[error("of the chat")]
    Chat,
    #[error("of the person")]
    Person,
}
