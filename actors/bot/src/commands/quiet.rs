//! `/quiet DURATION` or `/quiet TIME`: not to speak unless called; `/quiet mute` (`/mute`): not even then; `/quiet off` (`/unmute`): to speak
//! again.

use conversation::{Action, Alias, Button, CommandRules, Hush, Keyboard, Setting, commands::always};
use intent::{
    Label,
    duration::{DAY, HOUR, seconds},
    seconds_until, understanding,
};
use language::packs::List;
use language::text::{
    catalogue::{Args, say},
    plain,
    words::fold,
};
use language::zone::Zone;
use runtime::clock::now;
use storage::AskError;

use super::{Buttons, Command, Concurrency, Offered, settings::refusal};
use crate::{
    buttons::{self, Press},
    moments::spoken,
    reply_context::{Reply, ReplyContext},
};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules {
        aliases: &[Alias { name: "mute", args: "mute" }, Alias { name: "unmute", args: "off" }],
        changes: always,
        passes_mute: |args| Quiet::in_words(&fold(args)) == Some(Quiet::Off),
        ..CommandRules::plain("quiet")
    },
    offered: Offered::Everywhere,
    concurrency: Concurrency::PerChat,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: Some(Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(pressed(ctx, press)) }),
};

const PREFIX: &str = "quiet";
/// The data of the button by which it was not meant.
const NO: &str = "no";
/// When nothing is said of how long.
const USUAL: i64 = 2 * HOUR;
/// Longer ones are for ever.
const LONGEST: i64 = 7 * DAY;

/// What the words after `/quiet` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quiet {
    /// Seconds.
    For(i64),
    /// Unix seconds.
    Until(i64),
    /// Until it is taken back.
    Forever,
    /// Not even when called.
    Mute,
    Off,
}

impl Quiet {
    /// `None` if the words make no sense. They were written at `from` (Unix seconds) in a chat of that zone.
    fn of(args: &str, zone: &Zone, from: i64) -> Option<Self> {
        let args = fold(args);
        if args.is_empty() {
            return Some(Self::For(USUAL));
        }
        let length = || seconds(&args).or_else(|| seconds_until(&args, &zone.zoned(from))).map(Self::lasting);
        Self::in_words(&args).or_else(length)
    }

    /// What is asked for without a time; the words are folded.
    fn in_words(args: &str) -> Option<Self> {
        match args {
            off if List::QuietOff.has(off) => Some(Self::Off),
            forever if List::Forever.has(forever) => Some(Self::Forever),
            mute if List::Mute.has(mute) => Some(Self::Mute),
            _ => None,
        }
    }

    fn lasting(seconds: i64) -> Self {
        if seconds > LONGEST { Self::Forever } else { Self::For(seconds) }
    }
}

/// Anybody may ask for quiet: a chat should be able to get rid of us at once.
async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    match Quiet::of(args, ctx.knowledge().zones.of(ctx.request.chat), asked_at(ctx)) {
        Some(quiet) => obey(ctx, quiet).await,
        None => Ok(vec![Action::say(ctx.text("quiet-usage"))]),
    }
}

/// When it was asked, Unix seconds: we may have been down meanwhile.
fn asked_at(ctx: &ReplyContext<'_>) -> i64 {
    let asked_at = ctx.request.asked_at;
    if asked_at > 0 { asked_at.min(now()) } else { now() }
}

async fn obey(ctx: &ReplyContext<'_>, quiet: Quiet) -> Reply {
    Ok(match obeyed(ctx, quiet).await? {
        Ok(html) | Err(html) => vec![Action::say(html)],
    })
}

/// What is said once it is done, or why it is not.
async fn obeyed(ctx: &ReplyContext<'_>, quiet: Quiet) -> Result<Result<String, String>, AskError> {
    let (conversation, chat) = (&ctx.composer.conversation, ctx.request.chat);
    let muted = conversation.settings(chat).await?.hush == Hush::Mute;
    // Only those who may mute may end that.
    if (quiet == Quiet::Mute || muted)
        && let Some(refusal) = refusal(ctx).await
    {
        return Ok(Err(ctx.text(refusal)));
    }
    let from = asked_at(ctx);
    let quiet = match quiet {
        Quiet::For(seconds) => Quiet::Until(from + seconds),
        Quiet::Until(until) if until - from > LONGEST => Quiet::Forever,
        quiet => quiet,
    };
    let (line, hush, until) = match quiet {
        Quiet::For(until) | Quiet::Until(until) if until <= now() => ("quiet-over", Hush::Off, Some(until)),
        Quiet::For(until) | Quiet::Until(until) => ("quiet-on", Hush::Off, Some(until)),
        Quiet::Forever => ("quiet-forever", Hush::Called, None),
        Quiet::Mute => ("quiet-mute", Hush::Mute, None),
        Quiet::Off => ("quiet-off", Hush::Off, None),
    };
    conversation.set(chat, Setting::Hush(hush)).await?;
    conversation.set(chat, Setting::Quiet(until)).await?;
    let zone = ctx.knowledge().zones.of(chat);
    let until = until.map(|until| spoken(ctx.language(), &zone.zoned(until), &zone.zoned(now()))).unwrap_or_default();
    Ok(Ok(say(ctx.language(), line, &Args::default().text("until", &until))))
}

