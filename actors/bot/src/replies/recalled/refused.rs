//! "Who does not come?": who said that they take no part.

use context::Said;
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};

use super::{
    Told,
    found::worth_telling,
    paid::asks_paid,
    question::Question,
    rank::{Words, asks},
};
use crate::{
    replies::recall,
    reply_context::{ReplyContext, ReplyError},
};

/// Seconds for which refusals are looked for, and how many of them are told.
const LATELY: i64 = 3 * 24 * 3600;
const TOLD: usize = 8;
/// Words of a refusal, at most.
const BRIEF: usize = 12;
/// Words from "who" to "not", at most.
const NEAR: usize = 4;

/// Whether a question asks who does not do something.
pub(super) fn asks_refused(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let Some(who) = said.iter().position(|word| List::Who.has(word)) else { return false };
    let is_denied = said.iter().skip(who + 1).take(NEAR).any(|word| List::Denials.has(word));
    is_denied && !asks_paid(text)
}

/// Who refused, one line each, the oldest first; `None` if nobody did since the matter was first named.
pub(super) async fn refused(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Told>, ReplyError> {
    let until = question.ever().end;
    let said = ctx.look_up(&[], ctx.context().said(ctx.request.chat, until.saturating_sub(LATELY), until)).await?;
    let said = worth_telling(ctx, question, said);
    let sought = Words::of(&question.words, &question.text);
    let is_named = |it: &Said| question.words.is_empty() || sought.named_in(&it.text) > 0;
    let Some(first) = said.iter().position(is_named) else { return Ok(None) };
    let refuses = |it: &&Said| {
        let folded: Vec<String> = words(&it.text).map(fold).collect();
        folded.len() <= BRIEF && !asks(&it.text) && List::Refusing.is_in(&folded)
    };
    let refused: Vec<&Said> = said.iter().skip(first).filter(refuses).take(TOLD).collect();
    if refused.is_empty() {
        return Ok(None);
    }
    Ok(Some(ctx.word(|speaker| {
        let rows: Vec<String> = refused.iter().map(|said| recall::quote(speaker, said)).collect();
        format!("{}\n{}", speaker.say_id("recall-refused", &Args::default()), rows.join("\n")).into()
    })))
}
