//! What a message is about: the one it answers, in this chat or in another, and what is quoted of it.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    ephemeral::{self, Receiver},
    facts,
    forward::Origin,
    gift,
    kind::Key,
    known, media,
    optional::{given, object, optional},
    people::{Speaker, User},
    rich::Rich,
    service, unknown,
};
use crate::{Forward, Media, MessageId, PersonId, Quoted, ReplyTo, Sketch};

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
    rich: Option<Rich>,
    media: Option<Media>,
    /// What a service message tells.
    told: Option<Media>,
    ephemeral: Option<i64>,
    receiver: Option<Receiver>,
}

/// `quote`.
#[derive(Deserialize)]
pub struct Quote {
    #[serde(default, deserialize_with = "given")]
    text: Option<String>,
}

/// `reply_to_story`: nothing tells what it shows.
#[derive(Deserialize)]
pub struct Story {
    chat: Speaker,
}

impl Story {
    /// The story as what the message is about.
    pub fn quoted(self) -> Quoted {
        Quoted {
            from: Some(PersonId(self.chat.id)),
            date: 0,
            author: self.chat.name(),
            text: None,
            media: Some(Media { kind: "story".to_owned(), file_id: None, sketch: Sketch::default() }),
        }
    }
}

impl Reply {
    /// The number of the message that is answered in the same chat, and its sender; `None` if the number is no
    /// message's.
    ///
    /// # Errors
    /// When it has no number.
    pub fn target<E: Error>(&self) -> Result<Option<ReplyTo>, E> {
        let speaker = self.speaker.as_ref().map(|speaker| speaker.id);
        let sender = speaker.or(self.from.as_ref().map(|user| user.id)).map(PersonId);
        let number = ephemeral::number(self.ephemeral);
        let place = number.map(|number| ephemeral::place(number, self.from.as_ref(), self.receiver.as_ref()));
        let id = place.or(self.id.map(MessageId)).ok_or_else(|| E::missing_field("message_id"))?;
        Ok((id.0 != 0).then_some(ReplyTo { id, sender }))
    }

    /// Whether only one person and one bot see it.
    pub fn is_ephemeral(&self) -> bool {
        ephemeral::number(self.ephemeral).is_some()
    }

    /// What it says, as far as it is about something.
    pub fn quoted(self, quote: Option<Quote>) -> Option<Quoted> {
        let origin = self.origin.and_then(Origin::into_forward);
        let (author, from) = match (self.speaker, self.from, origin) {
            (Some(speaker), ..) => (speaker.name(), Some(PersonId(speaker.id))),
            (None, Some(user), _) => (user.full_name(), Some(PersonId(user.id))),
            (None, None, Some(Forward { name, from, .. })) => (name, from),
            (None, None, None) => (String::new(), None),
        };
        let (rich, shown) = self.rich.map(|rich| (rich.text, rich.media)).unwrap_or_default();
        let whole = rich.or(self.text).or(self.caption);
        let marked = quote.and_then(|quote| quote.text).filter(|quote| !quote.trim().is_empty());
        let text = marked.or(whole).map(|text| media::shortened(text, LONGEST));
        let media = self.media.or(shown).or(self.told);
        let told = text.is_some() || media.is_some();
        told.then_some(Quoted { from, date: self.date.unwrap_or(0), author, text, media })
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<(), A::Error> {
        match field {
            "message_id" => self.id = map.next_value()?,
            "sender_chat" => self.speaker = object(map)?.and_then(Speaker::known),
            "from" => self.from = object(map)?.and_then(User::known),
            "ephemeral_message_id" => self.ephemeral = optional(map)?,
            "receiver_user" => self.receiver = object(map)?,
            "date" => self.date = optional(map)?,
            "origin" => self.origin = object(map)?,
            "text" => self.text = optional(map)?,
            "caption" => self.caption = optional(map)?,
            "rich_message" => self.rich = optional(map)?,
            _ if media::is_media(field) => self.media = media::read(field, map, self.media.take())?,
            _ if gift::is_gift(field) => {
                if let Some(gift) = gift::read(field, map)? {
                    (self.media, self.caption) = (Some(gift.media), gift.text.or(self.caption.take()));
                }
            }
            _ if service::is_service(field) => {
                let json: &RawValue = map.next_value()?;
                self.told = self.told.take().or_else(|| facts::told(field, json.get()));
            }
            _ if known::of_message(field) => drop(map.next_value::<IgnoredAny>()?),
            _ => unknown::skip("reply", field, map)?,
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
