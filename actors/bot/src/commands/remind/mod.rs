//! `/remind WORDS`: reminds at a time; `/remind`: lists what the asker is to be reminded of. In plain words too.

mod due;
mod list;
mod make;
mod pressed;

use conversation::{CommandRules, commands::with_args};

use super::{Buttons, Command, Concurrency, Offered};
use crate::reply_context::{Reply, ReplyContext};

pub(crate) use {
    due::due,
    list::{cancel, listed, moved},
    make::made,
    pressed::cancel_button,
};

/// What the data of the buttons begin with.
const PREFIX: &str = "remind";

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { changes: with_args, ..CommandRules::plain("remind") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::PerAsker,
    answer: |ctx, args| Box::pin(answer(ctx, args)),
    buttons: Some(Buttons { prefix: PREFIX, pressed: |ctx, press| Box::pin(pressed::answer(ctx, press)) }),
};

async fn answer(ctx: &ReplyContext<'_>, args: &str) -> Reply {
    if args.is_empty() { listed(ctx).await } else { made(ctx, args).await }
}
