//! `/top`: who talks most, in a picture, within a week, a month, today or of all times.

use ::cards::{Card, TopCard, TopRow};
use analysis::{ChatSummary, last_days};
use context::ChatStats;
use conversation::CommandRules;
use events::ChatId;
use intent::TopPeriod;
use language::{
    analyzer::Topic,
    text::{catalogue::Args, html::escape},
};
use runtime::clock::now;
use storage::AskError;

use super::{Command, Concurrency, Offered};
use crate::{
    Knowledge,
    cards::{
        Shown, as_picture,
        words::{Words, count},
    },
    knowledge::{MONTH_DAYS, WEEK_DAYS},
    lines::Line,
    reply_context::{Reply, ReplyContext, ReplyError},
    speaker::Speaker,
};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules::plain("top"),
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

/// People that are named.
const ROWS: u32 = 10;
/// Topics that are named.
const TOPICS: usize = 3;

/// Who talked most in some time.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Top {
    /// The chat's name.
    pub title: String,
    pub period: TopPeriod,
    /// All messages of the time.
    pub messages: i64,
    /// Names and numbers of messages, most first; never empty.
    pub rows: Vec<(String, i64)>,
    /// Most talked of first; not known of all times.
    pub topics: Vec<Topic>,
    /// People have called us here, which counts for nobody.
    pub has_calls: bool,
}

pub(super) async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let Some(period) = TopPeriod::of(args) else { return Ok(ctx.line(Line::TopUsage)) };
    let top = look_up(ctx, period).await?;
    let html = ctx.word(|speaker| words(speaker, top.as_ref()));
    let shown = top.map(|top| card(Words { language: ctx.language() }, &top));
    Ok(as_picture(ctx, Ok(shown), html).await)
}

/// Who talks most, in words.
pub(crate) async fn in_words(ctx: &ReplyContext<'_>, period: TopPeriod) -> Result<String, ReplyError> {
    let top = look_up(ctx, period).await?;
    Ok(ctx.word(|speaker| words(speaker, top.as_ref())))
}

async fn look_up(ctx: &ReplyContext<'_>, period: TopPeriod) -> Result<Option<Top>, ReplyError> {
    let knowledge = ctx.knowledge();
    ctx.look_up(&[knowledge.analysis.store()], top(knowledge, ctx.request.chat, period)).await
}

/// Who talked most in that time; if nobody talked in it, in a longer one. `None` for a chat in which nobody wrote yet.
async fn top(knowledge: &Knowledge, chat: ChatId, period: TopPeriod) -> Result<Option<Top>, AskError> {
    let Some(stats) = knowledge.context.chat_stats(chat).await? else { return Ok(None) };
    let (now, zone) = (now(), knowledge.zones.of(chat));
    let spans = [(TopPeriod::Today, 1), (TopPeriod::Week, WEEK_DAYS), (TopPeriod::Month, MONTH_DAYS)];
    for (span, days) in spans.into_iter().skip_while(|(span, _)| *span != period) {
        if let Some(summary) = knowledge.analysis.summary(chat, last_days(zone, now, days)).await? {
            let rows = knowledge.writers(chat, summary.from..summary.to, ROWS).await?;
            return Ok(Some(of_late(stats, span, rows, &summary)));
        }
    }
    Ok((!stats.top.is_empty()).then(|| of_all_times(stats)))
}

fn of_late(stats: ChatStats, period: TopPeriod, rows: Vec<(String, i64)>, summary: &ChatSummary) -> Top {
    let topics = summary.topics.iter().take(TOPICS).map(|(topic, _)| *topic).collect();
    Top { title: stats.title, period, messages: summary.messages, rows, topics, has_calls: stats.to_bot > 0 }
}

fn of_all_times(stats: ChatStats) -> Top {
    let messages = stats.talk();
    let rows = stats.top.iter().map(|person| (person.name.clone(), person.talk())).collect();
    let has_calls = stats.to_bot > 0;
    Top { title: stats.title, period: TopPeriod::Ever, messages, rows, topics: Vec::new(), has_calls }
}

fn line(period: TopPeriod) -> Line {
    match period {
        TopPeriod::Today => Line::TopToday,
        TopPeriod::Week => Line::TopWeek,
        TopPeriod::Month => Line::TopMonth,
        TopPeriod::Ever => Line::TopEver,
    }
}

fn words(speaker: &mut Speaker<'_>, top: Option<&Top>) -> String {
    let Some(top) = top else { return speaker.say(Line::StatsEmpty) };
    let mut lines = vec![format!("<b>{}</b>", speaker.say(line(top.period)))];
    for (place, (name, messages)) in (1..).zip(&top.rows) {
        let name = speaker.name(name);
        let args = Args::default().number("place", place).text("name", &name).number("messages", *messages);
        lines.push(speaker.say_with(Line::StatsTopRow, &args));
    }
    let topics: Vec<String> = top.topics.iter().map(|topic| speaker.named("topic", topic.as_str())).collect();
    if !topics.is_empty() {
        lines.push(speaker.say_with(Line::MoodTopics, &Args::default().text("list", &topics.join(", "))));
    }
    if top.has_calls {
        lines.push(format!("<i>{}</i>", speaker.say(Line::TopWithoutCalls)));
    }
    lines.join("\n")
}

/// The card of `/top`.
pub(crate) fn card(words: Words, top: &Top) -> Shown {
    let span = words.text(line(top.period).id());
    let topics = words.topics(top.topics.iter().copied());
    let subtitle = if topics.is_empty() { span } else { format!("{span} · {topics}") };
    let row = |(name, messages): &(String, i64)| TopRow {
        name: words.person(name),
        count: count(*messages),
        note: share(*messages, top.messages),
    };
    let rows = top.rows.iter().map(row).collect();
    let card = TopCard { title: words.title(&top.title), subtitle, rows };
    Shown { card: Card::Top(card), caption: caption(words, top, &topics) }
}

/// Of all that was said.
fn share(messages: i64, all: i64) -> Option<String> {
    (all > 0).then(|| format!("{:.0}\u{A0}%", messages as f64 / all as f64 * 100.0))
}

fn caption(words: Words, top: &Top, topics: &str) -> String {
    let people = words.people(top.rows.iter().map(|(name, messages)| (name.as_str(), *messages)));
    let mut caption = format!("<b>{}</b>: {}", words.say(line(top.period).id(), &Args::default()), escape(&people));
    if !topics.is_empty() {
        caption = format!("{caption}\n{}", words.say("mood-topics", &Args::default().text("list", topics)));
    }
    caption
}
