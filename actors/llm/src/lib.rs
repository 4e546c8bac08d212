//! Language models: a chain of them behind one question, within deadlines and budgets.
//!
//! Knows nothing of chats' memory, of Telegram or of databases: whoever asks brings the prompt, whoever owns a database
//! keeps what is spent.
//!
//! Begin with [`Models`].

mod answers;
mod breaker;
mod budget;
mod chain;
mod code;
mod error;
mod fault;
mod harmony;
mod manner;
mod models;
mod parameters;
mod prompt;
#[cfg(test)]
#[path = "../../../tests/support/redirect.rs"]
mod redirect;
mod settings;
mod spending;
#[cfg(test)]
mod tests;
mod thoughts;
mod tokens;
mod trial;
mod wire;

pub use code::code;
pub use error::{LlmError, Which};
pub use fault::Fault;
pub use models::Models;
pub use prompt::{Completion, Progress, Prompt, Role, Turn, Usage, UsageOwner};
pub use settings::{Budgets, CacheLimits, Key, Kind, Limit, LlmSettings, ModelSettings, Patience};
pub use spending::{Spending, Total, day_of};
pub use tokens::tokens;
pub use trial::{Trial, try_out};
pub use wire::base_url;
