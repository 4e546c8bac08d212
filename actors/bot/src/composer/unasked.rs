//! Words that nobody asked for: only such as are worth it, else none.

use super::found;
use super::lines::Line;
use super::plan::Facts;
use super::tone::Tone;
use super::word::Speaker;
use conversation::Excess;
use conversation::request::{Request, Silence};
use language::analyzer::Reading;
use language::text::catalogue::Args;
use language::text::distress::is_grieving;
use language::text::html::escape;
use personalization::Style;

/// Something about what was just said: what was said of it before, or a word for its mood.
pub(super) fn chime(speaker: &mut Speaker<'_>, request: &Request, reading: &Reading, facts: &Facts) -> Option<String> {
    let line = match Tone::of(reading) {
        _ if request.words().is_some_and(is_grieving) => Line::Grief,
        Some(Tone::Comfort) => Line::ChimeComfort,
        Some(Tone::Calm) if reading.cues.conflict => Line::ChimeCalm,
        _ if reading.cues.humour > 0 && speaker.manner.style != Style::Formal => Line::ChimeLaugh,
        Some(Tone::Cheer) => Line::ChimeCheer,
        Some(Tone::Wonder) => Line::ChimeWonder,
        Some(Tone::Calm) | None => return found::by_the_way(speaker, request, reading, facts),
    };
    Some(speaker.say(line))
}

/// Something for a chat that fell silent: for its spirits, else about what it likes to talk of.
pub(super) fn silence(speaker: &mut Speaker<'_>, silence: &Silence, facts: &Facts) -> String {
    if let Facts::Voice(said) = facts
        && speaker.manner.persona.may_say(said)
    {
        return escape(said);
    }
    if silence.downcast {
        return speaker.say(Line::SilenceDowncast);
    }
    let topic = silence.topic.as_deref().and_then(|topic| speaker.variant_of("silence", topic));
    topic.or_else(|| theme(speaker)).unwrap_or_else(|| speaker.say(Line::Silence))
}

/// Every other time, something that the persona likes to bring up.
fn theme(speaker: &mut Speaker<'_>) -> Option<String> {
    let seed = usize::try_from(speaker.manner.seed).unwrap_or_default();
    let themes = speaker.manner.persona.themes(speaker.manner.language);
    let theme = themes.get(seed / 2 % themes.len().max(1)).filter(|_| seed % 2 == 1)?.clone();
    Some(speaker.say_with(Line::SilenceTheme, &Args::default().text("theme", &theme)))
}

/// Something mild for somebody who overdoes it.
pub(super) fn mild_word(speaker: &mut Speaker<'_>, excess: Excess) -> String {
    speaker.say(match excess {
        Excess::Messages => Line::MildMessages,
        Excess::Repeats => Line::MildRepeats,
        Excess::Calls => Line::MildCalls,
        Excess::Answers => Line::MildAnswers,
    })
}
