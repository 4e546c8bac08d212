//! "Who has how much?", "who has the most points?": the newest figure that each of the chat named.

use context::Said;
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

/// Seconds for which figures are looked for.
const LATELY: i64 = 24 * 3600;
/// Words of a message that tells a figure, at most, and the first ones of them among which it is.
const BRIEF: usize = 8;
const FIRST: usize = 3;
/// Words from whose it is to how much, at most.
const NEAR: usize = 2;

/// Whether a question asks how much each has.
pub(super) fn asks_each(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    let mut whose = (0..said.len()).filter(|at| List::Whose.has(&said[*at]));
    let counts = |word: &String| {
        List::HowMany.has(word) || List::Superlatives.iter().any(|beginning| word.starts_with(beginning))
    };
    whose.any(|at| said.iter().skip(at + 1).take(NEAR).any(counts))
}

/// The newest figure of each, one line a person, in the order in which they were named; `None` for fewer than two.
pub(super) async fn figures(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Told>, ReplyError> {
    let until = question.ever().end;
    let said = ctx.look_up(&[], ctx.context().said(ctx.request.chat, until.saturating_sub(LATELY), until)).await?;
    let mut newest: Vec<Said> = Vec::new();
    for it in worth_telling(ctx, question, said).into_iter().filter(|it| names_figure(&it.text)) {
        newest.retain(|other| other.sender_id != it.sender_id);
        newest.push(it);
    }
    if newest.len() < 2 {
        return Ok(None);
    }
    Ok(Some(ctx.word(|speaker| {
        let rows: Vec<String> = newest.iter().map(|said| recall::quote(speaker, said)).collect();
        format!("{}\n{}", speaker.say_id("recall-each", &Args::default()), rows.join("\n")).into()
    })))
}

pub(super) fn names_figure(text: &str) -> bool {
    let said: Vec<&str> = words(text).collect();
    let is_figure = |word: &&str| word.starts_with(|it: char| it.is_ascii_digit());
    said.len() <= BRIEF && said.iter().take(FIRST).any(is_figure) && !asks(text)
}
