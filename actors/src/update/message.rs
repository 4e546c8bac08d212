//! A message, with everything that may come in one.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    bounds,
    ephemeral::{self, Receiver},
    forward::{Legacy, Origin},
    kind::Key,
    media,
    people::{Chat, Speaker, User, sender},
    reply::{Quote, Reply},
    service, surrogates,
};
use crate::model::{Aside, Forward, Media, Message, MessageId, Person, PersonId, Service};

/// A [`Message`] as the Bot API writes it.
///
/// Read by hand: the kind of media or service is the name of a field, one of some eighty.
pub struct Incoming(pub Message);

#[derive(Default)]
struct Draft {
    chat: Option<Chat>,
    id: Option<i64>,
    date: Option<i64>,
    edited: Option<i64>,
    thread: Option<i64>,
    in_topic: Option<bool>,
    from: Option<User>,
    speaker: Option<Speaker>,
    reply_to: Option<Reply>,
    elsewhere: Option<Reply>,
    quote: Option<Quote>,
    via_bot: Option<IgnoredAny>,
    automatic: Option<bool>,
    text: Option<String>,
    caption: Option<String>,
    entities: Option<Box<RawValue>>,
    caption_entities: Option<Box<RawValue>>,
    media: Option<Media>,
    origin: Option<Origin>,
    legacy_origin: Legacy,
    album: Option<String>,
    service: Option<Service>,
    ephemeral: Option<i64>,
    receiver: Option<Receiver>,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    user: Option<Id>,
}

impl<'de> Deserialize<'de> for Incoming {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MessageVisitor)
    }
}

struct MessageVisitor;

impl<'de> Visitor<'de> for MessageVisitor {
    type Value = Incoming;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Incoming, A::Error> {
        let mut draft = Draft::default();
        while let Some(key) = map.next_key::<Key>()? {
            draft.read(&key.0, &mut map)?;
        }
        draft.finish().map(Incoming)
    }
}

impl Draft {
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        match field {
            "message_id" => self.id = map.next_value()?,
            "date" => self.date = map.next_value()?,
            "chat" => self.chat = map.next_value()?,
            "from" => self.from = map.next_value()?,
            "text" => self.text = map.next_value()?,
            "entities" => self.entities = map.next_value()?,
            "caption" => self.caption = map.next_value()?,
            "caption_entities" => self.caption_entities = map.next_value()?,
            "sender_chat" => self.speaker = map.next_value()?,
            "reply_to_message" => self.reply_to = map.next_value()?,
            "external_reply" => self.elsewhere = map.next_value()?,
            "quote" => self.quote = map.next_value()?,
            "via_bot" => self.via_bot = map.next_value()?,
            "is_automatic_forward" => self.automatic = map.next_value()?,
            "message_thread_id" => self.thread = map.next_value()?,
            "is_topic_message" => self.in_topic = map.next_value()?,
            "ephemeral_message_id" => self.ephemeral = map.next_value()?,
            "receiver_user" => self.receiver = map.next_value()?,
            "edit_date" => self.edited = map.next_value()?,
            "media_group_id" => self.album = map.next_value()?,
            "forward_origin" => self.origin = map.next_value()?,
            "forward_date" => self.legacy_origin.date = map.next_value()?,
            "forward_from" => self.legacy_origin.user = map.next_value()?,
            "forward_from_chat" => self.legacy_origin.chat = map.next_value()?,
            "forward_sender_name" => self.legacy_origin.user_name = map.next_value()?,
            _ if media::is_media(field) => self.media = media::read(field, map, self.media.take())?,
            _ if service::is_service(field) => self.service = service::read(field, map, self.service.take())?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }

    fn finish<E: Error>(self) -> Result<Message, E> {
        let chat = self.chat.ok_or_else(|| E::missing_field("chat"))?;
        let thread = self.thread.filter(|_| self.in_topic == Some(true));
        let entities = self.entities.or(self.caption_entities).and_then(list);
        let (id, date) = (self.id.ok_or_else(|| E::missing_field("message_id"))?, self.date);
        let date = date.ok_or_else(|| E::missing_field("date"))?;
        let ephemeral = ephemeral::number(self.ephemeral);
        let place = ephemeral.map(|number| ephemeral::place(number, self.from.as_ref(), self.receiver.as_ref()));
        let sender = sender(&chat, self.speaker, self.from).unwrap_or_else(|| chat.as_sender());
        let origin = self.origin.map(Forward::from).or_else(|| self.legacy_origin.into_forward());
        let copy = || self.automatic.is_some_and(|yes| yes).then(|| forwarded(&sender, date));
        let reply_to = self.reply_to.as_ref().map(Reply::target).transpose()?;
        let reply_to = reply_to.filter(|reply| is_answer(reply.id, thread));
        let about = self.reply_to.filter(|_| reply_to.is_some()).or(self.elsewhere);
        // What one person saw is quoted to nobody else.
        let about = about.filter(|reply| ephemeral.is_some() || !reply.is_ephemeral());
        let quoted = about.and_then(|reply| reply.quoted(self.quote)).map(Box::new);
        let mut message = Message {
            id: place.unwrap_or(MessageId(id)),
            date,
            edited: self.edited,
            forward: origin.or_else(copy),
            sender,
            chat: chat.into(),
            reply_to,
            thread,
            text: self.text.or(self.caption),
            mentions: entities.as_deref().map(mentions).unwrap_or_default(),
            entities,
            media: self.media,
            album: self.album,
            service: self.service,
            aside: Aside { quoted, via_bot: self.via_bot.is_some(), ephemeral },
        };
        bounds::bound(&mut message);
        Ok(message)
    }
}

/// In a topic, messages that answer nothing are sent as replies to the one that created it.
fn is_answer(answered: MessageId, thread: Option<i64>) -> bool {
    thread != Some(answered.0)
}

/// What Telegram copies from a channel into its discussion group is the channel's own.
fn forwarded(channel: &Person, date: i64) -> Forward {
    Forward { name: channel.first_name.clone(), from: Some(channel.id), date }
}

/// The JSON as it came, if it is a list at all; what is in it never matters here.
fn list(json: Box<RawValue>) -> Option<String> {
    let json = String::from(Box::<str>::from(json));
    let fits = json.starts_with('[') && json.len() <= bounds::LONGEST_ENTITIES;
    fits.then(|| surrogates::mended(&json).unwrap_or(json))
}

fn mentions(entities: &str) -> Vec<PersonId> {
    if !entities.contains("text_mention") {
        return Vec::new();
    }
    let entities: Vec<&RawValue> = serde_json::from_str(entities).unwrap_or_default();
    entities.into_iter().filter_map(|entity| mentioned(entity.get())).collect()
}

fn mentioned(entity: &str) -> Option<PersonId> {
    let entity: Entity = serde_json::from_str(entity).ok()?;
    (entity.kind == "text_mention").then_some(PersonId(entity.user?.id))
}
