//! What a message asks of us, if anything.

use super::{Me, Policy, Why};
use crate::export_file::is_export;
use crate::request::Asked;
use events::{ChatKind, Message};
use language::text::{
    command::{Addressee, Command},
    distress::is_suicidal,
    words::{calls, fold, mentions},
};

/// What is asked; `names` call us besides the policy's triggers.
pub(super) fn asked(message: &Message, me: &Me, policy: &Policy, names: &[String]) -> Result<Asked, Why> {
    if message.service.is_some() {
        return Err(Why::ServiceMessage);
    }
    let text = message.text.as_deref().unwrap_or_default().trim();
    let private = message.chat.kind == ChatKind::Private;
    // What only we see is for us.
    let alone = private || message.aside.ephemeral.is_some();
    if text.is_empty() {
        return shown(message, alone || replies(message, me));
    }
    match Command::parse(text, &me.username) {
        Some(command) if message.is_own_words() => ordered(&command, private, alone),
        _ if alone || is_called(message, text, me, policy.triggers.iter().chain(names)) => {
            Ok(Asked::Talk { text: text.to_owned() })
        }
        // Whoever does not want to live is owed a word, called or not.
        _ if message.is_own_words() && is_suicidal(text) => Ok(Asked::Talk { text: text.to_owned() }),
        _ => Err(Why::NotCalled),
    }
}

/// Something for us without a word. A history to be imported is told of by those who import it.
fn shown(message: &Message, for_us: bool) -> Result<Asked, Why> {
    let media = message.media.as_ref().filter(|_| for_us).ok_or(Why::NoText)?;
    let history = media.kind == "document" && media.sketch.title.as_deref().is_some_and(is_export);
    if history { Err(Why::NoText) } else { Ok(Asked::Shown) }
}

fn replies(message: &Message, me: &Me) -> bool {
    message.reply_to.as_ref().and_then(|it| it.sender) == Some(me.id)
}

fn ordered(command: &Command<'_>, private: bool, alone: bool) -> Result<Asked, Why> {
    if command.to == Addressee::Another {
        return Err(Why::CommandForAnotherBot);
    }
    let args = command.args.to_owned();
    match command.name.as_str() {
        "start" => Ok(Asked::Start),
        "help" => Ok(Asked::Help),
        "admin" if private => Ok(Asked::Admin { args }),
        "me" => Ok(Asked::Me { args }),
        "mood" => Ok(Asked::Mood),
        "top" => Ok(Asked::Top { args }),
        "summary" => Ok(Asked::Summary { args }),
        "settings" => Ok(Asked::Settings { page: None, value: String::new() }),
        page @ ("persona" | "language") => Ok(Asked::Settings { page: Some(page.to_owned()), value: args }),
        "privacy" => Ok(Asked::Privacy { args }),
        "forget" => Ok(Asked::Forget { args }),
        "export" => Ok(Asked::Export),
        "quiet" => Ok(Asked::Quiet { args }),
        "mute" => Ok(Asked::Quiet { args: "mute".to_owned() }),
        "unmute" => Ok(Asked::Quiet { args: "off".to_owned() }),
        "stats" if is_oneself(command.args) => Ok(Asked::MyStats),
        "stats" if args.is_empty() => Ok(Asked::Stats),
        // Of a time: who wrote most in it.
        "stats" => Ok(Asked::Top { args }),
        "search" if args.is_empty() => Ok(Asked::SearchWithoutWords),
        "search" => Ok(Asked::Search { words: args }),
        _ if alone || command.to == Addressee::Us => Ok(Asked::Unknown),
        _ => Err(Why::UnknownCommand),
    }
}

fn is_oneself(args: &str) -> bool {
    matches!(fold(args).as_str(), "me" | "я" | "мої" | "моя")
}

/// A forward is somebody else's words, as is what another bot wrote for a person: it calls us only by our handle, or as
/// a reply to us.
fn is_called<'n>(message: &Message, text: &str, me: &Me, mut names: impl Iterator<Item = &'n String>) -> bool {
    let replied = replies(message, me);
    let mentioned = mentions(text, &me.username) || message.mentions.contains(&me.id);
    let named = message.is_own_words() && (calls(text, &me.name) || names.any(|name| calls(text, name)));
    replied || mentioned || named
}
