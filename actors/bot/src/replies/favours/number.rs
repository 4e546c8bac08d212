//! A number of a range, or several dice.

use fastrand::Rng;
use intent::slots::range::range;
use language::text::catalogue::Args;

use super::said;
use crate::reply_context::ReplyContext;

/// Where no range is named.
const USUAL: (i64, i64) = (1, 100);

/// What was drawn.
pub(super) fn drawn(ctx: &ReplyContext<'_>, text: &str) -> String {
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
