//! What a message is about: the one it answers, in this chat or in another, and what is quoted of it.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};

use super::{
    ephemeral::{self, Receiver},
    forward::Origin,
    kind::Key,
    media,
    people::{Speaker, User},
};
use crate::model::{Forward, Media, MessageId, PersonId, Quoted, ReplyTo};

/// Telegram's limit on a quote, <https://core.telegram.org/bots/api#replyparameters>, which also bounds what is kept of
/// the text of a message that is answered as a whole.
const LONGEST: usize = 1024;

/// `reply_to_message`, or `external_reply`, which may have no number.
#[derive(Default)]
pub struct Reply {
    id: Option<i64>,
    date: Option<i64>,
    speaker: Option<Speaker>,
    from: Option<User>,
    origin: Option<Origin>,
    text: Option<String>,
    caption: Option<String>,
    media: Option<Media>,
    ephemeral: Option<i64>,
    receiver: Option<Receiver>,
}

/// `quote`.
#[derive(Deserialize)]
pub struct Quote {
    #[serde(default)]
    text: String,
}

impl Reply {
    /// The number of the message that is answered in the same chat, and its sender.
    ///
    /// # Errors
    /// When it has no number.
    pub fn target<E: Error>(&self) -> Result<ReplyTo, E> {
        let speaker = self.speaker.as_ref().map(|speaker| speaker.id);
        let sender = speaker.or(self.from.as_ref().map(|user| user.id)).map(PersonId);
        let number = ephemeral::number(self.ephemeral);
        let place = number.map(|number| ephemeral::place(number, self.from.as_ref(), self.receiver.as_ref()));
        let id = place.or(self.id.map(MessageId)).ok_or_else(|| E::missing_field("message_id"))?;
        Ok(ReplyTo { id, sender })
    }

    /// Whether only one person and one bot see it.
    pub fn is_ephemeral(&self) -> bool {
        ephemeral::number(self.ephemeral).is_some()
    }

    /// What it says, as far as it is about something.
    pub fn quoted(self, quote: Option<Quote>) -> Option<Quoted> {
        let (author, from) = match (self.speaker, self.from, self.origin) {
            (Some(speaker), ..) => (speaker.title, Some(PersonId(speaker.id))),
            (None, Some(user), _) => (user.full_name(), Some(PersonId(user.id))),
            (None, None, Some(origin)) => {
                let Forward { name, from, .. } = origin.into();
                (name, from)
            }
            (None, None, None) => (String::new(), None),
        };
        let whole = self.text.or(self.caption);
        let text = quote.map(|quote| quote.text).filter(|quote| !quote.trim().is_empty()).or(whole);
        let text = text.map(|text| media::shortened(text, LONGEST));
        (text.is_some() || self.media.is_some()).then_some(Quoted {
            from,
            date: self.date.unwrap_or(0),
            author,
            text,
            media: self.media,
        })
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        match field {
            "message_id" => self.id = map.next_value()?,
            "sender_chat" => self.speaker = map.next_value()?,
            "from" => self.from = map.next_value()?,
            "ephemeral_message_id" => self.ephemeral = map.next_value()?,
            "receiver_user" => self.receiver = map.next_value()?,
            "date" => self.date = map.next_value()?,
            "origin" => self.origin = map.next_value()?,
            "text" => self.text = map.next_value()?,
            "caption" => self.caption = map.next_value()?,
            _ if media::is_media(field) => self.media = media::read(field, map, self.media.take())?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Reply {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReplyVisitor)
    }
}

struct ReplyVisitor;

impl<'de> Visitor<'de> for ReplyVisitor {
    type Value = Reply;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a message that is answered")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reply, A::Error> {
        let mut reply = Reply::default();
        while let Some(key) = map.next_key::<Key>()? {
            reply.read(&key.0, &mut map)?;
        }
        Ok(reply)
    }
}
