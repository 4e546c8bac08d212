//! The outermost object: which kind of update it is.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    Unreadable, command,
    imported::Wire,
    membership::{Callback, Membership},
    message::{Incoming, Perhaps},
    optional::{is_default, optional},
    poll,
    reaction::{Reaction, ReactionCount},
    unknown,
};
use crate::{Event, Sent};

/// How many unknown fields a complaint names.
const NAMED_FIELDS: usize = 3;

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
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    poll: Option<String>,
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
        if self.unknown.len() < NAMED_FIELDS {
            self.unknown.push(unknown::printable(field).to_owned());
        }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        let event = match field {
            "message" | "channel_post" => message(map.next_value()?).map(|it| Event::Message(Box::new(it.message))),
            "edited_message" | "edited_channel_post" => {
                message(map.next_value()?).map(|it| Event::Edited(Box::new(it.of_unnamed_author())))
            }
            // It moves journals on where nothing happens.
            "balachka_tick" => {
                map.next_value::<IgnoredAny>()?;
                Some(Event::Other(field.to_owned()))
            }
            "balachka_sent" => {
                let sent = map.next_value::<Option<OwnMessage>>()?;
                sent.map(|sent| Event::Sent(Box::new(sent.into())))
            }
            "message_reaction" => reaction(optional(map)?)?,
            "message_reaction_count" => {
                let count = optional::<_, ReactionCount>(map)?;
                count.map(|count| Event::ReactionCount(Box::new(count.into())))
            }
            "chat_member" => membership(optional(map)?, false),
            "my_chat_member" => membership(optional(map)?, true),
            "callback_query" => {
                let callback = optional::<_, Callback>(map)?;
                callback.map(|callback| Event::Callback(Box::new(callback.into())))
            }
            "poll" => poll(map.next_value()?),
            "balachka_erase" => map.next_value::<Option<_>>()?.map(Event::Erase),
            "balachka_optout" => map.next_value::<Option<_>>()?.map(Event::OptOut),
            "balachka_command" => {
                let command = map.next_value::<Option<command::Wire>>()?;
                command.map(|command| Event::Command(Box::new(command.into())))
            }
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
        if field == "update_id" || is_unused(field) {
            let value: &RawValue = map.next_value()?;
            let is_there = field == SCRUBBED || field != "update_id" && !is_default(value.get());
            return Ok(is_there.then(|| Event::Other(field.to_owned())));
        }
        unknown::skip("update", field, map)?;
        self.note_unknown(field);
        Ok(None)
    }
}

fn message(Perhaps(message): Perhaps) -> Option<Incoming> {
    message
}

fn reaction<E: Error>(reaction: Option<Reaction>) -> Result<Option<Event>, E> {
    let reaction = reaction.map(Reaction::into_model).transpose()?;
    Ok(reaction.map(|reaction| Event::Reaction(Box::new(reaction))))
}

fn membership(membership: Option<Membership>, own: bool) -> Option<Event> {
    membership.map(|membership| Event::Membership(Box::new(membership.into_model(own))))
}

/// One that makes no sense is as one of a kind that nobody uses: what was said is not in it.
fn poll(json: &RawValue) -> Option<Event> {
    match poll::state(json.get()) {
        Some(state) => Some(Event::Poll(Box::new(state))),
        None => (!is_default(json.get())).then(|| Event::Other("poll".to_owned())),
    }
}

/// What the journal has in place of an update that was erased.
const SCRUBBED: &str = "balachka_scrubbed";

/// Kinds of the Bot API that no store applies; `README.md` says why.
fn is_unused(kind: &str) -> bool {
    matches!(
        kind,
        SCRUBBED
            | "business_connection"
            | "business_message"
            | "chat_boost"
            | "chat_join_request"
            | "chosen_inline_result"
            | "deleted_business_messages"
            | "edited_business_message"
            | "guest_message"
            | "inline_query"
            | "managed_bot"
            | "poll_answer"
            | "pre_checkout_query"
            | "purchased_paid_media"
            | "removed_chat_boost"
            | "shipping_query"
            | "stopped_message_generation"
            | "subscription"
    )
}

impl From<OwnMessage> for Sent {
    fn from(sent: OwnMessage) -> Self {
        Self { outbox: sent.outbox, key: sent.key, poll: sent.poll, message: sent.message.of_unnamed_author() }
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
