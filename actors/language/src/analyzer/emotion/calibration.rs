//! From margins to probabilities, and from probabilities to emotions.
//!
//! Probabilities by Platt's method (Platt 1999, "Probabilistic outputs for support vector machines"), a slope and an
//! offset for each language and output. Thresholds are those at which the F1 score that the probabilities themselves
//! lead one to expect is best (Lipton et al. 2014, arXiv 1402.1892): with few examples of an emotion that is steadier
//! than trying thresholds on them.

use super::{Group, OUTPUTS};

/// The slope before anything is known, about what margins of 1 and -1 are worth, and how much that is believed.
const SLOPE: f64 = 4.0;
const BELIEF: f64 = 0.5;

/// Texts of a kind from which on what came of a threshold is steady itself, and nearer to the truth than an expectation.
const MANY: usize = 10_000;

/// Steps of Newton's method; it settles in far fewer.
const STEPS: usize = 50;

/// A text to fit: its margin, whether it was labelled so, and what it counts.
pub type Tuned = (f32, bool, f64);

/// Of one output in one language.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve {
    pub slope: f32,
    pub offset: f32,
    /// From which probability on it is named; above 1: never.
    pub threshold: f32,
}

impl Curve {
    /// Of what nothing is known of.
    pub const NEVER: Self = Self { slope: 0.0, offset: -10.0, threshold: 2.0 };

    fn chance(&self, margin: f32) -> f32 {
        1.0 / (1.0 + (-(self.slope * margin + self.offset)).exp())
    }

    /// Fits texts of some kinds, each with its share: a kind counts the same, however many texts there are of it.
    pub fn fit(kinds: &[(f64, Vec<Tuned>)]) -> Self {
        let texts: f64 = kinds.iter().map(|(_, texts)| counted(texts)).sum();
        let shares: f64 = kinds.iter().map(|(share, _)| share).sum();
        let mixed = kinds.iter().flat_map(|(share, kind)| {
            let times = share / shares * texts / counted(kind);
            kind.iter().map(move |(margin, there, counts)| (*margin, *there, counts * times))
        });
        let (slope, offset) = platt(&mixed.collect::<Vec<_>>());
        let mut curve = Self { slope: slope as f32, offset: offset as f32, threshold: 2.0 };
        curve.threshold = best_margin(kinds).map_or(2.0, |margin| curve.chance(margin));
        curve
    }
}

fn counted(texts: &[Tuned]) -> f64 {
    texts.iter().map(|(.., counts)| counts).sum()
}

/// What is expected of one kind of texts.
struct Expected {
    share: f64,
    /// How many have the emotion, in all.
    there: f64,
    hits: f64,
    named: f64,
}

impl Expected {
    /// Twice the hits, of all that are named and all that are there.
    fn score(&self) -> f64 {
        self.share * 2.0 * self.hits / (self.named + self.there)
    }
}

/// From which margin on the mean of the expected scores of all kinds is best; `None` without texts.
fn best_margin(kinds: &[(f64, Vec<Tuned>)]) -> Option<f32> {
    let mut texts = Vec::new();
    let mut all = Vec::new();
    for (kind, (share, own)) in kinds.iter().enumerate() {
        let (slope, offset) = platt(own);
        let expected = |(margin, there, counts): &Tuned| {
            counts * if own.len() < MANY { logistic(slope * f64::from(*margin) + offset) } else { f64::from(*there) }
        };
        all.push(Expected { share: *share, there: own.iter().map(expected).sum(), hits: 0.0, named: 0.0 });
        texts.extend(own.iter().map(|text| (text.0, kind, expected(text), text.2)));
    }
    texts.sort_by(|(one, ..), (other, ..)| other.total_cmp(one));
    let (mut best, mut at) = (0.0, None);
    for (margin, kind, hits, counts) in texts {
        all[kind].hits += hits;
        all[kind].named += counts;
        let score: f64 = all.iter().map(Expected::score).sum();
        if score > best {
            (best, at) = (score, Some(margin));
        }
    }
    at
}

fn logistic(value: f64) -> f64 {
    1.0 / (1.0 + (-value).exp())
}

/// Newton's method for logistic regression on one number, with a prior on its slope.
fn platt(texts: &[Tuned]) -> (f64, f64) {
    let (mut slope, mut offset) = (SLOPE, 0.0);
    for _ in 0..STEPS {
        let (mut by_slope, mut by_offset) = (BELIEF * (slope - SLOPE), 0.0);
        let (mut slope_slope, mut slope_offset, mut offset_offset) = (BELIEF, 0.0, 1e-9);
        for (margin, labelled, counts) in texts {
            let margin = f64::from(*margin);
            let chance = logistic(slope * margin + offset);
            let (wrong, weight) = (counts * (chance - f64::from(*labelled)), counts * chance * (1.0 - chance));
            by_slope += wrong * margin;
            by_offset += wrong;
            slope_slope += weight * margin * margin;
            slope_offset += weight * margin;
            offset_offset += weight;
        }
        let area = slope_slope * offset_offset - slope_offset * slope_offset;
        slope -= ((by_slope * offset_offset - by_offset * slope_offset) / area).clamp(-2.0, 2.0);
        offset -= ((by_offset * slope_slope - by_slope * slope_offset) / area).clamp(-4.0, 4.0);
    }
    (slope, offset)
}

/// Of all outputs in all languages.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration(pub [[Curve; OUTPUTS]; Group::ALL.len()]);

impl Default for Calibration {
    fn default() -> Self {
        Self([[Curve::NEVER; OUTPUTS]; Group::ALL.len()])
    }
}

impl Calibration {
    /// How likely each output is true.
    pub fn chances(&self, group: Group, margins: &[f32; OUTPUTS]) -> [f32; OUTPUTS] {
        let curves = &self.0[group as usize];
        std::array::from_fn(|output| curves[output].chance(margins[output]))
    }

    /// From which probability on an output is named.
    pub fn threshold(&self, group: Group, output: usize) -> f32 {
        self.0[group as usize][output].threshold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_are_what_came_of_such_margins() {
        // Of margin 1, three in four; of margin -1, one in twenty.
        let texts: Vec<Tuned> =
            (0..2000).map(|it| if it % 2 == 0 { (1.0, it % 8 != 0, 1.0) } else { (-1.0, it % 40 == 1, 1.0) }).collect();
        let curve = Curve::fit(&[(1.0, texts)]);
        assert!((curve.chance(1.0) - 0.75).abs() < 0.01, "{}", curve.chance(1.0));
        assert!((curve.chance(-1.0) - 0.05).abs() < 0.01, "{}", curve.chance(-1.0));
        assert!(curve.threshold > 0.06 && curve.threshold <= 0.76, "{}", curve.threshold);
    }

    #[test]
    fn what_is_rare_is_named_from_less() {
        let texts = |every: usize| -> Vec<Tuned> {
            (0..4000).map(|it| ((it % 21) as f32 / 10.0 - 1.0, it % every == 0 && it % 21 > 10, 1.0)).collect()
        };
        assert!(Curve::fit(&[(1.0, texts(9))]).threshold < Curve::fit(&[(1.0, texts(1))]).threshold);
    }
}