/// Does what somebody ordered in plain words.
pub(crate) async fn in_words(ctx: &ReplyContext<'_>, order: Label, text: &str) -> Reply {
    let quiet = match order {
        Label::Unquiet => Quiet::Off,
        Label::StopUnasked => Quiet::Forever,
        _ => meant(ctx, text),
    };
    obey(ctx, quiet).await
}

/// Asks whether that was meant: it is not clear enough to be obeyed at once.
pub(crate) fn question(ctx: &ReplyContext<'_>, text: &str) -> Vec<Action> {
    let until = match meant(ctx, text) {
        Quiet::Until(until) => until,
        _ => now() + USUAL,
    };
    let button = |id: &str, part: &str| Button { text: plain(&ctx.text(id)), data: buttons::data(PREFIX, &[part]) };
    let row = vec![button("quiet-button-yes", &until.to_string()), button("quiet-button-no", NO)];
    let zone = ctx.knowledge().zones.of(ctx.request.chat);
    let when = spoken(ctx.language(), &zone.zoned(until), &zone.zoned(now()));
    let html = say(ctx.language(), "quiet-question", &Args::default().text("until", &when));
    vec![Action::Say { html, keyboard: Keyboard(vec![row]) }]
}

/// How long the text asks for.
fn meant(ctx: &ReplyContext<'_>, text: &str) -> Quiet {
    let from = asked_at(ctx);
    let from_zoned = ctx.knowledge().zones.of(ctx.request.chat).zoned(from);
    let until = understanding::quiet_until(text, &from_zoned).map(|it| it.timestamp().as_second());
    Quiet::Until(until.unwrap_or(from + USUAL))
}

async fn pressed(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let parts = buttons::parts(press.data, PREFIX, 1).unwrap_or_default();
    let answer = match parts.as_slice() {
        [NO] => Ok(ctx.text("quiet-not")),
        [until] => match until.parse() {
            Ok(until) => obeyed(ctx, Quiet::Until(until)).await?,
            Err(_) => Err(ctx.text("button-stale")),
        },
        _ => Err(ctx.text("button-stale")),
    };
    Ok(match answer {
        Ok(html) => {
            let edit = Action::Edit { message: press.message, html, keyboard: Keyboard::default() };
            vec![press.acknowledge(None), edit]
        }
        Err(refusal) => vec![press.acknowledge(Some(&refusal))],
    })
}

#[cfg(test)]
mod tests {
    use intent::duration::MINUTE;

    use super::*;

    #[test]
    fn times_are_read_in_both_languages() {
        // A Saturday.
        let (kyiv, noon) = (Zone::named("Europe/Kyiv").unwrap(), 1_795_860_000);
        for (args, quiet) in [
            ("", Some(Quiet::For(USUAL))),
            ("2h", Some(Quiet::For(2 * HOUR))),
            ("30 хв", Some(Quiet::For(30 * MINUTE))),
            ("3 години", Some(Quiet::For(3 * HOUR))),
            ("1 День", Some(Quiet::For(DAY))),
            ("5", Some(Quiet::For(5 * HOUR))),
            ("7d", Some(Quiet::For(LONGEST))),
            ("30d", Some(Quiet::Forever)),
            ("999d", Some(Quiet::Forever)),
            ("на 2 години", Some(Quiet::For(2 * HOUR))),
            ("1h30m", Some(Quiet::For(90 * MINUTE))),
            ("1 год 30 хв", Some(Quiet::For(90 * MINUTE))),
            ("1.5h", Some(Quiet::For(90 * MINUTE))),
            ("1,5 години", Some(Quiet::For(90 * MINUTE))),
            ("30m", Some(Quiet::For(30 * MINUTE))),
            ("for 2 hours", Some(Quiet::For(2 * HOUR))),
            ("1..5h", None),
            ("2h борщ", None),
            ("ні", Some(Quiet::Off)),
            ("OFF", Some(Quiet::Off)),
            ("Forever", Some(Quiet::Forever)),
            ("назавжди", Some(Quiet::Forever)),
            ("mute", Some(Quiet::Mute)),
            ("Мовчи", Some(Quiet::Mute)),
            ("0h", None),
            ("-2h", None),
            ("завтра", Some(Quiet::For(20 * HOUR))),
            ("до завтра борщ", None),
            ("99999999999999999999h", None),
            ("9223372036854775807h", None),
        ] {
            assert_eq!(Quiet::of(args, &kyiv, noon), quiet, "{args}");
        }
    }
}
