//! Choices: among options, yes or no, heads or tails, a person of the chat.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use analysis::last_days;
use intent::slots::{names::people, options::options};
use language::text::{catalogue::Args, words::fold};
use runtime::clock::now;

use super::said;
use crate::{
    reply_context::{ReplyContext, ReplyError},
    variety::scatter,
};

/// For so long (seconds) the same question gets the same answer: who asks again shall not have his way.
const STEADY: i64 = 3600;
/// Days in which somebody must have written to be picked.
const ACTIVE_DAYS: i64 = 30;
/// People to pick from at most.
const PEOPLE: u32 = 50;
/// Letters of an option that are repeated.
const SHOWN: usize = 200;

/// One of the options; yes or no where there is but one.
pub(super) fn among(ctx: &ReplyContext<'_>, text: &str) -> String {
    match options(text) {
        Some(found) => {
            let chosen = &found.options[steady(ctx, &found.options, found.options.len())];
            said(ctx, "favour-choose", &option(chosen))
        }
        None if steady(ctx, &[text.to_owned()], 2) == 0 => said(ctx, "favour-yes", &Args::default()),
        None => said(ctx, "favour-no", &Args::default()),
    }
}

/// Heads or tails.
pub(super) fn coin(ctx: &ReplyContext<'_>) -> String {
    let id = if scatter(ctx.style.seed, 2) == 0 { "favour-heads" } else { "favour-tails" };
    said(ctx, id, &Args::default())
}

/// Somebody of those who are named, else of those who wrote lately.
pub(super) async fn person(ctx: &ReplyContext<'_>, text: &str) -> Result<String, ReplyError> {
    let named =
        options(text).map(|it| it.options).filter(|options| options.iter().all(|it| !people(it, &[]).is_empty()));
    let candidates = match named {
        Some(named) => named,
        None => active(ctx).await?,
    };
    if candidates.len() < 2 {
        return Ok(said(ctx, "favour-pick-nobody", &Args::default()));
    }
    let picked = &candidates[steady(ctx, &[text.to_owned()], candidates.len())];
    Ok(said(ctx, "favour-pick", &option(picked)))
}

/// Names of the people who wrote lately, most active first.
async fn active(ctx: &ReplyContext<'_>) -> Result<Vec<String>, ReplyError> {
    let (knowledge, chat) = (ctx.knowledge(), ctx.request.chat);
    let lately = last_days(knowledge.zones.of(chat), now(), ACTIVE_DAYS);
    let names = async {
        let writers = knowledge.analysis.writers(chat, lately.start, lately.end, PEOPLE).await?;
        let writers: Vec<_> = writers.into_iter().map(|(person, _)| person).collect();
        let mut names = knowledge.context.names(&writers).await?;
        Ok(writers.iter().filter_map(|person| names.remove(person)).collect())
    };
    ctx.look_up(&[knowledge.analysis.store()], names).await
}

fn option(option: &str) -> Args {
    Args::default().text("option", &option.chars().take(SHOWN).collect::<String>())
}

/// A number below `count` that stays the same for an hour for the same words in the same chat, in whatever order.
fn steady(ctx: &ReplyContext<'_>, words: &[String], count: usize) -> usize {
    let mut words: Vec<String> = words.iter().map(|it| fold(it)).collect();
    words.sort();
    let mut hasher = DefaultHasher::new();
    (ctx.request.chat.0, now().div_euclid(STEADY), words).hash(&mut hasher);
    scatter(hasher.finish(), count)
}
