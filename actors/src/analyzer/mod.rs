//! Understands one text on its own: language, emotions, sentiment, topic, keywords, and how it is written.
//!
//! Pure but for a cache; what comes of it over time is kept by the stores.

mod reading;

use std::sync::Arc;

pub use reading::{Cues, Emotion, Reading, Topic};

use crate::{
    model::{Event, Message, PersonKind},
    text::command::Command,
};

/// The analyzer. Cheap to clone; clones share the cache.
#[derive(Clone, Default)]
pub struct Analyzer {
    _cache: Arc<()>,
}

impl Analyzer {
    /// What a text says.
    pub fn read(&self, _text: &str) -> Arc<Reading> {
        Arc::new(Reading {
            language: "und",
            emotions: Vec::new(),
            sentiment: 0.0,
            topic: Topic::General,
            keywords: Vec::new(),
            confidence: 0.0,
            cues: Cues::default(),
        })
    }
}

impl Analyzer {
    pub fn expire(&self, _now: i64) {}
}

/// The message of an event whose text is to be understood, and that text: people's words, new or edited. What bots,
/// Telegram and this bot say is not, nor are commands.
pub fn subject(event: &Event) -> Option<(&Message, &str)> {
    let (Event::Message(message) | Event::Edited(message)) = event else { return None };
    let text = message.text.as_deref()?.trim();
    let said = message.service.is_none() && message.sender.kind != PersonKind::Bot && !text.is_empty();
    (said && Command::parse(text, "").is_none()).then_some((message, text))
}
