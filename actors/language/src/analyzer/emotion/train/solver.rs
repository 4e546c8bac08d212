//! A linear classifier with squared hinge loss, by dual coordinate descent: Hsieh et al. 2008, "A Dual Coordinate Descent
//! Method for Large-scale Linear SVM", algorithm 1. No step sizes to tune, and nothing but sums and products, so that the
//! same texts give the same weights anywhere.

use super::rows::Row;
use crate::dice::Dice;

/// What errors cost against large weights, times the cost of each row: found by cross-validation on the train files.
const COST: f64 = 0.3;

/// Passes over all texts.
const EPOCHS: usize = 12;

/// Weights of features so many that tell rows labelled true from others; the last weight is the bias.
pub fn solve(rows: &[(&Row, bool)], features: usize) -> Vec<f32> {
    let mut weights = vec![0.0; features + 1];
    let mut alphas = vec![0.0; rows.len()];
    let slack = |row: &Row| 0.5 / (COST * row.cost);
    let curvatures: Vec<f64> = rows.iter().map(|(row, _)| row.squared_length() + 1.0 + slack(row)).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut dice = Dice(1);
    for _ in 0..EPOCHS {
        dice.shuffle(&mut order);
        for &at in &order {
            let (row, labelled) = rows[at];
            let side = if labelled { 1.0 } else { -1.0 };
            let gradient = side * f64::from(row.dot(&weights)) - 1.0 + alphas[at] * slack(row);
            let alpha = f64::max(alphas[at] - gradient / curvatures[at], 0.0);
            let step = (alpha - alphas[at]) * side;
            if step != 0.0 {
                alphas[at] = alpha;
                row.add_to(&mut weights, step as f32);
            }
        }
    }
    weights
}
