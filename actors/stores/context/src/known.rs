//! What the store already knows of the facts of a run.

use std::collections::{BTreeSet, HashMap};

use super::{chats::Chats, counters::Counters, people::People, run::Change};
use events::{ChatId, MessageId, PersonId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
};

const MESSAGE: &str = "SELECT id, date, imported IS NOT NULL FROM messages WHERE chat_id = ? AND message_id = ?";
const LAST: &str = "SELECT max(id) FROM messages";

/// A message that is there.
#[derive(Clone, Copy)]
pub(super) struct ExistingMessage {
    pub row: i64,
    pub date: i64,
    pub imported: bool,
}

impl ExistingMessage {
    /// Of a row of [`MESSAGE`].
    fn read(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { row: row.integer(0), date: row.integer(1), imported: row.integer(2) != 0 })
    }
}

pub(super) struct Known {
    pub chats: Chats,
    pub people: People,
    pub counters: Counters,
    pub messages: HashMap<(ChatId, MessageId), ExistingMessage>,
    pub last_message: i64,
}

impl Known {
    pub fn about(direct: &Direct<'_>, facts: &[Change<'_>]) -> Result<Self, StorageError> {
        let wanted = Wanted::by(facts);
        let chats = Chats::about(direct, &wanted.chats)?;
        let counters = Counters::about(direct, &chats, &wanted.writers)?;
        let mut messages = HashMap::with_capacity(wanted.messages.len());
        let mut find = direct.prepare(MESSAGE)?;
        for (chat, id) in wanted.messages {
            if let Some(there) = find.first(&[chat.into(), id.into()], ExistingMessage::read)? {
                messages.insert((chat, id), there);
            }
        }
        let last_message = direct.prepare(LAST)?.first(&[], |row| Ok(row.integer(0)))?.unwrap_or(0);
        Ok(Self { chats, people: People::about(direct, &wanted.people)?, counters, messages, last_message })
    }
}

#[derive(Default)]
struct Wanted {
    chats: BTreeSet<ChatId>,
    people: BTreeSet<PersonId>,
    messages: Vec<(ChatId, MessageId)>,
    writers: BTreeSet<(ChatId, PersonId)>,
}

impl Wanted {
    fn by(facts: &[Change<'_>]) -> Self {
        let mut wanted = Self::default();
        for fact in facts {
            wanted.chats.insert(fact.chat().id);
            wanted.people.extend(fact.people().map(|(person, _)| person.id));
            if let Some(seen) = fact.news() {
                wanted.messages.push((seen.message.chat.id, seen.message.id));
                wanted.writers.insert((seen.message.chat.id, seen.message.sender.id));
            }
        }
        wanted
    }
}
