//! Which chat of the Bot API a chat of an export is.

use serde_json::value::RawValue;

use super::fault::Unreadable;
use crate::{
    desktop::{bare_id, whole_id},
    model::{Chat, ChatId, ChatKind},
};

/// What an export says of a chat before its messages.
#[derive(Default)]
pub struct Head {
    pub name: Option<String>,
    pub kind: Option<String>,
    pub id: Option<i64>,
    pub username: Option<String>,
}

/// A chat whose messages are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub chat: Chat,
    /// Its id by the export, as the Bot API writes it: its admins may speak as it.
    pub original: Option<ChatId>,
}

impl Head {
    /// Reads a field; others are not of the head.
    pub fn read(&mut self, field: &str, value: &RawValue) {
        let text = || serde_json::from_str::<String>(value.get()).ok();
        match field {
            "username" => self.username = text(),
            "name" => self.name = text(),
            "type" => self.kind = text(),
            "id" => self.id = value.get().trim_matches('"').parse().ok(),
            _ => {}
        }
    }

    /// The chat of a file that holds one.
    pub fn alone(&self, wanted: Option<ChatId>) -> Result<Place, Unreadable> {
        match (wanted, self.id()) {
            (Some(wanted), original) => Ok(Place { chat: self.chat(wanted), original }),
            (None, Some(id)) => Ok(Place { chat: self.chat(id), original: Some(id) }),
            (None, None) => match &self.kind {
                Some(kind) if self.id.is_some() => Err(Unreadable::StrangeChat(kind.chars().take(40).collect())),
                _ => Err(Unreadable::NamelessChat),
            },
        }
    }

    /// The chat of an account, if it is to be read. It may be wanted by either id.
    pub fn among_others(&self, wanted: Option<ChatId>) -> Option<Place> {
        let id = self.id()?;
        let meant = wanted.is_none_or(|wanted| wanted == id || (wanted.0 > 0 && wanted.0 == bare_id(id.0)));
        meant.then(|| Place { chat: self.chat(id), original: Some(id) })
    }

    fn id(&self) -> Option<ChatId> {
        let id = self.id?;
        Some(ChatId(if id < 0 { id } else { whole_id(id, kind_of(self.kind.as_deref()?)?) }))
    }

    fn chat(&self, id: ChatId) -> Chat {
        let kind = self.kind.as_deref().and_then(kind_of);
        let kind = match (id.0, kind) {
            (0.., _) => ChatKind::Private,
            _ if bare_id(id.0) == -id.0 => ChatKind::Group,
            (_, Some(ChatKind::Channel)) => ChatKind::Channel,
            _ => ChatKind::Supergroup,
        };
        Chat { id, kind, title: self.name.clone().unwrap_or_default(), username: self.username.clone() }
    }
}

fn kind_of(kind: &str) -> Option<ChatKind> {
    Some(match kind {
        "personal_chat" | "bot_chat" | "saved_messages" | "replies" | "verification_codes" => ChatKind::Private,
        "private_group" => ChatKind::Group,
        "private_supergroup" | "public_supergroup" => ChatKind::Supergroup,
        "private_channel" | "public_channel" => ChatKind::Channel,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(kind: &str, id: i64) -> Head {
        Head { name: Some("Кухня".into()), kind: Some(kind.into()), id: Some(id), username: None }
    }

    #[test]
    fn bare_ids_become_those_of_the_bot_api() {
        for (kind, id, chat, of_kind) in [
            ("personal_chat", 7, 7, ChatKind::Private),
            ("saved_messages", 7, 7, ChatKind::Private),
            ("private_group", 7, -7, ChatKind::Group),
            ("private_supergroup", 1_234_567_890, -1_001_234_567_890, ChatKind::Supergroup),
            ("public_supergroup", 1, -1_000_000_000_001, ChatKind::Supergroup),
            ("public_channel", 5, -1_000_000_000_005, ChatKind::Channel),
            ("public_channel", -1_000_000_000_005, -1_000_000_000_005, ChatKind::Channel),
        ] {
            let place = head(kind, id).alone(None).unwrap();
            assert_eq!((place.chat.id, place.chat.kind), (ChatId(chat), of_kind), "{kind}");
        }
    }

    #[test]
    fn a_file_of_one_chat_goes_where_it_is_told() {
        let place = head("private_supergroup", 1).alone(Some(ChatId(-5))).unwrap();
        assert_eq!((place.chat.id, place.chat.kind), (ChatId(-5), ChatKind::Group));
        assert_eq!(place.original, Some(ChatId(-1_000_000_000_001)));
        assert_eq!(Head::default().alone(Some(ChatId(-5))).unwrap().chat.id, ChatId(-5));
        assert!(matches!(Head::default().alone(None), Err(Unreadable::NamelessChat)));
        assert!(matches!(head("of_tomorrow", 1).alone(None), Err(Unreadable::StrangeChat(_))));
    }

    #[test]
    fn a_chat_of_an_account_is_meant_by_either_id() {
        let chat = head("private_supergroup", 12);
        for (wanted, meant) in [(None, true), (Some(-1_000_000_000_012), true), (Some(12), true), (Some(-12), false)] {
            assert_eq!(chat.among_others(wanted.map(ChatId)).is_some(), meant, "{wanted:?}");
        }
        assert!(head("of_tomorrow", 12).among_others(None).is_none());
    }
}
