//! Events as stores may see them.

use super::RedactionSet;
use events::{
    Chat, ChatKind, Event, Imported, Media, Membership, Message, Person, PersonId, Quoted, Sent, Service, Sketch,
};

/// What is left of an event of which nothing is to be kept.
const VEILED: &str = "veiled";

impl RedactionSet {
    /// The event without what is not to be kept; `None` if it may stay as it is.
    pub fn veiled(&self, event: &Event) -> Option<Event> {
        if self.is_empty() {
            return None;
        }
        match event {
            Event::Message(message) => self.message(message).map(|message| Event::Message(Box::new(message))),
            Event::Edited(message) if self.covers(message.sender.id, message.date) => Some(Event::Other(VEILED.into())),
            Event::Edited(message) => self.message(message).map(|message| Event::Edited(Box::new(message))),
            Event::Sent(sent) => self.sent(sent).map(|sent| Event::Sent(Box::new(sent))),
            Event::Reaction(reaction) if self.covers(reaction.person.id, reaction.date) => {
                Some(Event::Other(VEILED.into()))
            }
            Event::Membership(change) => self.membership(change).map(|change| Event::Membership(Box::new(change))),
            Event::Imported(imported) => self.imported(imported).map(|imported| Event::Imported(Box::new(imported))),
            Event::Command(command) if self.has_forgotten(command) => Some(Event::Other(VEILED.into())),
            _ => None,
        }
    }

    /// The message without what is not to be kept; `None` if it may stay as it is.
    pub fn message(&self, message: &Message) -> Option<Message> {
        let at = message.date;
        let mut veiled = message.clone();
        veiled.chat = self.chat(&message.chat, at);
        if self.covers(message.sender.id, at) {
            veiled.sender = Person::nobody();
            wipe(&mut veiled);
        }
        if message.forward.as_ref().is_some_and(|it| it.from.is_some_and(|from| self.covers(from, it.date.min(at)))) {
            wipe(&mut veiled);
        }
        if message.mentions.iter().any(|person| self.covers(*person, at)) {
            // Entities hold names of the people in them.
            veiled.entities = None;
        }
        if veiled.aside.quoted.as_ref().is_some_and(|it| self.covers_quoted(it)) {
            veiled.aside.quoted = None;
        }
        if let Some(media) = veiled.media.as_mut().filter(|media| self.covers_shown(media, at)) {
            media.sketch = Sketch::default();
        }
        veiled.service = veiled.service.map(|service| self.service(service, at));
        (veiled != *message).then_some(veiled)
    }

    /// Whether what is quoted was written by somebody whose words of then are not to be kept, or shows them.
    pub fn covers_quoted(&self, quoted: &Quoted) -> bool {
        let shows = quoted.media.as_ref().is_some_and(|media| self.covers_shown(media, quoted.date));
        shows || quoted.from.is_some_and(|from| self.covers(from, quoted.date))
    }

    /// Whether a media shows somebody of whom nothing is to be kept.
    fn covers_shown(&self, media: &Media, at: i64) -> bool {
        media.sketch.person.is_some_and(|person| self.covers(person, at))
    }

    fn imported(&self, imported: &Imported) -> Option<Imported> {
        let message = self.message(&imported.message);
        let reactions = imported.reactions.iter().filter(|it| !self.covers(it.person.id, it.date));
        let reactions: Vec<_> = reactions.cloned().collect();
        if message.is_none() && reactions.len() == imported.reactions.len() {
            return None;
        }
        let message = message.unwrap_or_else(|| imported.message.clone());
        Some(Imported { message, reactions, counts: imported.counts.clone() })
    }

    /// What we answer somebody may hold their words.
    fn sent(&self, sent: &Sent) -> Option<Sent> {
        let message = &sent.message;
        let mut veiled = message.clone();
        veiled.chat = self.chat(&message.chat, message.date);
        let answered = message.reply_to.as_ref().and_then(|it| it.sender);
        let alone = (message.chat.kind == ChatKind::Private).then_some(PersonId(message.chat.id.0));
        if [answered, alone].into_iter().flatten().any(|person| self.covers(person, message.date)) {
            wipe(&mut veiled);
        }
        (veiled != *message).then_some(Sent { message: veiled, ..sent.clone() })
    }

    fn membership(&self, change: &Membership) -> Option<Membership> {
        let mut veiled = change.clone();
        veiled.chat = self.chat(&change.chat, change.date);
        self.name(&mut veiled.by, change.date);
        self.name(&mut veiled.person, change.date);
        (veiled != *change).then_some(veiled)
    }

    fn service(&self, service: Service, at: i64) -> Service {
        match service {
            Service::Joined(mut people) => {
                people.iter_mut().for_each(|person| self.name(person, at));
                Service::Joined(people)
            }
            Service::Left(mut person) => {
                self.name(&mut person, at);
                Service::Left(person)
            }
            other => other,
        }
    }

    /// A private chat is called as the person is.
    fn chat(&self, chat: &Chat, at: i64) -> Chat {
        let alone = chat.kind == ChatKind::Private;
        match alone && self.covers(PersonId(chat.id.0), at) {
            true => Chat { title: String::new(), username: None, ..chat.clone() },
            false => chat.clone(),
        }
    }

    fn name(&self, person: &mut Person, at: i64) {
        if self.covers(person.id, at) {
            *person = Person::nobody();
        }
    }
}

fn wipe(message: &mut Message) {
    message.text = None;
    message.entities = None;
    message.mentions = Vec::new();
    message.media = None;
    message.forward = None;
    message.album = None;
    message.aside = Default::default();
}
