//! `/help`: lists the commands, each with its line `help-NAME` of the catalogues.

use conversation::{CommandRules, commands::always};
use language::text::catalogue::knows;

use super::{COMMANDS, Command, Concurrency, Offered};
use crate::{lines::Line, reply_context::in_messages, speaker::Speaker};

pub(super) const COMMAND: Command = Command {
    rules: CommandRules { passes_mute: always, ..CommandRules::plain("help") },
    offered: Offered::Everywhere,
    concurrency: Concurrency::Free,
    answer: |ctx, _| Box::pin(async { Ok(in_messages(&ctx.word(help))) }),
    buttons: None,
};

/// The list of commands, and what may be asked in plain words; where no language model is set up, how to add one.
pub(crate) fn help(speaker: &mut Speaker<'_>) -> String {
    let language = speaker.style.language;
    let ids = COMMANDS.iter().map(|command| format!("help-{}", command.rules.name));
    let rows: Vec<String> = ids.filter(|id| knows(language, id)).map(|id| speaker.text(&id)).collect();
    let mut lines = vec![speaker.say(Line::HelpTitle), rows.join("\n"), String::new(), speaker.say(Line::HelpTalk)];
    if speaker.style.hint {
        lines.push(speaker.say(Line::HelpModel));
    }
    lines.join("\n")
}
