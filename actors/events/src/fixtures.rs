//! Short ways for tests to say what happens in chats.

use crate::*;

pub const BOT: PersonId = PersonId(999);

pub fn group(id: i64) -> Chat {
    Chat { id: ChatId(id), kind: ChatKind::Group, title: format!("Група {id}"), username: None }
}

pub fn supergroup(id: i64) -> Chat {
    Chat { kind: ChatKind::Supergroup, title: format!("Супергрупа {id}"), ..group(id) }
}

pub fn person(id: i64) -> Person {
    Person {
        id: PersonId(id),
        kind: PersonKind::User,
        first_name: format!("Людина{id}"),
        last_name: None,
        username: None,
        language: None,
    }
}

pub fn bot() -> Person {
    Person { kind: PersonKind::Bot, first_name: "Балачка".into(), ..person(BOT.0) }
}

/// A message of person 7, written at the second of its number.
pub fn message(chat: &Chat, id: i64, text: &str) -> Message {
    Message {
        chat: chat.clone(),
        id: MessageId(id),
        thread: None,
        sender: person(7),
        date: id,
        edited: None,
        reply_to: None,
        text: Some(text.into()),
        entities: None,
        mentions: Vec::new(),
        media: None,
        forward: None,
        album: None,
        service: None,
        aside: Aside::default(),
    }
}

pub fn service(chat: &Chat, id: i64, service: Service) -> Message {
    Message { text: None, service: Some(service), ..message(chat, id, "") }
}

pub fn said(message: Message) -> Event {
    Event::Message(Box::new(message))
}

pub fn says(chat: &Chat, id: i64, text: &str) -> Event {
    said(message(chat, id, text))
}

pub fn edited(chat: &Chat, id: i64, at: i64, text: &str) -> Event {
    Event::Edited(Box::new(Message { edited: Some(at), ..message(chat, id, text) }))
}

pub fn sent(chat: &Chat, id: i64, text: &str) -> Event {
    Event::Sent(Box::new(Sent {
        outbox: id,
        key: None,
        poll: None,
        message: Message { sender: bot(), ..message(chat, id, text) },
    }))
}

pub fn reaction(chat: &Chat, id: i64, who: i64, date: i64, emoji: &[&str]) -> Event {
    Event::Reaction(Box::new(Reaction {
        chat: chat.clone(),
        message: MessageId(id),
        person: person(who),
        date,
        emoji: emoji.iter().map(|emoji| (*emoji).to_owned()).collect(),
        was: Vec::new(),
    }))
}

pub fn membership(chat: &Chat, who: i64, date: i64, status: &str) -> Event {
    Event::Membership(Box::new(Membership {
        chat: chat.clone(),
        by: person(1),
        person: person(who),
        date,
        status: status.into(),
        was: "left".into(),
        muted_until: None,
        own: false,
    }))
}
