//! Raw updates of the journal without what is not to be kept.
//!
//! An update that is somebody's whole is replaced by [`SCRUBBED`], which a replay passes over. In others the messages
//! inside messages go (what is answered, quoted or pinned): no store reads more of them than whose they are. So do the
//! people's names, in whatever object they stand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{
    json,
    value::{RawValue, to_raw_value},
};

use super::{RedactionSet, names::without_names};
use events::{Event, Message, PersonId, update::Unreadable};

/// What is left of an update.
pub const SCRUBBED: &str = r#"{"balachka_scrubbed":{}}"#;

/// Parts of a message that hold another.
const NESTED: [&str; 4] = ["reply_to_message", "quote", "external_reply", "pinned_message"];
/// What we said ourselves, and to whom.
const SAID: [&str; 6] = ["text", "entities", "caption", "caption_entities", "rich_message", "reply_markup"];
/// Whom an ephemeral message was for.
const RECEIVER: &str = "receiver_user";

type Fields = BTreeMap<String, Box<RawValue>>;

#[derive(Deserialize)]
struct Inner {
    message_id: i64,
    from: Option<Id>,
    sender_chat: Option<Id>,
    #[serde(default)]
    date: i64,
}

#[derive(Deserialize, Serialize)]
struct Receiver {
    id: i64,
    #[serde(default)]
    is_bot: bool,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

/// How much is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What is of those people themselves.
    Own,
    /// All that may repeat their words as well: our own messages, and each message inside another.
    Echoes,
}

/// The raw update without what is not to be kept; `None` if it may stay as it is.
pub fn scrubbed(raw: &str, event: &Result<Event, Unreadable>, shy: &RedactionSet, depth: Depth) -> Option<String> {
    let named = || shy.people().any(|person| raw.contains(&person.0.to_string()));
    match event {
        Ok(Event::Erase(_) | Event::OptOut(_)) => None,
        Err(_) => named().then(|| SCRUBBED.to_owned()),
        // It is in words of its own, of which the stores have what they keep.
        Ok(Event::Command(command)) => {
            command.people().any(|person| shy.covers(person, command.at)).then(|| SCRUBBED.to_owned())
        }
        Ok(event) if is_theirs(event, shy) => Some(SCRUBBED.to_owned()),
        Ok(event @ Event::Sent(_)) if depth == Depth::Echoes || shy.veiled(event).is_some() => {
            let silent = rewritten(raw, &silence);
            nameless(silent.as_deref().unwrap_or(raw), shy).or(silent)
        }
        Ok(Event::Sent(_)) => None,
        // It holds no message inside the message.
        Ok(event @ Event::Imported(_)) => shy.veiled(event).map(|_| SCRUBBED.to_owned()),
        Ok(_) if depth == Depth::Own && !named() => None,
        Ok(_) => {
            let alone = rewritten(raw, &|message| without_inner(message, shy, depth));
            nameless(alone.as_deref().unwrap_or(raw), shy).or(alone)
        }
    }
}

/// Without the people's names; nothing of it stays if it cannot be looked through.
fn nameless(raw: &str, shy: &RedactionSet) -> Option<String> {
    if !shy.people().any(|person| raw.contains(&person.0.to_string())) {
        return None;
    }
    without_names(raw, shy).unwrap_or_else(|_| Some(SCRUBBED.to_owned()))
}

/// A message that we sent, as Telegram returned it, without the message that it answers and the name of a private
/// chat: we need neither. Its author is `us`, a user as the Bot API writes one: some servers do not say, and a message
/// without an author would be the chat's.
pub fn bare(message: &RawValue, us: &RawValue) -> String {
    let Ok(mut fields) = serde_json::from_str::<Fields>(message.get()) else { return message.get().to_owned() };
    strip(&mut fields);
    fields.insert("from".to_owned(), us.to_owned());
    written(&fields, message.get())
}

