//! `/privacy`: what is kept of people and for how long; `/privacy no`: to keep nothing of a chat that speaks in its own name.
//!
//! A chat that speaks in its own name cannot press a button: see [`Authority`].

mod authority;

use conversation::{
    Action, Button, CommandRules, Keyboard, Request,
    commands::{always, with_args},
};
use events::PersonId;
use language::text::{
    catalogue::{Args, Language, say},
    plain,
    visible::name,
    words::fold,
};
use storage::AskError;

use super::{Buttons, Command, Concurrency, Offered};
use crate::{
    buttons::{self, Press},
    reply_context::{Reply, ReplyContext},
};
use authority::Authority;

const PREFIX: &str = "privacy";

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { changes: with_args, first_step: true, passes_mute: always, ..CommandRules::plain("privacy") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: Some(Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(pressed(ctx, press)) }),
};

/// What somebody decides by a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PrivacyDecision {
    Forget,
    /// Not to be forgotten after all.
    Stay,
    OptOut,
    OptIn,
}

impl PrivacyDecision {
    const ALL: [Self; 4] = [Self::Forget, Self::Stay, Self::OptOut, Self::OptIn];

    fn as_str(self) -> &'static str {
        match self {
            Self::Forget => "forget",
            Self::Stay => "stay",
            Self::OptOut => "out",
            Self::OptIn => "in",
        }
    }

    /// The decision and whose button it is; `None` if the data is of another kind of button.
    fn of(data: &str) -> Option<(Self, PersonId)> {
        let parts = buttons::parts(data, PREFIX, 2)?;
        let [name, person] = parts.as_slice() else { return None };
        let decision = Self::ALL.into_iter().find(|decision| decision.as_str() == *name)?;
        Some((decision, PersonId(person.parse().ok()?)))
    }

    pub(super) fn button(self, language: Language, person: PersonId) -> Button {
        let text = plain(&in_language(language, &format!("privacy-button-{}", self.as_str())));
        Button { text, data: buttons::data(PREFIX, &[self.as_str(), &person.0.to_string()]) }
    }
}

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let written = is_answer(ctx.request, "privacy-answer-yes", args).then_some(PrivacyDecision::OptIn);
    match written.or_else(|| is_answer(ctx.request, "privacy-answer-no", args).then_some(PrivacyDecision::OptOut)) {
        Some(decision) => carry_out_in_words(ctx, decision).await,
        None => tell(ctx).await,
    }
}

/// Whether a chat that speaks in its own name writes this answer, since it cannot press a button.
pub(super) fn is_answer(request: &Request, id: &str, args: &str) -> bool {
    let is = |language| in_language(language, id).split(' ').any(|answer| answer == fold(args));
    request.asker.as_chat().is_some() && Language::all().any(is)
}

/// Does what the asker decided in words, and says so.
pub(super) async fn carry_out_in_words(ctx: &ReplyContext<'_>, decision: PrivacyDecision) -> Reply {
    Ok(vec![Action::say(carry_out(ctx, decision, ctx.request.asker).await?)])
}

async fn pressed(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let refused = |id: &str| Ok(vec![press.acknowledge(Some(&ctx.text(id)))]);
    let Some((decision, owner)) = PrivacyDecision::of(press.data) else { return refused("button-stale") };
    match Authority::of(ctx, owner).await {
        Authority::Granted => {}
        Authority::Denied => return refused("privacy-not-yours"),
        Authority::Unknown => return refused("privacy-chat-unknown"),
    }
    let html = carry_out(ctx, decision, owner).await?;
    let keyboard = Keyboard::default();
    Ok(vec![press.acknowledge(None), Action::Edit { message: press.message, html, keyboard }])
}

/// Does it, and says so.
async fn carry_out(ctx: &ReplyContext<'_>, decision: PrivacyDecision, owner: PersonId) -> Result<String, AskError> {
    let privacy = &ctx.composer.privacy;
    match decision {
        PrivacyDecision::Forget => privacy.forget(owner).await?,
        PrivacyDecision::Stay => {}
        PrivacyDecision::OptOut => privacy.opt_out(owner, true).await?,
        PrivacyDecision::OptIn => privacy.opt_out(owner, false).await?,
    }
    Ok(ctx.text(&format!("privacy-done-{}", decision.as_str())))
}

/// What is kept, where and for how long, with these very settings.
async fn tell(ctx: &ReplyContext<'_>) -> Reply {
    let (request, privacy) = (ctx.request, &ctx.composer.privacy);
    let settings = ctx.composer.conversation.settings(request.chat).await?;
    let is_out = privacy.context.discretion().await?.is_out(request.asker);
    let keep = &privacy.keep;
    let days = |time: std::time::Duration| time.as_secs().div_ceil(86_400).cast_signed();
    let kept = settings.keep_days.map_or("forever".to_owned(), |days| format!("{days}d"));
    let args = Args::default()
        .text("messages", &plain(&ctx.text(&format!("keep-{kept}"))))
        .number("journal", keep.journal.as_secs().div_ceil(3600).cast_signed())
        .number("analysis", days(keep.analysis))
        .number("events", days(keep.events));
    let state = ctx.text(if is_out { "privacy-is-out" } else { "privacy-is-in" });
    let mut html = format!("{}\n\n{state}", say(ctx.language(), "privacy", &args));
    if request.asker.as_chat().is_some() {
        html = format!("{html}\n\n{}", say(ctx.language(), "privacy-chat-how", &named(request)));
    }
    let decision = if is_out { PrivacyDecision::OptIn } else { PrivacyDecision::OptOut };
    let keyboard = Keyboard(vec![vec![decision.button(ctx.language(), request.asker)]]);
    Ok(vec![Action::Say { html, keyboard }])
}

/// The name of the one who asks, for messages of the catalogues.
pub(super) fn named(request: &Request) -> Args {
    Args::default().text("name", &name(&request.asker_name).unwrap_or_default())
}

fn in_language(language: Language, id: &str) -> String {
    say(language, id, &Args::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::text::catalogue::knows;

    #[test]
    fn each_button_is_worded_in_both_languages_and_understood_when_it_comes_back() {
        for language in Language::all() {
            for decision in PrivacyDecision::ALL {
                let button = decision.button(language, PersonId(9_007_199_254_740_991));
                assert_eq!(PrivacyDecision::of(&button.data), Some((decision, PersonId(9_007_199_254_740_991))));
                assert!(button.data.len() <= 64 && !button.text.contains("privacy-"), "{button:?}");
                assert!(knows(language, &format!("privacy-done-{}", decision.as_str())));
            }
        }
        for strange in ["", "privacy", "privacy:forget", "privacy:forget:x", "privacy:eat:7", "set:style"] {
            assert_eq!(PrivacyDecision::of(strange), None, "{strange}");
        }
    }

    /// An id that no catalogue has would be shown as it is.
    #[test]
    fn whatever_is_said_of_privacy_is_in_the_catalogues() {
        let source = concat!(include_str!("mod.rs"), include_str!("../forget.rs"), include_str!("../export.rs"));
        let ids = source.split('"').filter(|it| it.starts_with("privacy-") || it.starts_with("export-"));
        let ids: Vec<_> = ids.filter(|it| !it.contains(['{', ' ']) && !it.ends_with('-')).collect();
        assert!(ids.len() >= 9, "{ids:?}");
        for id in ids {
            for language in Language::all() {
                assert!(knows(language, id), "{id}");
            }
        }
    }
}
