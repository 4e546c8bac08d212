//! Answers what the conversation decided to answer: commands, talk, and words that nobody asked for.
//!
//! It stands above all stores and below the service. Begin with [`Composer`], the actor that takes decided requests and
//! hands each to its handler: [`commands`] has one file a command and their registry, `replies` has what answers talk,
//! by its [`Intent`](intent::Intent), and `responder` asks language models. [`Spontaneous`] asks for words in chats that
//! fell silent.

mod address;
mod buttons;
mod cards;
pub mod commands;
mod composer;
mod continued;
mod knowledge;
mod language;
mod lines;
mod link;
mod moments;
mod recap;
mod reminding;
mod replies;
mod reply_context;
mod responder;
mod speaker;
mod spontaneous;
mod style;
mod summary;
#[cfg(test)]
mod tests;
mod tone;
mod variety;

pub use address::Address;
pub use commands::{admin::Operations, mood::of_sentiment};
pub use composer::Composer;
pub use knowledge::Knowledge;
pub use reminding::Reminding;
pub use responder::{Drafts, LlmResponder, Turns, Typing, record_usage};
pub use spontaneous::{SilenceRules, Spontaneous};
