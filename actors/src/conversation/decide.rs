//! Whether an event is to be answered, and what is asked. Pure: the same event decides the same way on every replay.

use super::chance::{Chance, die};
use super::reacting::Reactions;
use super::request::{Asked, Request};
use super::rhythm::Rhythm;
use crate::analyzer::Reading;
use crate::model::{Callback, Chat, ChatId, ChatKind, Event, Membership, Message, Person, PersonId, PersonKind};
use crate::text::command::{Addressee, Command};
use crate::text::words::{calls, fold, mentions};

/// Who we are, from `getMe`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    pub id: PersonId,
    /// Without `@`.
    pub username: String,
    pub name: String,
}

/// When to answer at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Words that call us, each as a whole word or phrase, in any case.
    pub triggers: Vec<String>,
    /// Messages older than this are kept and not answered.
    pub max_age_secs: i64,
    /// Chats that we answer in; all if empty.
    pub allowed_chats: Vec<ChatId>,
    /// When to say something though nobody called.
    pub chance: Chance,
    /// How often a silence may be broken.
    pub silence: SilenceLimits,
    /// When to react to words.
    pub reactions: Reactions,
}

/// How often we may speak up in a chat that fell silent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilenceLimits {
    /// Seconds that must have passed since our last words.
    pub pause_secs: i64,
    /// Times a day at most.
    pub per_day: usize,
}

impl Default for SilenceLimits {
    fn default() -> Self {
        Self { pause_secs: 3 * 3600, per_day: 3 }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            triggers: ["балачка", "балачко", "balachka"].map(str::to_owned).to_vec(),
            max_age_secs: 300,
            allowed_chats: Vec::new(),
            chance: Chance::default(),
            silence: SilenceLimits::default(),
            reactions: Reactions::default(),
        }
    }
}

/// What to do about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Quiet(Why),
    Answer(Box<Request>),
}

/// Why nothing is answered, for logs and for the playground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Reactions, and what happens to others.
    NotAMessage,
    Edited,
    Own,
    OtherBot,
    ServiceMessage,
    NoText,
    TooOld,
    ChatNotAllowed,
    /// A post in a channel, where an answer would go to all who read it.
    ChannelPost,
    CommandForAnotherBot,
    UnknownCommand,
    NotCalled,
    /// Not called, and we said something not long ago.
    SpokeLately,
    /// Our standing changed, and we were there before or are not there now.
    NotAdded,
}

impl Why {
    /// The reason in `snake_case`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAMessage => "not_a_message",
            Self::Edited => "edited",
            Self::Own => "own",
            Self::OtherBot => "other_bot",
            Self::ServiceMessage => "service_message",
            Self::NoText => "no_text",
            Self::TooOld => "too_old",
            Self::ChatNotAllowed => "chat_not_allowed",
            Self::ChannelPost => "channel_post",
            Self::CommandForAnotherBot => "command_for_another_bot",
            Self::UnknownCommand => "unknown_command",
            Self::NotCalled => "not_called",
            Self::SpokeLately => "spoke_lately",
            Self::NotAdded => "not_added",
        }
    }
}

/// Whether to answer the event at `now` (Unix seconds).
pub fn decide(event: &Event, me: &Me, policy: &Policy, now: i64) -> Decision {
    let decided = match event {
        Event::Message(message) => answer(message, me, policy, now),
        Event::Membership(change) if change.own => welcome(change, policy, now),
        Event::Callback(callback) => pressed(callback, me, policy),
        Event::Edited(_) => Err(Why::Edited),
        Event::Sent(_) => Err(Why::Own),
        _ => Err(Why::NotAMessage),
    };
    decided.map_or_else(Decision::Quiet, |request| Decision::Answer(Box::new(request)))
}

fn answer(message: &Message, me: &Me, policy: &Policy, now: i64) -> Result<Request, Why> {
    admit_sender(&message.sender, me)?;
    admit_place(&message.chat, message.date, policy, now)?;
    Ok(Request {
        thread: message.thread,
        reply_to: Some(message.id),
        ..request(&message.chat, &message.sender, asked(message, me, policy)?)
    })
}

/// Whether to say something about words of a group that did not call us.
pub(super) fn chime(
    message: &Message,
    reading: &Reading,
    rhythm: &Rhythm,
    policy: &Policy,
    inclination: f64,
) -> Decision {
    let text = message.text.as_deref().unwrap_or_default().trim();
    if message.forward.is_some() {
        return Decision::Quiet(Why::NotCalled);
    }
    match policy.chance.falls(reading, rhythm, message.date, inclination, die(message.chat.id, message.id, 0)) {
        Err(why) => Decision::Quiet(why),
        Ok(()) => Decision::Answer(Box::new(Request {
            thread: message.thread,
            reply_to: Some(message.id),
            ..request(&message.chat, &message.sender, Asked::Chime { text: text.to_owned() })
        })),
    }
}

