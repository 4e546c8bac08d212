//! A row of the old table as a message.

use super::when::unix;
use crate::{
    importing::reader::Skipped,
    model::{Aside, Chat, ChatId, ChatKind, Imported, Message, MessageId, Person, PersonId, PersonKind},
    zone::Zone,
};

/// The chats whose ids are smaller are supergroups and channels,
/// <https://core.telegram.org/api/bots/ids#bot-api-dialog-ids>.
const SUPERGROUPS: i64 = -1_000_000_000_000;

/// A row, as far as it can be told.
#[derive(Debug, sqlx::FromRow)]
pub struct Row {
    pub id: i64,
    pub chat: i64,
    person: i64,
    name: Option<String>,
    text: Option<String>,
    time: Option<String>,
    number: Option<i64>,
}

impl Row {
    /// The message. Without Telegram's number it gets one that no message of Telegram has.
    ///
    /// # Errors
    /// What it lacks.
    pub fn imported(&self, zone: &Zone) -> Result<Imported, Skipped> {
        let skipped = |why| Skipped { chat: ChatId(self.chat), id: Some(self.id), why };
        let text = self.text.clone().filter(|text| !text.trim().is_empty()).ok_or_else(|| skipped("it has no text"))?;
        let date = self.time.as_deref().and_then(|time| unix(time, zone)).ok_or_else(|| skipped("it has no date"))?;
        if self.chat == 0 || self.person == 0 {
            return Err(skipped("it has no chat or no sender"));
        }
        let number = self.number.filter(|number| *number > 0).map(MessageId);
        let message = Message {
            chat: self.chat(),
            id: number.unwrap_or_else(|| MessageId(self.id).aside()),
            thread: None,
            sender: self.sender(),
            date,
            edited: None,
            reply_to: None,
            text: Some(text),
            entities: None,
            mentions: Vec::new(),
            media: None,
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
        let title = if kind == ChatKind::Private { self.name.clone() } else { None };
        Chat { id: ChatId(self.chat), kind, title: title.unwrap_or_default(), username: None }
    }

    fn sender(&self) -> Person {
        Person {
            id: PersonId(self.person),
            kind: PersonKind::User,
            first_name: self.name.clone().unwrap_or_default(),
            last_name: None,
            username: None,
            language: None,
        }
    }
}
