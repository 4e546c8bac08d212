//! A message, with everything that may come in one.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor},
};
use serde_json::value::RawValue;

use super::{
    bounds,
    entities::{list, mentions},
    ephemeral::{self, Receiver},
    forward::{Legacy, Origin},
    gift::{self, Gift},
    kind::Key,
    known, media,
    optional::{object, optional},
    people::{Chat, Speaker, User, sender},
    reply::{Quote, Reply, Story},
    rich::Rich,
    service::{self, Happened},
    unknown,
};
use crate::{Aside, ChatId, ChatKind, Forward, Media, Message, MessageId, Person};

/// A [`Message`] as the Bot API writes it.
///
/// Read by hand: the kind of media or service is the name of a field, one of some eighty.
pub struct Incoming {
    pub message: Message,
    /// It names who wrote it.
    signed: bool,
}

/// `message` and its like: [`Incoming`], or nothing.
pub struct Perhaps(pub Option<Incoming>);

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
    story: Option<Story>,
    via_bot: Option<ViaBot>,
    automatic: Option<bool>,
    text: Option<String>,
    caption: Option<String>,
    rich: Option<Rich>,
    entities: Option<Box<RawValue>>,
    caption_entities: Option<Box<RawValue>>,
    media: Option<Media>,
    gift: Option<Gift>,
    origin: Option<Origin>,
    legacy_origin: Legacy,
    album: Option<String>,
    happened: Happened,
    ephemeral: Option<i64>,
    receiver: Option<Receiver>,
}

#[derive(Deserialize)]
struct ViaBot {
    id: Option<i64>,
}

/// A text with its entities.
type Words = (Option<String>, Option<String>);

impl Incoming {
    /// For a change of a message that is known: whoever changed it may not be named, and is then nobody. Only a
    /// channel's own posts need no name.
    pub fn of_unnamed_author(self) -> Message {
        let unsigned = !self.signed && self.message.chat.kind != ChatKind::Channel;
        if unsigned { Message { sender: Person::nobody(), ..self.message } } else { self.message }
    }
}

impl<'de> Deserialize<'de> for Perhaps {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MessageVisitor)
    }
}

impl<'de> Deserialize<'de> for Incoming {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Perhaps::deserialize(deserializer)?.0.ok_or_else(|| D::Error::missing_field("chat"))
    }
}

struct MessageVisitor;

