//! Words that nobody asked for: only such as are worth it, else none.

use conversation::{Action, Excess, Silence};
use language::{
    analyzer::Reading,
    text::{catalogue::Args, html::escape, news::news},
};
use personalization::Style;

use super::{recall, social};
use crate::{
    lines::Line,
    reply_context::{ReplyContext, in_messages},
    responder::LlmReply,
    speaker::Speaker,
    style::ReplyStyle,
    tone::Tone,
    variety::scatter,
};

/// Keywords that an old message must share to be worth mentioning.
const SHARED: usize = 2;
/// One post of so many is said in the chat's own voice, where it may be.
const IN_OWN_VOICE: usize = 4;

/// Something about what was just said: in a language model's words, else what was said of it before, or a word for its
/// mood. `None` if nothing is worth saying.
pub(crate) async fn chime(ctx: &ReplyContext<'_>, text: &str) -> Option<Vec<Action>> {
    match ctx.composer.responder.answer(ctx).await {
        LlmReply::Html(html) => return Some(in_messages(&html)),
        LlmReply::NothingToSay => return None,
        LlmReply::None => {}
    }
    let reading = ctx.reading?;
    let html = match (news(text), line_for_the_mood(&ctx.style, reading)) {
        (Some(told), _) => ctx.word(|speaker| social::news(speaker, told)),
        (None, Some(line)) => ctx.word(|speaker| speaker.say(line)),
        (None, None) => {
            let words = shared_words(reading)?;
            let search = ctx.context().search(ctx.request.chat, &words, recall::HITS, 0);
            let hits = ctx.look_up(&[ctx.context().store()], search).await.ok()?;
            ctx.word(|speaker| recall::by_the_way(speaker, ctx.request, reading, &hits))?
        }
    };
    Some(in_messages(&html))
}

/// The keywords that an older message must share.
pub(crate) fn shared_words(reading: &Reading) -> Option<String> {
    reading.keywords.get(..SHARED).map(|shared| shared.join(" "))
}

/// A word for a mood that calls for one.
pub(crate) fn line_for_the_mood(style: &ReplyStyle, reading: &Reading) -> Option<Line> {
    match Tone::of_reading(reading) {
        Some(Tone::Comfort) => Some(Line::ChimeComfort),
        Some(Tone::Calm) if reading.cues.conflict => Some(Line::ChimeCalm),
        _ if reading.cues.humour > 0 && style.style != Style::Formal => Some(Line::ChimeLaugh),
        Some(Tone::Cheer) => Some(Line::ChimeCheer),
        Some(Tone::Wonder) => Some(Line::ChimeWonder),
        Some(Tone::Calm) | None => None,
    }
}

/// Something for a chat that fell silent; `None` if a language model finds nothing worth saying.
pub(crate) async fn silence(ctx: &ReplyContext<'_>, silence: &Silence) -> Option<Vec<Action>> {
    match ctx.composer.responder.answer(ctx).await {
        LlmReply::Html(html) => return Some(in_messages(&html)),
        LlmReply::NothingToSay => return None,
        LlmReply::None => {}
    }
    if !silence.downcast
        && let Some(said) = in_the_chats_voice(ctx).await
        && ctx.style.persona.may_say(&said)
    {
        return Some(in_messages(&escape(&said)));
    }
    Some(in_messages(&ctx.word(|speaker| silence_in_words(speaker, silence))))
}

/// Now and then, something as the chat itself would say it; text, not HTML. It is an ornament, and never an answer.
async fn in_the_chats_voice(ctx: &ReplyContext<'_>) -> Option<String> {
    if scatter(ctx.style.seed, IN_OWN_VOICE) != 0 {
        return None;
    }
    let voice = ctx.look_up(&[], ctx.knowledge().voice(ctx.request.chat)).await.ok()??;
    voice.speak(ctx.style.seed)
}

/// For the chat's spirits, else about what it likes to talk of.
pub(crate) fn silence_in_words(speaker: &mut Speaker<'_>, silence: &Silence) -> String {
    if silence.downcast {
        return speaker.say(Line::SilenceDowncast);
    }
    let topic = silence.topic.as_deref().and_then(|topic| speaker.variant_of("silence", topic));
    topic.or_else(|| theme(speaker)).unwrap_or_else(|| speaker.say(Line::Silence))
}

/// Every other time, something that the persona likes to bring up.
fn theme(speaker: &mut Speaker<'_>) -> Option<String> {
    let seed = usize::try_from(speaker.style.seed).unwrap_or_default();
    let themes = speaker.style.persona.themes(speaker.style.language);
    let theme = themes.get(seed / 2 % themes.len().max(1)).filter(|_| seed % 2 == 1)?.clone();
    Some(speaker.say_with(Line::SilenceTheme, &Args::default().text("theme", &theme)))
}

/// Something mild for somebody who overdoes it.
pub(crate) fn mild_word(excess: Excess) -> Line {
    match excess {
        Excess::Messages => Line::MildMessages,
        Excess::Repeats => Line::MildRepeats,
        Excess::Calls => Line::MildCalls,
        Excess::Answers => Line::MildAnswers,
    }
}
