//! A run folded, fact by fact, into the rows that it adds to each table.

use std::collections::HashMap;

use super::{
    chats::Chats,
    counters::Counters,
    displaced::put_aside,
    findable::findable,
    known::{ExistingMessage, Known},
    members::{Pin, Standing, write_pins, write_standings},
    messages::{MessageRow, write_messages, write_words},
    people::People,
    reactions::{write_counts, write_reactions},
    run::{Change, Seen},
    words::indexed,
};
use events::{ChatId, Message, MessageId, PersonId, Reaction, ReactionCount, Service};
use storage::sqlite::{StorageError, direct::Direct};

pub(super) struct WriteSet<'a> {
    chats: Chats,
    people: People,
    counters: Counters,
    there: HashMap<(ChatId, MessageId), ExistingMessage>,
    /// Rows of imported messages whose numbers others need.
    displaced: Vec<i64>,
    last_message: i64,
    messages: Vec<MessageRow<'a>>,
    words: Vec<(i64, String)>,
    reactions: Vec<&'a Reaction>,
    counts: Vec<&'a ReactionCount>,
    standings: Vec<Standing<'a>>,
    pins: Vec<Pin>,
}

impl<'a> WriteSet<'a> {
    pub fn new(known: Known) -> Self {
        Self {
            chats: known.chats,
            people: known.people,
            counters: known.counters,
            there: known.messages,
            displaced: Vec::new(),
            last_message: known.last_message,
            messages: Vec::new(),
            words: Vec::new(),
            reactions: Vec::new(),
            counts: Vec::new(),
            standings: Vec::new(),
            pins: Vec::new(),
        }
    }

    /// Takes the next fact; a message that is already there changes nothing.
    pub fn take(&mut self, fact: Change<'a>) -> Result<(), StorageError> {
        if fact.news().is_some_and(|seen| !self.is_new(seen)) {
            return Ok(());
        }
        let key = self.meet(fact);
        match fact {
            Change::Message(seen) => self.message(key, seen)?,
            Change::Imported(seen, imported) => {
                self.message(key, seen)?;
                self.reactions.extend(&imported.reactions);
                self.counts.extend(&imported.counts);
            }
            Change::Edit(..) => {}
            Change::Reaction(reaction) => self.reactions.push(reaction),
            Change::ReactionCount(count) => self.counts.push(count),
            Change::Membership(membership) => self.standings.push(Standing::changed(key, membership)),
        }
        Ok(())
    }

    /// Whether a message is there for the first time. One that is heard has its number, whatever an export has under it.
    fn is_new(&mut self, seen: Seen<'a>) -> bool {
        let Seen { message, imported, .. } = seen;
        let key = (message.chat.id, message.id);
        let foreign = |was: &ExistingMessage| {
            was.imported && !imported && was.date != message.date && !message.chat.kind.numbers_are_shared()
        };
        match self.there.get(&key) {
            Some(was) if foreign(was) => self.displaced.push(was.row),
            Some(_) => return false,
            None => {}
        }
        self.there.insert(key, ExistingMessage { row: self.last_message + 1, date: message.date, imported });
        true
    }

    /// Notes how those whom it shows look; the chat's key.
    fn meet(&mut self, fact: Change<'a>) -> i64 {
        if let Change::Imported(..) = fact {
            fact.people().for_each(|(person, date)| self.people.see_exported(person, date));
            return self.chats.see_exported(fact.chat(), fact.date());
        }
        fact.people().for_each(|(person, date)| self.people.see(person, date));
        let is_own = fact.news().is_some_and(|seen| seen.own);
        self.chats.see(fact.chat(), fact.title(), fact.date(), is_own)
    }

    fn message(&mut self, key: i64, seen: Seen<'a>) -> Result<(), StorageError> {
        self.last_message += 1;
        let to_bot = seen.is_to_bot();
        self.messages.push(MessageRow::new(self.last_message, key, seen, to_bot)?);
        self.count(key, seen, to_bot);
        if let Some(service) = &seen.message.service {
            self.service(key, seen.message, service);
        }
        if let Some(text) = findable(seen.message).filter(|_| seen.findable()) {
            self.words.push((self.last_message, indexed(key, &text)));
        }
        Ok(())
    }

    fn count(&mut self, key: i64, seen: Seen<'a>, to_bot: bool) {
        let Some(chat) = self.chats.row(key) else {
            return;
        };
        if seen.counted() {
            self.counters.count(chat, &mut self.people, seen.message, to_bot);
        } else if seen.message.service.is_none() {
            chat.own_messages += 1;
        }
    }

    fn service(&mut self, key: i64, message: &'a Message, service: &'a Service) {
        match service {
            Service::Joined(people) => {
                let known = people.iter().filter(|person| person.id != PersonId::NOBODY);
                self.standings.extend(known.map(|person| Standing::joined(key, message, person)));
            }
            Service::Left(person) if person.id == PersonId::NOBODY => {}
            Service::Left(person) => self.standings.push(Standing::left(key, message, person)),
            Service::Pinned(pinned) => self.pins.push(Pin::new(key, message, *pinned)),
            _ => {}
        }
    }

    pub fn write(self, direct: &Direct<'_>) -> Result<(), StorageError> {
        self.chats.write(direct)?;
        self.people.write(direct)?;
        put_aside(direct, &self.displaced)?;
        write_messages(direct, &self.messages)?;
        write_words(direct, &self.words)?;
        self.counters.write(direct)?;
        write_reactions(direct, &self.reactions)?;
        write_counts(direct, &self.counts)?;
        write_standings(direct, &self.standings)?;
        write_pins(direct, &self.pins)
    }
}
