//! Multinomial logistic regression by stochastic gradient descent, with a step for each feature that shrinks with what
//! it was moved already: Duchi et al. 2011, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization".

use super::super::{LABELS, features::BUCKETS, softmax};
use language::dice::Dice;

/// Labels with a few more, so that a row is whole vectors of the processor.
pub const LANES: usize = LABELS.next_multiple_of(8);

/// The first step, which falls to nothing over the passes.
const STEP: f32 = 1.0;
/// The same for what labels have without any feature: it is learned from every example.
const BIAS_STEP: f32 = 0.02;
/// An example that is known so well (squared length of its gradient) moves nothing.
const KNOWN: f32 = 1e-5;

/// The features of a message, its label, and what it counts.
pub struct Example {
    pub features: Vec<(u32, f32)>,
    pub label: usize,
    pub counts: f32,
}

/// What is learned.
pub struct Solver {
    /// A row of [`LANES`] for each bucket.
    pub weights: Vec<f32>,
    pub bias: [f32; LANES],
    /// What each bucket was moved already: the sum of its squared gradients.
    moved: Vec<f32>,
    dice: Dice,
}

impl Default for Solver {
    fn default() -> Self {
        Self { weights: vec![0.0; BUCKETS * LANES], bias: [0.0; LANES], moved: vec![1e-6; BUCKETS], dice: Dice(2) }
    }
}

impl Solver {
    /// Passes over the examples in a random order. If `only_kept`, weights that are nothing stay so.
    pub fn learn(&mut self, examples: &[Example], passes: usize, only_kept: bool) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for pass in 0..passes {
            let step = STEP * (1.0 - pass as f32 / passes as f32);
            self.dice.shuffle(&mut order);
            for at in &order {
                self.step(&examples[*at], step, only_kept);
            }
        }
    }

    fn step(&mut self, example: &Example, step: f32, only_kept: bool) {
        let gradient = self.gradient(example);
        let length: f32 = gradient.iter().map(|it| it * it).sum();
        if length < KNOWN {
            return;
        }
        for (bucket, value) in &example.features {
            let bucket = *bucket as usize;
            self.moved[bucket] += length * value * value;
            let step = step * example.counts * value / self.moved[bucket].sqrt();
            let row = &mut self.weights[bucket * LANES..][..LANES];
            for (weight, gradient) in row.iter_mut().zip(&gradient) {
                let moves = if only_kept && *weight == 0.0 { 0.0 } else { step };
                *weight -= moves * gradient;
            }
        }
        for (bias, gradient) in self.bias.iter_mut().zip(&gradient) {
            *bias -= BIAS_STEP * step * gradient;
        }
    }

    /// The probabilities that the example gets, less those that it should get.
    fn gradient(&self, example: &Example) -> [f32; LANES] {
        let mut scores = self.bias;
        for (bucket, value) in &example.features {
            let row = &self.weights[*bucket as usize * LANES..][..LANES];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += value * weight;
            }
        }
        let (labels, rest) = scores.split_at_mut(LABELS);
        softmax(labels);
        labels[example.label] -= 1.0;
        rest.fill(0.0);
        scores
    }

    /// Keeps so many of the largest weights; the others become nothing.
    pub fn keep_largest(&mut self, count: usize) {
        let mut sizes: Vec<f32> = self.weights.iter().map(|weight| weight.abs()).filter(|size| *size > 0.0).collect();
        if sizes.len() <= count {
            return;
        }
        let (_, smallest, _) = sizes.select_nth_unstable_by(count - 1, |one, other| other.total_cmp(one));
        let smallest = *smallest;
        self.weights.iter_mut().filter(|weight| weight.abs() < smallest).for_each(|weight| *weight = 0.0);
    }
}