fn is_theirs(event: &Event, shy: &RedactionSet) -> bool {
    match event {
        Event::Message(message) | Event::Edited(message) => is_by(message, shy),
        Event::Reaction(reaction) => shy.covers(reaction.person.id, reaction.date),
        Event::Membership(change) => [&change.by, &change.person].iter().any(|it| shy.covers(it.id, change.date)),
        // A press tells no time; the button below our message is all it says.
        Event::Callback(callback) => shy.people().any(|person| person == callback.person.id),
        _ => false,
    }
}

fn is_by(message: &Message, shy: &RedactionSet) -> bool {
    let forwarded = message.forward.as_ref().and_then(|it| it.from);
    shy.covers(message.sender.id, message.date) || forwarded.is_some_and(|from| shy.covers(from, message.date))
}

/// The update with its message changed, wherever that is; `None` if there was nothing to change.
fn rewritten(raw: &str, change: &dyn Fn(&mut Fields) -> bool) -> Option<String> {
    let Ok(mut update) = serde_json::from_str::<Fields>(raw) else { return Some(SCRUBBED.to_owned()) };
    let mut changed = false;
    for (kind, value) in &mut update {
        let Ok(mut fields) = serde_json::from_str::<Fields>(value.get()) else { continue };
        let changes = if !matches!(kind.as_str(), "callback_query" | "balachka_sent") {
            change(&mut fields)
        } else if let Some(inner) = fields.get_mut("message")
            && let Ok(mut message) = serde_json::from_str::<Fields>(inner.get())
        {
            let changes = silence(&mut message);
            replace(inner, &message);
            changes
        } else {
            false
        };
        if changes {
            replace(value, &fields);
            changed = true;
        }
    }
    changed.then(|| written(&update, SCRUBBED))
}

/// Takes the words out of a message of ours; whether there were any.
fn silence(message: &mut Fields) -> bool {
    let before = message.len();
    message.retain(|field, _| !SAID.contains(&field.as_str()));
    let spoke = message.len() < before;
    strip(message) || spoke
}

fn without_inner(message: &mut Fields, shy: &RedactionSet, depth: Depth) -> bool {
    let inner = message.get("reply_to_message").and_then(|inner| serde_json::from_str::<Inner>(inner.get()).ok());
    let author = inner.as_ref().and_then(|inner| Some((inner.from.as_ref()?.id, inner.date)));
    (depth == Depth::Echoes || author.is_some_and(|(id, date)| shy.covers(PersonId(id), date))) && strip(message)
}

/// Leaves of messages inside a message only whose they are, and of a private chat and a receiver only the id; whether
/// there was more.
fn strip(message: &mut Fields) -> bool {
    let mut stripped = false;
    for field in NESTED {
        let Some(inner) = message.remove(field) else { continue };
        stripped = true;
        let Ok(inner) = serde_json::from_str::<Inner>(inner.get()) else { continue };
        let id = |id: Option<Id>| id.map(|id| json!({ "id": id.id }));
        let mut kept = json!({ "message_id": inner.message_id });
        for (name, speaker) in [("from", id(inner.from)), ("sender_chat", id(inner.sender_chat))] {
            if let Some(speaker) = speaker {
                kept[name] = speaker;
            }
        }
        if let Ok(kept) = to_raw_value(&kept) {
            message.insert(field.to_owned(), kept);
        }
    }
    if let Some(receiver) = message.get_mut(RECEIVER)
        && let Ok(id) = serde_json::from_str::<Receiver>(receiver.get())
        && let Ok(kept) = to_raw_value(&id)
    {
        stripped |= kept.get() != receiver.get();
        *receiver = kept;
    }
    if let Some(chat) = message.get_mut("chat")
        && let Ok(mut fields) = serde_json::from_str::<Fields>(chat.get())
        && fields.get("type").is_some_and(|kind| kind.get() == r#""private""#)
    {
        let before = fields.len();
        fields.retain(|field, _| matches!(field.as_str(), "id" | "type"));
        stripped |= fields.len() < before;
        replace(chat, &fields);
    }
    stripped
}

fn replace(place: &mut Box<RawValue>, fields: &Fields) {
    if let Ok(new) = to_raw_value(fields) {
        *place = new;
    }
}

fn written(fields: &Fields, otherwise: &str) -> String {
    serde_json::to_string(fields).unwrap_or_else(|_| otherwise.to_owned())
}