fn welcome(change: &Membership, policy: &Policy, now: i64) -> Result<Request, Why> {
    admit_place(&change.chat, change.date, policy, now)?;
    let group = matches!(change.chat.kind, ChatKind::Group | ChatKind::Supergroup);
    let added = !is_inside(&change.was) && is_inside(&change.status);
    if group && added { Ok(request(&change.chat, &change.by, Asked::Welcome)) } else { Err(Why::NotAdded) }
}

fn pressed(callback: &Callback, me: &Me, policy: &Policy) -> Result<Request, Why> {
    admit_sender(&callback.person, me)?;
    let (Some(chat), Some(message)) = (&callback.chat, callback.message) else { return Err(Why::NotAMessage) };
    // A press says nothing of when it was; what was pressed while we were away is done all the same.
    admit_chat(chat, policy)?;
    let data = callback.data.clone().unwrap_or_default();
    Ok(request(chat, &callback.person, Asked::Press { query: callback.id.clone(), message, data }))
}

fn request(chat: &Chat, asker: &Person, asked: Asked) -> Request {
    Request {
        chat: chat.id,
        chat_kind: chat.kind,
        thread: None,
        reply_to: None,
        asker: asker.id,
        asker_name: full_name(asker),
        asker_language: asker.language.clone(),
        asked,
    }
}

fn admit_sender(sender: &Person, me: &Me) -> Result<(), Why> {
    if sender.id == me.id {
        Err(Why::Own)
    } else if sender.kind == PersonKind::Bot {
        Err(Why::OtherBot)
    } else {
        Ok(())
    }
}

fn admit_place(chat: &Chat, date: i64, policy: &Policy, now: i64) -> Result<(), Why> {
    admit_chat(chat, policy)?;
    if now.saturating_sub(date) > policy.max_age_secs { Err(Why::TooOld) } else { Ok(()) }
}

fn admit_chat(chat: &Chat, policy: &Policy) -> Result<(), Why> {
    if chat.kind == ChatKind::Channel {
        Err(Why::ChannelPost)
    } else if !policy.allowed_chats.is_empty() && !policy.allowed_chats.contains(&chat.id) {
        Err(Why::ChatNotAllowed)
    } else {
        Ok(())
    }
}

fn asked(message: &Message, me: &Me, policy: &Policy) -> Result<Asked, Why> {
    if message.service.is_some() {
        return Err(Why::ServiceMessage);
    }
    let text = message.text.as_deref().unwrap_or_default().trim();
    if text.is_empty() {
        return Err(Why::NoText);
    }
    let private = message.chat.kind == ChatKind::Private;
    match Command::parse(text, &me.username) {
        Some(command) if message.forward.is_none() => ordered(&command, private),
        _ if private || is_called(message, text, me, policy) => Ok(Asked::Talk { text: text.to_owned() }),
        _ => Err(Why::NotCalled),
    }
}

fn ordered(command: &Command<'_>, private: bool) -> Result<Asked, Why> {
    if command.to == Addressee::Another {
        return Err(Why::CommandForAnotherBot);
    }
    match command.name.as_str() {
        "start" => Ok(Asked::Start),
        "help" => Ok(Asked::Help),
        "me" => Ok(Asked::Me { args: command.args.to_owned() }),
        "mood" => Ok(Asked::Mood),
        "summary" => Ok(Asked::Summary { args: command.args.to_owned() }),
        "settings" => Ok(Asked::Settings { page: None }),
        "language" => Ok(Asked::Settings { page: Some("language".to_owned()) }),
        "quiet" => Ok(Asked::Quiet { args: command.args.to_owned() }),
        "stats" if is_oneself(command.args) => Ok(Asked::MyStats),
        "stats" => Ok(Asked::Stats),
        "search" if command.args.is_empty() => Ok(Asked::SearchWithoutWords),
        "search" => Ok(Asked::Search { words: command.args.to_owned() }),
        _ if private || command.to == Addressee::Us => Ok(Asked::Unknown),
        _ => Err(Why::UnknownCommand),
    }
}

fn is_oneself(args: &str) -> bool {
    matches!(fold(args).as_str(), "me" | "я" | "мої" | "моя")
}

/// A forward is somebody else's words: it calls us only by our handle, or as a reply to us.
fn is_called(message: &Message, text: &str, me: &Me, policy: &Policy) -> bool {
    let replied = message.reply_to.as_ref().and_then(|it| it.sender) == Some(me.id);
    let mentioned = mentions(text, &me.username) || message.mentions.contains(&me.id);
    let mut names = policy.triggers.iter().chain([&me.name]);
    let named = message.forward.is_none() && names.any(|name| calls(text, name));
    replied || mentioned || named
}

fn is_inside(status: &str) -> bool {
    matches!(status, "creator" | "administrator" | "member" | "restricted")
}

fn full_name(person: &Person) -> String {
    match &person.last_name {
        Some(last) => format!("{} {last}", person.first_name),
        None => person.first_name.clone(),
    }
}

#[cfg(test)]
mod tests;
