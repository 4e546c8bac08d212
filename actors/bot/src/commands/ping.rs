//! `/ping`: says that the bot is there.

use conversation::{Action, CommandRules};

use super::{Command, Concurrency, Offered};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules::plain("ping"),
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, _| Box::pin(async { Ok(vec![Action::say(ctx.text("ping"))]) }),
    buttons: None,
};
