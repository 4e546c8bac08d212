//! Chats and senders as the Bot API writes them.

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected},
};

use super::optional::given;
use crate::{ChatId, ChatKind, Person, PersonId, PersonKind};

#[derive(Deserialize)]
pub struct Chat {
    #[serde(deserialize_with = "chat_id")]
    pub id: i64,
    #[serde(rename = "type")]
    pub kind: ChatKind,
    #[serde(default, deserialize_with = "given")]
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    first_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    last_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    username: Option<String>,
}

#[derive(Deserialize)]
pub struct User {
    pub id: i64,
    #[serde(default, deserialize_with = "given")]
    is_bot: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    first_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    last_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    username: Option<String>,
    #[serde(default, deserialize_with = "given")]
    language_code: Option<String>,
}

/// A chat that speaks in its own name (`sender_chat`, `actor_chat`), or whose story is answered.
#[derive(Deserialize)]
pub struct Speaker {
    pub id: i64,
    #[serde(default, deserialize_with = "given")]
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    first_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    last_name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    username: Option<String>,
}

/// The stand-in that Telegram gives for an admin who acts in the group's name (@GroupAnonymousBot).
const ANONYMOUS_ADMIN: i64 = 1_087_968_824;

/// Who wrote or did something in `chat`; `None` if nobody is named. Telegram gives `user` too when a chat speaks: a
/// stand-in that says nothing.
pub fn sender(chat: &Chat, speaker: Option<Speaker>, user: Option<User>) -> Option<Person> {
    let speaker = speaker.and_then(Speaker::known).map(|speaker| speaker.person_in(chat));
    speaker.or_else(|| user.and_then(User::known).map(|user| user.person_in(chat)))
}

/// For a field that must name a person: one whose id is not above 0 is none.
///
/// # Errors
/// When it names none.
pub fn somebody<'de, D: Deserializer<'de>>(deserializer: D) -> Result<User, D::Error> {
    let user = User::deserialize(deserializer)?;
    let id = user.id;
    user.known().ok_or_else(|| D::Error::invalid_value(Unexpected::Signed(id), &"a person's id above 0"))
}

fn chat_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    match i64::deserialize(deserializer)? {
        0 => Err(D::Error::invalid_value(Unexpected::Signed(0), &"a chat's id other than 0")),
        id => Ok(id),
    }
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
    /// `None` unless it is the id of a person.
    pub fn known(self) -> Option<Self> {
        (self.id > 0).then_some(self)
    }

    pub fn full_name(&self) -> String {
        full_name(self.first_name.as_deref().unwrap_or_default(), self.last_name.as_deref())
    }

    /// The person; the chat itself if it is an admin whose name is hidden.
    pub fn person_in(self, chat: &Chat) -> Person {
        if self.id == ANONYMOUS_ADMIN { chat.as_sender() } else { self.into() }
    }

    fn kind(&self) -> PersonKind {
        match self.is_bot {
            _ if self.first_name.is_none() => PersonKind::Deleted,
            Some(true) => PersonKind::Bot,
            _ => PersonKind::User,
        }
    }
}

impl Speaker {
    /// `None` if it is the id of no chat.
    pub fn known(self) -> Option<Self> {
        (self.id != 0).then_some(self)
    }

    /// What it is called; a person's name if it is a private chat.
    pub fn name(&self) -> String {
        let person = || full_name(self.first_name.as_deref().unwrap_or_default(), self.last_name.as_deref());
        self.title.clone().unwrap_or_else(person)
    }

    fn person_in(self, chat: &Chat) -> Person {
        let in_own_group = self.id == chat.id && chat.kind != ChatKind::Channel;
        Person {
            id: PersonId(self.id),
            kind: if in_own_group { PersonKind::Anonymous } else { PersonKind::Channel },
            first_name: self.name(),
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
            first_name: user.first_name.unwrap_or_default(),
            last_name: user.last_name,
            username: user.username,
            language: user.language_code,
        }
    }
}

impl From<Chat> for crate::Chat {
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
