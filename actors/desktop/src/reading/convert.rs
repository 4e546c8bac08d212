//! A message of an export as what a live one would be.

use serde_json::value::RawValue;

use super::{
    Place,
    marks::{Marked, marked},
    media::{media, told},
    message::{Exported, Peer},
    people::{person, without_id},
    reactions::reactions,
    service::service,
    topics::Topics,
    when::{Clock, Sequence, is_time},
};
use crate::Part;
use events::{Aside, Forward, Imported, Message, MessageId, Person, PersonId, ReplyTo, Service, update::mended};
use language::zone::Zone;

/// What is remembered from message to message.
pub struct Converter {
    /// Of the clock by which the export was made, where it does not tell.
    zone: Zone,
    topics: Topics,
    sequence: Sequence,
    /// Messages that told no time but the exporter's.
    pub local_dates: u64,
}

/// Why a message cannot be taken, and its number if it has one.
#[derive(Debug, PartialEq, Eq)]
pub struct Odd {
    pub id: Option<i64>,
    pub why: &'static str,
}

impl Converter {
    /// For an export that was made by that clock.
    pub fn new(zone: Zone) -> Self {
        Self { zone, topics: Topics::default(), sequence: Sequence::default(), local_dates: 0 }
    }

    /// The message.
    ///
    /// # Errors
    /// [`Odd`]: it lacks what every message has.
    pub fn convert(&mut self, place: &Place, raw: &RawValue) -> Result<Imported, Odd> {
        let mut exported = read(raw.get()).ok_or(Odd { id: None, why: "it is not a message" })?;
        let id = exported.id.0.ok_or(Odd { id: None, why: "it has no number" })?;
        let local = exported.date.0.take();
        let told = exported.date_unixtime.0.map(|at| at.0);
        let told = told.filter(|at| is_time(*at));
        let (chat, number) = (place.chat.id, MessageId(id));
        let read = |local: &str| self.sequence.read(chat, number, local, &self.zone);
        let date = told.or_else(|| read(local.as_deref()?));
        let date = date.ok_or(Odd { id: Some(id), why: "it has no date" })?;
        self.sequence.note(chat, number, date);
        let clock = match told {
            Some(_) => Clock::of(local.as_deref(), date),
            None => Clock::Wall(&self.zone, date),
        };
        self.local_dates += u64::from(told.is_none());
        let mut message = message(&mut exported, place, number, date, clock);
        self.topics.place(&mut message);
        let reacted = exported.reactions.0.unwrap_or_default();
        let (reactions, counts) = reactions(reacted, &message, place, &clock);
        Ok(Imported { message, reactions, counts })
    }
}

/// Halves of surrogate pairs are replaced.
fn read(raw: &str) -> Option<Exported> {
    match mended(raw) {
        Some(mended) => serde_json::from_str(&mended).ok(),
        None => serde_json::from_str(raw).ok(),
    }
}

fn message(exported: &mut Exported, place: &Place, id: MessageId, date: i64, clock: Clock<'_>) -> Message {
    let sender = sender(exported, place);
    let is_service = exported.kind.0.as_deref() == Some("service");
    let service = if is_service { service(exported, &sender, place) } else { None };
    let Marked { text, entities, mentions } = if is_service { Marked::default() } else { marked(&parts(exported)) };
    let edited = exported.edited_unixtime.0.map(|at| at.0).or_else(|| clock.read(exported.edited.0.as_deref()?));
    let reply_to = exported.reply_to_message_id.0.filter(|_| exported.reply_to_peer_id.0.is_none());
    Message {
        chat: place.chat.clone(),
        id,
        thread: exported.message_thread_id.0,
        sender,
        date,
        // Old exports have 1970 where there was none.
        edited: edited.filter(|at| is_time(*at) && *at >= date),
        reply_to: reply_to.map(|id| ReplyTo { id: MessageId(id), sender: None }),
        text,
        entities,
        mentions,
        media: match &service {
            Some(Service::Other(kind)) => told(kind, exported),
            _ if is_service => None,
            _ => media(exported),
        },
        forward: forward(exported, date),
        album: None,
        service: service.or_else(|| is_service.then(|| Service::Other("unknown".to_owned()))),
        aside: Aside { quoted: None, via_bot: exported.via_bot.0.is_some(), ephemeral: None },
    }
}

/// Whoever wrote or did it; the chat itself if nobody is named. A name is no id: whoever has no other is nobody, and only
/// what they wrote has their name.
fn sender(exported: &mut Exported, place: &Place) -> Person {
    let id = exported.from_id.0.take().or(exported.actor_id.0.take());
    let name = exported.from.0.take().or(exported.actor.0.take()).map(|name| name.0);
    match id {
        Some(Peer(id)) => person(id, name, place),
        None if name.as_ref().is_some_and(|name| *name != place.chat.title) => without_id(name),
        None => person(place.chat.id.0, Some(place.chat.title.clone()), place),
    }
}

/// `text` is what was written. `text_entities` tell more of it, as long as they say the same.
fn parts(exported: &mut Exported) -> Vec<Part> {
    let text = exported.text.0.take().unwrap_or_default().0;
    let entities = exported.text_entities.0.take().unwrap_or_default().0;
    let words = |parts: &[Part]| parts.iter().map(|part| part.text.as_str()).collect::<String>();
    let written = words(&text);
    if written.is_empty() || written == words(&entities) { entities } else { text }
}

fn forward(exported: &mut Exported, date: i64) -> Option<Forward> {
    let name = exported.forwarded_from.0.take()?.map(|name| name.0).unwrap_or_default();
    let from = exported.forwarded_from_id.0.take().map(|Peer(id)| PersonId(id));
    let date = exported.forwarded_date_unixtime.0.map(|at| at.0).filter(|at| is_time(*at)).unwrap_or(date);
    Some(Forward { name, from, date })
}
