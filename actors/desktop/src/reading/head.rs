//! Which chat of the Bot API a chat of an export is.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

use super::{fault::Unreadable, loose::Literal};
use crate::{bare_id, ids::old_bare_id, whole_id};
use events::{Chat, ChatId, ChatKind};

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
        let text = || serde_json::from_str::<Literal>(value.get()).ok().map(|text| text.0);
        match field {
            "username" => self.username = text(),
            "name" => self.name = text(),
            "type" => self.kind = text(),
            "id" => self.id = value.get().trim_matches('"').parse().ok(),
            _ => {}
        }
    }

    /// The chat of a file that holds one; `old`, if its ids are as they were until the middle of 2021.
    pub fn alone(&self, wanted: Option<ChatId>, old: bool) -> Result<Place, Unreadable> {
        let original = self.id(old);
        match (wanted, original) {
            (Some(wanted), Some(id)) if is_meant(wanted, id) => Ok(Place { chat: self.chat(id), original }),
            (Some(wanted), _) => Ok(Place { chat: self.chat(wanted), original }),
            (None, Some(id)) => Ok(Place { chat: self.chat(id), original }),
            (None, None) if self.id.is_some() && self.kind.is_some() => {
                Err(Unreadable::StrangeChat(self.kind_in_short()))
            }
            (None, None) => Err(Unreadable::UnknownChat(match (self.id, &self.kind) {
                (None, None) => "neither `id` nor `type`",
                (None, Some(_)) => "no `id`",
                (Some(_), _) => "no `type`",
            })),
        }
    }

    /// The chat of an account, if it is to be read. One of an unknown type is read where it is wanted by its id.
    pub fn among_others(&self, wanted: Option<ChatId>, old: bool) -> Option<Place> {
        let Some(id) = self.id(old) else {
            let wanted = wanted.filter(|wanted| self.bare(old) == Some(bare_id(wanted.0)))?;
            return Some(Place { chat: self.chat(wanted), original: Some(wanted) });
        };
        let meant = wanted.is_none_or(|wanted| is_meant(wanted, id));
        meant.then(|| Place { chat: self.chat(id), original: Some(id) })
    }

    /// Its type, as it is told.
    pub fn kind_in_short(&self) -> String {
        self.kind.as_deref().unwrap_or_default().chars().take(40).collect()
    }

    fn id(&self, old: bool) -> Option<ChatId> {
        let id = self.id?;
        Some(ChatId(if id < 0 { id } else { whole_id(self.bare(old)?, kind_of(self.kind.as_deref()?)?) }))
    }

    fn bare(&self, old: bool) -> Option<i64> {
        let id = self.id?;
        Some(if old { old_bare_id(id).0 } else { id })
    }

    fn chat(&self, id: ChatId) -> Chat {
        let kind = self.kind.as_deref().and_then(kind_of);
        let kind = match (id.0, kind) {
            (0.., _) => ChatKind::Private,
            _ if id.0.checked_neg() == Some(bare_id(id.0)) => ChatKind::Group,
            (_, Some(ChatKind::Channel)) => ChatKind::Channel,
            _ => ChatKind::Supergroup,
        };
        Chat { id, kind, title: self.name.clone().unwrap_or_default(), username: self.username.clone() }
    }
}

/// A chat may be meant by either id.
fn is_meant(wanted: ChatId, id: ChatId) -> bool {
    wanted == id || (wanted.0 > 0 && wanted.0 == bare_id(id.0))
}

/// What tells an old export from a later one.
#[derive(Deserialize)]
struct Signs<'a> {
    #[serde(borrow)]
    from_id: Option<&'a RawValue>,
    #[serde(borrow)]
    actor_id: Option<&'a RawValue>,
    date_unixtime: Option<IgnoredAny>,
}

/// Whether a message is of an export in which ids hold their kind: there people have numbers, and dates have none.
pub fn is_old(message: &RawValue) -> bool {
    let Ok(signs) = serde_json::from_str::<Signs<'_>>(message.get()) else { return false };
    match signs.from_id.or(signs.actor_id) {
        Some(id) => !id.get().starts_with('"'),
        None => signs.date_unixtime.is_none(),
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
            let place = head(kind, id).alone(None, false).unwrap();
            assert_eq!((place.chat.id, place.chat.kind), (ChatId(chat), of_kind), "{kind}");
        }
    }

    #[test]
    fn a_file_of_one_chat_goes_where_it_is_told() {
        let place = head("private_supergroup", 1).alone(Some(ChatId(-5)), false).unwrap();
        assert_eq!((place.chat.id, place.chat.kind), (ChatId(-5), ChatKind::Group));
        assert_eq!(place.original, Some(ChatId(-1_000_000_000_001)));
        let itself = head("private_supergroup", 12).alone(Some(ChatId(12)), false).unwrap();
        assert_eq!(itself.chat.id, ChatId(-1_000_000_000_012), "by its own bare id");
        assert_eq!(Head::default().alone(Some(ChatId(-5)), false).unwrap().chat.id, ChatId(-5));
        assert!(matches!(Head::default().alone(None, false), Err(Unreadable::UnknownChat(_))));
        assert!(matches!(head("of_tomorrow", 1).alone(None, false), Err(Unreadable::StrangeChat(_))));
    }

    #[test]
    fn a_chat_of_an_account_is_meant_by_either_id() {
        let chat = head("private_supergroup", 12);
        for (wanted, meant) in [(None, true), (Some(-1_000_000_000_012), true), (Some(12), true), (Some(-12), false)] {
            assert_eq!(chat.among_others(wanted.map(ChatId), false).is_some(), meant, "{wanted:?}");
        }
        let unknown = head("of_tomorrow", 12);
        assert_eq!(unknown.among_others(None, false), None);
        assert_eq!(unknown.among_others(Some(ChatId(-13)), false), None);
        let told = unknown.among_others(Some(ChatId(-1_000_000_000_012)), false).unwrap();
        assert_eq!((told.chat.id.0, told.chat.kind), (-1_000_000_000_012, ChatKind::Supergroup));
    }

    #[test]
    fn ids_of_old_exports_hold_their_kind() {
        for (kind, id, old, chat) in [
            ("personal_chat", 4_294_967_296 + 77, true, 77),
            ("personal_chat", 4_294_967_296 + 77, false, 4_294_967_373),
            ("private_group", 8_589_934_592 + 5, true, -5),
            ("private_supergroup", 8_589_934_592 + 1_234_567_890, true, -1_001_234_567_890),
            ("private_supergroup", 1_234_567_890, true, -1_001_234_567_890),
        ] {
            assert_eq!(head(kind, id).alone(None, old).unwrap().chat.id, ChatId(chat), "{kind} {id} {old}");
        }
        let old = |message: &str| is_old(&RawValue::from_string(message.to_owned()).unwrap());
        assert!(old(r#"{"id":1,"from_id":4294967373}"#) && old(r#"{"id":1,"date":"2020-01-01T00:00:00"}"#));
        assert!(old(r#"{"actor_id":4294967373,"date_unixtime":"5"}"#));
        assert!(!old(r#"{"from_id":"user5"}"#) && !old(r#"{"from_id":null,"date_unixtime":"5"}"#) && !old("7"));
    }
}
