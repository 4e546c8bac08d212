//! Counters of who wrote how much, grouped over a run.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    chats::{ChatRow, Chats},
    people::People,
};
use events::{ChatId, Message, PersonId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
};

const KNOWN: &str = "SELECT messages, to_bot FROM chat_people WHERE chat_key = ? AND person_id = ?";
const WRITE_PEOPLE: &str = "
INSERT INTO chat_people (chat_key, person_id, messages, to_bot, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (chat_key, person_id) DO UPDATE SET
  messages = messages + excluded.messages, to_bot = to_bot + excluded.to_bot,
  first_at = min(first_at, excluded.first_at),
  last_at = max(last_at, excluded.last_at)";
const WRITE_TOTALS: &str = "
UPDATE totals SET messages = messages + ?, chats = chats + ?, people = people + ?";

pub(super) struct Counters {
    /// By chat key.
    writers: HashMap<(i64, PersonId), Total>,
    people: BTreeMap<(i64, PersonId), Written>,
    messages: i64,
    new_chats: i64,
    new_people: i64,
}

/// The counted messages of a person in a chat.
#[derive(Default)]
struct Total {
    messages: i64,
    /// Of these, what is said to a bot.
    to_bot: i64,
}

struct Written {
    messages: i64,
    to_bot: i64,
    first_at: i64,
    last_at: i64,
}

impl Counters {
    /// With how much these already wrote in these chats.
    pub fn about(
        direct: &Direct<'_>,
        chats: &Chats,
        wanted: &BTreeSet<(ChatId, PersonId)>,
    ) -> Result<Self, StorageError> {
        let mut find = direct.prepare(KNOWN)?;
        let mut writers = HashMap::with_capacity(wanted.len());
        for (chat, person) in wanted {
            let Some(key) = chats.key(*chat) else { continue };
            let total = |row: &Row<'_>| Ok(Total { messages: row.integer(0), to_bot: row.integer(1) });
            if let Some(total) = find.first(&[key.into(), (*person).into()], total)? {
                writers.insert((key, *person), total);
            }
        }
        Ok(Self { writers, people: BTreeMap::new(), messages: 0, new_chats: 0, new_people: 0 })
    }

    /// Counts a message in its chat, for its writer, and in all.
    pub fn count(&mut self, chat: &mut ChatRow, people: &mut People, message: &Message, to_bot: bool) {
        let (writer, date) = (message.sender.id, message.date);
        self.messages += 1;
        self.new_chats += i64::from(chat.messages == 0);
        self.new_people += i64::from(people.wrote(writer));
        chat.count(date, to_bot);
        let total = self.writers.entry((chat.key, writer)).or_default();
        chat.people += i64::from(total.messages == 0);
        total.messages += 1;
        total.to_bot += i64::from(to_bot);
        if !to_bot {
            chat.rank(writer, total.messages - total.to_bot);
        }
        let first = Written { messages: 0, to_bot: 0, first_at: date, last_at: date };
        let written = self.people.entry((chat.key, writer)).or_insert(first);
        written.messages += 1;
        written.to_bot += i64::from(to_bot);
        written.first_at = written.first_at.min(date);
        written.last_at = written.last_at.max(date);
    }

    pub fn write(&self, direct: &Direct<'_>) -> Result<(), StorageError> {
        if self.messages == 0 {
            return Ok(());
        }
        let rows = self.people.iter().map(|((chat, person), it)| {
            [
                (*chat).into(),
                (*person).into(),
                it.messages.into(),
                it.to_bot.into(),
                it.first_at.into(),
                it.last_at.into(),
            ]
        });
        direct.write(WRITE_PEOPLE, rows)?;
        direct.write(WRITE_TOTALS, [[self.messages.into(), self.new_chats.into(), self.new_people.into()]])
    }
}
