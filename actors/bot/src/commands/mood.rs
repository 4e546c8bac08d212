//! `/mood`: how the chat has been, today and within a week, in a picture; `/mood month`: in another time.

use ::cards::{Card, EmotionShare, MoodCard, MoodPoint, Tally};
use analysis::{ChatSummary, Feeling, MoodTrend, TrendPoint, last_days};
use conversation::{Action, CommandRules};
use events::ChatId;
use intent::TopPeriod;
use language::{
    analyzer::Topic,
    text::{catalogue::Args, plain},
    zone::Zone,
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
    rules: CommandRules::plain("mood"),
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

/// Emotions, topics and words named at most.
const NAMED: usize = 3;
/// Emotions felt in a smaller share of messages are not worth naming, percent.
const SMALL: i64 = 3;

/// How a chat has been; `None` for a time in which nothing was said that tells a mood.
pub(crate) struct Moods {
    pub today: Option<ChatSummary>,
    pub week: Option<ChatSummary>,
}

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let period = if args.trim().is_empty() { None } else { TopPeriod::of(args) };
    match period {
        None if !args.trim().is_empty() => return Ok(ctx.line(Line::MoodUsage)),
        Some(TopPeriod::Ever) => return Ok(ctx.line(Line::MoodUsage)),
        Some(TopPeriod::Today) => return of_days(ctx, Line::MoodToday, 1).await,
        Some(TopPeriod::Month) => return of_days(ctx, Line::MoodMonth, MONTH_DAYS).await,
        // The usual answer has the week in its picture.
        None | Some(TopPeriod::Week) => {}
    }
    let moods = look_up(ctx).await?;
    let html = ctx.word(|speaker| words(speaker, &moods));
    let shown = picture(ctx, &moods).await;
    Ok(as_picture(ctx, shown, html).await)
}

/// How the chat has been in the last days, in words.
async fn of_days(ctx: &ReplyContext<'_>, title: Line, days: i64) -> Reply {
    let (knowledge, chat) = (ctx.knowledge(), ctx.request.chat);
    let days = last_days(knowledge.zones.of(chat), now(), days);
    let summary = ctx.look_up(&[knowledge.analysis.store()], knowledge.summary(chat, days)).await?;
    // Commands and pictures alone make no mood.
    let summary = summary.filter(|it| !it.emotions.is_empty());
    let html = ctx.word(|speaker| match &summary {
        Some(summary) => span(speaker, title, summary).join("\n"),
        None if title == Line::MoodToday => speaker.say(Line::MoodQuietToday),
        None => speaker.say(Line::MoodEmpty),
    });
    Ok(vec![Action::say(html)])
}

/// How the chat is, for whoever asks in passing.
pub(crate) async fn in_words(ctx: &ReplyContext<'_>) -> Result<String, ReplyError> {
    let moods = look_up(ctx).await?;
    Ok(ctx.word(|speaker| brief(speaker, &moods)))
}

async fn look_up(ctx: &ReplyContext<'_>) -> Result<Moods, ReplyError> {
    let knowledge = ctx.knowledge();
    ctx.look_up(&[knowledge.analysis.store()], moods(knowledge, ctx.request.chat)).await
}

async fn moods(knowledge: &Knowledge, chat: ChatId) -> Result<Moods, AskError> {
    let (now, zone) = (now(), knowledge.zones.of(chat));
    let today = knowledge.summary(chat, last_days(zone, now, 1)).await?;
    let week = knowledge.summary(chat, last_days(zone, now, WEEK_DAYS)).await?;
    // Commands and pictures alone make no mood.
    let [today, week] = [today, week].map(|told| told.filter(|it| !it.emotions.is_empty()));
    Ok(Moods { today, week })
}

async fn picture(ctx: &ReplyContext<'_>, moods: &Moods) -> Result<Option<Shown>, ReplyError> {
    let Some(week) = &moods.week else { return Ok(None) };
    let (knowledge, chat) = (ctx.knowledge(), ctx.request.chat);
    let days = async { Ok((knowledge.title(chat).await?, knowledge.days(chat, WEEK_DAYS, now()).await?)) };
    let (title, days) = ctx.look_up(&[], days).await?;
    let (words, zone) = (Words { language: ctx.language() }, knowledge.zones.of(chat));
    Ok(Some(card(words, &title, moods.today.as_ref(), week, &days, zone)))
}

/// Today, or this week where nothing was said today.
fn brief(speaker: &mut Speaker<'_>, moods: &Moods) -> String {
    let (title, summary) = match (&moods.today, &moods.week) {
        (Some(today), _) => (Line::MoodToday, today),
        (None, Some(week)) => (Line::MoodWeek, week),
        (None, None) => return speaker.say(Line::MoodEmpty),
    };
    let mood = speaker.named("mood", of_sentiment(summary.sentiment));
    let mut lines = vec![speaker.say_with(title, &Args::default().text("mood", &mood))];
    let emotions = emotions(speaker, summary);
    if !emotions.is_empty() {
        lines.push(speaker.say_with(Line::MoodEmotions, &Args::default().text("list", &emotions)));
    }
    lines.extend(trend(speaker, summary));
    lines.join("\n")
}

/// Whether it gets better or worse.
fn trend(speaker: &mut Speaker<'_>, summary: &ChatSummary) -> Option<String> {
    match summary.trend {
        MoodTrend::Positive => Some(speaker.say(Line::MoodBetter)),
        MoodTrend::Negative => Some(speaker.say(Line::MoodWorse)),
        MoodTrend::Stable => None,
    }
}

