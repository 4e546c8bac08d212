//! `/start`: says hello.

use conversation::CommandRules;

use super::{Command, Concurrency, Offered};
use crate::lines::Line;

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { first_step: true, ..CommandRules::plain("start") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, _| Box::pin(async { Ok(ctx.line(Line::Start)) }),
    buttons: None,
};
