//! The state: everything that people and the bot share.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use super::calls::Calls;
use super::chat::{Chat, ChatKind, Message, Standing};
use super::events::Events;
use super::faults::Faults;
use super::files::Files;
use super::limits::Limits;
use super::methods::Whisper;
use super::photos::Photos;
use super::postman::Webhook;
use super::queue::Queue;

const MOST_PEOPLE: usize = 10_000;
const MOST_CHATS: usize = 1_000;
/// Telegram's limit on a message's text, in UTF-16 units.
pub(super) const MOST_UNITS: usize = 4096;
const LONGEST_NAME: usize = 256;

/// A person, or the bot.
pub(super) struct Person {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) username: Option<String>,
    pub(super) language: Option<String>,
}

/// A person to be added.
#[derive(Debug, Clone, Deserialize)]
pub struct NewPerson {
    pub name: String,
    pub username: Option<String>,
    /// IETF language tag of the person's Telegram.
    pub language: Option<String>,
}

pub(super) struct Bot {
    pub(super) id: i64,
    pub(super) name: String,
    pub(super) username: String,
    /// Telegram's privacy mode: getMe tells of it, nothing is hidden here.
    pub(super) privacy_mode: bool,
}

/// A press on a button that the bot may answer.
pub(super) struct Press {
    pub(super) id: String,
    pub(super) by: i64,
    pub(super) chat: i64,
}

/// Everything, behind one lock.
pub(super) struct World {
    pub(super) bot: Bot,
    pub(super) people: BTreeMap<i64, Person>,
    pub(super) chats: BTreeMap<i64, Chat>,
    pub(super) queue: Queue,
    pub(super) calls: Calls,
    pub(super) faults: Faults,
    pub(super) limits: Limits,
    pub(super) photos: Photos,
    pub(super) files: Files,
    pub(super) presses: VecDeque<Press>,
    pub(super) whispers: VecDeque<Whisper>,
    pub(super) last_whisper: i64,
    pub(super) commands: HashMap<String, Value>,
    pub(super) webhook: Option<Webhook>,
    pub(super) events: Events,
    pub(super) rng: fastrand::Rng,
    /// Seconds by which the clock of this world is ahead of ours.
    pub(super) clock_ahead: i64,
}

impl World {
    /// Unix seconds, by the clock of this world.
    pub(super) fn now(&self) -> i64 {
        now().saturating_add(self.clock_ahead)
    }

    pub(super) fn new(rng: &mut fastrand::Rng, events: Events) -> Self {
        Self {
            bot: Bot {
                id: rng.i64(5_000_000_000..8_000_000_000),
                name: include_str!("bot_name.txt").trim().into(),
                username: "balachka_bot".into(),
                privacy_mode: false,
            },
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            queue: Queue::new(rng.i64(100_000_000..900_000_000)),
            calls: Calls::default(),
            faults: Faults::default(),
            limits: Limits::default(),
            photos: Photos::default(),
            files: Files::default(),
            presses: VecDeque::new(),
            whispers: VecDeque::new(),
            last_whisper: 0,
            commands: HashMap::new(),
            webhook: None,
            events,
            rng: rng.fork(),
            clock_ahead: 0,
        }
    }

    pub(super) fn add_person(&mut self, new: NewPerson) -> Result<i64> {
        ensure!(self.people.len() < MOST_PEOPLE, "too many people");
        check_name(&new.name)?;
        let username = new.username.filter(|name| !name.is_empty());
        ensure!(username.as_deref().is_none_or(is_username), "a username has 3 to 32 letters, digits and underscores");
        let id = self.rng.i64(100_000_000..4_000_000_000);
        ensure!(!self.people.contains_key(&id), "this id is taken, try again");
        self.people.insert(id, Person { id, name: new.name, username, language: new.language });
        self.events.emit("person", || self.person_view(id));
        Ok(id)
    }

    pub(super) fn person(&self, id: i64) -> Result<&Person> {
        self.people.get(&id).context("no such person")
    }

    /// A person's or the bot's name.
    pub(super) fn name_of(&self, id: i64) -> &str {
        if id == self.bot.id {
            return &self.bot.name;
        }
        self.people.get(&id).map_or("", |person| &person.name)
    }

    pub(super) fn chat(&self, id: i64) -> Result<&Chat> {
        self.chats.get(&id).context("no such chat")
    }

    pub(super) fn chat_mut(&mut self, id: i64) -> Result<&mut Chat> {
        self.chats.get_mut(&id).context("no such chat")
    }

    pub(super) fn insert_chat(&mut self, id: i64, kind: ChatKind, title: String, members: Vec<i64>) -> Result<()> {
        ensure!(self.chats.len() < MOST_CHATS, "too many chats");
        self.chats.insert(id, Chat::new(id, kind, title, members));
        Ok(())
    }

    /// Puts a message into its chat under the next number.
    pub(super) fn place(&mut self, chat: i64, message: Message) -> Result<i64> {
        Ok(self.chat_mut(chat)?.place(message))
    }

    /// Queues an update whose one field is `kind`, unless the bot is not in the chat. Returns the update's id.
    pub(super) fn tell_bot(&mut self, chat: i64, kind: &'static str, content: &Value) -> Option<i64> {
        let hears = self.chats.get(&chat).is_some_and(|chat| chat.standing == Standing::In);
        if !hears {
            return None;
        }
        self.queue.push(kind, |id| format!(r#"{{"update_id":{id},"{kind}":{content}}}"#))
    }

    /// Queues a message (or its edit) for the bot, and remembers which update tells of it.
    pub(super) fn tell_message(&mut self, chat: i64, id: i64, kind: &'static str) {
        let Some(content) = self.message_json(chat, id) else { return };
        let update = self.tell_bot(chat, kind, &content);
        if let Ok(message) = self.chat_mut(chat).and_then(|chat| chat.message_mut(id)) {
            message.update_id = update.or(message.update_id);
        }
    }

    /// Shows the page a message as it now is.
    pub(super) fn show(&self, event: &'static str, chat: i64, id: i64) {
        self.events.emit(event, || self.message_view(chat, id));
    }
}

pub(super) fn check_name(name: &str) -> Result<()> {
    ensure!(!name.trim().is_empty(), "the name is empty");
    ensure!(name.len() <= LONGEST_NAME, "the name is longer than {LONGEST_NAME} bytes");
    Ok(())
}

fn is_username(name: &str) -> bool {
    (3..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Unix seconds.
pub(super) fn now() -> i64 {
    now_ms() / 1000
}

/// Unix milliseconds.
pub(super) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