fn words(speaker: &mut Speaker<'_>, moods: &Moods) -> String {
    let Moods { today, week } = moods;
    let Some(week) = week else {
        return speaker.say(Line::MoodEmpty);
    };
    let mut lines = vec![speaker.say(Line::MoodTitle), String::new()];
    match today {
        Some(today) => {
            lines.extend(span(speaker, Line::MoodToday, today));
            lines.extend(trend(speaker, today));
        }
        None => lines.push(speaker.say(Line::MoodQuietToday)),
    }
    lines.push(String::new());
    lines.extend(span(speaker, Line::MoodWeek, week));
    lines.join("\n")
}

fn span(speaker: &mut Speaker<'_>, title: Line, summary: &ChatSummary) -> Vec<String> {
    let mood = speaker.named("mood", of_sentiment(summary.sentiment));
    let activity = Args::default().number("messages", summary.messages).number("people", summary.participants);
    let mut lines = vec![
        speaker.say_with(title, &Args::default().text("mood", &mood)),
        speaker.say_with(Line::MoodActivity, &activity),
    ];
    let topics = summary.topics.iter().take(NAMED).map(|(topic, _)| speaker.named("topic", topic.as_str()));
    let topics = topics.collect::<Vec<_>>().join(", ");
    let emotions = emotions(speaker, summary);
    let words = summary.keywords.iter().take(NAMED).map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(", ");
    for (line, list) in [(Line::MoodEmotions, emotions), (Line::MoodTopics, topics), (Line::MoodWords, words)] {
        if !list.is_empty() {
            lines.push(speaker.say_with(line, &Args::default().text("list", &list)));
        }
    }
    lines
}

fn emotions(speaker: &mut Speaker<'_>, summary: &ChatSummary) -> String {
    let shares = summary.emotions.iter().map(|(feeling, share)| (*feeling, (share * 100.0).round() as i64));
    let worth_naming: Vec<_> = shares.filter(|(_, percent)| *percent >= SMALL).take(NAMED).collect();
    let mut named = Vec::new();
    for (emotion, percent) in worth_naming {
        let name = speaker.named("emotion", emotion.as_str());
        let args = Args::default().text("emotion", &name).number("percent", percent);
        named.push(speaker.say_with(Line::MoodShare, &args));
    }
    named.join(", ")
}

/// A word for an average sentiment: `radiant`, `good`, `even`, `low` or `bad`.
pub fn of_sentiment(sentiment: f64) -> &'static str {
    match sentiment {
        it if it >= 0.4 => "radiant",
        it if it >= 0.1 => "good",
        it if it > -0.1 => "even",
        it if it > -0.4 => "low",
        _ => "bad",
    }
}

/// From Monday on.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The card of `/mood`; `days` are those of the week, oldest first.
pub(crate) fn card(
    words: Words,
    title: &str,
    today: Option<&ChatSummary>,
    week: &ChatSummary,
    days: &[TrendPoint],
    zone: &Zone,
) -> Shown {
    let card = MoodCard {
        title: words.title(title),
        subtitle: words.text("card-mood"),
        word: words.named("card-mood", of_sentiment(week.sentiment)),
        mood_caption: words.text("card-day-by-day"),
        points: days.iter().map(|day| point(words, day, zone)).collect(),
        emotion_caption: words.text("card-emotions"),
        emotions: shares(words, week),
        topic_caption: words.text("card-topics"),
        topics: topics(words, week),
    };
    Shown { card: Card::Mood(card), caption: caption(words, today, week) }
}

fn point(words: Words, day: &TrendPoint, zone: &Zone) -> MoodPoint {
    let label = words.named("weekday", weekday(zone.day(day.start)));
    MoodPoint { label, sentiment: day.mood.sentiment as f32, messages: count(day.messages) }
}

/// By a day's number; 1 January 1970 was a Thursday.
fn weekday(day: i64) -> &'static str {
    let place = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
    WEEKDAYS.get(place).copied().unwrap_or_default()
}

fn shares(words: Words, week: &ChatSummary) -> Vec<EmotionShare> {
    let share = |(feeling, share): &(Feeling, f64)| EmotionShare {
        key: feeling.as_str().to_owned(),
        label: words.named("emotion", feeling.as_str()),
        share: *share as f32,
    };
    week.emotions.iter().map(share).collect()
}

fn topics(words: Words, week: &ChatSummary) -> Vec<Tally> {
    let tally = |(topic, messages): &(Topic, i64)| Tally {
        label: words.named("topic", topic.as_str()),
        count: count(*messages),
    };
    week.topics.iter().map(tally).collect()
}

fn share(words: Words, (feeling, share): &(Feeling, f64)) -> String {
    let emotion = words.named("emotion", feeling.as_str());
    let percent = (share * 100.0).round() as i64;
    plain(&words.say("mood-share", &Args::default().text("emotion", &emotion).number("percent", percent)))
}

fn caption(words: Words, today: Option<&ChatSummary>, week: &ChatSummary) -> String {
    let mood = |id, summary: &ChatSummary| {
        let mood = words.named("mood", of_sentiment(summary.sentiment));
        words.say(id, &Args::default().text("mood", &mood))
    };
    let quiet = || words.say("mood-quiet-today", &Args::default());
    let activity = Args::default().number("messages", week.messages).number("people", week.participants);
    let mut lines = vec![
        today.map_or_else(quiet, |today| mood("mood-today", today)),
        format!("{}, {}", mood("mood-week", week), words.say("mood-activity", &activity)),
    ];
    let shares: Vec<String> = week.emotions.iter().take(NAMED).map(|it| share(words, it)).collect();
    lines.push(words.say("mood-emotions", &Args::default().text("list", &shares.join(", "))));
    let topics = words.topics(week.topics.iter().take(NAMED).map(|(topic, _)| *topic));
    if !topics.is_empty() {
        lines.push(words.say("mood-topics", &Args::default().text("list", &topics)));
    }
    lines.join("\n")
}
