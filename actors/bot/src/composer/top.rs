//! Who talks most, and of what.

use super::lines::Line;
use super::plan::Facts;
use super::word::Speaker;
use language::analyzer::Topic;
use language::text::catalogue::Args;
use language::text::words::fold;

/// Who talked most in some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Top {
    /// The chat's name.
    pub title: String,
    pub period: Period,
    /// All messages of the time.
    pub messages: i64,
    /// Names and numbers of messages, most first; never empty.
    pub rows: Vec<(String, i64)>,
    /// Most talked of first; not known of all times.
    pub topics: Vec<Topic>,
}

impl Period {
    /// Its message in the catalogues.
    pub(super) fn id(self) -> &'static str {
        self.line().id()
    }

    fn line(self) -> Line {
        match self {
            Self::Today => Line::TopToday,
            Self::Week => Line::TopWeek,
            Self::Ever => Line::TopEver,
        }
    }
}

/// The answer to `/top` in words.
pub(super) fn of_chat(speaker: &mut Speaker<'_>, facts: &Facts) -> String {
    let top = match facts {
        Facts::Top(Some(top)) => top,
        Facts::Top(None) => return speaker.say(Line::StatsEmpty),
        _ => return speaker.say(Line::Unavailable),
    };
    let mut lines = vec![format!("<b>{}</b>", speaker.say(top.period.line()))];
    for (place, (name, messages)) in (1..).zip(&top.rows) {
        let name = speaker.name(name);
        let args = Args::default().number("place", place).text("name", &name).number("messages", *messages);
        lines.push(speaker.say_with(Line::StatsTopRow, &args));
    }
    let topics: Vec<String> = top.topics.iter().map(|topic| speaker.named("topic", topic.as_str())).collect();
    if !topics.is_empty() {
        lines.push(speaker.say_with(Line::MoodTopics, &Args::default().text("list", &topics.join(", "))));
    }
    lines.join("\n")
}
