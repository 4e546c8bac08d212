//! Understands one text on its own: language, emotions, sentiment, topic, keywords, and how it is written.
//!
//! Pure but for a cache; what comes of it over time is kept by the stores. The words it knows are in `packs/`. Of a
//! text its first [`READ`] bytes are read, which is more than Telegram lets a message have.

mod cache;
mod cues;
mod emoji;
mod emoticon;
pub mod emotion;
mod evidence;
mod fold;
mod keywords;
mod language;
mod laughter;
mod lexicon;
mod lexicon_file;
mod marked;
mod own_words;
mod reading;
mod sentiment;
#[cfg(test)]
mod tests;
mod tokens;
mod topic;

use std::{borrow::Cow, sync::Arc, time::Instant};

pub use crate::text::inflection::keyword as stem;
pub use reading::{Cues, Emotion, Reading, Topic};

use self::{
    cache::Cache,
    emotion::{Felt, Model, Parts},
    lexicon::Lexicon,
    tokens::Tokens,
};
use crate::text::command::Command;
use events::{Event, Message, PersonKind};

/// Bytes read of a text. 4,096 units of UTF-16, Telegram's limit, are at most 12 KiB.
pub const READ: usize = 16 * 1024;

/// The analyzer. Cheap to clone; clones share the cache.
#[derive(Clone, Default)]
pub struct Analyzer {
    cache: Arc<Cache>,
    /// `None` for the one that is compiled in.
    model: Option<Arc<Model>>,
}

impl Analyzer {
    /// With an empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// One that feels with a model of the operator's.
    pub fn with_model(model: Model) -> Self {
        Self { model: Some(Arc::new(model)), ..Self::default() }
    }

    fn model(&self) -> &Model {
        self.model.as_deref().unwrap_or_else(|| emotion::built_in())
    }

    /// What a text says; held for a day if it is short (`cache_analysis` of the system before).
    pub fn read(&self, text: &str) -> Arc<Reading> {
        if let Some(reading) = self.cached(text) {
            return reading;
        }
        let reading = Arc::new(read_anew(text, self.model()));
        self.cache.put(text, &reading, Instant::now());
        reading
    }

    /// What is held of this very text (`get_cached_analysis` of the system before).
    pub fn cached(&self, text: &str) -> Option<Arc<Reading>> {
        self.cache.get(text, Instant::now())
    }

    /// Lets go of all readings: some may be of words that are to be forgotten.
    pub fn clear(&self) {
        self.cache.clear();
    }

    /// Lets go of readings that are held for a day already.
    pub fn expire(&self, now: Instant) {
        self.cache.expire(now);
    }
}

fn read_anew(text: &str, model: &Model) -> Reading {
    let text = &text[..text.floor_char_boundary(READ)];
    parted(text.trim(), |parts| {
        let felt = emotion::felt(model, parts);
        Reading {
            language: parts.spoken.language,
            doubtful: parts.spoken.doubtful,
            sentiment: sentiment::sentiment(parts.evidence, felt.valence),
            confidence: hundredths(felt.confidence),
            emotions: felt.emotions,
            topic: topic::topic(parts.hits),
            keywords: keywords::keywords(parts.tokens, parts.hits),
            cues: cues::cues(text, parts.tokens, parts.hits),
        }
    })
}

/// What is felt in a text.
fn felt_in(text: &str, model: &Model) -> Felt {
    parted(text, |parts| emotion::felt(model, parts))
}

/// Takes a text apart for whoever looks at the parts.
fn parted<T>(text: &str, look: impl FnOnce(&Parts<'_>) -> T) -> T {
    let own = laughter::in_one_piece(own_words::own_words(text));
    let tokens = Tokens::of(&own);
    let hits = Lexicon::get().find(&tokens);
    let evidence = evidence::evidence(&tokens, &hits);
    let spoken = language::language(&own, &tokens, &hits);
    look(&Parts { own: &own, tokens: &tokens, hits: &hits, evidence: &evidence, spoken })
}

fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// The message of an event whose text is to be understood, and that text: people's words, new, edited or imported. What bots,
/// Telegram and this bot say is not, nor are commands; of a text, what is marked as quoted or code.
pub fn subject(event: &Event) -> Option<(&Message, Cow<'_, str>)> {
    let message = match event {
        Event::Message(message) | Event::Edited(message) => message,
        Event::Imported(imported) => &imported.message,
        _ => return None,
    };
    let text = message.text.as_deref()?;
    if message.id.is_ephemeral() {
        return None;
    }
    let said = message.service.is_none() && message.sender.kind != PersonKind::Bot && !text.trim().is_empty();
    (said && Command::parse(text.trim(), "").is_none())
        .then(|| (message, marked::without_foreign(text, message.entities.as_deref())))
}
