//! What a sum comes to.

use std::cmp::Ordering;

use intent::slots::{
    expression::{ExpressionError, evaluate, expression, rounded, shown},
    options::options,
};
use language::text::{catalogue::Args, words::fold};

use super::said;
use crate::reply_context::ReplyContext;

/// Which of two sums is more, if the text asks that: "what is less, 420*2*4 or 2600?".
fn compared(ctx: &ReplyContext<'_>, text: &str) -> Option<String> {
    let found = options(text)?;
    let [one, other] = found.options.as_slice() else { return None };
    let sum = |option: &str| expression(option).or_else(|| Some(fold(option.split_whitespace().last()?)));
    let (one, other) = (sum(one)?, sum(other)?);
    let (value, than) = (evaluate(&one).ok()?, evaluate(&other).ok()?);
    let id = match value.cmp(&than) {
        Ordering::Less => "favour-sum-less",
        Ordering::Equal => "favour-sum-equal",
        Ordering::Greater => "favour-sum-more",
    };
    let told = |sum: String, value| {
        let value = shown(value);
        if sum == value { value } else { format!("{sum} = {value}") }
    };
    Some(said(ctx, id, &Args::default().text("one", &told(one, value)).text("other", &told(other, than))))
}

/// The sum in the text with its result, or why there is none.
pub(super) fn result(ctx: &ReplyContext<'_>, text: &str) -> String {
    if let Some(compared) = compared(ctx, text) {
        return compared;
    }
    let Some(sum) = expression(text) else { return said(ctx, "favour-sum-unclear", &Args::default()) };
    match evaluate(&sum) {
        Ok(value) => {
            let brief = rounded(value);
            let id = if brief == value { "favour-sum" } else { "favour-sum-about" };
            said(ctx, id, &Args::default().text("sum", &sum).text("result", &shown(brief)))
        }
        Err(ExpressionError::DivisionByZero) => said(ctx, "favour-sum-zero", &Args::default()),
        Err(ExpressionError::TooLarge | ExpressionError::TooLong | ExpressionError::TooDeep) => {
            said(ctx, "favour-sum-too-large", &Args::default())
        }
        Err(ExpressionError::Malformed | ExpressionError::BrokenPower) => {
            said(ctx, "favour-sum-unclear", &Args::default())
        }
    }
}
