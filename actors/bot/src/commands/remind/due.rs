//! What is said when the time of a reminder has come.

use conversation::{Action, DueReminder, Keyboard, reminders::ReminderKind};
use events::{ChatKind, PersonId};
use language::text::{catalogue::Args, html::escape, visible::shorten};
use runtime::clock::now;

use super::pressed::{PutOff, cancel_button, put_off_button};
use crate::{
    moments::{spoken, spoken_day},
    reply_context::ReplyContext,
};

/// Seconds from which on it is told that it comes late.
const LATE: i64 = 600;
/// Letters of what is repeated.
const SHOWN: usize = 1000;

/// What was asked for, or congratulations.
pub(crate) fn due(ctx: &ReplyContext<'_>, due: &DueReminder) -> Vec<Action> {
    match due.kind {
        ReminderKind::Task | ReminderKind::Digest => task(ctx, due),
        ReminderKind::Birthday => birthday(ctx, due),
    }
}

/// Congratulates, on the day itself or late.
fn birthday(ctx: &ReplyContext<'_>, due: &DueReminder) -> Vec<Action> {
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let is_late = zone.day(now()) != zone.day(due.due);
    let html = ctx.word(|speaker| {
        if !due.what.is_empty() {
            let date = spoken_day(speaker.style.language, zone.zoned(due.due).date());
            let args = Args::default().text("whose", &due.what).text("date", &date);
            return speaker.say_id(if is_late { "birthday-late-whose" } else { "birthday-today-whose" }, &args);
        }
        let who = speaker.name(due.whom.as_deref().unwrap_or_default());
        let who = due.about.map_or_else(|| escape(&who), |about| mention(about, &who));
        let id = if is_late { "birthday-late" } else { "birthday-today" };
        speaker.say_id(id, &Args::default().html("who", who))
    });
    vec![Action::say(html)]
}

/// The reminder, with buttons to hear it again later.
fn task(ctx: &ReplyContext<'_>, due: &DueReminder) -> Vec<Action> {
    let request = ctx.request;
    let html = ctx.word(|speaker| {
        let who = speaker.name(due.whom.as_deref().unwrap_or(&request.asker_name));
        let who = if due.whom.is_none() && request.chat_kind != ChatKind::Private {
            // Whoever asked is notified, though the message that asked may be gone.
            mention(request.asker, &who)
        } else {
            escape(&who)
        };
        let args = Args::default().html("who", who).text("what", &shorten(&due.what, SHOWN));
        let id = if due.what.is_empty() { "remind-due-bare" } else { "remind-due" };
        let said = speaker.say_id(id, &args);
        if now() - due.due < LATE {
            return said;
        }
        let zone = ctx.knowledge().zones.of(request.chat);
        let when = spoken(speaker.style.language, &zone.zoned(due.due), &zone.zoned(now()));
        format!("{said}\n{}", speaker.say_id("remind-late", &Args::default().text("when", &when)))
    });
    let language = ctx.language();
    let mut buttons: Vec<_> = [PutOff::TenMinutes, PutOff::Hour, PutOff::Morning]
        .into_iter()
        .map(|later| put_off_button(language, due.id, later))
        .collect();
    if due.recurs {
        buttons.push(cancel_button(language, due.id));
    }
    vec![Action::Say { html, keyboard: Keyboard(buttons.chunks(2).map(<[_]>::to_vec).collect()) }]
}

/// A name that notifies its bearer.
fn mention(person: PersonId, name: &str) -> String {
    format!("<a href=\"tg://user?id={}\">{}</a>", person.0, escape(name))
}
