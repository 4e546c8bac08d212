//! Orders in plain words: what they change is done by the commands that do the same.

mod birthday;
pub(crate) mod poll;
mod poll_result;

use intent::{Label, moves_a_reminder};

pub(crate) use poll_result::told as poll_result;

use crate::{
    commands,
    reply_context::{Reply, ReplyContext},
};

/// Does what the text orders.
pub(crate) async fn answer(ctx: &ReplyContext<'_>, order: Label, text: &str) -> Reply {
    match order {
        Label::Remind if moves_a_reminder(text) => commands::move_reminder(ctx, text).await,
        Label::Remind => commands::remind(ctx, text).await,
        Label::CancelReminder => commands::cancel_reminder(ctx, text).await,
        Label::Birthday => birthday::told(ctx, text).await,
        Label::Reminders => commands::reminders(ctx).await,
        Label::Poll => poll::made(ctx, text).await,
        _ => commands::quiet_in_words(ctx, order, text).await,
    }
}

/// Asks whether an order was meant.
pub(crate) async fn question(ctx: &ReplyContext<'_>, order: Label, text: &str) -> Reply {
    match order {
        Label::Poll => poll::question(ctx, text).await,
        _ => Ok(commands::quiet_question(ctx, text)),
    }
}
