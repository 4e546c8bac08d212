//! The world as the page sees it.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Value, json};

use super::chat::{Chat, Given, Message, Service, Standing};
use super::html;
use super::photos::Photo;
use super::polls::Poll;
use super::world::World;

/// What the page says of service messages; `{}` stands for a name or a title.
#[derive(Deserialize)]
struct ServiceTexts {
    joined: String,
    left: String,
    title: String,
    pinned: String,
    migrated: String,
}

static SERVICE_TEXTS: LazyLock<Option<ServiceTexts>> =
    LazyLock::new(|| serde_json::from_str(include_str!("service_texts.json")).ok());

impl World {
    /// Everything, for a page that opens.
    pub(super) fn view(&self) -> Value {
        let messages = self.chats.values().map(|chat| {
            let views = chat.messages.iter().map(|message| self.view_of(chat, message)).collect();
            (chat.id.to_string(), Value::Array(views))
        });
        json!({
            "bot": {"id": self.bot.id, "username": self.bot.username, "name": self.bot.name},
            "commands": self.commands,
            "people": self.people.keys().map(|id| self.person_view(*id)).collect::<Vec<_>>(),
            "chats": self.chats.values().map(chat_view).collect::<Vec<_>>(),
            "messages": messages.collect::<serde_json::Map<_, _>>(),
        })
    }

    pub(super) fn person_view(&self, id: i64) -> Value {
        self.people.get(&id).map_or(
            Value::Null,
            |person| json!({"id": id, "name": person.name, "username": person.username, "language": person.language}),
        )
    }

    pub(super) fn show_chat(&self, id: i64) {
        self.events.emit("chat", || self.chats.get(&id).map_or(Value::Null, chat_view));
    }

    pub(super) fn chat_view(&self, id: i64) -> Value {
        self.chats.get(&id).map_or(Value::Null, chat_view)
    }

    pub(super) fn message_view(&self, chat: i64, id: i64) -> Value {
        let Some(chat) = self.chats.get(&chat) else { return Value::Null };
        chat.message(id).map_or(Value::Null, |message| self.view_of(chat, message))
    }

    pub(super) fn view_of(&self, chat: &Chat, message: &Message) -> Value {
        json!({
            "id": message.id, "chat_id": chat.id, "date": message.date,
            "from": {"id": message.author, "name": self.name_of(message.author), "bot": message.author == self.bot.id},
            "text": message.text, "html": html::write(&message.text, &message.entities),
            "photo": message.photo.as_ref().map(Photo::view), "poll": message.poll.as_ref().map(Poll::view),
            "reply_to": message.reply_to, "edited": message.edited.is_some(), "thread": message.thread,
            "reactions": reactions(&message.reactions),
            "buttons": message.buttons.as_ref().map_or_else(|| json!([]), buttons),
            "service": message.service.as_ref().and_then(|service| self.service_text(service)),
            "update_id": message.update_id,
            "document": message.document.as_ref().map(|it| json!({"name": it.name, "content": it.content})),
        })
    }

    fn service_text(&self, service: &Service) -> Option<String> {
        let texts = SERVICE_TEXTS.as_ref()?;
        let (text, word) = match service {
            Service::Joined(who) => (&texts.joined, self.name_of(*who)),
            Service::Left(who) => (&texts.left, self.name_of(*who)),
            Service::Title(title) => (&texts.title, title.as_str()),
            Service::Pinned(_) => (&texts.pinned, ""),
            Service::MigratedTo(_) | Service::MigratedFrom(_) => (&texts.migrated, ""),
        };
        Some(text.replace("{}", word))
    }
}

fn chat_view(chat: &Chat) -> Value {
    json!({
        "id": chat.id, "kind": chat.kind, "title": chat.title, "member_ids": chat.members,
        "blocked": chat.standing != Standing::In, "migrated_to": chat.migrated_to,
    })
}

fn reactions(given: &[Given]) -> Vec<Value> {
    let mut emojis: Vec<&str> = Vec::new();
    for one in given {
        if !emojis.contains(&one.emoji.as_str()) {
            emojis.push(&one.emoji);
        }
    }
    let by = |emoji: &str| given.iter().filter(|one| one.emoji == emoji).map(|one| one.by).collect::<Vec<_>>();
    emojis.into_iter().map(|emoji| json!({"emoji": emoji, "by": by(emoji)})).collect()
}

fn buttons(rows: &Value) -> Value {
    let row = |row: &Value| row.as_array().map(|row| row.iter().map(button).collect::<Vec<_>>());
    rows.as_array().map_or_else(|| json!([]), |rows| rows.iter().filter_map(row).collect())
}

fn button(button: &Value) -> Value {
    json!({"text": button.get("text"), "data": button.get("callback_data"), "url": button.get("url")})
}
