//! What was said right after somebody else had asked the same.

use context::Said;
use storage::AskError;

use super::{
    found::worth_telling,
    question::Question,
    rank::{Wish, asks, has_wish},
};
use crate::reply_context::ReplyContext;

/// Questions of others that are looked at, the best ones.
const QUESTIONS: usize = 3;
/// Seconds within which somebody answers, and messages among which the answer is.
const SOON: i64 = 900;
const NEXT: usize = 8;
/// Seconds within which the next words of another are an answer, whatever is in them.
const AT_ONCE: i64 = 120;

/// Somebody's question, and what another one said to it.
pub(super) struct Answered {
    pub question: Said,
    pub answer: Said,
}

/// The answer that others were given to the same question; `asked` are their questions, best first.
pub(super) async fn answered(
    ctx: &ReplyContext<'_>,
    question: &Question,
    asked: &[Said],
) -> Result<Option<Answered>, AskError> {
    let wish = Wish::of(&question.text);
    for earlier in asked.iter().take(QUESTIONS) {
        let until = earlier.date.saturating_add(SOON).min(question.within().end);
        let said = ctx.context().said(ctx.request.chat, earlier.date, until).await?;
        let after = said.into_iter().skip_while(|it| it.message_id != earlier.message_id).skip(1).take(NEXT).collect();
        let others = worth_telling(ctx, question, after);
        let others: Vec<Said> = others.into_iter().filter(|it| it.sender_id != earlier.sender_id).collect();
        if let Some(answer) = best(earlier, &others, wish, question) {
            return Ok(Some(Answered { question: earlier.clone(), answer: answer.clone() }));
        }
    }
    Ok(None)
}

/// Of what others said next: what has the kind of thing that is asked for, a reply before the rest. Where any kind will do,
/// a reply, or what was said at once.
fn best<'s>(earlier: &Said, others: &'s [Said], wish: Wish, question: &Question) -> Option<&'s Said> {
    let tells = |it: &&Said| !asks(&it.text);
    let replies = |it: &&Said| it.reply_to == Some(earlier.message_id);
    if wish == Wish::Anything {
        let at_once = |it: &&Said| it.date <= earlier.date.saturating_add(AT_ONCE) && it.reply_to.is_none();
        return others.iter().filter(tells).find(replies).or_else(|| others.first().filter(tells).filter(at_once));
    }
    let fits = |it: &&Said| tells(it) && has_wish(&it.text, wish, &question.now);
    others.iter().filter(fits).find(replies).or_else(|| others.iter().find(fits))
}