impl<'de> Visitor<'de> for MessageVisitor {
    type Value = Perhaps;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a message")
    }

    fn visit_unit<E: Error>(self) -> Result<Perhaps, E> {
        Ok(Perhaps(None))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Perhaps, E> {
        if value { Err(E::invalid_type(Unexpected::Bool(value), &self)) } else { Ok(Perhaps(None)) }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Perhaps, E> {
        if value > 0 { Err(E::invalid_type(Unexpected::Unsigned(value), &self)) } else { Ok(Perhaps(None)) }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Perhaps, E> {
        if value.is_empty() { Ok(Perhaps(None)) } else { Err(E::invalid_type(Unexpected::Str(value), &self)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Perhaps, A::Error> {
        match seq.next_element::<IgnoredAny>()? {
            Some(_) => Err(A::Error::invalid_type(Unexpected::Seq, &self)),
            None => Ok(Perhaps(None)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Perhaps, A::Error> {
        let mut draft = Draft::default();
        let mut is_empty = true;
        while let Some(key) = map.next_key::<Key>()? {
            is_empty = false;
            draft.read(&key.0, &mut map)?;
        }
        if is_empty { Ok(Perhaps(None)) } else { draft.finish().map(|read| Perhaps(Some(read))) }
    }
}

impl Draft {
    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        match field {
            "message_id" => self.id = map.next_value()?,
            "date" => self.date = map.next_value()?,
            "chat" => self.chat = map.next_value()?,
            "from" => self.from = object(map)?,
            "text" => self.text = optional(map)?,
            "entities" => self.entities = optional(map)?,
            "caption" => self.caption = optional(map)?,
            "caption_entities" => self.caption_entities = optional(map)?,
            "rich_message" => self.rich = optional(map)?,
            "sender_chat" => self.speaker = object(map)?,
            "reply_to_message" => self.reply_to = optional(map)?,
            "external_reply" => self.elsewhere = optional(map)?,
            "reply_to_story" => self.story = object(map)?,
            "quote" => self.quote = object(map)?,
            "via_bot" => self.via_bot = object(map)?,
            "is_automatic_forward" => self.automatic = optional(map)?,
            "message_thread_id" => self.thread = optional(map)?,
            "is_topic_message" => self.in_topic = optional(map)?,
            "ephemeral_message_id" => self.ephemeral = optional(map)?,
            "receiver_user" => self.receiver = object(map)?,
            "edit_date" => self.edited = optional(map)?,
            "media_group_id" => self.album = optional(map)?,
            "forward_origin" => self.origin = object(map)?,
            "forward_date" => self.legacy_origin.date = optional(map)?,
            "forward_from" => self.legacy_origin.user = object(map)?,
            "forward_from_chat" => self.legacy_origin.chat = object(map)?,
            "forward_sender_name" => self.legacy_origin.user_name = optional(map)?,
            _ if media::is_media(field) => self.media = media::read(field, map, self.media.take())?,
            _ if gift::is_gift(field) => self.gift = gift::read(field, map)?.or(self.gift.take()),
            _ if service::is_service(field) => self.happened.read(field, map)?,
            _ if known::of_message(field) => drop(map.next_value::<IgnoredAny>()?),
            _ => unknown::skip("message", field, map)?,
        }
        Ok(())
    }

    fn finish<E: Error>(mut self) -> Result<Incoming, E> {
        let (text, entities) = self.words();
        let shown = self.rich.and_then(|rich| rich.media);
        let media = self.media.or(shown).or(self.gift.map(|gift| gift.media));
        let chat = self.chat.ok_or_else(|| E::missing_field("chat"))?;
        let (service, told) = self.happened.finish(ChatId(chat.id), text.is_some() || media.is_some());
        let thread = self.thread.filter(|_| self.in_topic == Some(true));
        let (id, date) = (self.id.ok_or_else(|| E::missing_field("message_id"))?, self.date);
        let date = date.ok_or_else(|| E::missing_field("date"))?;
        let ephemeral = ephemeral::number(self.ephemeral);
        let place = ephemeral.map(|number| ephemeral::place(number, self.from.as_ref(), self.receiver.as_ref()));
        let named = sender(&chat, self.speaker, self.from);
        let signed = named.is_some();
        let sender = named.unwrap_or_else(|| chat.as_sender());
        let origin = self.origin.and_then(Origin::into_forward).or_else(|| self.legacy_origin.into_forward());
        let copy = || self.automatic.is_some_and(|yes| yes).then(|| forwarded(&sender, date));
        let reply_to = self.reply_to.as_ref().map(Reply::target).transpose()?.flatten();
        let reply_to = reply_to.filter(|reply| is_answer(reply.id, thread));
        let about = self.reply_to.filter(|_| reply_to.is_some()).or(self.elsewhere);
        // What one person saw is quoted to nobody else.
        let about = about.filter(|reply| ephemeral.is_some() || !reply.is_ephemeral());
        let quoted = about.and_then(|reply| reply.quoted(self.quote)).or_else(|| self.story.map(Story::quoted));
        let via_bot = self.via_bot.is_some_and(|bot| bot.id.is_none_or(|id| id > 0));
        let mut message = Message {
            id: place.unwrap_or(MessageId(id)),
            date,
            edited: self.edited,
            forward: origin.or_else(copy),
            sender,
            chat: chat.into(),
            reply_to,
            thread,
            text,
            mentions: entities.as_deref().map(mentions).unwrap_or_default(),
            entities,
            media: media.or(told),
            album: self.album,
            service,
            aside: Aside { quoted: quoted.map(Box::new), via_bot, ephemeral },
        };
        bounds::bound(&mut message);
        Ok(Incoming { message, signed })
    }

    /// What is to be read: a rich text, else the text, else a caption, else what is written to a gift.
    fn words(&mut self) -> Words {
        if let Some(rich) = &mut self.rich
            && rich.text.is_some()
        {
            return (rich.text.take(), rich.entities.take());
        }
        if self.text.is_none()
            && self.caption.is_none()
            && let Some(gift) = &mut self.gift
        {
            return (gift.text.take(), gift.entities.take().and_then(list));
        }
        let entities = self.entities.take().or(self.caption_entities.take());
        (self.text.take().or(self.caption.take()), entities.and_then(list))
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
