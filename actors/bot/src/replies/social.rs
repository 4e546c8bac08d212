//! Plain social moves, and wishes that are beyond us: in words of the catalogues.

use context::Participant;
use intent::{Label, SmallTalk, slots::names::people, vocative};
use language::text::{catalogue::Args, news::News};

use super::small_talk;
use crate::{lines::Line, reply_context::ReplyContext, speaker::Speaker};

/// What fits a social move.
pub(crate) fn answer(ctx: &ReplyContext<'_>, label: Label) -> String {
    ctx.word(|speaker| in_words(speaker, label))
}

/// The same, in the speaker's style.
pub(crate) fn in_words(speaker: &mut Speaker<'_>, label: Label) -> String {
    speaker.say_id(&format!("social-{}", label.as_str()), &Args::default())
}

/// Good wishes, to the one of the chat whom the text names if it names one.
pub(crate) async fn congratulation(ctx: &ReplyContext<'_>, text: &str) -> String {
    let named = match ctx.look_up(&[ctx.context().store()], ctx.context().participants(ctx.request.chat)).await {
        Ok(participants) => named_in(text, &participants),
        // A store that does not answer costs only the name.
        Err(_) => None,
    };
    ctx.word(|speaker| match named {
        Some(name) => {
            let args = Args::default().text("name", &vocative(&name, speaker.style.language.as_str()));
            speaker.say_with(Line::CongratulateNamed, &args)
        }
        None => small_talk::in_words(speaker, SmallTalk::Congratulate),
    })
}

/// The first name of the one person of the chat whom a text names.
fn named_in(text: &str, participants: &[Participant]) -> Option<String> {
    let known: Vec<&str> = participants.iter().map(|it| it.first_name.as_str()).collect();
    let named: Vec<String> = people(text, &known).into_iter().map(|it| it.name).collect();
    let is_named = |it: &&Participant| named.contains(&it.first_name);
    let mut here = participants.iter().filter(is_named);
    here.next().filter(|_| here.next().is_none()).map(|it| it.first_name.clone())
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
