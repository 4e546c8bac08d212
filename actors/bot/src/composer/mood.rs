//! How a chat has been.

use super::lines::Line;
use super::plan::Facts;
use super::word::Speaker;
use analysis::{ChatSummary, MoodTrend};
use language::text::catalogue::Args;

/// Emotions, topics and words named at most.
const NAMED: usize = 3;
/// Emotions felt in a smaller share of messages are not worth naming, percent.
const SMALL: i64 = 3;

/// The answer to `/mood`.
pub(super) fn of_chat(speaker: &mut Speaker<'_>, facts: &Facts) -> String {
    let Facts::Mood { today, week } = facts else {
        return speaker.say(Line::Unavailable);
    };
    let Some(week) = week else {
        return speaker.say(Line::MoodEmpty);
    };
    let mut lines = vec![speaker.say(Line::MoodTitle), String::new()];
    match today {
        Some(today) => {
            lines.extend(span(speaker, Line::MoodToday, today));
            match today.trend {
                MoodTrend::Positive => lines.push(speaker.say(Line::MoodBetter)),
                MoodTrend::Negative => lines.push(speaker.say(Line::MoodWorse)),
                MoodTrend::Stable => {}
            }
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
