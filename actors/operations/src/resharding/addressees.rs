//! Whom an update is for: the rule by which a cluster divides its stream of updates, for what is in a journal already.

use events::{Event, StoreCommand, update};

use super::moved::FirstIds;
use crate::stores::STORES;
use storage::store::{ShardedBy, StoreKind};

/// The shards that an update is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Addressees {
    All,
    Shards { chat: u16, person: u16 },
}

/// Tells the shards of ids and updates.
pub(super) struct Places<F> {
    pub first_ids: FirstIds,
    pub shard_of: F,
}

impl<F: Fn(i64) -> u16> Places<F> {
    /// The shard of a chat.
    pub(super) fn of_chat(&self, chat: i64) -> u16 {
        (self.shard_of)(self.first_ids.of(chat))
    }

    /// The shard of a person.
    pub(super) fn of_person(&self, person: i64) -> u16 {
        (self.shard_of)(person)
    }

    /// Whom an update is for. `number` is Telegram's, if it has one.
    pub(super) fn of_update(&self, raw: &str, number: Option<i64>) -> Addressees {
        let of_number = || {
            let shard = (self.shard_of)(number.unwrap_or_default());
            Addressees::Shards { chat: shard, person: shard }
        };
        match update::read(raw) {
            Err(_) | Ok(Event::Other(_)) => of_number(),
            Ok(Event::Poll(_) | Event::Erase(_) | Event::OptOut(_)) => Addressees::All,
            Ok(Event::Command(command)) => self.of_command(&command).unwrap_or_else(of_number),
            Ok(event) => self.of_event(&event).unwrap_or_else(of_number),
        }
    }

    /// It is nothing to other stores than the one that it names.
    fn of_command(&self, command: &StoreCommand) -> Option<Addressees> {
        let is_named = |store: &&StoreKind| store.name == command.store;
        let shard = match STORES.iter().find(is_named)?.sharded_by {
            ShardedBy::Chat => self.of_chat(command.chat?.0),
            ShardedBy::Person => self.of_person(command.person?.0),
        };
        Some(Addressees::Shards { chat: shard, person: shard })
    }

    fn of_event(&self, event: &Event) -> Option<Addressees> {
        let chat = self.of_chat(event.chat()?.id.0);
        let writer = match event {
            Event::Message(message) => Some(message.sender.id),
            Event::Imported(imported) => Some(imported.message.sender.id),
            _ => None,
        };
        let person = writer.map_or(chat, |writer| self.of_person(writer.0));
        Some(Addressees::Shards { chat, person })
    }
}
