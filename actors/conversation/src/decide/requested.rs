//! What kind of request a message is, if any.

use super::{Me, Policy, Why};
use crate::export_file::is_export;
use crate::request::{RequestKind, Talk};
use events::{ChatKind, Message};
use language::text::{
    calling::{CallNames, is_call},
    command::{Addressee, Command},
    distress::is_suicidal,
    words::mentions,
};

/// What is requested; `names` call us besides the policy's.
pub(super) fn requested(message: &Message, me: &Me, policy: &Policy, names: &[&CallNames]) -> Result<RequestKind, Why> {
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
    let names = [names, &[&policy.call_names]].concat();
    match Command::parse(text, &me.username) {
        Some(command) if message.is_own_words() => commanded(&command, private, alone, policy),
        _ if alone || is_called(message, text, me, &names) => Ok(RequestKind::Talk(Talk::called(text, &names))),
        // Whoever does not want to live is owed a word, called or not.
        _ if message.is_own_words() && is_suicidal(text) => Ok(RequestKind::Talk(Talk::new(text))),
        _ => Err(Why::NotCalled),
    }
}

/// Something for us without a word. A history to be imported is told of by those who import it.
fn shown(message: &Message, for_us: bool) -> Result<RequestKind, Why> {
    let media = message.media.as_ref().filter(|_| for_us).ok_or(Why::NoText)?;
    let history = media.kind == "document" && media.sketch.title.as_deref().is_some_and(is_export);
    if history { Err(Why::NoText) } else { Ok(RequestKind::Shown) }
}

fn replies(message: &Message, me: &Me) -> bool {
    message.reply_to.as_ref().and_then(|it| it.sender) == Some(me.id)
}

fn commanded(command: &Command<'_>, private: bool, alone: bool, policy: &Policy) -> Result<RequestKind, Why> {
    if command.to == Addressee::Another {
        return Err(Why::CommandForAnotherBot);
    }
    match policy.commands.find(&command.name, command.args) {
        Some((rules, args)) if private || !rules.private_only => {
            Ok(RequestKind::Command { name: rules.name.to_owned(), args })
        }
        _ if alone || command.to == Addressee::Us => Ok(RequestKind::UnknownCommand { name: command.name.clone() }),
        _ => Err(Why::UnknownCommand),
    }
}

/// A forward is somebody else's words, as is what another bot wrote for a person: it calls us only by our handle, or as
/// a reply to us.
fn is_called(message: &Message, text: &str, me: &Me, names: &[&CallNames]) -> bool {
    let replied = replies(message, me);
    let mentioned = mentions(text, &me.username) || message.mentions.contains(&me.id);
    replied || mentioned || message.is_own_words() && is_call(text, names)
}
