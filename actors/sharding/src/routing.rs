//! Which shards an update is for: that of its chat, and that of the person who wrote it. A command is for one shard alone.

use std::{sync::Arc, time::Duration};

use cluster::{Addressees, ShardId, State, StateError, View, shard_of};
use events::{ChatId, Event, Message, PersonId, Service, StoreCommand};
use storage::journal::NewEntry;
use tokio::sync::watch;

/// What moves the journals of all shards on, so that no snapshot keeps the stream from forgetting.
pub const TICK: &str = "balachka_tick";

/// How long a chat that became another may take to be known to all.
const PATIENCE: Duration = Duration::from_secs(10);

/// Tells the shards of updates.
#[derive(Clone)]
pub struct Routes {
    shards: u16,
    state: Arc<State>,
    view: watch::Receiver<View>,
}

/// The names of stores, with spaces between them, by what their shard is of.
#[derive(Debug, Clone)]
pub struct StoresOf {
    pub chats: Arc<str>,
    pub people: Arc<str>,
}

impl StoresOf {
    /// Which stores of a shard are to apply what is addressed so; `None` for all.
    pub fn of(&self, to: Addressees, shard: ShardId) -> Option<Arc<str>> {
        match to {
            Addressees::Shards { chat, person } if chat != person && chat == shard => Some(Arc::clone(&self.chats)),
            Addressees::Shards { chat, person } if chat != person && person == shard => Some(Arc::clone(&self.people)),
            _ => None,
        }
    }
}

impl Routes {
    /// For a cluster of so many shards.
    pub fn new(state: &Arc<State>, shards: u16) -> Self {
        Self { shards, state: Arc::clone(state), view: state.view() }
    }

    /// Whom an entry is for.
    pub fn addressees(&self, entry: &NewEntry) -> Addressees {
        // What nobody can read becomes a dead letter of one shard.
        let of_number = || self.same(entry.number().unwrap_or_default());
        match entry.event() {
            Some(Event::Other(kind)) if kind == TICK => Addressees::All,
            None | Some(Event::Other(_)) => of_number(),
            Some(Event::Poll(_) | Event::Erase(_) | Event::OptOut(_)) => Addressees::All,
            Some(Event::Command(command)) => self.of_command(command).unwrap_or_else(of_number),
            Some(event) => self.of_event(event).unwrap_or_else(of_number),
        }
    }

    fn of_event(&self, event: &Event) -> Option<Addressees> {
        let chat = self.of_chat(event.chat()?.id);
        let writer = match event {
            Event::Message(message) => Some(message.sender.id),
            Event::Imported(imported) => Some(imported.message.sender.id),
            _ => None,
        };
        let person = writer.map_or(chat, |writer| shard_of(writer.0, self.shards));
        Some(Addressees::Shards { chat, person })
    }

    fn of_command(&self, command: &StoreCommand) -> Option<Addressees> {
        let of_person = |person: PersonId| shard_of(person.0, self.shards);
        let shard = shard_of_command(command, |chat| self.of_chat(chat), of_person)?;
        Some(Addressees::Shards { chat: shard, person: shard })
    }

    /// The shard of a chat: that of its first id, where the group became a supergroup.
    pub fn of_chat(&self, chat: ChatId) -> ShardId {
        shard_of(self.view.borrow().first_id(chat.0), self.shards)
    }

    fn same(&self, number: i64) -> Addressees {
        let shard = shard_of(number, self.shards);
        Addressees::Shards { chat: shard, person: shard }
    }

    /// Keeps a group's shard when the entry says that it became a supergroup: before anything is sent where the new id points.
    ///
    /// # Errors
    /// The cluster's state cannot be written.
    pub async fn learn(&self, entry: &NewEntry) -> Result<(), StateError> {
        let Some((old, new)) = entry.event().and_then(migration) else { return Ok(()) };
        let first = self.view.borrow().first_id(old.0);
        if self.view.borrow().first_id(new.0) == first {
            return Ok(());
        }
        self.state.set_moved(new.0, first).await?;
        let mut view = self.view.clone();
        // The others hear of it as soon as this node does, more or less.
        let known = view.wait_for(|view| view.first_id(new.0) == first);
        let _ = tokio::time::timeout(PATIENCE, known).await;
        Ok(())
    }
}

/// The shard of the store that carries out a command: one that is for a chat keeps what is of chats, another what is of people.
fn shard_of_command(
    command: &StoreCommand,
    of_chat: impl Fn(ChatId) -> ShardId,
    of_person: impl Fn(PersonId) -> ShardId,
) -> Option<ShardId> {
    command.chat.map(of_chat).or_else(|| command.person.map(of_person))
}

/// The group and the supergroup that it became.
fn migration(event: &Event) -> Option<(ChatId, ChatId)> {
    let Event::Message(message) = event else { return None };
    let Message { chat, service, .. } = &**message;
    match service.as_ref()? {
        Service::MigratedTo(new) => Some((chat.id, *new)),
        Service::MigratedFrom(old) => Some((*old, chat.id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_store_takes_what_is_of_its_kind_and_all_take_what_is_of_both() {
        let stores = StoresOf { chats: "context analysis".into(), people: "personalization".into() };
        let to = |chat, person| Addressees::Shards { chat: ShardId(chat), person: ShardId(person) };
        let of = |to| stores.of(to, ShardId(1));
        assert_eq!(of(to(1, 2)).as_deref(), Some("context analysis"));
        assert_eq!(of(to(2, 1)).as_deref(), Some("personalization"));
        assert_eq!(of(to(1, 1)), None);
        assert_eq!(of(Addressees::All), None);
    }

    #[test]
    fn a_command_goes_to_the_shard_of_its_chat_or_else_of_its_person() {
        let shard = |chat: Option<i64>, person: Option<i64>| {
            let command = StoreCommand {
                store: "conversation".to_owned(),
                kind: "set".to_owned(),
                chat: chat.map(ChatId),
                person: person.map(PersonId),
                about: None,
                at: 0,
                body: "{}".to_owned(),
            };
            shard_of_command(&command, |_| ShardId(1), |_| ShardId(2))
        };
        assert_eq!(shard(Some(-5), Some(7)), Some(ShardId(1)), "a reminder is of its chat");
        assert_eq!(shard(None, Some(7)), Some(ShardId(2)), "a choice is of its person");
        assert_eq!(shard(None, None), None);
    }
}
