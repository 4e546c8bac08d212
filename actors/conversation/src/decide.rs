//! Whether an event is to be answered, and what is asked. Pure: the same event decides the same way on every replay.

mod age;
mod requested;
mod standing;
mod why;

pub(super) use age::is_late;
pub(super) use standing::{is_admin, is_inside};
pub use why::Why;

use age::check_age;
use requested::requested;
use standing::stood;

use super::activity::ChatActivity;
use super::chance::{Chance, die};
use super::commands::CommandList;
use super::reacting::Reactions;
use super::request::{About, Request, RequestKind, Talk};
use super::spam::{Excess, Limits};
use crate::{ChatMood, persona::Personas};
use events::{Callback, Chat, ChatId, ChatKind, Event, Message, MessageId, Person, PersonId, PersonKind};
use language::{analyzer::Reading, packs::List, text::calling::CallNames};

/// Who we are, from `getMe`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    pub id: PersonId,
    /// Without `@`.
    pub username: String,
    pub name: String,
    /// Telegram shows us everything that is said in groups; else only where we are an admin (privacy mode).
    pub hears_all: bool,
}

/// When to answer at all.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Names that call us in every chat.
    pub call_names: CallNames,
    /// Talk older than this is kept and not answered. Orders are obeyed however old they are.
    pub max_age_secs: i64,
    /// Chats that we answer in, those of the operators with us included; all if empty.
    pub allowed_chats: Vec<ChatId>,
    /// When to say something though nobody called.
    pub chance: Chance,
    /// How often a silence may be broken.
    pub silence: SilenceLimits,
    /// When to react to words.
    pub reactions: Reactions,
    /// Who we may be.
    pub personas: Personas,
    /// How much is too much.
    pub limits: Limits,
    /// The commands that there are.
    pub commands: CommandList,
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
            call_names: CallNames::new(List::Triggers.iter()),
            max_age_secs: 300,
            allowed_chats: Vec::new(),
            chance: Chance::default(),
            silence: SilenceLimits::default(),
            reactions: Reactions::default(),
            personas: Personas::default(),
            limits: Limits::default(),
            commands: CommandList::default(),
        }
    }
}

impl Policy {
    /// Whether we are there for that chat.
    pub(super) fn serves(&self, chat: ChatId) -> bool {
        self.allowed_chats.is_empty() || self.allowed_chats.contains(&chat)
    }
}

/// What to do about an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Quiet(Why),
    Answer(Box<Request>),
}

/// Whether to answer the event at `now` (Unix seconds); `names` call us in that chat besides the policy's.
pub fn decide(event: &Event, me: &Me, policy: &Policy, names: &[&CallNames], now: i64) -> Decision {
    let decided = match event {
        Event::Message(message) => answer(message, me, policy, names, now),
        Event::Membership(change) if change.own => stood(change, me, policy, now),
        Event::Callback(callback) => pressed(callback, me, policy),
        Event::Edited(_) => Err(Why::Edited),
        Event::Sent(_) => Err(Why::Own),
        _ => Err(Why::NotAMessage),
    };
    decided.map_or_else(Decision::Quiet, |request| Decision::Answer(Box::new(request)))
}

fn answer(message: &Message, me: &Me, policy: &Policy, names: &[&CallNames], now: i64) -> Result<Request, Why> {
    admit_sender(&message.sender, me)?;
    admit_chat(&message.chat, policy)?;
    let kind = requested(message, me, policy, names);
    let silent = check_age(kind.as_ref().ok(), now.saturating_sub(message.date), policy)?;
    let kind = kind?;
    let is_order = policy.commands.is_order(&kind);
    Ok(Request { about: about(message), silent, is_order, ..request_of(message, kind) })
}

/// A request to answer the message.
fn request_of(message: &Message, kind: RequestKind) -> Request {
    Request {
        thread: message.thread,
        reply_to: Some(message.id).filter(|id| !id.is_ephemeral()),
        asked_at: message.date,
        ephemeral: message.aside.ephemeral,
        ..request(&message.chat, &message.sender, kind)
    }
}

