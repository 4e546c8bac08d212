//! Chats: what they are called, under which ids, and their counters.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use events::{Chat, ChatId, ChatKind, PersonId};
use storage::sqlite::{
    StorageError,
    direct::{Direct, Row},
    json::{json, read, stored},
};

const KNOWN: &str = "
SELECT c.key, c.current_id, c.kind, c.title, c.username, c.since, c.titled_at, c.messages, c.to_bot, c.people,
       c.own_messages, c.first_message_at, c.last_message_at, c.top
FROM chat_ids i CROSS JOIN chats c ON c.key = i.chat_key WHERE i.id = ?";
const LAST: &str = "SELECT max(key) FROM chats";
const WRITE: &str = "
INSERT INTO chats (key, current_id, kind, title, username, since, titled_at, messages, to_bot, people, own_messages,
                   first_message_at, last_message_at, top)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET
  current_id = excluded.current_id, kind = excluded.kind, title = excluded.title, username = excluded.username,
  since = excluded.since, titled_at = excluded.titled_at, messages = excluded.messages, to_bot = excluded.to_bot,
  people = excluded.people,
  own_messages = excluded.own_messages, first_message_at = excluded.first_message_at,
  last_message_at = excluded.last_message_at, top = excluded.top";
const WRITE_IDS: &str = "INSERT INTO chat_ids (id, chat_key) VALUES (?, ?)";
const WRITE_TITLES: &str = "INSERT INTO titles (chat_key, title, since) VALUES (?, ?, ?)";

/// People in the list of those who wrote most.
const TOP: usize = 10;

pub(super) struct ChatRow {
    pub key: i64,
    current_id: ChatId,
    kind: ChatKind,
    title: String,
    username: Option<String>,
    since: i64,
    /// When the title was seen last; 0 without a title.
    titled_at: i64,
    pub messages: i64,
    /// Of these, what is said to a bot.
    to_bot: i64,
    pub people: i64,
    pub own_messages: i64,
    first_message_at: Option<i64>,
    last_message_at: Option<i64>,
    top: Vec<(PersonId, i64)>,
}

impl ChatRow {
    /// Of a row of [`KNOWN`].
    fn read(row: &Row<'_>) -> Result<Self, StorageError> {
        let kind = ChatKind::named(row.text(2)?);
        Ok(Self {
            key: row.integer(0),
            current_id: ChatId(row.integer(1)),
            kind: kind.ok_or_else(|| StorageError::Garbled("a chat of no kind".into()))?,
            title: row.text(3)?.to_owned(),
            username: row.some_text(4)?.map(str::to_owned),
            since: row.integer(5),
            titled_at: row.integer(6),
            messages: row.integer(7),
            to_bot: row.integer(8),
            people: row.integer(9),
            own_messages: row.integer(10),
            first_message_at: row.some_integer(11),
            last_message_at: row.some_integer(12),
            top: read(row.text(13)?)?,
        })
    }

    fn shows(&self, chat: &Chat, title: &str) -> bool {
        self.kind == chat.kind
            && self.title == stored(title)
            && self.username.as_deref() == chat.username.as_deref().map(stored).as_deref()
    }

    /// Notes how many messages to others a person now has. As nobody's number falls, the list stays that of the first ten.
    pub fn rank(&mut self, person: PersonId, messages: i64) {
        self.top.retain(|(other, _)| *other != person);
        let place = self.top.partition_point(|(other, theirs)| (-theirs, *other) < (-messages, person));
        self.top.insert(place, (person, messages));
        self.top.truncate(TOP);
    }

    /// Counts a message.
    pub fn count(&mut self, date: i64, to_bot: bool) {
        self.messages += 1;
        self.to_bot += i64::from(to_bot);
        self.first_message_at = Some(self.first_message_at.map_or(date, |first| first.min(date)));
        self.last_message_at = Some(self.last_message_at.map_or(date, |last| last.max(date)));
    }
}

/// The chats of a run.
pub(super) struct Chats {
    keys: HashMap<ChatId, i64>,
    rows: BTreeMap<i64, ChatRow>,
    last_key: i64,
    new_ids: Vec<(ChatId, i64)>,
    new_titles: Vec<(i64, String, i64)>,
}

