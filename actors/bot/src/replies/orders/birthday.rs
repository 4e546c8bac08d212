//! Keeps a birthday that somebody tells, and congratulates at once if it is today.

use conversation::{
    Action, Keyboard,
    reminders::{Added, MOST, NewReminder, Recurrence, Reminder, ReminderDetails, ReminderKind},
};
use events::PersonId;
use intent::{SmallTalk, understanding};
use jiff::{ToSpan, Zoned, civil::Date};
use language::{
    packs::List,
    text::{
        catalogue::{Args, say},
        visible::shorten,
        words::{fold, words},
    },
};

use crate::{
    commands::cancel_button,
    moments::spoken_day,
    replies::{person::namesakes, small_talk},
    reply_context::{Reply, ReplyContext, in_messages},
};

/// The hour at which somebody is congratulated.
const MORNING: i8 = 9;
/// Letters of a name that are kept.
const LONGEST: usize = 100;
/// Birthdays that are looked through for one that is asked for.
const KNOWN: u32 = 200;
/// Birthdays that are listed.
const LISTED: u32 = 15;

/// Keeps the birthday, if a date is told.
pub(crate) async fn told(ctx: &ReplyContext<'_>, text: &str) -> Reply {
    let asked_at = ctx.asked_at();
    let participants = ctx.look_up(&[ctx.context().store()], ctx.context().participants(ctx.request.chat)).await?;
    let names: Vec<&str> = participants.iter().map(|it| it.first_name.as_str()).collect();
    let told = understanding::birthday(text, &asked_at, &names);
    let kin = told.kin.filter(|_| told.date.is_some());
    let asks = words(text).map(fold).any(|word| List::QuestionWords.has(&word));
    match (told.date, told.person) {
        (None, None) if asks => all(ctx).await,
        // "Note the birthday of the little one": whose it is, no name tells.
        (Some(_), None) if notes_another(text) => {
            Ok(in_messages(&ctx.word(|speaker| small_talk::in_words(speaker, SmallTalk::Note))))
        }
        (Some(date), _) if kin.is_some() => kept(ctx, kin.map(Whose::Kin), date, &asked_at).await,
        (Some(date), person) => kept(ctx, person.map(Whose::Named), date, &asked_at).await,
        (None, None) => Ok(in_messages(&ctx.word(|speaker| small_talk::in_words(speaker, SmallTalk::Birthday)))),
        (None, Some(name)) => known(ctx, &name).await,
    }
}

/// Whether a birthday is to be kept that is not the asker's.
fn notes_another(text: &str) -> bool {
    let said: Vec<String> = words(text).map(fold).collect();
    List::Noting.has_any(&said) && !List::Mine.has_any(&said)
}

/// Whose birthday is told, if not the asker's own.
enum Whose {
    Named(String),
    /// "Taras's daughter's": somebody who is not here to be congratulated.
    Kin(String),
}

