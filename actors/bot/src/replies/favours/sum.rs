//! What a sum comes to.

use intent::slots::expression::{ExpressionError, evaluate, expression, shown};
use language::text::catalogue::Args;

use super::said;
use crate::reply_context::ReplyContext;

/// The sum in the text with its result, or why there is none.
pub(super) fn result(ctx: &ReplyContext<'_>, text: &str) -> String {
    let Some(sum) = expression(text) else { return said(ctx, "favour-sum-unclear", &Args::default()) };
    match evaluate(&sum) {
        Ok(value) => said(ctx, "favour-sum", &Args::default().text("sum", &sum).text("result", &shown(value))),
        Err(ExpressionError::DivisionByZero) => said(ctx, "favour-sum-zero", &Args::default()),
        Err(ExpressionError::TooLarge | ExpressionError::TooLong | ExpressionError::TooDeep) => {
            said(ctx, "favour-sum-too-large", &Args::default())
        }
        Err(ExpressionError::Malformed | ExpressionError::BrokenPower) => {
            said(ctx, "favour-sum-unclear", &Args::default())
        }
    }
}
