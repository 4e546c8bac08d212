//! Who talks most.

use super::{
    Shown,
    words::{Words, count},
};
use crate::composer::top::Top;
use cards::{Card, TopCard, TopRow};
use language::text::{catalogue::Args, html::escape};

/// The card of `/top`.
pub(super) fn shown(words: Words, top: &Top) -> Shown {
    let span = words.text(top.period.id());
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
    let mut caption = format!("<b>{}</b>: {}", words.say(top.period.id(), &Args::default()), escape(&people));
    if !topics.is_empty() {
        caption = format!("{caption}\n{}", words.say("mood-topics", &Args::default().text("list", topics)));
    }
    caption
}
