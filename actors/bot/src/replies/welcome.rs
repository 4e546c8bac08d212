//! What is said where we come to a group.

use conversation::Action;
use language::text::catalogue::Args;

use crate::{
    lines::Line,
    reply_context::{ReplyContext, in_messages},
};

/// Where Telegram shows us only what is said to us.
pub(super) fn in_privacy_mode(ctx: &ReplyContext<'_>) -> Vec<Action> {
    let html = ctx.word(|speaker| format!("{}\n\n{}", speaker.say(Line::Welcome), speaker.say(Line::WelcomePrivacy)));
    in_messages(&html)
}

/// In a group that is not among those we serve.
pub(super) fn where_not_listed(ctx: &ReplyContext<'_>) -> Vec<Action> {
    let args = Args::default().text("chat", &ctx.request.chat.0.to_string());
    in_messages(&ctx.word(|speaker| speaker.say_with(Line::NotListed, &args)))
}
