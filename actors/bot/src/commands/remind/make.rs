//! Keeps a reminder, and says when it will come.

use conversation::{
    Action, Keyboard,
    reminders::{Added, MOST, NewReminder, Recurrence, Reminder, ReminderDetails, ReminderKind},
};
use intent::{
    slots::ahead::{Ahead, ahead},
    understanding::{ReminderWish, When, reminder},
};
use jiff::{SignedDuration, Zoned};
use language::text::{
    catalogue::{Args, say},
    visible::shorten,
};
use runtime::clock::now;

use super::pressed::{PutOff, cancel_button, put_off_button};
use crate::{
    moments::spoken,
    replies::recalled,
    reply_context::{Reply, ReplyContext},
};

/// Letters of what is kept.
const LONGEST: usize = 1000;
/// Letters of it that a confirmation repeats.
const SHOWN: usize = 200;

/// Keeps what the text asks for. The text is read as of the time when it was written.
pub(crate) async fn made(ctx: &ReplyContext<'_>, text: &str) -> Reply {
    let wish = wished(ctx, text).await;
    let due = match &wish.when {
        When::At(at) => Some(at),
        When::Over => return Ok(vec![Action::say(ctx.text("remind-over"))]),
        When::Unsaid => None,
    };
    let kept = ctx.composer.conversation.add_reminder(new(ctx, &wish, due)).await?;
    Ok(vec![match kept {
        Added::Kept(reminder) if due.is_some() => confirmation(ctx, &reminder),
        Added::Kept(reminder) => question(ctx, &reminder),
        Added::TooMany => {
            Action::say(say(ctx.language(), "remind-too-many", &Args::default().number("most", MOST as i64)))
        }
    }])
}

/// What is asked for; "a day before the party" is counted from what the chat knows of it.
async fn wished(ctx: &ReplyContext<'_>, text: &str) -> ReminderWish {
    let now = ctx.asked_at();
    let Some(Ahead { seconds, of, place }) = ahead(text, &now) else { return reminder(text, &now) };
    let wish = reminder(&format!("{} {}", text[..place.start].trim_end(), text[place.end..].trim_start()), &now);
    let awaited = match wish.when {
        When::At(at) => Some(at),
        _ => recalled::time_of(ctx, &of).await,
    };
    let due = awaited.and_then(|at| at.checked_sub(SignedDuration::from_secs(seconds)).ok());
    let when = match due {
        Some(at) if at > now => When::At(at),
        Some(_) => When::Over,
        None => When::Unsaid,
    };
    ReminderWish { when, ..wish }
}

fn new(ctx: &ReplyContext<'_>, wish: &ReminderWish, due: Option<&Zoned>) -> NewReminder {
    let request = ctx.request;
    let seconds = due.map(|it| it.timestamp().as_second());
    let quoted = || request.about.quoted.as_ref().and_then(|it| it.text.clone()).unwrap_or_default();
    let what = if wish.what.is_empty() { quoted() } else { wish.what.clone() };
    NewReminder {
        chat: request.chat,
        message: request.reply_to,
        person: request.asker,
        about: None,
        due: seconds,
        details: ReminderDetails {
            chat_kind: request.chat_kind,
            thread: request.thread,
            name: request.asker_name.clone(),
            language: request.asker_language.clone(),
            what: shorten(&what, LONGEST),
            whom: wish.person.clone(),
            kind: ReminderKind::Task,
            recurrence: wish.repeat.map(Recurrence::from),
            first: seconds.unwrap_or_default(),
        },
    }
}

/// When it will come, with a button to let go of it.
pub(super) fn confirmation(ctx: &ReplyContext<'_>, reminder: &Reminder) -> Action {
    let html = ctx.word(|speaker| {
        let args = told(ctx, reminder);
        let id = match (&reminder.details.recurrence, reminder.details.what.is_empty()) {
            (Some(_), true) => "remind-again-bare",
            (Some(_), false) => "remind-again",
            (None, true) => "remind-kept-bare",
            (None, false) => "remind-kept",
        };
        speaker.say_id(id, &args)
    });
    Action::Say { html, keyboard: Keyboard(vec![vec![cancel_button(ctx.language(), reminder.id)]]) }
}

/// When it is to be, where the asker did not say.
fn question(ctx: &ReplyContext<'_>, reminder: &Reminder) -> Action {
    let buttons = [PutOff::Hour, PutOff::Evening, PutOff::Morning];
    let row = buttons.map(|it| put_off_button(ctx.language(), reminder.id, it)).to_vec();
    let html = ctx.word(|speaker| speaker.say_id("remind-when", &Args::default()));
    Action::Say { html, keyboard: Keyboard(vec![row]) }
}

/// What a reminder is about, when it comes, and how often.
pub(super) fn told(ctx: &ReplyContext<'_>, reminder: &Reminder) -> Args {
    let language = ctx.language();
    let zone = ctx.knowledge().zones.of(reminder.chat);
    let due = reminder.due.unwrap_or(reminder.details.first);
    let how = reminder.details.recurrence.map(|it| say(language, &format!("remind-{}", it.as_str()), &Args::default()));
    Args::default()
        .text("what", &shorten(&reminder.details.what, SHOWN))
        .text("when", &spoken(language, &zone.zoned(due), &zone.zoned(now())))
        .text("how", &how.unwrap_or_default())
        .text("who", reminder.details.whom.as_deref().unwrap_or_default())
}
