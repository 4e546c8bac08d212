//! A summary in words.

use super::found;
use super::lines::Line;
use super::mood::of_sentiment;
use super::plan::Facts;
use super::recap::{Covered, Recap};
use super::word::Speaker;
use analysis::MoodTrend;
use language::analyzer::Topic;
use language::text::catalogue::Args;
use language::text::moment::moment;

/// People and topics named at most.
const NAMED: usize = 3;

/// The answer to `/summary`.
pub(super) fn of_chat(speaker: &mut Speaker<'_>, facts: &Facts) -> String {
    match facts {
        Facts::Recap(Some(recap)) => recap_of(speaker, recap),
        Facts::Recap(None) => speaker.say(Line::SummaryEmpty),
        Facts::Nothing => speaker.say(Line::SummaryUsage),
        _ => speaker.say(Line::Unavailable),
    }
}

fn recap_of(speaker: &mut Speaker<'_>, recap: &Recap) -> String {
    let count = Args::default().number("messages", recap.messages).number("people", recap.people);
    let mut lines = vec![title(speaker, recap.span), speaker.say_with(Line::SummaryCount, &count)];
    let names: Vec<String> = recap.speakers.iter().take(NAMED).map(|(name, _)| speaker.name(name)).collect();
    let topics = recap.topics.iter().map(|(topic, _)| *topic).filter(|topic| *topic != Topic::General);
    let topics: Vec<String> = topics.take(NAMED).map(|topic| speaker.named("topic", topic.as_str())).collect();
    let mood = vec![speaker.named("mood", of_sentiment(recap.sentiment))];
    for (line, list) in [
        (Line::SummarySpeakers, names),
        (Line::SummaryTopics, topics),
        (Line::SummaryWords, recap.keywords.clone()),
        (Line::SummaryMood, mood),
    ] {
        if !list.is_empty() {
            lines.push(speaker.say_with(line, &Args::default().text("list", &list.join(", "))));
        }
    }
    match recap.trend {
        MoodTrend::Positive => lines.push(speaker.say(Line::MoodBetter)),
        MoodTrend::Negative => lines.push(speaker.say(Line::MoodWorse)),
        MoodTrend::Stable => {}
    }
    if !recap.quotes.is_empty() {
        lines.extend([String::new(), speaker.say(Line::SummaryQuotes)]);
        lines.extend(recap.quotes.iter().map(|said| found::quote(speaker, said)));
    }
    lines.join("\n")
}

fn title(speaker: &mut Speaker<'_>, span: Covered) -> String {
    match span {
        Covered::Today => speaker.say(Line::SummaryToday),
        Covered::Yesterday => speaker.say(Line::SummaryYesterday),
        Covered::Day => speaker.say(Line::SummaryDay),
        Covered::Week => speaker.say(Line::SummaryWeek),
        Covered::Since(from) => {
            let when = moment(from, speaker.manner.utc_offset);
            speaker.say_with(Line::SummarySince, &Args::default().text("when", &when))
        }
    }
}
