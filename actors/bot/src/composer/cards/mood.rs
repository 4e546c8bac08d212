//! How a chat has felt.

use super::{
    Shown,
    words::{Words, count},
};
use crate::composer::mood::of_sentiment;
use analysis::{ChatSummary, Feeling, TrendPoint};
use cards::{Card, EmotionShare, MoodCard, MoodPoint, Tally};
use language::{
    analyzer::Topic,
    text::{catalogue::Args, plain},
    zone::Zone,
};

/// Emotions and topics named below the card.
const NAMED: usize = 3;
/// From Monday on.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The card of `/mood`; `days` are those of the week, oldest first.
pub(super) fn shown(
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
        emotions: emotions(words, week),
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

fn emotions(words: Words, week: &ChatSummary) -> Vec<EmotionShare> {
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
