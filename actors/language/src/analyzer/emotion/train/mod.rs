//! Makes a [`Model`] from labelled texts.
//!
//! Weights are learned from the texts for training. Probabilities and thresholds are then fitted to the texts for tuning;
//! a tenth as many texts make them unsteady, so that the others help at a lower weight, each with the margin that a model
//! gave it that had not seen it (cross-validation).

mod rows;
mod solver;

use super::{
    Group, Model, OUTPUTS,
    calibration::{Calibration, Curve},
    features::BUCKETS,
    model::LANES,
};
use crate::{analyzer::Emotion, dice::Dice};
use rows::{FEATURES, Row};
use solver::solve;

/// A text and the emotions that people found in it; `None` where they were not asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    pub text: String,
    pub emotions: [Option<bool>; Emotion::ALL.len()],
}

/// Why nothing can be learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    #[error("there is no text for training that has an emotion, or none that has not")]
    NothingToLearn,
    #[error("there is no text for tuning in Ukrainian, Russian or English")]
    NothingToTune,
}

/// Parts of the texts for training; a model that learned from the others meets each.
const FOLDS: usize = 5;

/// What a text for training counts beside one for tuning.
const TRAINED_ON: f64 = 0.25;

/// Examples of an emotion in a language from which on it has a curve of its own.
const ENOUGH: usize = 5;

/// What a model is made of.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// What people wrote, to learn from.
    pub learned: Vec<Labelled>,
    /// What was made up to teach something: learned from, and never tuned on, since nobody writes like that all day.
    pub made_up: Vec<Labelled>,
    /// What people wrote, to tune on.
    pub dev: Vec<Labelled>,
}

/// Learns and tunes. The same texts in the same order give the same model.
///
/// # Errors
/// [`TrainError`].
pub fn train(texts: &Texts) -> Result<Model, TrainError> {
    let [learned, made_up, dev] =
        [&texts.learned, &texts.made_up, &texts.dev].map(|texts| texts.iter().map(Row::of).collect::<Vec<_>>());
    if !(0..OUTPUTS).any(|output| teaches(&learned, output)) {
        return Err(TrainError::NothingToLearn);
    }
    if dev.iter().all(|row| row.group.is_none()) {
        return Err(TrainError::NothingToTune);
    }
    let mut model = Model::default();
    for output in (0..OUTPUTS).filter(|output| teaches(&learned, *output)) {
        let made_up: Vec<(&Row, bool)> = labelled(&made_up, output).collect();
        let weights = solve(&labelled(&learned, output).chain(made_up.iter().copied()).collect::<Vec<_>>(), FEATURES);
        model.set(output, &weights);
        let mut margins = held_out(&learned, &made_up, output);
        margins.extend(dev.iter().map(|row| (row, row.dot(&weights), 1.0)));
        fit(&mut model.calibration, output, &margins);
    }
    Ok(model)
}

/// Whether some have it and some have not.
fn teaches(texts: &[Row], output: usize) -> bool {
    [true, false].iter().all(|wanted| texts.iter().any(|row| row.labels[output] == Some(*wanted)))
}

fn labelled(texts: &[Row], output: usize) -> impl Iterator<Item = (&Row, bool)> {
    texts.iter().filter_map(move |row| Some((row, row.labels[output]?)))
}

/// Each text with the margin that it gets from the others.
fn held_out<'a>(texts: &'a [Row], made_up: &[(&Row, bool)], output: usize) -> Vec<(&'a Row, f32, f64)> {
    let known: Vec<(&Row, bool)> = labelled(texts, output).collect();
    let mut order: Vec<usize> = (0..known.len()).collect();
    Dice(2).shuffle(&mut order);
    let mut margins = Vec::with_capacity(known.len());
    for fold in 0..FOLDS {
        let is_held = |place: usize| place % FOLDS == fold;
        let others = order.iter().enumerate().filter(|(place, _)| !is_held(*place)).map(|(_, at)| known[*at]);
        let weights = solve(&others.chain(made_up.iter().copied()).collect::<Vec<_>>(), FEATURES);
        let held = order.iter().enumerate().filter(|(place, _)| is_held(*place)).map(|(_, at)| known[*at].0);
        margins.extend(held.map(|row| (row, row.dot(&weights), TRAINED_ON)));
    }
    margins
}

/// A curve for each language; where one has too few examples, that of all.
fn fit(calibration: &mut Calibration, output: usize, margins: &[(&Row, f32, f64)]) {
    let of = |group: Option<Group>| -> Vec<(f32, bool, f64)> {
        let rows = margins.iter().filter(|(row, ..)| group.is_none() || row.group == group);
        rows.filter_map(|(row, margin, counts)| Some((*margin, row.labels[output]?, *counts))).collect()
    };
    let has_enough = |texts: &[(f32, bool, f64)]| texts.iter().filter(|(_, there, _)| *there).count() >= ENOUGH;
    let all = of(None);
    for group in Group::ALL {
        let own = of(Some(group));
        let texts = [own, all.clone()].into_iter().find(|texts| has_enough(texts));
        calibration.0[group as usize][output] = texts.map_or(Curve::NEVER, |texts| Curve::fit(&texts));
    }
}

impl Model {
    /// Takes the weights of one output, the hashed ones in 255 steps.
    fn set(&mut self, output: usize, weights: &[f32]) {
        let (hashed, dense) = weights.split_at(BUCKETS);
        let most = hashed.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = most / f32::from(i8::MAX);
        self.scales[output] = scale;
        for (row, weight) in self.hashed.iter_mut().zip(hashed) {
            let row: &mut [i8; LANES] = row;
            row[output] = (weight / scale).round() as i8;
        }
        for (row, weight) in self.dense.iter_mut().zip(dense) {
            row[output] = *weight;
        }
    }
}
