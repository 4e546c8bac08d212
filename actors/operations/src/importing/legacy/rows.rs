//! A row of the old table as a message.

use std::collections::HashMap;

use sqlx::{FromRow, Row as _, sqlite::SqliteRow};

use super::when::unix;
use crate::importing::reader::Skipped;
use events::{
    Aside, Chat, ChatId, ChatKind, Imported, Media, Message, MessageId, Person, PersonId, PersonKind, ReplyTo, Sketch,
};
use language::zone::Zone;

/// The chats whose ids are smaller are supergroups and channels,
/// <https://core.telegram.org/api/bots/ids#bot-api-dialog-ids>.
const SUPERGROUPS: i64 = -1_000_000_000_000;

/// A row, as far as it can be told.
#[derive(Debug)]
pub struct Row {
    pub id: i64,
    pub chat: i64,
    person: Option<i64>,
    name: Option<String>,
    username: Option<String>,
    role: Option<String>,
    bot: Option<i64>,
    reply: Option<i64>,
    text: Option<String>,
    time: Option<String>,
    number: Option<i64>,
    media: Option<String>,
    file: Option<String>,
}

/// What is no UTF-8 in the old database becomes a replacement character: the rest can be read.
pub fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

impl FromRow<'_, SqliteRow> for Row {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        let text = |column: &str| Ok::<_, sqlx::Error>(row.try_get::<Option<Vec<u8>>, _>(column)?.map(text_of));
        Ok(Self {
            id: row.try_get("id")?,
            chat: row.try_get::<Option<i64>, _>("chat")?.unwrap_or(0),
            person: row.try_get("person")?,
            name: text("name")?,
            username: text("username")?,
            role: text("role")?,
            bot: row.try_get("bot")?,
            reply: row.try_get("reply")?,
            text: text("text")?,
            time: text("time")?,
            number: row.try_get("number")?,
            media: text("media")?,
            file: text("file")?,
        })
    }
}

impl Row {
    /// The message. Without Telegram's number it gets one that no message of Telegram has; without a person it is that
    /// of whom `people` has by the name, or nobody's: the bot's own words, and what it had imported itself.
    ///
    /// # Errors
    /// What it lacks.
    pub fn imported(&self, zone: &Zone, people: &HashMap<String, i64>) -> Result<Imported, Skipped> {
        let skipped = |why| Skipped { chat: ChatId(self.chat), id: Some(self.id), why };
        if self.role.as_deref() == Some("system") {
            return Err(skipped("it is not a message but an internal note of the bot"));
        }
        let (text, media) = (filled(self.text.as_deref()), self.media());
        if text.is_none() && media.is_none() {
            return Err(skipped("it has neither a text nor a file"));
        }
        let date = self.time.as_deref().and_then(|time| unix(time, zone)).ok_or_else(|| skipped("it has no date"))?;
        let sender = self.sender(people).ok_or_else(|| skipped("it has no sender"))?;
        if self.chat == 0 {
            return Err(skipped("it has no chat"));
        }
        let number = self.number.filter(|number| *number > 0).map(MessageId);
        let message = Message {
            chat: self.chat(),
            id: number.unwrap_or_else(|| MessageId(self.id).aside()),
            thread: None,
            sender,
            date,
            edited: None,
            reply_to: self
                .reply
                .filter(|id| *id > 0 && number.is_some())
                .map(|id| ReplyTo { id: MessageId(id), sender: None }),
            text: text.map(str::to_owned),
            entities: None,
            mentions: Vec::new(),
            media,
            forward: None,
            album: None,
            service: None,
            aside: Aside::default(),
        };
        Ok(Imported { message, reactions: Vec::new(), counts: None })
    }

    /// Titles were not kept: the next message that is heard tells it.
    fn chat(&self) -> Chat {
        let kind = match self.chat {
            0.. => ChatKind::Private,
            SUPERGROUPS.. => ChatKind::Group,
            _ => ChatKind::Supergroup,
        };
        let is_theirs = kind == ChatKind::Private && !self.is_by_bot();
        let title = if is_theirs { self.name.clone() } else { None };
        Chat { id: ChatId(self.chat), kind, title: title.unwrap_or_default(), username: None }
    }

    fn is_by_bot(&self) -> bool {
        self.role.as_deref() == Some("model") || self.bot == Some(1)
    }

    fn sender(&self, people: &HashMap<String, i64>) -> Option<Person> {
        let name = filled(self.name.as_deref());
        if self.is_by_bot() {
            let id = self.person.map_or(PersonId::NOBODY, PersonId);
            let name = name.unwrap_or_default().to_owned();
            return Some(Person { id, kind: PersonKind::Bot, ..Person::without_id(name) });
        }
        let known = (self.person != Some(0)).then_some(self.person).flatten();
        let Some(id) = known.or_else(|| people.get(name?).copied()) else {
            return name.map(|name| Person::without_id(name.to_owned()));
        };
        Some(Person {
            id: PersonId(id),
            kind: PersonKind::User,
            first_name: name.unwrap_or_default().to_owned(),
            last_name: None,
            username: filled(self.username.as_deref()).map(|name| name.trim_start_matches('@').to_owned()),
            language: None,
        })
    }

    fn media(&self) -> Option<Media> {
        let kind = filled(self.media.as_deref()).filter(|kind| is_name(kind))?;
        let kind = if kind == "image" { "photo" } else { kind };
        let file_id = filled(self.file.as_deref()).map(str::to_owned);
        Some(Media { kind: kind.to_owned(), file_id, sketch: Sketch::default() })
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

/// As the Bot API names kinds of media.
fn is_name(kind: &str) -> bool {
    kind != "text" && kind.len() <= 32 && kind.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
