//! `/forget`: erases the asker, once that is confirmed: nothing is forgotten by a slip of the finger.

use conversation::{
    Action, CommandRules, Keyboard,
    commands::{always, with_args},
};
use language::text::catalogue::say;

use super::{
    Command, Concurrency, Offered,
    privacy::{PrivacyDecision, carry_out_in_words, is_answer, named},
};
use crate::reply_context::{Reply, ReplyContext};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { changes: with_args, first_step: true, passes_mute: always, ..CommandRules::plain("forget") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: None,
};

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    let request = ctx.request;
    if is_answer(request, "privacy-answer-yes", args) {
        return carry_out_in_words(ctx, PrivacyDecision::Forget).await;
    }
    let buttons =
        [PrivacyDecision::Forget, PrivacyDecision::Stay].map(|it| vec![it.button(ctx.language(), request.asker)]);
    let html = match request.asker.as_chat() {
        Some(_) => say(ctx.language(), "privacy-confirm-chat", &named(request)),
        None => ctx.text("privacy-confirm"),
    };
    Ok(vec![Action::Say { html, keyboard: Keyboard(buttons.to_vec()) }])
}
