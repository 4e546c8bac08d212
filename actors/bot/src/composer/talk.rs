//! Small talk, in the manner that suits the one who talks.

use super::lines::Line;
use super::plan::Facts;
use super::tone::Tone;
use super::word::Speaker;
use language::analyzer::Topic;
use language::text::html::escape;
use personalization::{Length, Style};

/// From here on, to either side of 0, a chat counts as merry or gloomy.
const MOODY: f64 = 0.2;

/// An answer that needs no memory.
pub(super) fn answer(speaker: &mut Speaker<'_>, line: Line, facts: &Facts) -> String {
    if let (Facts::Voice(said), None, true) = (facts, speaker.manner.tone, speaker.manner.style != Style::Formal)
        && speaker.manner.persona.may_say(said)
    {
        return escape(said);
    }
    let mut said = vec![speaker.say(fitting(line, speaker.manner.tone))];
    if line == Line::HowAreYou && speaker.manner.length != Length::Short {
        said.extend(climate(speaker));
    }
    if matches!(line, Line::Question | Line::Advice) && speaker.manner.hint {
        said.push(speaker.say(Line::ModelHint));
    }
    if asks_back(speaker, line) {
        said.extend(speaker.manner.topic.and_then(|topic| follow_up(speaker, topic)));
    }
    said.join(" ")
}

/// Whether to ask about what the person likes to talk of: those who like long answers and a light tone, every other
/// time, lest it become a habit.
fn asks_back(speaker: &Speaker<'_>, line: Line) -> bool {
    let manner = speaker.manner;
    let open = matches!(line, Line::Greeting | Line::HowAreYou | Line::Called | Line::Chatter | Line::Thanks);
    open && manner.length == Length::Long && manner.style != Style::Formal && manner.seed % 2 == 1
}

/// What says nothing much is met by its mood.
fn fitting(line: Line, tone: Option<Tone>) -> Line {
    match (line, tone) {
        (Line::Chatter | Line::Called, Some(Tone::Comfort)) => Line::Comfort,
        (Line::Chatter | Line::Called, Some(Tone::Calm)) => Line::Calm,
        (Line::Chatter, Some(Tone::Cheer)) => Line::Cheer,
        (Line::Chatter, Some(Tone::Wonder)) => Line::Wonder,
        (line, _) => line,
    }
}

fn climate(speaker: &mut Speaker<'_>) -> Option<String> {
    match speaker.manner.climate? {
        mood if mood >= MOODY => Some(speaker.say(Line::ChatMerry)),
        mood if mood <= -MOODY => Some(speaker.say(Line::ChatGloomy)),
        _ => None,
    }
}

fn follow_up(speaker: &Speaker<'_>, topic: Topic) -> Option<String> {
    (topic != Topic::General).then(|| speaker.named("follow", topic.as_str()))
}
