//! The emotions that the words of the lexicons speak of.

use super::super::{Emotion, evidence::Evidence};

/// What a score must reach to be named: that of one word that stands alone.
const ENOUGH: f32 = 1.0;
/// What a second emotion must have of the strongest.
const BESIDE: f32 = 0.33;

/// How strongly each emotion shows, from 0; [`ENOUGH`] and more is an emotion of the text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores([f32; Emotion::ALL.len()]);

/// By the emotional words of a text. A negated word takes its emotion away.
pub fn scores(evidence: &[Evidence<'_>]) -> Scores {
    let mut scores = Scores::default();
    for word in evidence {
        for (score, strength) in scores.0.iter_mut().zip(word.meaning.emotions) {
            *score += if word.negated { -strength } else { strength * word.weight };
        }
    }
    scores
}

/// How sure they are, from 0 to 1: 0.2 where nothing shows, more with the evidence.
pub fn confidence(scores: &Scores) -> f32 {
    1.0 - 0.8 / (1.0 + scores.strongest())
}

impl Scores {
    /// Those that show clearly, the strongest first.
    pub fn emotions(&self) -> Vec<Emotion> {
        let enough = ENOUGH.max(BESIDE * self.strongest());
        let mut shown: Vec<Emotion> = Emotion::ALL.iter().copied().filter(|it| self.of(*it) >= enough).collect();
        shown.sort_by(|one, other| self.of(*other).total_cmp(&self.of(*one)));
        shown
    }

    /// The score of the strongest; 0 if nothing shows.
    pub fn strongest(&self) -> f32 {
        self.0.iter().copied().fold(0.0, f32::max)
    }

    /// The score of one.
    pub fn of(&self, emotion: Emotion) -> f32 {
        self.0[emotion as usize]
    }
}
