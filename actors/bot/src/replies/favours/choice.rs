//! Choices: among options, yes or no, heads or tails, a person of the chat.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use analysis::last_days;
use fastrand::Rng;
use intent::slots::{
    names::{ASKER, people},
    options::options,
};
use language::{
    packs::List,
    text::{
        catalogue::Args,
        words::{fold, words},
    },
};
use runtime::clock::now;

use super::said;
use crate::reply_context::{ReplyContext, ReplyError};

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
    // "Are we taking the tent or not?"
    let is_yes_or_no = |it: &str| List::Not.has(&fold(it)) || List::No.has(&fold(it));
    match options(text).filter(|found| !found.options.last().is_some_and(|last| is_yes_or_no(last))) {
        Some(found) => {
            let mut options: Vec<String> = found.options.into_iter().map(|it| named_or_asker(ctx, it)).collect();
            // In whatever order they are named, the same one is chosen.
            options.sort_by_key(|it| fold(it));
            let folded: Vec<String> = options.iter().map(|it| fold(it)).collect();
            said(ctx, "favour-choose", &option(&options[steady(ctx, &folded.join(" "), options.len())]))
        }
        None if steady(ctx, text, 2) == 0 => said(ctx, "favour-yes", &Args::default()),
        None => said(ctx, "favour-no", &Args::default()),
    }
}

/// Heads or tails.
pub(super) fn coin(ctx: &ReplyContext<'_>) -> String {
    let id = if Rng::with_seed(ctx.style.seed).bool() { "favour-heads" } else { "favour-tails" };
    said(ctx, id, &Args::default())
}

/// The people of an option, one by one: "Lukash Todos" may be two.
fn each_named(option: &str) -> Vec<String> {
    let named = people(option, &[]);
    let is_several = named.len() > 1 && named.len() == words(option).count();
    if is_several { named.into_iter().map(|it| option[it.place].to_owned()).collect() } else { vec![option.to_owned()] }
}

/// Somebody of those who are named, else of those who wrote lately.
pub(super) async fn person(ctx: &ReplyContext<'_>, text: &str) -> Result<String, ReplyError> {
    let options = options(text).map(|it| it.options);
    let named = options.filter(|options| options.len() > 1 && options.iter().any(|it| !people(it, &[]).is_empty()));
    let named =
        named.map(|options| options.iter().flat_map(|it| each_named(it)).map(|it| named_or_asker(ctx, it)).collect());
    let candidates = match named {
        Some(named) => named,
        None => active(ctx).await?,
    };
    if candidates.len() < 2 {
        return Ok(said(ctx, "favour-pick-nobody", &Args::default()));
    }
    let picked = &candidates[steady(ctx, text, candidates.len())];
    Ok(said(ctx, "favour-pick", &option(picked)))
}

/// Names of the people who wrote lately, most active first.
async fn active(ctx: &ReplyContext<'_>) -> Result<Vec<String>, ReplyError> {
    let (knowledge, chat) = (ctx.knowledge(), ctx.request.chat);
    let lately = last_days(knowledge.zones.of(chat), now(), ACTIVE_DAYS);
    let writers = ctx.look_up(&[knowledge.analysis.store()], knowledge.writers(chat, lately, PEOPLE)).await?;
    Ok(writers.into_iter().map(|(name, _)| name).filter(|name| !name.is_empty()).collect())
}

/// Whoever asks and is an option is called by name.
fn named_or_asker(ctx: &ReplyContext<'_>, option: String) -> String {
    let is_asker = people(&option, &[]).iter().any(|it| it.name == ASKER && it.place == (0..option.len()));
    if is_asker { ctx.request.asker_name.clone() } else { option }
}

fn option(option: &str) -> Args {
    Args::default().text("option", &option.chars().take(SHOWN).collect::<String>())
}

/// A number below `count` that stays the same for an hour for the same words in the same chat.
fn steady(ctx: &ReplyContext<'_>, words: &str, count: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    (ctx.request.chat.0, now().div_euclid(STEADY), fold(words)).hash(&mut hasher);
    // Whoever asks for another one gets each of them in turn.
    let more = usize::try_from(ctx.more).unwrap_or_default();
    (Rng::with_seed(hasher.finish()).usize(..count) + more) % count
}
