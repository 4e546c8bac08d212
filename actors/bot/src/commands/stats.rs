//! `/stats`: how busy the chat is, in a picture; `/stats me`: how much of it is the asker's; with a period, as `/top`.

use ::cards::{Card, Figure, StatsCard, Tally};
use analysis::HourSummary;
use context::{ChatStats, PersonStats};
use conversation::CommandRules;
use language::{
    packs::List,
    text::{
        catalogue::Args,
        moment::{date, moment},
        visible,
        words::fold,
    },
    zone::Zone,
};
use personalization::Length;
use runtime::clock::now;

use super::{Command, Concurrency, Offered, top};
use crate::{
    cards::{
        Shown, as_picture,
        words::{Words, count, written},
    },
    lines::Line,
    reply_context::{Reply, ReplyContext, ReplyError, in_messages},
    speaker::Speaker,
};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules::plain("stats"),
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

/// Days of which the activity is shown, today among them.
const MONTH_DAYS: i64 = 30;
/// People named in the statistics of a chat.
const TOP: usize = 5;

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    if is_oneself(args) {
        return Ok(in_messages(&of_asker(ctx).await?));
    }
    if !args.is_empty() {
        return top::answer(ctx, args).await;
    }
    let stats = ctx.look_up(&[ctx.context().store()], ctx.context().chat_stats(ctx.request.chat)).await?;
    let html = ctx.word(|speaker| chat_in_words(speaker, stats.as_ref()));
    let shown = picture(ctx, stats.as_ref()).await;
    Ok(as_picture(ctx, shown, html).await)
}

fn is_oneself(args: &str) -> bool {
    List::Own.has(&fold(args))
}

/// Statistics of the chat, in words.
pub(crate) async fn of_chat(ctx: &ReplyContext<'_>) -> Result<String, ReplyError> {
    let stats = ctx.look_up(&[ctx.context().store()], ctx.context().chat_stats(ctx.request.chat)).await?;
    Ok(ctx.word(|speaker| chat_in_words(speaker, stats.as_ref())))
}

/// Statistics of the asker, in words.
pub(crate) async fn of_asker(ctx: &ReplyContext<'_>) -> Result<String, ReplyError> {
    let (chat, asker) = (ctx.request.chat, ctx.request.asker);
    let stats = ctx.look_up(&[ctx.context().store()], ctx.context().person_stats(chat, asker)).await?;
    Ok(ctx.word(|speaker| person_in_words(speaker, stats.as_ref())))
}

/// The card; `None` if nothing was said in a month.
async fn picture(ctx: &ReplyContext<'_>, stats: Option<&ChatStats>) -> Result<Option<Shown>, ReplyError> {
    let Some(stats) = stats else { return Ok(None) };
    let (chat, now) = (ctx.request.chat, now());
    let zone = ctx.knowledge().zones.of(chat);
    let stores = [ctx.knowledge().analysis.store()];
    let hours = ctx.look_up(&stores, ctx.knowledge().hours(chat, MONTH_DAYS, now)).await?;
    let words = Words { language: ctx.language() };
    Ok((!hours.is_empty()).then(|| card(words, stats, &hours, zone, now)))
}

/// Statistics of a chat; `None` for a chat that has nothing counted yet.
pub(crate) fn chat_in_words(speaker: &mut Speaker<'_>, stats: Option<&ChatStats>) -> String {
    match stats {
        Some(stats) if stats.talk() > 0 => chat(speaker, stats),
        _ => speaker.say(Line::StatsEmpty),
    }
}

/// Statistics of a person; `None` for one who wrote nothing here.
pub(crate) fn person_in_words(speaker: &mut Speaker<'_>, stats: Option<&PersonStats>) -> String {
    match stats {
        Some(stats) if stats.talk() > 0 => person(speaker, stats),
        _ => speaker.say(Line::MyStatsEmpty),
    }
}

fn chat(speaker: &mut Speaker<'_>, stats: &ChatStats) -> String {
    let total = Args::default().number("messages", stats.talk()).number("people", stats.unique_users);
    let title = visible::name(&stats.title).map(|title| {
        let args = Args::default().text("title", &title);
        speaker.say_with(Line::StatsTitle, &args)
    });
    let mut lines: Vec<String> = title.into_iter().collect();
    lines.push(speaker.say_with(Line::StatsTotal, &total));
    if stats.to_bot > 0 {
        let to_bot = Args::default().number("messages", stats.to_bot);
        lines.push(speaker.say_with(Line::StatsToBot, &to_bot));
    }
    if stats.own_messages > 0 {
        let own = Args::default().number("messages", stats.own_messages);
        lines.push(speaker.say_with(Line::StatsOwn, &own));
    }
    if let Some(first) = stats.first_message_at {
        let since = Args::default().text("date", &date(first, speaker.style.utc_offset));
        lines.push(speaker.say_with(Line::StatsSince, &since));
    }
    if !stats.top.is_empty() && speaker.style.length != Length::Short {
        lines.push(String::new());
        lines.push(speaker.say(Line::StatsTop));
        lines.extend((1..).zip(&stats.top).take(TOP).map(|(place, it)| row(speaker, place, it)));
    }
    lines.join("\n")
}

