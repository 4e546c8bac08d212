//! Choices: among options, yes or no, heads or tails, a person of the chat.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

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
use crate::replies::recalled::full_name;
use crate::reply_context::{ReplyContext, ReplyError};

/// For so long (seconds) the same question gets the same answer: who asks again shall not have his way.
const STEADY: i64 = 3600;
/// Seconds in which somebody must have written to be picked.
const ACTIVE: i64 = 30 * 24 * 3600;
/// People to pick from at most.
const PEOPLE: usize = 50;
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
            match restful(&options) {
                Some(rest) => said(ctx, "favour-choose-rest", &option(&options[rest])),
                None => said(ctx, "favour-choose", &option(&options[steady(ctx, &folded.join(" "), options.len())])),
            }
        }
        None if steady(ctx, text, 2) == 0 => said(ctx, "favour-yes", &Args::default()),
        None => said(ctx, "favour-no", &Args::default()),
    }
}

/// The one option in which somebody rests: no lot sends to work who might sleep.
fn restful(options: &[String]) -> Option<usize> {
    let rests = |option: &String| words(option).map(fold).any(|word| List::Resting.has(&word));
    let mut resting = options.iter().enumerate().filter(|(_, option)| rests(option)).map(|(at, _)| at);
    resting.next().filter(|_| resting.next().is_none())
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

/// Names of the people who wrote lately, of many those who wrote most.
async fn active(ctx: &ReplyContext<'_>) -> Result<Vec<String>, ReplyError> {
    let stores = [ctx.context().store()];
    let mut people = ctx.look_up(&stores, ctx.context().participants(ctx.request.chat)).await?;
    let since = now().saturating_sub(ACTIVE);
    people.retain(|person| person.last_at >= since && !person.first_name.is_empty());
    people.truncate(PEOPLE);
    // Whoever talks meanwhile changes nothing.
    people.sort_by_key(|person| person.id);
    Ok(people.iter().map(full_name).collect())
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
pub(super) fn steady(ctx: &ReplyContext<'_>, words: &str, count: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    (ctx.request.chat.0, now().div_euclid(STEADY), fold(words)).hash(&mut hasher);
    // Whoever asks for another one gets each of them in turn.
    let more = usize::try_from(ctx.more).unwrap_or_default();
    (Rng::with_seed(hasher.finish()).usize(..count) + more) % count
}
