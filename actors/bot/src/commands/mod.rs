//! The commands: one file each, and the registry that everything else derives from: dispatch, `/help`, what Telegram
//! offers as people type a slash, suggestions for mistyped names, and the rules by which the conversation decides.
//!
//! A new command is a file here with a `COMMAND` (see `help.rs`), its `mod` and its line in `COMMANDS`, its texts in the
//! catalogues (`command-NAME` for Telegram's list and `help-NAME` for `/help`), and its row in `deploy/COMMANDS.md`.

pub(crate) mod admin;
mod export;
mod forget;
pub(crate) mod help;
mod me;
mod menu;
pub(crate) mod mood;
mod privacy;
mod quiet;
mod remind;
pub(crate) mod search;
mod settings;
mod start;
pub(crate) mod stats;
mod summary;
pub(crate) mod top;
mod unknown;

use conversation::{CommandList, CommandRules, RequestKind};
use futures_util::future::LocalBoxFuture;

use crate::{
    buttons::{self, Press},
    replies::orders::poll,
    reply_context::{Reply, ReplyContext},
};

pub use menu::menus;
pub(crate) use {
    mood::in_words as mood_in_words,
    quiet::{in_words as quiet_in_words, question as quiet_question},
    remind::{
        cancel as cancel_reminder, cancel_button, due as due_reminder, listed as reminders, made as remind,
        moved as move_reminder,
    },
    stats::{of_asker, of_chat},
    summary::{digest, in_words as summary_in_words, of_time as summary_of_time},
    top::in_words as top_in_words,
    unknown::unknown,
};

/// A command.
pub(crate) struct Command {
    /// By which the conversation decides about it.
    pub rules: CommandRules,
    /// Where Telegram offers it.
    pub offered: Offered,
    /// What has to wait for what.
    pub concurrency: Concurrency,
    pub answer: Handler<str>,
    /// The buttons below its answers.
    pub buttons: Option<Buttons>,
}

/// Answers a request, whose words or whose press come with it.
pub(crate) type Handler<T> = for<'a> fn(&'a ReplyContext<'a>, &'a T) -> LocalBoxFuture<'a, Reply>;

/// The buttons of a command.
pub(crate) struct Buttons {
    /// What their data begin with.
    pub prefix: &'static str,
    pub pressed: for<'a> fn(&'a ReplyContext<'a>, Press<'a>) -> LocalBoxFuture<'a, Reply>,
}

/// Where Telegram offers a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offered {
    Everywhere,
    /// Everywhere but in groups.
    InPrivate,
    /// To the bot's own admins.
    ToOperators,
}

/// Which answers have to wait for which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Concurrency {
    Free,
    /// It may change what the asker has set: one after the other, or the last word would not be the last.
    PerAsker,
    /// It may change what the chat has set.
    PerChat,
    /// It may take a language model's time.
    Talk,
}

/// Every command, in the order in which Telegram offers them and `/help` lists them.
pub(crate) const COMMANDS: &[Command] = &[
    start::COMMAND,
    stats::COMMAND,
    top::COMMAND,
    search::COMMAND,
    summary::COMMAND,
    me::COMMAND,
    mood::COMMAND,
    settings::SETTINGS,
    settings::PERSONA,
    settings::LANGUAGE,
    quiet::COMMAND,
    remind::COMMAND,
    privacy::COMMAND,
    forget::COMMAND,
    export::COMMAND,
    help::COMMAND,
    admin::COMMAND,
];

const RULES: [CommandRules; COMMANDS.len()] = {
    let mut rules = [COMMANDS[0].rules; COMMANDS.len()];
    let mut place = 0;
    while place < COMMANDS.len() {
        rules[place] = COMMANDS[place].rules;
        place += 1;
    }
    rules
};

/// What the conversation must know of each command.
pub const fn rules() -> CommandList {
    CommandList(&RULES)
}

/// The command of that name.
pub(crate) fn find(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.rules.name == name)
}

/// The buttons of the commands, and those below answers to plain words.
fn all_buttons() -> impl Iterator<Item = &'static Buttons> {
    COMMANDS.iter().filter_map(|command| command.buttons.as_ref()).chain([&poll::BUTTONS])
}

/// Hands a press to whoever's button it is; a button that nobody knows is one of another version.
pub(crate) async fn pressed(ctx: &ReplyContext<'_>, press: Press<'_>) -> Reply {
    let prefix = buttons::prefix(press.data);
    match all_buttons().find(|it| it.prefix == prefix) {
        Some(buttons) => (buttons.pressed)(ctx, press).await,
        None => Ok(vec![press.acknowledge(Some(&ctx.text("button-stale")))]),
    }
}

/// What has to wait for what.
pub(crate) fn concurrency(kind: &RequestKind) -> Concurrency {
    match kind {
        RequestKind::Command { name, .. } => find(name).map_or(Concurrency::Free, |command| command.concurrency),
        RequestKind::Press { .. } => Concurrency::PerChat,
        RequestKind::Talk(_) | RequestKind::Chime { .. } | RequestKind::Silence(_) => Concurrency::Talk,
        RequestKind::UnknownCommand { .. }
        | RequestKind::Welcome
        | RequestKind::WelcomeInPrivacyMode
        | RequestKind::Promoted
        | RequestKind::NotListed
        | RequestKind::Shown
        | RequestKind::Mild { .. }
        | RequestKind::Reminder(_)
        | RequestKind::PollResult { .. } => Concurrency::Free,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use language::text::catalogue::{Args, Language, knows, say};

    use super::*;

    #[test]
    fn each_command_has_its_own_name_and_its_texts_in_every_language() {
        let mut names = HashSet::new();
        for command in COMMANDS {
            let aliases = command.rules.aliases.iter().map(|alias| alias.name);
            for name in std::iter::once(command.rules.name).chain(aliases) {
                assert!(names.insert(name), "{name} is there twice");
            }
            for language in Language::all() {
                let id = format!("command-{}", command.rules.name);
                assert!(knows(language, &id), "{id}");
                // Telegram's limit, <https://core.telegram.org/bots/api#botcommand>.
                assert!((3..=256).contains(&say(language, &id, &Args::default()).chars().count()), "{id}");
            }
        }
    }

    #[test]
    fn each_button_belongs_to_one_command() {
        let prefixes: Vec<_> = all_buttons().map(|it| it.prefix).collect();
        assert_eq!(prefixes.len(), prefixes.iter().collect::<HashSet<_>>().len());
    }

    #[test]
    fn the_page_of_commands_lists_each_of_them() {
        let page = include_str!("../../../../deploy/COMMANDS.md");
        let table = page.split("## On the command line").next().unwrap_or_default();
        let rows = table.lines().filter(|line| line.starts_with("| `/"));
        let listed: HashSet<&str> = rows.filter_map(|row| row.split(['/', ' ', '`']).find(|it| it.len() > 1)).collect();
        let known: HashSet<&str> = COMMANDS.iter().map(|it| it.rules.name).filter(|name| *name != "start").collect();
        assert_eq!(listed, known);
    }
}
