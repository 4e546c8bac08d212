//! What changed a time or a sum after it was said: "on Saturday at 9", "no, let us make it 10".

use context::Said;
use language::{
    packs::List,
    text::words::{fold, words},
};
use storage::AskError;

use super::{
    found::worth_telling,
    question::Question,
    rank::{Wish, asks, has_wish},
};
use crate::reply_context::ReplyContext;

/// Seconds and messages within which a change belongs to what was said.
const SOON: i64 = 3 * 3600;
const NEXT: usize = 30;
/// Words of a change, at most: longer ones are about something else.
const WORDS: usize = 14;

/// The newest message after `first` that tells the same kind of thing anew.
pub(super) async fn corrected(
    ctx: &ReplyContext<'_>,
    question: &Question,
    first: &Said,
) -> Result<Option<Said>, AskError> {
    let wish = Wish::of(&question.text);
    let changing = match wish {
        Wish::Hour => List::Changing,
        // Prices of other things are named too often: only what says that the sum is another one changes it.
        Wish::Number | Wish::Share => List::ChangingSum,
        Wish::Time | Wish::Place | Wish::Deadline => List::Rescheduling,
        // "So is it 850 or 780 by now?"
        Wish::Anything if List::Checking.is_in(&words(&question.text).map(fold).collect::<Vec<_>>()) => {
            List::ChangingSum
        }
        Wish::Anything => return Ok(None),
    };
    let until = first.date.saturating_add(SOON).min(question.within().end);
    let said = ctx.context().said(first.chat_id, first.date, until).await?;
    let after = said.into_iter().skip_while(|it| it.message_id != first.message_id).skip(1).take(NEXT).collect();
    let changes = |it: &&Said| {
        let said: Vec<String> = words(&it.text).map(fold).collect();
        // "All right, let it be 7, decided".
        let is_settled = wish == Wish::Hour && List::Decided.is_in(&said) && said.iter().any(|word| is_hour(word));
        let is_told_anew = (changing.is_in(&said) || is_settled) && said.len() <= WORDS;
        let fits = wish == Wish::Anything || is_settled || has_wish(&it.text, wish, &question.now);
        is_told_anew && fits && !asks(&it.text)
    };
    Ok(worth_telling(ctx, question, after).iter().rev().find(changes).cloned())
}

/// A number that may be an hour.
fn is_hour(word: &str) -> bool {
    word.parse::<u8>().is_ok_and(|hour| hour <= 24)
}
