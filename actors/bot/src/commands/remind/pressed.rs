//! The buttons of reminders: to let go of one, to hear it later.

use conversation::{Action, Button, Keyboard, reminders::Reminder};
use events::ChatKind;
use jiff::{SignedDuration, ToSpan, Zoned};
use language::text::{
    catalogue::{Args, Language, say},
    plain,
};
use runtime::clock::now;

use super::{PREFIX, make::told};
use crate::{
    buttons::{self, Press},
    reply_context::{Reply, ReplyContext},
};

const CANCEL: &str = "x";
/// When a morning and an evening begin for whoever wants to hear something then.
const MORNING: i8 = 9;
const EVENING: i8 = 18;

/// When to hear something instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PutOff {
    TenMinutes,
    Hour,
    /// The next one.
    Evening,
    /// Tomorrow's.
    Morning,
}

impl PutOff {
    const ALL: [Self; 4] = [Self::TenMinutes, Self::Hour, Self::Evening, Self::Morning];

    fn as_str(self) -> &'static str {
        match self {
            Self::TenMinutes => "10m",
            Self::Hour => "1h",
            Self::Evening => "evening",
            Self::Morning => "morning",
        }
    }

    /// Unix seconds.
    fn from(self, now: &Zoned) -> i64 {
        let at_hour = |day: &Zoned, hour| day.with().hour(hour).minute(0).second(0).subsec_nanosecond(0).build();
        let tomorrow = now.checked_add(1.day()).unwrap_or_else(|_| now.clone());
        let in_seconds = |seconds| now.checked_add(SignedDuration::from_secs(seconds));
        let at = match self {
            Self::TenMinutes => in_seconds(600),
            Self::Hour => in_seconds(3600),
            Self::Evening if now.hour() < EVENING => at_hour(now, EVENING),
            Self::Evening => at_hour(&tomorrow, EVENING),
            Self::Morning => at_hour(&tomorrow, MORNING),
        };
        at.unwrap_or(tomorrow).timestamp().as_second()
    }
}

/// Lets go of a reminder.
pub(crate) fn cancel_button(language: Language, id: i64) -> Button {
    button(language, "remind-button-cancel", &[CANCEL, &id.to_string()])
}

/// Hears it later.
pub(super) fn put_off_button(language: Language, id: i64, later: PutOff) -> Button {
    button(language, &format!("remind-button-{}", later.as_str()), &[later.as_str(), &id.to_string()])
}

fn button(language: Language, text: &str, parts: &[&str]) -> Button {
    Button { text: plain(&say(language, text, &Args::default())), data: buttons::data(PREFIX, parts) }
}

/// Does what the button says, for those who may.
pub(super) async fn answer(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let told_so = |id: &str| Ok(vec![press.acknowledge(Some(&ctx.text(id)))]);
    let parts = buttons::parts(press.data, PREFIX, 2).unwrap_or_default();
    let [order, id] = parts.as_slice() else { return told_so("button-stale") };
    let Ok(id) = id.parse::<i64>() else { return told_so("button-stale") };
    let (conversation, chat) = (&ctx.composer.conversation, ctx.request.chat);
    let Some(reminder) = conversation.reminder(chat, id).await? else { return told_so("remind-gone") };
    if !may_change(ctx, &reminder).await {
        return told_so("remind-not-yours");
    }
    let later = PutOff::ALL.into_iter().find(|it| it.as_str() == *order);
    let changed = match later {
        Some(later) => {
            let due = later.from(&ctx.knowledge().zones.of(chat).zoned(now()));
            conversation.put_off_reminder(chat, id, due).await?.map(|it| ("remind-put-off", it))
        }
        None if *order == CANCEL => conversation.cancel_reminder(chat, id).await?.map(|it| ("remind-cancelled", it)),
        None => return told_so("button-stale"),
    };
    let Some((word, reminder)) = changed else { return told_so("remind-gone") };
    let keyboard = match later {
        Some(_) => Keyboard(vec![vec![cancel_button(ctx.language(), id)]]),
        None => Keyboard::default(),
    };
    let html = say(ctx.language(), word, &told(ctx, &reminder));
    Ok(vec![press.acknowledge(None), Action::Edit { message: press.message, html, keyboard }])
}

/// Whoever asked for it may change it, and so may the chat's admins.
async fn may_change(ctx: &ReplyContext<'_>, reminder: &Reminder) -> bool {
    let request = ctx.request;
    if reminder.person == request.asker || request.chat_kind == ChatKind::Private {
        return true;
    }
    let allowed = ctx.composer.permissions.may_set(request.chat, request.chat_kind, request.asker).await;
    allowed.inspect_err(|error| tracing::warn!(%error, "Telegram does not tell who is an admin")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_put_off_comes_at_a_time_that_suits() {
        let zoned = |hour, minute| date(2026, 11, 28).at(hour, minute, 30, 0).in_tz("Europe/Kyiv").unwrap();
        let said = |later: PutOff, now: &Zoned| {
            let at = jiff::Timestamp::from_second(later.from(now)).unwrap().to_zoned(now.time_zone().clone());
            at.strftime("%d %H:%M").to_string()
        };
        assert_eq!(said(PutOff::TenMinutes, &zoned(23, 55)), "29 00:05");
        assert_eq!(said(PutOff::Hour, &zoned(10, 0)), "28 11:00");
        assert_eq!(said(PutOff::Evening, &zoned(10, 0)), "28 18:00");
        assert_eq!(said(PutOff::Evening, &zoned(18, 0)), "29 18:00");
        assert_eq!(said(PutOff::Morning, &zoned(10, 0)), "29 09:00");
    }
}
