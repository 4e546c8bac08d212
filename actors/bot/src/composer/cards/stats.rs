//! How busy a chat is.

use super::{
    MONTH_DAYS, Shown,
    words::{Words, count, written},
};
use analysis::HourSummary;
use cards::{Card, Figure, StatsCard, Tally};
use context::ChatStats;
use language::{
    text::{catalogue::Args, moment::date},
    zone::Zone,
};

/// Days shown at least, however young the chat.
const WEEK: i64 = 7;

/// The card of `/stats`; `hours` are those of the last [`MONTH_DAYS`] in which something was said, at least one.
pub(super) fn shown(words: Words, stats: &ChatStats, hours: &[HourSummary], zone: &Zone, now: i64) -> Shown {
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
        figure("card-messages", stats.total_messages),
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
    let total = Args::default().number("messages", stats.total_messages).number("people", stats.unique_users);
    let mut lines = vec![words.say("stats-total", &total)];
    if today > 0 {
        lines.push(words.say("card-stats-today", &Args::default().number("messages", today)));
    }
    let busiest = (0..24).zip(by_hour).rev().max_by_key(|(_, messages)| **messages);
    if let Some((hour, _)) = busiest {
        lines.push(words.say("card-stats-busiest", &Args::default().text("hour", &format!("{hour:02}:00"))));
    }
    let top = words.people(stats.top.iter().map(|person| (person.name.as_str(), person.messages)));
    if !top.is_empty() {
        lines.push(words.say("card-stats-top", &Args::default().text("list", &top)));
    }
    lines.join("\n")
}
