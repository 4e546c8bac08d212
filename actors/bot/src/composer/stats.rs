//! Numbers in words.

use super::lines::Line;
use super::plan::Facts;
use super::word::Speaker;
use context::{ChatStats, PersonStats};
use language::text::catalogue::Args;
use language::text::moment::{date, moment};
use language::text::visible;
use personalization::Length;

/// People named in the statistics of a chat.
const TOP: usize = 5;

/// Statistics of a chat.
pub(super) fn of_chat(speaker: &mut Speaker<'_>, facts: &Facts) -> String {
    match facts {
        Facts::Chat(Some(stats)) if stats.total_messages > 0 => chat(speaker, stats),
        Facts::Chat(_) => speaker.say(Line::StatsEmpty),
        _ => speaker.say(Line::Unavailable),
    }
}

/// Statistics of the asker.
pub(super) fn of_asker(speaker: &mut Speaker<'_>, facts: &Facts) -> String {
    match facts {
        Facts::Asker(Some(stats)) if stats.messages > 0 => person(speaker, stats),
        Facts::Asker(_) => speaker.say(Line::MyStatsEmpty),
        _ => speaker.say(Line::Unavailable),
    }
}

fn chat(speaker: &mut Speaker<'_>, stats: &ChatStats) -> String {
    let total = Args::default().number("messages", stats.total_messages).number("people", stats.unique_users);
    let title = visible::name(&stats.title).map(|title| {
        let args = Args::default().text("title", &title);
        speaker.say_with(Line::StatsTitle, &args)
    });
    let mut lines: Vec<String> = title.into_iter().collect();
    lines.push(speaker.say_with(Line::StatsTotal, &total));
    if stats.own_messages > 0 {
        let own = Args::default().number("messages", stats.own_messages);
        lines.push(speaker.say_with(Line::StatsOwn, &own));
    }
    if let Some(first) = stats.first_message_at {
        let since = Args::default().text("date", &date(first, speaker.manner.utc_offset));
        lines.push(speaker.say_with(Line::StatsSince, &since));
    }
    if !stats.top.is_empty() && speaker.manner.length != Length::Short {
        lines.push(String::new());
        lines.push(speaker.say(Line::StatsTop));
        lines.extend((1..).zip(&stats.top).take(TOP).map(|(place, it)| row(speaker, place, it)));
    }
    lines.join("\n")
}

fn row(speaker: &mut Speaker<'_>, place: i64, stats: &PersonStats) -> String {
    let name = speaker.name(&stats.name);
    let args = Args::default().number("place", place).text("name", &name).number("messages", stats.messages);
    speaker.say_with(Line::StatsTopRow, &args)
}

fn person(speaker: &mut Speaker<'_>, stats: &PersonStats) -> String {
    let name = speaker.name(&stats.name);
    let offset = speaker.manner.utc_offset;
    let args = Args::default()
        .text("name", &name)
        .number("messages", stats.messages)
        .text("first", &date(stats.first_message_at, offset))
        .text("last", &moment(stats.last_message_at, offset));
    speaker.say_with(Line::MyStats, &args)
}
