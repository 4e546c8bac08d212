//! "Who brings what?": what each of the chat promised lately.

use context::Said;
use events::PersonId;
use intent::speaks;
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};

use super::{Told, found::worth_telling, question::Question, rank::asks};
use crate::{
    replies::recall,
    reply_context::{ReplyContext, ReplyError},
};

/// Seconds for which promises are looked for, and how many of them are told.
const LATELY: i64 = 3 * 24 * 3600;
const TOLD: usize = 12;
/// Words between "who" and "what", at most.
const BETWEEN: usize = 1;
/// Words of a message that says whose something is, at most.
const CLAIM: usize = 5;

/// Whether a question asks who does what.
pub(super) fn asks_who_does_what(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let who = said.iter().position(|word| List::Who.has(word));
    // "Who said that they bring the grill?" asks for words.
    let is_said = |at: usize| said.get(at + 1).is_some_and(|word| speaks(word) || List::Recalling.has(word));
    let asks_what = |at: usize| said.iter().skip(at + 1).take(BETWEEN + 1).any(|word| List::What.has(word));
    who.is_some_and(|at| asks_what(at) && !is_said(at))
}

/// Who does what, one line a promise, the oldest first; `None` if nobody promised anything.
pub(super) async fn promised(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Told>, ReplyError> {
    let until = question.ever().end;
    let said = ctx.look_up(&[], ctx.context().said(ctx.request.chat, until.saturating_sub(LATELY), until)).await?;
    let promises = |it: &Said| {
        let said: Vec<String> = words(&it.text).map(fold).collect();
        // "The grill is mine".
        let claims = || said.len() <= CLAIM && List::Claiming.has_any(&said);
        !asks(&it.text) && (List::Promising.is_in(&said) || List::Taking.is_in(&said) || claims())
    };
    let mut promised: Vec<Said> = worth_telling(ctx, question, said).into_iter().filter(promises).collect();
    promised.drain(..promised.len().saturating_sub(TOLD));
    if promised.is_empty() {
        return Ok(None);
    }
    // What one person promised stands together.
    let people: Vec<PersonId> = promised.iter().map(|said| said.sender_id).collect();
    promised.sort_by_key(|said| people.iter().position(|who| *who == said.sender_id));
    Ok(Some(ctx.word(|speaker| {
        let rows: Vec<String> = promised.iter().map(|said| recall::quote(speaker, said)).collect();
        format!("{}\n{}", speaker.say_id("recall-promised", &Args::default()), rows.join("\n")).into()
    })))
}
