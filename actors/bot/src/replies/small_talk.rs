//! Small talk, in the style that suits the one who talks.

use intent::{Intent, SmallTalk};
use language::analyzer::Topic;
use personalization::{Length, Style};

use crate::{
    lines::Line,
    speaker::Speaker,
    style::{ReplyStyle, is_beyond_us},
    tone::Tone,
};

/// From here on, to either side of 0, a chat counts as merry or gloomy.
const MOODY: f64 = 0.2;

/// An answer that needs no memory, in words of the catalogues.
pub(crate) fn in_words(speaker: &mut Speaker<'_>, small_talk: SmallTalk) -> String {
    let mut said = vec![speaker.say(fitting(small_talk, speaker.style))];
    if small_talk == SmallTalk::HowAreYou && speaker.style.length != Length::Short {
        said.extend(climate(speaker));
    }
    if is_beyond_us(&Intent::SmallTalk(small_talk)) && speaker.style.hint {
        said.push(speaker.say(Line::ModelHint));
    }
    if asks_back(speaker, small_talk) {
        said.extend(speaker.style.topic.and_then(|topic| follow_up(speaker, topic)));
    }
    said.join(" ")
}

/// Whether to ask about what the person likes to talk of: those who like long answers and a light tone, every other
/// time, lest it become a habit.
fn asks_back(speaker: &Speaker<'_>, small_talk: SmallTalk) -> bool {
    let style = speaker.style;
    let open = matches!(
        small_talk,
        SmallTalk::Greeting | SmallTalk::HowAreYou | SmallTalk::Called | SmallTalk::Chatter | SmallTalk::Thanks
    );
    open && style.length == Length::Long && style.style != Style::Formal && style.seed % 2 == 1
}

/// What says nothing much is met by its mood.
fn fitting(small_talk: SmallTalk, style: &ReplyStyle) -> Line {
    match (small_talk, style.tone) {
        (SmallTalk::Joke, _) if !style.mood.is_calm() => Line::SoftJoke,
        (SmallTalk::Chatter | SmallTalk::Called, Some(Tone::Comfort)) => Line::Comfort,
        (SmallTalk::Chatter | SmallTalk::Called, Some(Tone::Calm)) => Line::Calm,
        (SmallTalk::Chatter, Some(Tone::Cheer)) => Line::Cheer,
        (SmallTalk::Chatter, Some(Tone::Wonder)) => Line::Wonder,
        (small_talk, _) => small_talk.into(),
    }
}

fn climate(speaker: &mut Speaker<'_>) -> Option<String> {
    match speaker.style.climate? {
        mood if mood >= MOODY => Some(speaker.say(Line::ChatMerry)),
        mood if mood <= -MOODY => Some(speaker.say(Line::ChatGloomy)),
        _ => None,
    }
}

fn follow_up(speaker: &Speaker<'_>, topic: Topic) -> Option<String> {
    (topic != Topic::General).then(|| speaker.named("follow", topic.as_str()))
}