impl Chats {
    /// With what is known of these.
    pub fn about(direct: &Direct<'_>, wanted: &BTreeSet<ChatId>) -> Result<Self, StorageError> {
        let (mut keys, mut rows) = (HashMap::new(), BTreeMap::new());
        let mut find = direct.prepare(KNOWN)?;
        for id in wanted {
            if let Some(row) = find.first(&[(*id).into()], ChatRow::read)? {
                keys.insert(*id, row.key);
                rows.insert(row.key, row);
            }
        }
        let last_key = direct.prepare(LAST)?.first(&[], |row| Ok(row.integer(0)))?.unwrap_or(0);
        Ok(Self { keys, rows, last_key, new_ids: Vec::new(), new_titles: Vec::new() })
    }

    /// The key of a chat that is known.
    pub fn key(&self, chat: ChatId) -> Option<i64> {
        self.keys.get(&chat).copied()
    }

    pub fn row(&mut self, key: i64) -> Option<&mut ChatRow> {
        self.rows.get_mut(&key)
    }

    fn enter(&mut self, chat: &Chat, title: &str, date: i64) -> &mut ChatRow {
        let key = *self.keys.entry(chat.id).or_insert_with(|| {
            self.last_key += 1;
            self.new_ids.push((chat.id, self.last_key));
            self.last_key
        });
        self.rows.entry(key).or_insert_with(|| {
            self.new_titles.push((key, stored(title).into_owned(), date));
            new_row(key, chat, title, date)
        })
    }

    /// Notes how a chat looked at a time; its key. What we sent ourselves may be noted after an update of the same second that
    /// came later, and then tells nothing of the chat.
    pub fn see(&mut self, chat: &Chat, title: &str, date: i64, is_own: bool) -> i64 {
        let key = self.enter(chat, title, date).key;
        let Some(row) = self.rows.get_mut(&key) else { return key };
        // After a migration only the new chat tells what it is called now.
        // One without a title says nothing of what it is called.
        let is_older = date < row.titled_at || is_own && date == row.titled_at;
        if row.current_id != chat.id || title.is_empty() || is_older {
            return key;
        }
        row.titled_at = date;
        if !row.shows(chat, title) {
            if row.title != stored(title) {
                self.new_titles.push((key, stored(title).into_owned(), date));
            }
            row.kind = chat.kind;
            row.title = stored(title).into_owned();
            row.username = chat.username.as_deref().map(|name| stored(name).into_owned());
            row.since = date;
        }
        key
    }

    /// Notes the title that an export has for a chat at a time; its key. It counts if it is the newest. An export knows
    /// no more of the chat than updates tell.
    pub fn see_exported(&mut self, chat: &Chat, date: i64) -> i64 {
        let key = self.enter(chat, &chat.title, date).key;
        let Some(row) = self.rows.get_mut(&key) else { return key };
        let is_newest = row.title.is_empty() || date > row.titled_at;
        if row.current_id != chat.id || chat.title.is_empty() || !is_newest {
            return key;
        }
        row.titled_at = date;
        let title = stored(&chat.title);
        if row.title != title {
            self.new_titles.push((key, title.clone().into_owned(), date));
            row.title = title.into_owned();
            row.since = date;
        }
        key
    }

    pub fn write(&self, direct: &Direct<'_>) -> Result<(), StorageError> {
        let tops = self.rows.values().map(|row| json(&row.top)).collect::<Result<Vec<_>, _>>()?;
        let rows = self.rows.values().zip(&tops).map(|(row, top)| {
            [
                row.key.into(),
                row.current_id.into(),
                row.kind.as_str().into(),
                row.title.as_str().into(),
                row.username.as_deref().into(),
                row.since.into(),
                row.titled_at.into(),
                row.messages.into(),
                row.to_bot.into(),
                row.people.into(),
                row.own_messages.into(),
                row.first_message_at.into(),
                row.last_message_at.into(),
                top.into(),
            ]
        });
        direct.write(WRITE, rows)?;
        direct.write(WRITE_IDS, self.new_ids.iter().map(|(id, key)| [(*id).into(), (*key).into()]))?;
        let titles = self.new_titles.iter();
        direct.write(WRITE_TITLES, titles.map(|(key, title, since)| [(*key).into(), title.into(), (*since).into()]))
    }
}

fn new_row(key: i64, chat: &Chat, title: &str, date: i64) -> ChatRow {
    ChatRow {
        key,
        current_id: chat.id,
        kind: chat.kind,
        title: stored(title).into_owned(),
        username: chat.username.as_deref().map(|name| stored(name).into_owned()),
        since: date,
        titled_at: if title.is_empty() { 0 } else { date },
        messages: 0,
        to_bot: 0,
        people: 0,
        own_messages: 0,
        first_message_at: None,
        last_message_at: None,
        top: Vec::new(),
    }
}
