//! The emotions of a text: a learned model where it knows the language, the words of the lexicons elsewhere.
//!
//! The model is linear: hashed runs of letters and words (as fastText and Vowpal Wabbit do it), beside what the lexicons
//! know of a text (`features`); six emotions and "none of them", each for itself. Its margins become probabilities
//! (`calibration`), which thresholds for each language turn into emotions. `models/README.md` has data and scores.

mod calibration;
mod features;
mod known_words;
pub mod measure;
mod model;
mod model_file;
mod senses;
pub mod train;
mod words;

use std::sync::LazyLock;

pub use self::{model::Model, model_file::BadModel};
use super::{Emotion, evidence::Evidence, language::Spoken, lexicon::Hit, lexicon_file::Mark, tokens::Tokens};

pub(super) use self::senses::Sense;

/// What the model tells: each emotion by its place in [`Emotion::ALL`], and none of them.
const OUTPUTS: usize = Emotion::ALL.len() + 1;

/// The place of "none of them".
const NEUTRAL: usize = Emotion::ALL.len();

/// A text as far as it was read.
pub struct Parts<'a> {
    /// Its writer's own words.
    pub own: &'a str,
    pub tokens: &'a Tokens,
    pub hits: &'a [Hit<'a>],
    pub evidence: &'a [Evidence<'a>],
    pub spoken: Spoken,
}

/// The emotions of a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Felt {
    /// Those that show, the strongest first.
    pub emotions: Vec<Emotion>,
    /// How likely the first is there, or that none is: from 0 to 1, calibrated.
    pub confidence: f32,
    /// From -1 to 1: how much likelier joy is than what is unpleasant; 0 where no emotion shows.
    pub valence: f32,
}

/// The languages that the model knows: each has its own thresholds, since what is labelled as an emotion differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Ukrainian,
    Russian,
    English,
}

impl Group {
    const ALL: [Self; 3] = [Self::Ukrainian, Self::Russian, Self::English];

    fn of(language: &str) -> Option<Self> {
        match language {
            "uk" => Some(Self::Ukrainian),
            "ru" => Some(Self::Russian),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

/// The model that is compiled in.
pub fn built_in() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        // A test reads it; without it nothing would be felt but what the lexicons know.
        Model::from_bytes(include_bytes!("../../../models/emotions.bin")).unwrap_or_default()
    });
    &MODEL
}

/// What is felt in a text.
pub fn felt(model: &Model, parts: &Parts<'_>) -> Felt {
    let felt = match Group::of(parts.spoken.language) {
        Some(group) => model.felt(parts, group),
        None => by_words(parts.evidence),
    };
    if is_sarcastic(parts) { not_meant(felt) } else { felt }
}

/// By the lexicons alone.
fn by_words(evidence: &[Evidence<'_>]) -> Felt {
    let scores = words::scores(evidence);
    Felt { emotions: scores.emotions(), confidence: words::confidence(&scores), valence: 0.0 }
}

/// Whether it says so: by a phrase, an emoji, or `/s` at its end.
fn is_sarcastic(parts: &Parts<'_>) -> bool {
    parts.hits.iter().any(|hit| hit.meaning.has(Mark::Sarcasm)) || parts.own.trim_end().ends_with(" /s")
}

/// The joy in sarcasm is none, and what is meant instead is anybody's guess.
fn not_meant(mut felt: Felt) -> Felt {
    felt.emotions.retain(|emotion| !matches!(emotion, Emotion::Joy | Emotion::Surprise));
    Felt { confidence: felt.confidence / 2.0, valence: -felt.valence.abs(), ..felt }
}
