//! The outermost object: which kind of update it is.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};

use super::{
    Unreadable,
    imported::Wire,
    membership::{Callback, Membership},
    message::Incoming,
    reaction::{Reaction, ReactionCount},
};
use crate::model::{Event, Message, Sent};

/// How many unknown fields a complaint names, and how long a name it repeats.
const NAMED_FIELDS: usize = 3;
const LONGEST_NAME: usize = 40;

/// The name of a field, borrowed unless it has escapes.
#[derive(Deserialize)]
pub struct Key<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// One update: at most one event and the fields that nobody knows.
#[derive(Default)]
pub struct Update {
    event: Option<Event>,
    unknown: Vec<String>,
    too_large: bool,
}

#[derive(Deserialize)]
struct OwnMessage {
    outbox: i64,
    message: Incoming,
}

impl Update {
    pub fn into_event(self) -> Result<Event, Unreadable> {
        self.event.ok_or_else(|| match self.unknown.as_slice() {
            _ if self.too_large => Unreadable("the update was too large and was not received".into()),
            [] => Unreadable("unknown kind: none".into()),
            unknown => Unreadable(format!("unknown kind: {}", unknown.join(", "))),
        })
    }

    fn note_unknown(&mut self, field: &str) {
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if self.unknown.len() < NAMED_FIELDS {
            let printable = field.len() <= LONGEST_NAME && field.chars().all(plain);
            self.unknown.push(if printable { field } else { "?" }.to_owned());
        }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        let event = match field {
            "message" | "channel_post" => message(map.next_value()?).map(Event::Message),
            "edited_message" | "edited_channel_post" => message(map.next_value()?).map(Event::Edited),
            "balachka_sent" => {
                let sent = map.next_value::<Option<OwnMessage>>()?;
                sent.map(|sent| Event::Sent(Box::new(sent.into())))
            }
            "message_reaction" => reaction(map.next_value()?)?,
            "message_reaction_count" => {
                let count = map.next_value::<Option<ReactionCount>>()?;
                count.map(|count| Event::ReactionCount(Box::new(count.into())))
            }
            "chat_member" => membership(map.next_value()?, false),
            "my_chat_member" => membership(map.next_value()?, true),
            "callback_query" => {
                let callback = map.next_value::<Option<Callback>>()?;
                callback.map(|callback| Event::Callback(Box::new(callback.into())))
            }
            "balachka_erase" => map.next_value::<Option<_>>()?.map(Event::Erase),
            "balachka_optout" => map.next_value::<Option<_>>()?.map(Event::OptOut),
            "balachka_imported" => {
                let imported = map.next_value::<Option<Wire>>()?;
                imported.map(|imported| Event::Imported(Box::new(imported.into())))
            }
            "balachka_too_large" => {
                self.too_large = map.next_value::<Option<IgnoredAny>>()?.is_some();
                None
            }
            _ => self.skip(field, map)?,
        };
        if event.is_some() && self.event.is_some() {
            return Err(A::Error::duplicate_field("kind of update"));
        }
        self.event = self.event.take().or(event);
        Ok(())
    }

    fn skip<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<Option<Event>, A::Error> {
        let value = map.next_value::<Option<IgnoredAny>>()?;
        if is_unused(field) {
            return Ok(value.map(|_| Event::Other(field.to_owned())));
        }
        if field != "update_id" {
            self.note_unknown(field);
        }
        Ok(None)
    }
}

fn message(message: Option<Incoming>) -> Option<Box<Message>> {
    message.map(|Incoming(message)| Box::new(message))
}

fn reaction<E: Error>(reaction: Option<Reaction>) -> Result<Option<Event>, E> {
    let reaction = reaction.map(Reaction::into_model).transpose()?;
    Ok(reaction.map(|reaction| Event::Reaction(Box::new(reaction))))
}

fn membership(membership: Option<Membership>, own: bool) -> Option<Event> {
    membership.map(|membership| Event::Membership(Box::new(membership.into_model(own))))
}

/// Kinds of the Bot API that no store applies.
fn is_unused(kind: &str) -> bool {
    matches!(
        kind,
        "balachka_scrubbed"
            | "business_connection"
            | "business_message"
            | "chat_boost"
            | "chat_join_request"
            | "chosen_inline_result"
            | "deleted_business_messages"
            | "edited_business_message"
            | "inline_query"
            | "poll"
            | "poll_answer"
            | "pre_checkout_query"
            | "purchased_paid_media"
            | "removed_chat_boost"
            | "shipping_query"
    )
}

impl From<OwnMessage> for Sent {
    fn from(sent: OwnMessage) -> Self {
        Self { outbox: sent.outbox, message: sent.message.0 }
    }
}

impl<'de> Deserialize<'de> for Update {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(UpdateVisitor)
    }
}

struct UpdateVisitor;

impl<'de> Visitor<'de> for UpdateVisitor {
    type Value = Update;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an update")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Update, A::Error> {
        let mut update = Update::default();
        while let Some(key) = map.next_key::<Key>()? {
            update.read(&key.0, &mut map)?;
        }
        Ok(update)
    }
}
