//! How well a model does on labelled texts.

use super::{Felt, Model, train::Labelled};
use crate::analyzer::{Emotion, felt_in};

const EMOTIONS: usize = Emotion::ALL.len();

/// What was found of one emotion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// There, and named.
    pub right: u32,
    /// Named, and not there.
    pub wrong: u32,
    /// There, and not named.
    pub missed: u32,
    /// Neither.
    pub left: u32,
}

impl Found {
    /// Of those named, the share that is there; 0 where none is named.
    pub fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Of those there, the share that is named; 0 where none is there.
    pub fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of both; 0 where none is right.
    pub fn f1(&self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn share(of: u32, all: u32) -> f64 {
    if all == 0 { 0.0 } else { f64::from(of) / f64::from(all) }
}

/// What became of labelled texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    pub texts: u32,
    /// By the place in [`Emotion::ALL`]; `None` for an emotion that no text was asked about.
    pub found: [Option<Found>; EMOTIONS],
    /// Of texts labelled so (rows), how many were called so (columns); the last of each is neutral. A text of several
    /// emotions is in several rows, one that is given several in several columns.
    pub confusion: [[u32; EMOTIONS + 1]; EMOTIONS + 1],
    /// How far the confidence is from how often it was right: the expected calibration error over ten bins (Guo et al.
    /// 2017, arXiv 1706.04599), from 0 to 1.
    pub calibration_error: f64,
}

impl Measured {
    /// The mean of the F1 scores of the emotions that were asked about; 0 without any.
    pub fn macro_f1(&self) -> f64 {
        let scores: Vec<f64> = self.found.iter().flatten().map(Found::f1).collect();
        if scores.is_empty() { 0.0 } else { scores.iter().sum::<f64>() / scores.len() as f64 }
    }
}

/// Reads each text with the model and compares.
pub fn measure(model: &Model, texts: &[Labelled]) -> Measured {
    let mut measured = Measured::default();
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for text in texts {
        let felt = felt_in(&text.text, model);
        measured.take(text, &felt);
        let confidence = f64::from(felt.confidence);
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1.0, bin.1 + confidence, bin.2 + f64::from(is_right(text, &felt)));
    }
    let off: f64 = bins.iter().map(|(_, sure, right)| (sure - right).abs()).sum();
    measured.calibration_error = if texts.is_empty() { 0.0 } else { off / texts.len() as f64 };
    measured
}

/// Whether what the confidence is about is so.
fn is_right(text: &Labelled, felt: &Felt) -> bool {
    match felt.emotions.first() {
        Some(emotion) => text.emotions[*emotion as usize] == Some(true),
        None => !text.emotions.contains(&Some(true)),
    }
}

impl Measured {
    fn take(&mut self, text: &Labelled, felt: &Felt) {
        self.texts += 1;
        for (place, there) in text.emotions.iter().enumerate() {
            let Some(there) = there else { continue };
            let found = self.found[place].get_or_insert_default();
            let count = match (there, felt.emotions.contains(&Emotion::ALL[place])) {
                (true, true) => &mut found.right,
                (false, true) => &mut found.wrong,
                (true, false) => &mut found.missed,
                (false, false) => &mut found.left,
            };
            *count += 1;
        }
        for row in rows(|place| text.emotions[place] == Some(true)) {
            for column in rows(|place| felt.emotions.contains(&Emotion::ALL[place])) {
                self.confusion[row][column] += 1;
            }
        }
    }
}

/// The places that hold, or that of neutral.
fn rows(holds: impl Fn(usize) -> bool) -> Vec<usize> {
    let held: Vec<usize> = (0..EMOTIONS).filter(|place| holds(*place)).collect();
    if held.is_empty() { vec![EMOTIONS] } else { held }
}
