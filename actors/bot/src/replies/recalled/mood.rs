//! How somebody has been lately, by what they wrote.

use std::cmp::Reverse;

use context::Said;
use intent::{Intent, Label, understand};
use language::{analyzer::Emotion, text::catalogue::Args};

use super::{
    Told,
    found::quote,
    question::{Question, full_name},
    rank::Words,
};
use crate::reply_context::{ReplyContext, ReplyError};

/// Messages that tell how somebody is now, the newest ones, and how old they may be in seconds.
const LATELY: usize = 30;
const LATE: i64 = 24 * 3600;
/// Feelings named at most.
const NAMED: usize = 2;

/// The mood of the one person whom the question names, in the time that it names or lately.
pub(super) async fn of_person(ctx: &ReplyContext<'_>, question: &Question) -> Result<Option<Told>, ReplyError> {
    let Some(person) = question.person() else { return Ok(None) };
    let said = ctx.context().last_said(ctx.request.chat, person.id, question.within());
    let mut said = ctx.look_up(&[], said).await?;
    // What they told us tells how they are, too.
    said.retain(|it| Some(it.message_id) != question.message);
    let newest = said.first().map_or(0, |it| it.date);
    if question.time.is_none() {
        said.retain(|it| it.date > newest.saturating_sub(LATE));
        said.truncate(LATELY);
    }
    let felt = felt(ctx, &said);
    Ok(Some(ctx.word(|speaker| {
        let args = Args::default().text("name", &speaker.name(&full_name(person)));
        let args = args.number("count", i64::try_from(said.len()).unwrap_or(i64::MAX));
        let Some((_, strongest)) = felt.first() else {
            let id = if said.is_empty() { "mood-of-nobody" } else { "mood-of-calm" };
            return speaker.say_id(id, &args).into();
        };
        let named: Vec<String> =
            felt.iter().take(NAMED).map(|(emotion, _)| speaker.named("emotion", emotion.as_str())).collect();
        let quote = quote(&strongest.text, &Words::of(&[], ""));
        speaker.say_id("mood-of", &args.text("list", &named.join(", ")).text("quote", &quote)).into()
    })))
}

/// What somebody surely tells of their feelings.
fn confided(text: &str) -> Option<Emotion> {
    match understand(text) {
        Intent::Social(Label::ShareSadness) => Some(Emotion::Sadness),
        Intent::Social(Label::ShareFear) => Some(Emotion::Fear),
        Intent::Social(Label::ShareAnger) => Some(Emotion::Anger),
        _ => None,
    }
}

/// What is felt in the messages, most often first, each with the newest one that has it.
fn felt<'s>(ctx: &ReplyContext<'_>, said: &'s [Said]) -> Vec<(Emotion, &'s Said)> {
    let mut felt: Vec<(Emotion, &Said, usize)> = Vec::new();
    for it in said {
        let confided = confided(&it.text);
        let Some(emotion) = confided.or_else(|| ctx.knowledge().analysis.analyze(&it.text).emotion()) else { continue };
        match felt.iter_mut().find(|(other, ..)| *other == emotion) {
            Some((_, _, count)) => *count += 1,
            None => felt.push((emotion, it, 1)),
        }
    }
    felt.sort_by_key(|(_, _, count)| Reverse(*count));
    felt.into_iter().map(|(emotion, said, _)| (emotion, said)).collect()
}
