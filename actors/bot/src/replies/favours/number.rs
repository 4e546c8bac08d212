//! A number of a range, or several dice.

use fastrand::Rng;
use intent::slots::range::range;
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};

use super::{choice::steady, said};
use crate::reply_context::ReplyContext;

/// Where no range is named.
const USUAL: (i64, i64) = (1, 100);
/// Nothing is quite sure.
const MOST_LIKELY: usize = 99;

/// What was drawn.
pub(super) fn drawn(ctx: &ReplyContext<'_>, text: &str) -> String {
    // Whoever asks for the chances of the same again gets the same.
    if words(text).map(fold).any(|word| List::Chances.has(&word)) {
        let number = (steady(ctx, text, MOST_LIKELY) + 1).to_string();
        return said(ctx, "favour-chances", &Args::default().text("number", &number));
    }
    let (times, from, to) = range(text).map_or((1, USUAL.0, USUAL.1), |it| (it.times, it.from, it.to));
    let mut rng = Rng::with_seed(ctx.style.seed);
    let numbers: Vec<i64> = (0..times).map(|_| rng.i64(from..=to)).collect();
    match numbers.as_slice() {
        [number] => said(ctx, "favour-number", &Args::default().text("number", &number.to_string())),
        numbers => {
            let listed: Vec<String> = numbers.iter().map(i64::to_string).collect();
            let sum = numbers.iter().fold(0_i64, |sum, number| sum.saturating_add(*number));
            let args = Args::default().text("numbers", &listed.join(" + ")).text("sum", &sum.to_string());
            said(ctx, "favour-numbers", &args)
        }
    }
}
