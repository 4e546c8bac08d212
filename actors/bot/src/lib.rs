//! Answers: looks up, words and composes what the conversation decided to say.
//!
//! It stands above all stores and below the service. Begin with [`composer::Composer`], the actor that takes decided
//! requests; [`spontaneity`] asks for words in quiet chats.

pub mod composer;
pub mod spontaneity;
