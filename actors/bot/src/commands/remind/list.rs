//! What the asker is to be reminded of in this chat.

use conversation::{
    Action, Keyboard,
    reminders::{Owner, Reminder, ReminderKind},
};
use intent::{
    slots::about::{Purpose, about},
    times::{Direction, times},
    understanding::{When, reminder},
};
use jiff::Zoned;
use language::text::{
    catalogue::{Args, say},
    words::fold,
};

use super::{
    make::{confirmation, told},
    pressed::cancel_button,
};
use crate::{
    replies::recalled::is_synonym,
    reply_context::{Reply, ReplyContext},
};
use runtime::clock::now;
use storage::AskError;

/// Reminders in one message, each with its button.
const SHOWN: u32 = 10;

/// The next reminders, with buttons to let go of each.
pub(crate) async fn listed(ctx: &ReplyContext<'_>) -> Reply {
    let reminders = waiting(ctx).await?;
    if reminders.is_empty() {
        return Ok(vec![Action::say(ctx.text("remind-none"))]);
    }
    let language = ctx.language();
    let mut lines = vec![say(language, "remind-list", &Args::default())];
    let mut rows = Vec::new();
    for (number, reminder) in (1..).zip(&reminders) {
        let id = match (&reminder.details.recurrence, reminder.details.what.is_empty()) {
            _ if reminder.details.kind == ReminderKind::Birthday => "remind-row-birthday",
            (Some(_), _) => "remind-row-again",
            (None, true) => "remind-row-bare",
            (None, false) => "remind-row",
        };
        lines.push(format!("{number}. {}", say(language, id, &told(ctx, reminder))));
        let mut button = cancel_button(language, reminder.id);
        if reminders.len() > 1 {
            button.text = format!("{} {number}", button.text);
        }
        rows.push(button);
    }
    let keyboard = Keyboard(rows.chunks(2).map(<[_]>::to_vec).collect());
    Ok(vec![Action::Say { html: lines.join("\n"), keyboard }])
}

/// Lets go of the one that the text names; where that is not clear, the list tells which there are.
pub(crate) async fn cancel(ctx: &ReplyContext<'_>, text: &str) -> Reply {
    let reminders = waiting(ctx).await?;
    let named = about(text, Purpose::CancelReminder, &[], &[]);
    let Some(only) = meant(&reminders, &named).or_else(|| only_of_day(ctx, &reminders, text)) else {
        return listed(ctx).await;
    };
    ctx.composer.conversation.cancel_reminder(only.chat, only.id).await?;
    Ok(vec![Action::say(say(ctx.language(), "remind-cancelled", &told(ctx, only)))])
}

/// Puts the one that the text names to another time, or the one that was asked for last.
pub(crate) async fn moved(ctx: &ReplyContext<'_>, text: &str) -> Reply {
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let When::At(due) = reminder(text, &ctx.asked_at()).when else {
        return Ok(vec![Action::say(ctx.text("remind-move-when"))]);
    };
    let reminders = waiting(ctx).await?;
    let named = about(text, Purpose::CancelReminder, &[], &[]);
    let last = reminders.iter().max_by_key(|it| it.id);
    let Some(meant) = meant(&reminders, &named).or(last) else { return listed(ctx).await };
    // "To 9:30" is meant on the day of the reminder.
    let day = meant.due.map_or_else(|| due.clone(), |at| zone.zoned(at));
    let morning = day.start_of_day().unwrap_or_else(|_| day.clone());
    let on_that_day = times(text, &morning, Direction::Future).at;
    let is_ahead = |it: &Zoned| it.date() == day.date() && *it > zone.zoned(now());
    let due = on_that_day.filter(is_ahead).unwrap_or(due);
    let seconds = due.timestamp().as_second();
    let conversation = &ctx.composer.conversation;
    match conversation.put_off_reminder(meant.chat, meant.id, seconds).await? {
        Some(moved) if moved.details.what.is_empty() => Ok(vec![confirmation(ctx, &moved)]),
        Some(moved) => {
            let html = say(ctx.language(), "remind-put-off", &told(ctx, &moved));
            let button = cancel_button(ctx.language(), moved.id);
            Ok(vec![Action::Say { html, keyboard: Keyboard(vec![vec![button]]) }])
        }
        None => Ok(vec![Action::say(ctx.text("remind-gone"))]),
    }
}

/// The only one that has one of the words, or the only one there is where no words are named.
fn meant<'r>(reminders: &'r [Reminder], named: &[String]) -> Option<&'r Reminder> {
    let fits: Vec<&Reminder> = reminders.iter().filter(|it| is_about(it, named)).collect();
    match (fits.as_slice(), reminders) {
        ([only], _) if !named.is_empty() => Some(*only),
        (_, [only]) if named.is_empty() => Some(only),
        _ => None,
    }
}

/// The only one of the day that the text names.
fn only_of_day<'r>(ctx: &ReplyContext<'_>, reminders: &'r [Reminder], text: &str) -> Option<&'r Reminder> {
    let asked_at = ctx.asked_at();
    let named = times(text, &asked_at, Direction::Future);
    let (from, to) = named.period.or_else(|| {
        let from = named.date?.to_zoned(asked_at.time_zone().clone()).ok()?;
        let to = from.tomorrow().ok()?;
        Some((from, to))
    })?;
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let is_then = |due: i64| (&from..&to).contains(&&zone.zoned(due));
    let mut then = reminders.iter().filter(|it| it.due.is_some_and(is_then));
    then.next().filter(|_| then.next().is_none())
}

/// Whether the reminder has one of the words, whatever their endings, or another word for it.
fn is_about(reminder: &Reminder, words: &[String]) -> bool {
    let what: Vec<String> = fold(&reminder.details.what).split_whitespace().map(str::to_owned).collect();
    let stems: Vec<String> = what.iter().map(|word| intent::stem(word)).collect();
    let is_named = |word: &str| stems.contains(&intent::stem(word)) || what.iter().any(|it| is_synonym(it, word));
    words.iter().any(|word| is_named(&fold(word)))
}

async fn waiting(ctx: &ReplyContext<'_>) -> Result<Vec<Reminder>, AskError> {
    let owner = Owner { chat: ctx.request.chat, person: Some(ctx.request.asker) };
    ctx.composer.conversation.reminders(owner, SHOWN).await
}
