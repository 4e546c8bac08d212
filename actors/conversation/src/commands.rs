//! What the conversation must know of a command in order to decide about it. The commands themselves are the bot's: it
//! hands over its list with the [`Policy`](crate::Policy).

use crate::request::RequestKind;
use intent::{Intent, Label};

/// The rules for one command.
#[derive(Debug, Clone, Copy)]
pub struct CommandRules {
    /// Without the slash, in lower case.
    pub name: &'static str,
    /// Other names, each standing for the command with certain words behind it.
    pub aliases: &'static [Alias],
    /// Whether it is known in private chats only.
    pub private_only: bool,
    /// Whether it changes something, with these words behind it. Such an order is obeyed however old it is.
    pub changes: fn(&str) -> bool,
    /// Whether it is the first step to an order, whatever stands behind it.
    pub first_step: bool,
    /// Whether it is answered though the chat's admins muted us, with these words behind it.
    pub passes_mute: fn(&str) -> bool,
    /// Whether it is about the asker alone: it is obeyed without an answer where the chat's admins muted us.
    pub of_asker: bool,
}

/// Another name of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    pub name: &'static str,
    /// What it stands for behind the command.
    pub args: &'static str,
}

impl CommandRules {
    /// A command that anybody may give anywhere, and that changes nothing.
    pub const fn plain(name: &'static str) -> Self {
        Self {
            name,
            aliases: &[],
            private_only: false,
            changes: never,
            first_step: false,
            passes_mute: never,
            of_asker: false,
        }
    }
}

/// Functions cannot be compared; the names are enough, since each is in the list once.
impl PartialEq for CommandRules {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// For rules that hold whatever stands behind the command.
pub fn always(_: &str) -> bool {
    true
}

/// For rules that never hold.
pub fn never(_: &str) -> bool {
    false
}

/// For rules that hold as soon as something stands behind the command.
pub fn with_args(args: &str) -> bool {
    !args.is_empty()
}

/// The rules of all commands.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CommandList(pub &'static [CommandRules]);

impl CommandList {
    /// The command of that name or alias, and the words behind it.
    pub fn find(self, name: &str, args: &str) -> Option<(&'static CommandRules, String)> {
        self.0.iter().find_map(|rules| {
            if rules.name == name {
                return Some((rules, args.to_owned()));
            }
            let alias = rules.aliases.iter().find(|alias| alias.name == name)?;
            Some((rules, alias.args.to_owned()))
        })
    }

    /// Whether the request changes something. Such an order is obeyed however old it is.
    pub fn changes(self, kind: &RequestKind) -> bool {
        match kind {
            RequestKind::Press { .. } => true,
            RequestKind::Talk(talk) => talk.intent.is_order(),
            kind => self.of(kind).is_some_and(|(rules, args)| (rules.changes)(args)),
        }
    }

    /// Whether the request is an order, or the first step to one.
    pub fn is_order(self, kind: &RequestKind) -> bool {
        self.changes(kind) || self.of(kind).is_some_and(|(rules, _)| rules.first_step)
    }

    /// Whether the request is answered though the chat's admins muted us: what shows how to end that, the way to end it,
    /// and what somebody may decide about themselves.
    pub fn passes_mute(self, kind: &RequestKind) -> bool {
        match kind {
            RequestKind::Press { .. } | RequestKind::Welcome => true,
            RequestKind::Talk(talk) => talk.intent == Intent::Order(Label::Unquiet),
            kind => self.of(kind).is_some_and(|(rules, args)| (rules.passes_mute)(args)),
        }
    }

    /// Whether the request is about the asker alone.
    pub fn is_of_asker(self, kind: &RequestKind) -> bool {
        self.of(kind).is_some_and(|(rules, _)| rules.of_asker)
    }

    fn of(self, kind: &RequestKind) -> Option<(&'static CommandRules, &str)> {
        let RequestKind::Command { name, args } = kind else { return None };
        Some((self.0.iter().find(|rules| rules.name == name)?, args))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn is_off(args: &str) -> bool {
        ["off", "ні"].contains(&args)
    }

    const SETTING: CommandRules =
        CommandRules { changes: with_args, first_step: true, passes_mute: always, ..CommandRules::plain("settings") };

    /// Commands of each sort.
    pub const SOME: CommandList = CommandList(&[
        CommandRules { first_step: true, ..CommandRules::plain("start") },
        CommandRules { passes_mute: always, ..CommandRules::plain("help") },
        CommandRules::plain("stats"),
        CommandRules::plain("search"),
        CommandRules { changes: with_args, of_asker: true, ..CommandRules::plain("me") },
        SETTING,
        CommandRules { name: "language", ..SETTING },
        CommandRules { name: "persona", ..SETTING },
        CommandRules { name: "privacy", ..SETTING },
        CommandRules { name: "forget", ..SETTING },
        CommandRules { name: "export", ..SETTING },
        CommandRules {
            aliases: &[Alias { name: "mute", args: "mute" }, Alias { name: "unmute", args: "off" }],
            changes: always,
            passes_mute: is_off,
            ..CommandRules::plain("quiet")
        },
        CommandRules { private_only: true, changes: with_args, passes_mute: always, ..CommandRules::plain("admin") },
    ]);

    /// A request for a command.
    pub fn command(name: &str, args: &str) -> RequestKind {
        RequestKind::Command { name: name.to_owned(), args: args.to_owned() }
    }

    #[test]
    fn rules_depend_on_what_stands_behind_the_command() {
        assert!(SOME.changes(&command("quiet", "")) && !SOME.changes(&command("me", "")));
        assert!(SOME.changes(&command("me", "style formal")) && SOME.is_of_asker(&command("me", "style formal")));
        assert!(SOME.passes_mute(&command("quiet", "off")) && !SOME.passes_mute(&command("quiet", "2h")));
        assert!(SOME.is_order(&command("start", "")) && !SOME.is_order(&command("stats", "")));
        assert!(!SOME.changes(&command("nobody knows it", "x")));
        assert_eq!(SOME.find("mute", "").map(|(rules, args)| (rules.name, args)), Some(("quiet", "mute".to_owned())));
    }
}
