//! Makes a [`Model`] from labelled texts.
//!
//! Weights are learned from the texts for training. Probabilities and thresholds are then fitted to the texts for tuning;
//! a tenth as many texts make them unsteady, so that the others help at a lower weight, each with the margin that a model
//! gave it that had not seen it (cross-validation).
//!
//! Texts are of two kinds, those from chats and others. What is labelled as an emotion differs between them, and how many
//! there are of each says nothing of what is to be read. So a threshold is the best for both, each with its share.

mod rows;
mod solver;

use std::{panic::resume_unwind, thread};

use super::{
    Group, Model, OUTPUTS,
    calibration::{Curve, Tuned},
    features::BUCKETS,
    known_words::KnownWords,
    model::LANES,
};
use crate::{analyzer::Emotion, dice::Dice};
use rows::{FEATURES, Kind, Row};
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

/// What errors cost on texts that are not from chats, beside those that are: there are far fewer of them.
const OF_OTHERS: f64 = 1.5;

/// What errors cost on what was made up: there are fewer still, and each is there for a reason.
const OF_MADE_UP: f64 = 6.0;

/// What errors cost on translations: nobody said it with these words.
const OF_TRANSLATED: f64 = 0.3;

/// What chat counts in a language that has texts from chats, of all its texts.
const CHAT: f64 = 0.75;

/// Of so many texts of another language one may be taken for this one: not enough to be its chat.
const STRAY: usize = 10;

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
    /// What people wrote in chats, to learn from.
    pub chat: Vec<Labelled>,
    /// What people wrote in chats in another language and a machine translated, to learn from.
    pub translated_chat: Vec<Labelled>,
    /// What people wrote in chats, to tune on.
    pub chat_dev: Vec<Labelled>,
}

impl Texts {
    fn learned(&self) -> Vec<Row> {
        let learned = self.learned.iter().map(|text| Row::of(text, Kind::Other, OF_OTHERS));
        let chat = self.chat.iter().map(|text| Row::of(text, Kind::Chat, 1.0));
        let translated = self.translated_chat.iter().map(|text| Row::of(text, Kind::Chat, OF_TRANSLATED));
        learned.chain(chat).chain(translated).collect()
    }

    fn made_up(&self) -> Vec<Row> {
        self.made_up.iter().map(|text| Row::of(text, Kind::Other, OF_MADE_UP)).collect()
    }

    fn dev(&self) -> Vec<Row> {
        let dev = self.dev.iter().map(|text| Row::of(text, Kind::Other, 1.0));
        dev.chain(self.chat_dev.iter().map(|text| Row::of(text, Kind::Chat, 1.0))).collect()
    }
}

/// Learns and tunes. The same texts in the same order give the same model.
///
/// # Errors
/// [`TrainError`].
pub fn train(texts: &Texts) -> Result<Model, TrainError> {
    let rows = Rows { learned: texts.learned(), made_up: texts.made_up(), dev: texts.dev() };
    let outputs: Vec<usize> = (0..OUTPUTS).filter(|output| teaches(&rows.learned, *output)).collect();
    if outputs.is_empty() {
        return Err(TrainError::NothingToLearn);
    }
    if rows.dev.iter().all(|row| row.group.is_none()) {
        return Err(TrainError::NothingToTune);
    }
    let mut model = Model::default();
    // Outputs know nothing of each other, so that each may be learned by a thread of its own.
    thread::scope(|scope| {
        let rows = &rows;
        let threads: Vec<_> = outputs.iter().map(|output| scope.spawn(|| rows.learn(*output))).collect();
        for (output, thread) in outputs.iter().zip(threads) {
            let (weights, curves) = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            model.set(*output, &weights);
            for (calibration, curve) in model.calibration.0.iter_mut().zip(curves) {
                calibration[*output] = curve;
            }
        }
    });
    Ok(model)
}

/// What a model is made of, as the solver sees it.
struct Rows {
    learned: Vec<Row>,
    made_up: Vec<Row>,
    dev: Vec<Row>,
}

impl Rows {
    /// The weights of an output, and its curve in each language.
    fn learn(&self, output: usize) -> (Vec<f32>, [Curve; Group::ALL.len()]) {
        let made_up: Vec<(&Row, bool)> = labelled(&self.made_up, output).collect();
        let all: Vec<(&Row, bool)> = labelled(&self.learned, output).chain(made_up.iter().copied()).collect();
        let weights = solve(&all, FEATURES);
        let mut margins = held_out(&self.learned, &made_up, output);
        margins.extend(self.dev.iter().map(|row| (row, row.dot(&weights), 1.0)));
        (weights, Group::ALL.map(|group| curve(&margins, group, output)))
    }
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

/// That of one language; where that has too few examples, that of all.
fn curve(margins: &[(&Row, f32, f64)], group: Group, output: usize) -> Curve {
    let of = |wanted: &dyn Fn(&Row) -> bool| -> Vec<Tuned> {
        let rows = margins.iter().filter(|(row, ..)| wanted(row));
        rows.filter_map(|(row, margin, counts)| Some((*margin, row.labels[output]?, *counts))).collect()
    };
    let has_enough = |texts: &Vec<Tuned>| texts.iter().filter(|(_, there, _)| *there).count() >= ENOUGH;
    let [chat, other] = [Kind::Chat, Kind::Other].map(|kind| of(&|row| row.group == Some(group) && row.kind == kind));
    let is_spoken = chat.len() * STRAY > other.len();
    let kinds = [(CHAT, chat), (1.0 - CHAT, other)];
    let mut kinds: Vec<(f64, Vec<Tuned>)> =
        kinds.into_iter().skip(usize::from(!is_spoken)).filter(|(_, texts)| has_enough(texts)).collect();
    if kinds.is_empty() {
        kinds.extend(Some((1.0, of(&|_| true))).filter(|(_, texts)| has_enough(texts)));
    }
    if kinds.is_empty() { Curve::NEVER } else { Curve::fit(&kinds) }
}

impl Model {
    /// Takes the weights of one output, the hashed ones in 255 steps.
    fn set(&mut self, output: usize, weights: &[f32]) {
        let (hashed, dense) = weights.split_at(BUCKETS);
        let most = hashed.iter().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = most / f32::from(i8::MAX);
        self.scales[output] = scale;
        self.known = KnownWords::default();
        for (row, weight) in self.hashed.iter_mut().zip(hashed) {
            let row: &mut [i8; LANES] = row;
            row[output] = (weight / scale).round() as i8;
        }
        for (row, weight) in self.dense.iter_mut().zip(dense) {
            row[output] = *weight;
        }
    }
}
