//! A linear model of emotions with quantised weights.

use super::{
    Felt, Group, NEUTRAL, OUTPUTS, Parts,
    calibration::Calibration,
    features::{self, BUCKETS, DENSE, Piece},
    known_words::{KnownWords, WordSum},
};
use crate::analyzer::Emotion;

/// Outputs with one more, so that a row is one load.
pub(super) const LANES: usize = OUTPUTS + 1;

/// Weights and thresholds; see the module above. The default has no weights and feels nothing.
#[derive(Clone, PartialEq)]
pub struct Model {
    /// Of each bucket; to be multiplied by `scales`.
    pub(super) hashed: Box<[[i8; LANES]]>,
    pub(super) scales: [f32; OUTPUTS],
    /// Of the features that are not hashed, and last the bias.
    pub(super) dense: Box<[[f32; OUTPUTS]]>,
    pub(super) calibration: Calibration,
    pub(super) known: KnownWords,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            hashed: vec![[0; LANES]; BUCKETS].into(),
            scales: [0.0; OUTPUTS],
            dense: vec![[0.0; OUTPUTS]; DENSE + 1].into(),
            calibration: Calibration::default(),
            known: KnownWords::default(),
        }
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Model").field("calibration", &self.calibration).finish_non_exhaustive()
    }
}

impl Model {
    /// On which side of each output's boundary a text is, and how far from it.
    pub(super) fn margins(&self, parts: &Parts<'_>) -> [f32; OUTPUTS] {
        let (sums, runs) = self.sums(parts);
        let weights = features::weights(runs);
        let mut margins = self.dense[DENSE];
        for (output, margin) in margins.iter_mut().enumerate() {
            let hashed = weights[0] * sums[0][output] as f32 + weights[1] * sums[1][output] as f32;
            *margin += self.scales[output] * hashed;
        }
        for (feature, weights) in features::dense(parts).iter().zip(&self.dense).filter(|(feature, _)| **feature != 0.0)
        {
            for (margin, weight) in margins.iter_mut().zip(weights) {
                *margin += feature * weight;
            }
        }
        margins
    }

    /// The quantised weights of all runs of letters and of words, and how many there are.
    fn sums(&self, parts: &Parts<'_>) -> ([[i32; LANES]; 2], [u32; 2]) {
        let (mut letters, mut words) = (WordSum::default(), WordSum::default());
        let mut known = self.known.of_one();
        features::pieces(parts.tokens, |piece| match piece {
            Piece::Letters(piece, hash) => letters.add(&known.sum(piece, hash, || self.letters(piece))),
            Piece::Words(bucket) => words.count(&self.hashed[bucket]),
        });
        ([letters.weights, words.weights], [letters.runs, words.runs])
    }

    fn letters(&self, piece: &str) -> WordSum {
        let mut sum = WordSum::default();
        features::letters(piece, |bucket| sum.count(&self.hashed[bucket]));
        sum
    }

    /// What is felt in a text of that language.
    pub(super) fn felt(&self, parts: &Parts<'_>, group: Group) -> Felt {
        let chances = self.calibration.chances(group, &self.margins(parts));
        let mut shown: Vec<(Emotion, f32)> = Emotion::ALL.iter().copied().zip(chances).collect();
        shown.retain(|(emotion, chance)| *chance >= self.calibration.threshold(group, *emotion as usize));
        shown.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        let confidence = shown.first().map_or(chances[NEUTRAL], |(_, chance)| *chance);
        let valence = if shown.is_empty() { 0.0 } else { valence(&chances) };
        Felt { emotions: shown.into_iter().map(|(emotion, _)| emotion).collect(), confidence, valence }
    }
}

/// How much likelier joy is than the likeliest of what is unpleasant.
fn valence(chances: &[f32; OUTPUTS]) -> f32 {
    let unpleasant = [Emotion::Anger, Emotion::Disgust, Emotion::Fear, Emotion::Sadness];
    chances[Emotion::Joy as usize] - unpleasant.map(|emotion| chances[emotion as usize]).into_iter().fold(0.0, f32::max)
}
