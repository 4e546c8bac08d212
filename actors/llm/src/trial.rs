//! Whether a model answers, found out by asking it for one word.

use std::time::Duration;

use tokio::time::timeout;

use super::{Fault, ModelSettings, Prompt, Role, Turn, wire::Wire};

/// Tokens that an answer of medium length may have: a model that thinks for longer does not answer the service either.
const LIMIT: u32 = 700;
/// Not the default of models, as that of ordinary requests.
const TEMPERATURE: f64 = 0.8;

/// A model that answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Parameters that it refuses, and that the service therefore leaves out.
    pub refused: Vec<&'static str>,
}

/// Asks a model for one word, the way the service asks it; no budget is charged.
///
/// # Errors
/// Why there is no answer: see [`Fault`]. [`Fault::Unreachable`] too if its address is none.
pub async fn try_out(settings: &ModelSettings, patience: Duration) -> Result<Trial, Fault> {
    let wire = Wire::new(settings).map_err(|_| Fault::Unreachable)?;
    let turn = Turn { role: Role::User, text: "Say hello in one word.".to_owned() };
    let prompt = Prompt {
        system: "You are tried out. Answer with one word.".to_owned(),
        turns: vec![turn],
        max_output_tokens: LIMIT,
        temperature: Some(TEMPERATURE),
    };
    timeout(patience, wire.ask(&prompt, None)).await.map_err(|_| Fault::TimedOut)??;
    Ok(Trial { refused: wire.refused(settings) })
}