fn row(speaker: &mut Speaker<'_>, place: i64, stats: &PersonStats) -> String {
    let name = speaker.name(&stats.name);
    let args = Args::default().number("place", place).text("name", &name).number("messages", stats.talk());
    speaker.say_with(Line::StatsTopRow, &args)
}

fn person(speaker: &mut Speaker<'_>, stats: &PersonStats) -> String {
    let name = speaker.name(&stats.name);
    let offset = speaker.style.utc_offset;
    let args = Args::default()
        .text("name", &name)
        .number("messages", stats.talk())
        .text("first", &date(stats.first_message_at, offset))
        .text("last", &moment(stats.last_message_at, offset));
    speaker.say_with(Line::MyStats, &args)
}

/// Days shown at least, however young the chat.
const WEEK: i64 = 7;

/// The card of `/stats`; `hours` are those of the last [`MONTH_DAYS`] in which something was said, at least one.
pub(crate) fn card(words: Words, stats: &ChatStats, hours: &[HourSummary], zone: &Zone, now: i64) -> Shown {
    let by_hour = by_hour(hours, zone);
    let by_day = by_day(hours, zone, now);
    let today = by_day.last().map_or(0, |day| day.count.into());
    let card = StatsCard {
        title: words.title(&stats.title),
        subtitle: words.text("card-stats"),
        figures: figures(words, stats, today),
        hour_caption: words.text("card-by-hour"),
        by_hour,
        day_caption: words.text("card-by-day"),
        by_day,
    };
    Shown { card: Card::Stats(card), caption: caption(words, stats, today, &by_hour) }
}

fn figures(words: Words, stats: &ChatStats, today: i64) -> Vec<Figure> {
    let figure = |id, value| Figure { label: words.counted(id, value), value: written(value) };
    vec![
        figure("card-messages", stats.talk()),
        figure("card-people", stats.unique_users),
        figure("card-today", today),
        figure("card-own", stats.own_messages),
    ]
}

fn by_hour(hours: &[HourSummary], zone: &Zone) -> [u32; 24] {
    let mut sums = [0_u32; 24];
    for hour in hours {
        if let Some(sum) = sums.get_mut(usize::from(zone.hour(hour.start))) {
            *sum = sum.saturating_add(count(hour.messages));
        }
    }
    sums
}

/// From the first day with words on, but a week at least.
fn by_day(hours: &[HourSummary], zone: &Zone, now: i64) -> Vec<Tally> {
    let today = zone.day(now);
    let days = hours.iter().map(|hour| zone.day(hour.start));
    let first = days.min().unwrap_or(today).clamp(today - MONTH_DAYS + 1, today - WEEK + 1);
    let tally = |day| {
        let start = zone.midnight(day);
        let said = hours.iter().filter(|hour| zone.day(hour.start) == day).map(|hour| hour.messages).sum();
        Tally { label: day_and_month(start, zone), count: count(said) }
    };
    (first..=today).map(tally).collect()
}

fn day_and_month(at: i64, zone: &Zone) -> String {
    date(at, zone.offset(at)).chars().take(5).collect()
}

fn caption(words: Words, stats: &ChatStats, today: i64, by_hour: &[u32; 24]) -> String {
    let total = Args::default().number("messages", stats.talk()).number("people", stats.unique_users);
    let mut lines = vec![words.say("stats-total", &total)];
    if stats.to_bot > 0 {
        lines.push(words.say("stats-to-bot", &Args::default().number("messages", stats.to_bot)));
    }
    if today > 0 {
        lines.push(words.say("card-stats-today", &Args::default().number("messages", today)));
    }
    let busiest = (0..24).zip(by_hour).rev().max_by_key(|(_, messages)| **messages);
    if let Some((hour, _)) = busiest {
        lines.push(words.say("card-stats-busiest", &Args::default().text("hour", &format!("{hour:02}:00"))));
    }
    let top = words.people(stats.top.iter().map(|person| (person.name.as_str(), person.talk())));
    if !top.is_empty() {
        lines.push(words.say("card-stats-top", &Args::default().text("list", &top)));
    }
    lines.join("\n")
}
