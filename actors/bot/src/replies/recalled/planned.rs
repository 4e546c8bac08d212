//! "When do we meet?", "where do we celebrate?": a question that names nothing but what all of us will do is about the plan
//! of the chat, whichever words tell it.

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

/// Seconds for which a plan is looked for, and the newest messages of them that are read.
const LATELY: i64 = 3 * 24 * 3600;
const READ: usize = 150;

/// The newest message that settles the time or the place, if that is what the question asks for.
pub(super) async fn planned(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Said>, AskError> {
    let wish = Wish::of(&question.text);
    let said = words(&question.text).map(fold).filter(|word| !List::QuestionWords.has(word));
    let is_ours = said.into_iter().any(|word| is_done_together(&word) || List::OurDoing.has(&word));
    let folded: Vec<String> = words(&question.text).map(fold).collect();
    // "So when did we agree on?"
    let is_ours = is_ours || List::Settled.is_in(&folded);
    // What each pays, and up to when, is told by whoever says such a thing, whichever words they use.
    let asks_share = matches!(wish, Wish::Share | Wish::Deadline);
    if !asks_share && (!is_ours || !matches!(wish, Wish::Time | Wish::Hour | Wish::Place))
        || question.person().is_some()
    {
        return Ok(None);
    }
    let until = question.within().end;
    let said = ctx.context().said(ctx.request.chat, until.saturating_sub(LATELY), until).await?;
    let said = worth_telling(ctx, question, said);
    let settles = |it: &&Said| {
        let folded: Vec<String> = words(&it.text).map(fold).collect();
        if asks_share {
            return !asks(&it.text) && has_wish(&it.text, wish, &question.now);
        }
        let settled = List::Settled.is_in(&folded) || folded.iter().any(|word| is_done_together(word));
        settled && !asks(&it.text) && has_wish(&it.text, wish, &question.now)
    };
    Ok(said.iter().rev().take(READ).find(settles).cloned())
}

/// A verb in the first person of the plural.
fn is_done_together(word: &str) -> bool {
    List::TogetherEndings.iter().any(|ending| word.ends_with(ending))
}
