//! Texts as the solver sees them.

use super::super::{
    Group, OUTPUTS, Parts,
    features::{self, BUCKETS, DENSE},
};
use super::Labelled;
use crate::analyzer::{Emotion, parted};

/// Features in all, without the bias.
pub const FEATURES: usize = BUCKETS + DENSE;

/// Where a text is from: people label the emotions of each kind in another way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Chat,
    Other,
}

/// The features of one text: place and value, each place once, in order.
pub struct Row {
    values: Vec<(u32, f32)>,
    pub group: Option<Group>,
    pub kind: Kind,
    /// What an error on it costs, beside one on another text.
    pub cost: f64,
    /// By output; `None` where nobody said.
    pub labels: [Option<bool>; OUTPUTS],
}

impl Row {
    /// Reads a labelled text of that kind.
    pub fn of(labelled: &Labelled, kind: Kind, cost: f64) -> Self {
        parted(&labelled.text, |parts| Self {
            values: values(parts),
            group: Group::of(parts.spoken.language),
            kind,
            cost,
            labels: labels(&labelled.emotions),
        })
    }

    pub fn squared_length(&self) -> f64 {
        self.values.iter().map(|(_, value)| f64::from(value * value)).sum()
    }

    /// With weights whose last is the bias.
    pub fn dot(&self, weights: &[f32]) -> f32 {
        let bias = weights.last().copied().unwrap_or_default();
        self.values.iter().fold(bias, |sum, (place, value)| sum + weights[*place as usize] * value)
    }

    pub fn add_to(&self, weights: &mut [f32], times: f32) {
        for (place, value) in &self.values {
            weights[*place as usize] += times * value;
        }
        if let Some(bias) = weights.last_mut() {
            *bias += times;
        }
    }
}

fn values(parts: &Parts<'_>) -> Vec<(u32, f32)> {
    let mut places = Vec::new();
    let mut runs = [0; 2];
    features::grams(parts.tokens, |bucket| {
        runs[features::half(bucket)] += 1;
        places.push(bucket as u32);
    });
    let weights = features::weights(runs);
    places.sort_unstable();
    let equal = places.chunk_by(|one, next| one == next);
    let hashed = equal.map(|run| (run[0], run.len() as f32 * weights[features::half(run[0] as usize)]));
    let dense = features::dense(parts).into_iter().enumerate().filter(|(_, value)| *value != 0.0);
    hashed.chain(dense.map(|(place, value)| ((BUCKETS + place) as u32, value))).collect()
}

/// Those of the emotions, and whether none of them is there: known if most are.
fn labels(emotions: &[Option<bool>; Emotion::ALL.len()]) -> [Option<bool>; OUTPUTS] {
    let known = emotions.iter().flatten().count();
    let neutral = !emotions.iter().flatten().any(|there| *there);
    let mut labels = [None; OUTPUTS];
    labels[..emotions.len()].copy_from_slice(emotions);
    labels[emotions.len()] = (known * 2 > emotions.len()).then_some(neutral);
    labels
}