/// What a message asks that goes on from what we just said, though it did not call us.
pub(super) fn followed(message: &Message) -> Decision {
    let text = message.text.as_deref().unwrap_or_default().trim();
    let talk = request_of(message, RequestKind::Talk(Talk::new(text)));
    Decision::Answer(Box::new(Request { about: about(message), follows: true, ..talk }))
}

/// Whether to say something about words of a group that did not call us.
pub(super) fn chime(
    message: &Message,
    reading: &Reading,
    activity: &ChatActivity,
    policy: &Policy,
    chattiness_factor: f64,
) -> Decision {
    let text = message.text.as_deref().unwrap_or_default().trim();
    if !is_somebodys(message) || !message.is_own_words() {
        return Decision::Quiet(Why::NotCalled);
    }
    match policy.chance.should_chime_in(
        reading,
        activity,
        message.date,
        chattiness_factor,
        die(message.chat.id, message.id, 0),
    ) {
        Err(why) => Decision::Quiet(why),
        Ok(()) => {
            let chime = request_of(message, RequestKind::Chime { text: text.to_owned() });
            Decision::Answer(Box::new(Request { about: about(message), ..chime }))
        }
    }
}

/// A mild word for somebody who overdoes it.
pub(super) fn mild_word(message: &Message, excess: Excess) -> Decision {
    Decision::Answer(Box::new(request_of(message, RequestKind::Mild { excess })))
}

fn pressed(callback: &Callback, me: &Me, policy: &Policy) -> Result<Request, Why> {
    admit_sender(&callback.person, me)?;
    let query = callback.id.clone();
    let (Some(chat), Some(message)) = (&callback.chat, callback.message) else {
        // Of an inline message we know no chat: the press is acknowledged, lest the button turn for ever.
        let id = ChatId(callback.person.id.0);
        let chat = Chat { id, kind: ChatKind::Private, title: String::new(), username: None };
        admit_chat(&chat, policy)?;
        let pressed = RequestKind::Press { query, message: MessageId(0), data: String::new() };
        return Ok(Request { is_order: true, ..request(&chat, &callback.person, pressed) });
    };
    // A press says nothing of when it was; what was pressed while we were away is done all the same.
    admit_chat(chat, policy)?;
    let data = callback.data.clone().unwrap_or_default();
    let press = request(chat, &callback.person, RequestKind::Press { query, message, data });
    Ok(Request { ephemeral: callback.ephemeral, is_order: true, ..press })
}

fn request(chat: &Chat, asker: &Person, kind: RequestKind) -> Request {
    Request {
        chat: chat.id,
        chat_kind: chat.kind,
        thread: None,
        reply_to: None,
        asker: asker.id,
        asker_name: full_name(asker),
        asker_language: asker.language.clone(),
        asked_at: 0,
        kind,
        is_order: false,
        silent: false,
        follows: false,
        ephemeral: None,
        about: About::default(),
        mood: ChatMood::Calm,
    }
}

fn about(message: &Message) -> About {
    About { media: message.media.clone(), quoted: message.aside.quoted.clone() }
}

/// Whether it is a message of one who can be spoken to: not of another bot, not a copy of a channel's post.
pub(super) fn is_somebodys(message: &Message) -> bool {
    message.sender.kind != PersonKind::Bot && !message.is_channels_copy()
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
    if is_late(now.saturating_sub(date), policy) { Err(Why::TooOld) } else { Ok(()) }
}

fn admit_chat(chat: &Chat, policy: &Policy) -> Result<(), Why> {
    if chat.kind == ChatKind::Channel {
        Err(Why::ChannelPost)
    } else if !policy.serves(chat.id) {
        Err(Why::ChatNotAllowed)
    } else {
        Ok(())
    }
}

fn full_name(person: &Person) -> String {
    match &person.last_name {
        Some(last) => format!("{} {last}", person.first_name),
        None => person.first_name.clone(),
    }
}

#[cfg(test)]
mod tests;
