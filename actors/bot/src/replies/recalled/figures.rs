//! When somebody wrote last, how often something was said, and who says it most.

use std::collections::HashMap;

use context::{Said, author};
use language::{analyzer::Topic, text::catalogue::Args};
use personalization::topic_called;
use storage::AskError;

use super::{
    Told,
    found::{by_gender, sentence, worth_telling},
    question::{Question, full_name},
    rank::Words,
};
use crate::{
    reply_context::{ReplyContext, ReplyError},
    speaker::Speaker,
};

/// People who are named in a row.
const NAMED: usize = 4;
/// Writers of a time among whom somebody is looked for.
const WRITERS: u32 = 5000;

/// When somebody wrote last.
pub(super) async fn last_seen(ctx: &ReplyContext<'_>, question: &Question) -> Result<Told, ReplyError> {
    let Some(person) = question.person() else { return about_what(ctx) };
    let said = ctx.look_up(&[], ctx.context().last_said(ctx.request.chat, person.id, question.ever())).await?;
    // What was said to us was written, too.
    let said: Vec<Said> = said.into_iter().filter(|it| Some(it.message_id) != question.message).collect();
    Ok(ctx.word(|speaker| match said.first() {
        Some(last) => sentence(speaker, "last-said", last, &Words::of(&[], "")).into(),
        None => {
            let name = full_name(person);
            let args = Args::default().text("name", &speaker.name(&name)).text("when", &speaker.when(person.last_at));
            speaker.say_id(&by_gender("last-seen", &name), &args).into()
        }
    }))
}

/// How often something was said, or how much somebody wrote.
pub(super) async fn count(ctx: &ReplyContext<'_>, question: &Question) -> Result<Told, ReplyError> {
    if question.words.is_empty() {
        return messages(ctx, question).await;
    }
    let Counted { said, cut } = ctx.look_up(&[], counted(ctx, question)).await?;
    Ok(ctx.word(|speaker| {
        let args = figure(speaker, said.len(), cut).text("words", &question.shown_words());
        let args = args.text("span", &span(speaker, question));
        match question.person() {
            Some(person) => {
                let id = if said.is_empty() { "count-none-by" } else { "count-by" };
                let name = speaker.name(&full_name(person));
                speaker.say_id(id, &args.text("name", &name))
            }
            None => match by_author(&said).as_slice() {
                [] => speaker.say_id("count-none", &args),
                [(_, most), (_, next), ..] if most == next => speaker.say_id("count-each", &args),
                [(name, most), ..] => {
                    let name = speaker.name(name);
                    speaker.say_id("count-all", &args.text("name", &name).number("most", *most))
                }
            },
        }
        .into()
    }))
}

/// Messages that count.
struct Counted {
    said: Vec<Said>,
    /// There may be more, older ones.
    cut: bool,
}

/// What was said with all of the words, each in some form.
async fn counted(ctx: &ReplyContext<'_>, question: &Question) -> Result<Counted, AskError> {
    let found = ctx.context().mentions(ctx.request.chat, &question.sought(question.within())).await?;
    let words = Words::of(&question.words, "");
    let mut said = worth_telling(ctx, question, found.said);
    said.retain(|it| words.in_text(&it.text) == question.words.len());
    Ok(Counted { said, cut: found.cut })
}

/// How many messages somebody wrote.
async fn messages(ctx: &ReplyContext<'_>, question: &Question) -> Result<Told, ReplyError> {
    let Some(person) = question.person() else { return about_what(ctx) };
    let count = match &question.time {
        None => person.messages,
        Some(_) => {
            let (chat, within) = (ctx.request.chat, question.within());
            let writers = ctx.knowledge().analysis.writers(chat, within.start, within.end, WRITERS);
            let writers = ctx.look_up(&[ctx.knowledge().analysis.store()], writers).await?;
            writers.into_iter().find(|(who, _)| *who == person.id).map_or(0, |(_, messages)| messages)
        }
    };
    Ok(ctx.word(|speaker| {
        let name = speaker.name(&full_name(person));
        let span = question.shown_time(speaker).unwrap_or_else(|| since(speaker, person.first_at));
        let args = Args::default().text("name", &name).number("count", count).text("span", &span);
        speaker.say_id("count-messages", &args).into()
    }))
}

