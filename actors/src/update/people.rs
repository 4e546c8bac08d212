//! Chats and senders as the Bot API writes them.

use serde::Deserialize;

use crate::model::{self, ChatId, ChatKind, Person, PersonId, PersonKind};

#[derive(Deserialize)]
pub struct Chat {
    pub id: i64,
    #[serde(rename = "type")]
    kind: ChatKind,
    title: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    username: Option<String>,
}

#[derive(Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default)]
    is_bot: bool,
    #[serde(default)]
    first_name: String,
    last_name: Option<String>,
    username: Option<String>,
    language_code: Option<String>,
}

/// A chat that speaks in its own name (`sender_chat`, `actor_chat`).
#[derive(Deserialize)]
pub struct Speaker {
    pub id: i64,
    #[serde(default)]
    pub title: String,
    username: Option<String>,
}

/// The stand-in that Telegram gives for an admin who acts in the group's name (@GroupAnonymousBot).
const ANONYMOUS_ADMIN: i64 = 1_087_968_824;

/// Who wrote or did something in `chat`. Telegram gives `user` too when a chat speaks: a stand-in that says nothing.
pub fn sender(chat: &Chat, speaker: Option<Speaker>, user: Option<User>) -> Option<Person> {
    let speaker = speaker.map(|speaker| speaker.person_in(chat));
    speaker.or_else(|| user.map(|user| user.person_in(chat)))
}

impl Chat {
    /// The chat itself as a sender, for messages that name none.
    pub fn as_sender(&self) -> Person {
        let name = self.title.as_ref().or(self.first_name.as_ref());
        Person {
            id: PersonId(self.id),
            kind: match self.kind {
                ChatKind::Private => PersonKind::User,
                ChatKind::Channel => PersonKind::Channel,
                ChatKind::Group | ChatKind::Supergroup => PersonKind::Anonymous,
            },
            first_name: name.cloned().unwrap_or_default(),
            last_name: self.last_name.clone(),
            username: self.username.clone(),
            language: None,
        }
    }
}

impl User {
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, self.last_name.as_deref())
    }

    /// The person; the chat itself if it is an admin whose name is hidden.
    pub fn person_in(self, chat: &Chat) -> Person {
        if self.id == ANONYMOUS_ADMIN { chat.as_sender() } else { self.into() }
    }

    fn kind(&self) -> PersonKind {
        match self.is_bot {
            _ if self.first_name.is_empty() => PersonKind::Deleted,
            true => PersonKind::Bot,
            false => PersonKind::User,
        }
    }
}

impl Speaker {
    fn person_in(self, chat: &Chat) -> Person {
        let in_own_group = self.id == chat.id && chat.kind != ChatKind::Channel;
        Person {
            id: PersonId(self.id),
            kind: if in_own_group { PersonKind::Anonymous } else { PersonKind::Channel },
            first_name: self.title,
            last_name: None,
            username: self.username,
            language: None,
        }
    }
}

impl From<User> for Person {
    fn from(user: User) -> Self {
        Self {
            id: PersonId(user.id),
            kind: user.kind(),
            first_name: user.first_name,
            last_name: user.last_name,
            username: user.username,
            language: user.language_code,
        }
    }
}

impl From<Chat> for model::Chat {
    fn from(chat: Chat) -> Self {
        let person = || full_name(chat.first_name.as_deref().unwrap_or_default(), chat.last_name.as_deref());
        Self { id: ChatId(chat.id), kind: chat.kind, title: chat.title.unwrap_or_else(person), username: chat.username }
    }
}

fn full_name(first: &str, last: Option<&str>) -> String {
    match last {
        Some(last) if first.is_empty() => last.to_owned(),
        Some(last) => format!("{first} {last}"),
        None => first.to_owned(),
    }
}
