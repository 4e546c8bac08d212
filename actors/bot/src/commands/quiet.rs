//! `/quiet DURATION`: not to speak unless called; `/quiet mute` (`/mute`): not even then; `/quiet off` (`/unmute`): to speak
//! again.

use conversation::{Action, Alias, CommandRules, Hush, Setting, commands::always};
use intent::duration::{DAY, HOUR, seconds};
use language::packs::List;
use language::text::{
    catalogue::{Args, say},
    moment::moment,
    words::fold,
};
use runtime::clock::now;

use super::{Command, Concurrency, Offered, settings::refusal};
use crate::reply_context::{Reply, ReplyContext};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules {
        aliases: &[Alias { name: "mute", args: "mute" }, Alias { name: "unmute", args: "off" }],
        changes: always,
        passes_mute: |args| Quiet::of(args) == Some(Quiet::Off),
        ..CommandRules::plain("quiet")
    },
    offered: Offered::Everywhere,
    concurrency: Concurrency::PerChat,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

/// When nothing is said of how long.
const USUAL: i64 = 2 * HOUR;
/// Longer ones are for ever.
const LONGEST: i64 = 7 * DAY;

/// What the words after `/quiet` ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quiet {
    /// Seconds.
    For(i64),
    /// Until it is taken back.
    Forever,
    /// Not even when called.
    Mute,
    Off,
}

impl Quiet {
    /// `None` if the words make no sense.
    fn of(args: &str) -> Option<Self> {
        let args = fold(args);
        if args.is_empty() {
            return Some(Self::For(USUAL));
        }
        match args.as_str() {
            off if List::QuietOff.has(off) => return Some(Self::Off),
            forever if List::Forever.has(forever) => return Some(Self::Forever),
            mute if List::Mute.has(mute) => return Some(Self::Mute),
            _ => {}
        }
        let seconds = seconds(&args)?;
        Some(if seconds > LONGEST { Self::Forever } else { Self::For(seconds) })
    }
}

/// Anybody may ask for quiet: a chat should be able to get rid of us at once.
async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let (conversation, chat) = (&ctx.composer.conversation, ctx.request.chat);
    let Some(quiet) = Quiet::of(args) else { return Ok(vec![Action::say(ctx.text("quiet-usage"))]) };
    let muted = conversation.settings(chat).await?.hush == Hush::Mute;
    // Only those who may mute may end that.
    if (quiet == Quiet::Mute || muted)
        && let Some(refusal) = refusal(ctx).await
    {
        return Ok(vec![Action::say(ctx.text(refusal))]);
    }
    // It was asked some time ago, where we were down meanwhile.
    let asked_at = ctx.request.asked_at;
    let from = if asked_at > 0 { asked_at.min(now()) } else { now() };
    let (line, hush, until) = match quiet {
        Quiet::For(seconds) if from + seconds <= now() => ("quiet-over", Hush::Off, Some(from + seconds)),
        Quiet::For(seconds) => ("quiet-on", Hush::Off, Some(from + seconds)),
        Quiet::Forever => ("quiet-forever", Hush::Called, None),
        Quiet::Mute => ("quiet-mute", Hush::Mute, None),
        Quiet::Off => ("quiet-off", Hush::Off, None),
    };
    conversation.set(chat, Setting::Hush(hush)).await?;
    conversation.set(chat, Setting::Quiet(until)).await?;
    let zone = ctx.knowledge().zones.of(chat);
    let until = until.map(|until| moment(until, zone.offset(until))).unwrap_or_default();
    Ok(vec![Action::say(say(ctx.language(), line, &Args::default().text("until", &until)))])
}

#[cfg(test)]
mod tests {
    use intent::duration::MINUTE;

    use super::*;

    #[test]
    fn times_are_read_in_both_languages() {
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
            ("завтра", None),
            ("99999999999999999999h", None),
            ("9223372036854775807h", None),
        ] {
            assert_eq!(Quiet::of(args), quiet, "{args}");
        }
    }
}