/// Who writes most about something.
pub(super) async fn top(ctx: &ReplyContext<'_>, question: &Question) -> Result<Told, ReplyError> {
    if question.words.is_empty() {
        return about_what(ctx);
    }
    let topic = question.words.iter().find_map(|word| topic_called(word));
    let Counted { said, cut } = match topic {
        Some(topic) => ctx.look_up(&[], counted_about(ctx, question, topic)).await?,
        None => ctx.look_up(&[], counted(ctx, question)).await?,
    };
    Ok(ctx.word(|speaker| {
        let span = match said.last().filter(|_| cut) {
            Some(oldest) => since(speaker, oldest.date),
            None => span(speaker, question),
        };
        ranking(speaker, question, &by_author(&said), &span).into()
    }))
}

/// What was said about a topic, newest first, among the newest messages of the time.
async fn counted_about(ctx: &ReplyContext<'_>, question: &Question, topic: Topic) -> Result<Counted, AskError> {
    let (knowledge, chat, within) = (ctx.knowledge(), ctx.request.chat, question.within());
    let all = knowledge.context.said(chat, within.start, within.end).await?;
    let cut = match all.first() {
        Some(oldest) => !knowledge.context.said(chat, within.start, oldest.date).await?.is_empty(),
        None => false,
    };
    let mut said = worth_telling(ctx, question, all);
    said.retain(|it| knowledge.analysis.analyze(&it.text).topic == topic);
    said.reverse();
    Ok(Counted { said, cut })
}

fn ranking(speaker: &mut Speaker<'_>, question: &Question, writers: &[(String, i64)], span: &str) -> String {
    let args = Args::default().text("words", &question.shown_words()).text("span", span);
    let Some(((name, count), next)) = writers.split_first() else { return speaker.say_id("top-about-nobody", &args) };
    let name = speaker.name(name);
    if *count == 1 && next.is_empty() {
        return speaker.say_id("top-about-once", &args.text("name", &name));
    }
    let mut told = vec![speaker.say_id("top-about", &args.text("name", &name).number("count", *count))];
    let next: Vec<String> =
        next.iter().take(NAMED - 1).map(|(name, count)| format!("{} ({count})", speaker.name(name))).collect();
    if !next.is_empty() {
        told.push(speaker.say_id("top-about-next", &Args::default().text("names", &next.join(", "))));
    }
    told.push(speaker.say_id("top-about-span", &Args::default().text("span", span)));
    told.join(" ")
}

/// Names and numbers of messages, most first; of equals who wrote later.
fn by_author(said: &[Said]) -> Vec<(String, i64)> {
    let mut counts: HashMap<_, (usize, i64)> = HashMap::new();
    for (place, it) in said.iter().enumerate() {
        counts.entry(author(it.sender_id, &it.sender_name)).or_insert((place, 0)).1 += 1;
    }
    let mut counts: Vec<(usize, i64)> = counts.into_values().collect();
    counts.sort_by_key(|(place, count)| (-count, *place));
    counts.into_iter().filter_map(|(place, count)| Some((said.get(place)?.sender_name.clone(), count))).collect()
}

/// A number as it is shown, and the one that its noun agrees with.
fn figure(speaker: &mut Speaker<'_>, count: usize, cut: bool) -> Args {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let args = Args::default().number("count", count);
    let shown = if cut { speaker.say_id("count-over", &args) } else { count.to_string() };
    args.text("figure", &shown)
}

/// The time that is counted.
fn span(speaker: &mut Speaker<'_>, question: &Question) -> String {
    question.shown_time(speaker).unwrap_or_else(|| speaker.say_id("span-ever", &Args::default()))
}

fn since(speaker: &mut Speaker<'_>, at: i64) -> String {
    let day = speaker.day(at);
    speaker.say_id("span-since", &Args::default().text("from", &day))
}

fn about_what(ctx: &ReplyContext<'_>) -> Result<Told, ReplyError> {
    Ok(ctx.word(|speaker| speaker.say_id("recall-about-what", &Args::default())).into())
}
