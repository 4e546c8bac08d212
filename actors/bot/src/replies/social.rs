//! Plain social moves, and wishes that are beyond us: in words of the catalogues.

use intent::Label;
use language::text::{catalogue::Args, news::News};

use crate::{lines::Line, reply_context::ReplyContext, speaker::Speaker};

/// What fits a social move.
pub(crate) fn answer(ctx: &ReplyContext<'_>, label: Label) -> String {
    ctx.word(|speaker| in_words(speaker, label))
}

/// The same, in the speaker's style.
pub(crate) fn in_words(speaker: &mut Speaker<'_>, label: Label) -> String {
    speaker.say_id(&format!("social-{}", label.as_str()), &Args::default())
}

/// A word in kind for what happened to somebody, whoever it was.
pub(crate) fn news(speaker: &mut Speaker<'_>, news: News) -> String {
    match news {
        News::Death => speaker.say(Line::Grief),
        News::JobLoss => speaker.say(Line::Fired),
        news => speaker.say_id(&format!("news-{}", news.as_str()), &Args::default()),
    }
}

/// That it is beyond us, in one honest sentence that fits the kind of wish; those who run us are told what would help.
pub(crate) fn beyond(ctx: &ReplyContext<'_>, label: Label) -> String {
    ctx.word(|speaker| beyond_in_words(speaker, label))
}

/// The same, in the speaker's style.
pub(crate) fn beyond_in_words(speaker: &mut Speaker<'_>, label: Label) -> String {
    let said = speaker.say_id(&format!("beyond-{}", label.as_str()), &Args::default());
    if speaker.style.hint { format!("{said} {}", speaker.say(Line::ModelHint)) } else { said }
}
