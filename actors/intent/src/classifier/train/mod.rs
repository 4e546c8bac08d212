//! Makes a [`Classifier`] from messages.
//!
//! Multinomial logistic regression: it gives probabilities for 73 labels at once. Each message is learned from five
//! times, four of them misspelt (`noise`), since people type on phones. The largest weights are kept, the others
//! dropped, and what is kept goes on learning, so that the model is small and loses little. The temperature is then
//! fitted on messages that a model of the others had not seen. Nothing but sums, products and roots: the same messages in
//! the same order give the same bytes on every machine.

mod noise;
mod solver;

use super::{Classifier, LABELS, Weight, features::BUCKETS, features::features, softmax};
use crate::Label;
use language::{
    dice::Dice,
    hashing::{BASIS, step},
};
use noise::Noise;
use solver::{Example, LANES, Solver};

/// A message and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    pub label: Label,
}

/// Why nothing can be learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    #[error("there is no message that means {}: every label needs some", .0.as_str())]
    NoMessage(Label),
}

/// Misspelt copies of each message.
const COPIES: usize = 4;
/// What a misspelt copy counts beside the message itself.
const COPY_COUNTS: f32 = 0.25;
/// A feature of fewer messages teaches nothing about others.
const FEWEST: u32 = 2;
/// Weights that are kept. Packed, they take a little less than 1 MB.
const KEPT: usize = 660_000;
/// Passes over all messages before the small weights are dropped, and after it.
const PASSES: [usize; 2] = [15, 7];
/// Each so-manieth message is held out to fit the temperature.
const HELD_OUT: usize = 5;

/// Learns. Messages of any order and language; the same ones in the same order give the same model.
///
/// # Errors
/// [`TrainError`].
pub fn train(messages: &[Message]) -> Result<Classifier, TrainError> {
    if let Some(missing) = Label::ALL.iter().find(|label| messages.iter().all(|message| message.label != **label)) {
        return Err(TrainError::NoMessage(*missing));
    }
    let (held, others): (Vec<_>, Vec<_>) = messages.iter().enumerate().partition(|(place, _)| place % HELD_OUT == 0);
    let plain = |messages: Vec<(usize, &Message)>| messages.into_iter().map(|(_, it)| it.clone()).collect::<Vec<_>>();
    let temperature = temperature(&learn(&plain(others)), &plain(held));
    Ok(Classifier { temperature, ..learn(messages) })
}

fn learn(messages: &[Message]) -> Classifier {
    let mut examples = examples(messages);
    keep_common(&mut examples);
    let mut solver = Solver::default();
    solver.learn(&examples, PASSES[0], false);
    solver.keep_largest(KEPT);
    solver.learn(&examples, PASSES[1], true);
    quantised(&solver)
}

/// Each message, followed by its misspelt copies.
fn examples(messages: &[Message]) -> Vec<Example> {
    let noise = Noise::of_packs();
    let mut examples = Vec::with_capacity(messages.len() * (1 + COPIES));
    for Message { text, label } in messages {
        // How a message is misspelt does not depend on the messages before it: one more changes little.
        let mut dice = Dice(text.bytes().fold(BASIS, |hash, byte| step(hash, u32::from(byte))).into());
        let of = |text: &str, counts| Example { features: features(text), label: *label as usize, counts };
        examples.push(of(text, 1.0));
        examples.extend((0..COPIES).map(|_| of(&noise.misspell(text, &mut dice), COPY_COUNTS)));
    }
    examples
}

/// Drops the features of too few messages; copies do not count.
fn keep_common(examples: &mut [Example]) {
    let mut messages = vec![0_u32; BUCKETS];
    for example in examples.iter().step_by(1 + COPIES) {
        example.features.iter().for_each(|(bucket, _)| messages[*bucket as usize] += 1);
    }
    for example in examples {
        example.features.retain(|(bucket, _)| messages[*bucket as usize] >= FEWEST);
    }
}

/// The weights in 255 steps.
fn quantised(solver: &Solver) -> Classifier {
    let largest = solver.weights.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
    let step = largest / f32::from(i8::MAX);
    let mut model = Classifier { step, ..Classifier::default() };
    model.bias.copy_from_slice(&solver.bias[..LABELS]);
    let mut weights = Vec::with_capacity(KEPT);
    for (bucket, row) in solver.weights.chunks_exact(LANES).enumerate() {
        let steps = row
            .iter()
            .enumerate()
            .map(|(label, weight)| Weight { label: label as u8, steps: (weight / step).round() as i8 });
        weights.extend(steps.filter(|weight| weight.steps != 0));
        model.starts[bucket + 1] = weights.len() as u32;
    }
    model.weights = weights.into();
    model
}

/// What scores are divided by so that probabilities are as good as they say: the smallest mean squared distance from
/// what is right (Brier's score) on messages that the model has not seen.
fn temperature(model: &Classifier, held: &[Message]) -> f32 {
    let rows: Vec<_> = held.iter().map(|message| (model.scores(&message.text), message.label as usize)).collect();
    let distance = |temperature: f32| -> f64 {
        let of_row = |(scores, label): &([f32; LABELS], usize)| -> f64 {
            let mut chances = scores.map(|score| score / temperature);
            softmax(&mut chances);
            let squares = chances.iter().enumerate().map(|(at, chance)| (f32::from(at == *label) - chance).powi(2));
            f64::from(squares.sum::<f32>())
        };
        rows.iter().map(of_row).sum()
    };
    let tried = (4..=40).map(|step| step as f32 / 20.0);
    let best = tried.map(|it| (it, distance(it))).min_by(|one, other| one.1.total_cmp(&other.1));
    best.map_or(1.0, |(temperature, _)| temperature)
}