async fn kept(ctx: &ReplyContext<'_>, whose: Option<Whose>, date: Date, asked_at: &Zoned) -> Reply {
    let (request, language) = (ctx.request, ctx.language());
    let about = match &whose {
        Some(Whose::Named(name)) => somebody(ctx, name).await,
        Some(Whose::Kin(_)) => None,
        None => Some(request.asker),
    };
    let whom = match &whose {
        Some(Whose::Named(name) | Whose::Kin(name)) => shorten(name, LONGEST),
        None => shorten(&request.asker_name, LONGEST),
    };
    let is_kin = matches!(whose, Some(Whose::Kin(_)));
    let is_today = date == asked_at.date();
    let next = if is_today { date.saturating_add(1.year()) } else { date };
    let Some(due) = morning(next, asked_at) else { return Ok(vec![Action::say(ctx.text("birthday-when"))]) };
    let new = NewReminder {
        chat: request.chat,
        message: request.reply_to,
        person: request.asker,
        about,
        due: Some(due),
        details: ReminderDetails {
            chat_kind: request.chat_kind,
            thread: request.thread,
            name: request.asker_name.clone(),
            language: request.asker_language.clone(),
            what: if is_kin { whom.clone() } else { String::new() },
            whom: Some(whom.clone()),
            kind: ReminderKind::Birthday,
            recurrence: Some(Recurrence::Yearly),
            first: due,
        },
    };
    let reminder = match ctx.composer.conversation.add_reminder(new).await? {
        Added::Kept(reminder) => reminder,
        Added::TooMany => {
            let most = i64::try_from(MOST).unwrap_or(i64::MAX);
            return Ok(vec![Action::say(say(language, "remind-too-many", &Args::default().number("most", most)))]);
        }
    };
    let args = Args::default().text("who", &whom).text("whose", &whom).text("date", &spoken_day(language, date));
    let html = ctx.word(|speaker| match (&whose, is_today) {
        (Some(Whose::Kin(_)), true) => speaker.say_id("birthday-kept-whose-today", &args),
        (Some(Whose::Kin(_)), false) => speaker.say_id("birthday-kept-whose", &args),
        (Some(_), true) => speaker.say_id("birthday-kept-today", &args),
        (Some(_), false) => speaker.say_id("birthday-kept", &args),
        (None, true) => small_talk::in_words(speaker, SmallTalk::Birthday),
        (None, false) => speaker.say_id("birthday-kept-own", &args),
    });
    Ok(vec![Action::Say { html, keyboard: Keyboard(vec![vec![cancel_button(language, reminder.id)]]) }])
}

/// Unix seconds of the morning of a day.
fn morning(day: Date, in_zone_of: &Zoned) -> Option<i64> {
    let at = day.at(MORNING, 0, 0, 0).to_zoned(in_zone_of.time_zone().clone()).ok()?;
    Some(at.timestamp().as_second())
}

/// When somebody's birthday is, if anybody told.
async fn known(ctx: &ReplyContext<'_>, name: &str) -> Reply {
    let chat = ctx.request.chat;
    let about = somebody(ctx, name).await;
    let birthdays = ctx.composer.conversation.birthdays(chat, KNOWN).await?;
    let is_theirs = |it: &&_| {
        let it: &Reminder = it;
        about.is_some() && it.about == about || it.details.whom.as_deref() == Some(name)
    };
    let Some(birthday) = birthdays.iter().find(is_theirs) else {
        return Ok(vec![Action::say(say(ctx.language(), "birthday-unknown", &Args::default().text("who", name)))]);
    };
    let due = birthday.due.unwrap_or(birthday.details.first);
    let day = ctx.knowledge().zones.of(chat).zoned(due).date();
    let who = birthday.details.whom.as_deref().unwrap_or(name);
    let args = Args::default().text("who", who).text("date", &spoken_day(ctx.language(), day));
    Ok(vec![Action::say(say(ctx.language(), "birthday-known", &args))])
}

/// The birthdays that are known here, the nearest first.
async fn all(ctx: &ReplyContext<'_>) -> Reply {
    let (chat, language) = (ctx.request.chat, ctx.language());
    let birthdays = ctx.composer.conversation.birthdays(chat, LISTED).await?;
    let zone = ctx.knowledge().zones.of(chat);
    let row = |it: &Reminder| {
        let day = zone.zoned(it.due.unwrap_or(it.details.first)).date();
        let who = it.details.whom.as_deref().unwrap_or(&it.details.name);
        say(language, "birthday-row", &Args::default().text("who", who).text("date", &spoken_day(language, day)))
    };
    let rows: Vec<String> = birthdays.iter().map(row).collect();
    if rows.is_empty() {
        return Ok(vec![Action::say(say(language, "birthdays-none", &Args::default()))]);
    }
    let head = say(language, "birthdays", &Args::default());
    Ok(vec![Action::say(format!("{head}\n{}", rows.join("\n")))])
}

/// Who of the chat is called so.
async fn somebody(ctx: &ReplyContext<'_>, name: &str) -> Option<PersonId> {
    let participants = ctx.look_up(&[ctx.context().store()], ctx.context().participants(ctx.request.chat)).await;
    // Of several it is not known who is meant.
    match namesakes(participants.ok()?, name).as_slice() {
        [only] => Some(only.id),
        _ => None,
    }
}
