//! One message of a person: when it was, and what is learned from it.

use super::store::Deps;
use events::{ChatKind, Event, Message, PersonId, PersonKind};
use language::analyzer::Reading;
use storage::journal::Entry;

const DAY: i64 = 86_400;

pub(super) struct Heard<'a> {
    pub person: PersonId,
    pub date: i64,
    /// In the time zone of the chat.
    pub hour: u8,
    /// UTC, counted from 1970.
    pub day: i64,
    /// The person's own words.
    pub reading: Option<&'a Reading>,
}

/// People, and those who speak in the name of a channel or a group: they are known by that name's id. What a channel
/// posts, in itself or copied into its discussion group, is nobody's talk.
fn is_somebody(message: &Message) -> bool {
    match message.sender.kind {
        PersonKind::User => true,
        PersonKind::Channel | PersonKind::Anonymous => {
            message.chat.kind != ChatKind::Channel && !message.is_channels_copy()
        }
        PersonKind::Bot | PersonKind::Deleted => false,
    }
}

impl<'a> Heard<'a> {
    /// `None` for all but new and imported messages of people.
    pub fn of(entry: &'a Entry, deps: &Deps) -> Option<Self> {
        let message = match entry.event().ok()? {
            Event::Message(message) => message,
            Event::Imported(imported) => &imported.message,
            _ => return None,
        };
        let by_a_person = message.sender.id != deps.own && is_somebody(message);
        (by_a_person && message.service.is_none()).then(|| Self {
            person: message.sender.id,
            date: message.date,
            hour: deps.zones.of(message.chat.id).hour(message.date),
            day: message.date.div_euclid(DAY),
            // What is forwarded are somebody else's words, as are another bot's.
            reading: if message.is_own_words() { entry.reading(&deps.analyzer).map(AsRef::as_ref) } else { None },
        })
    }
}
