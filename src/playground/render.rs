//! People, chats and messages in the Bot API's JSON.

use serde_json::{Value, json};

use super::chat::{Chat, ChatKind, Message, Service};
use super::world::{Person, World};

impl World {
    /// The bot or a person as a `User`.
    pub(super) fn user_json(&self, id: i64) -> Value {
        if id == self.bot.id {
            return json!({"id": id, "is_bot": true, "first_name": self.bot.name, "username": self.bot.username});
        }
        match self.people.get(&id) {
            Some(person) => person_json(person),
            None => json!({"id": id, "is_bot": false, "first_name": ""}),
        }
    }

    pub(super) fn chat_json(&self, chat: &Chat) -> Value {
        match chat.kind {
            ChatKind::Private => self.private_json(chat),
            ChatKind::Group => {
                json!({"id": chat.id, "type": "group", "title": chat.title, "all_members_are_administrators": false})
            }
            ChatKind::Supergroup if chat.topics.is_empty() => {
                json!({"id": chat.id, "type": "supergroup", "title": chat.title})
            }
            ChatKind::Supergroup => {
                json!({"id": chat.id, "type": "supergroup", "title": chat.title, "is_forum": true})
            }
        }
    }

    fn private_json(&self, chat: &Chat) -> Value {
        let mut json = json!({"id": chat.id, "type": "private", "first_name": self.name_of(chat.id)});
        if let Some(username) = self.people.get(&chat.id).and_then(|person| person.username.as_ref()) {
            json["username"] = json!(username);
        }
        json
    }

    /// A message with the one it answers inside.
    pub(super) fn message_json(&self, chat: i64, id: i64) -> Option<Value> {
        let chat = self.chats.get(&chat)?;
        let message = chat.message(id).ok()?;
        let mut json = self.lone_message_json(chat, message);
        if let Some(answered) = message.reply_to.and_then(|id| chat.message(id).ok()) {
            json["reply_to_message"] = self.lone_message_json(chat, answered);
        }
        if let Some(Service::Pinned(pinned)) = message.service
            && let Ok(pinned) = chat.message(pinned)
        {
            json["pinned_message"] = self.lone_message_json(chat, pinned);
        }
        Some(json)
    }

    pub(super) fn lone_message_json(&self, chat: &Chat, message: &Message) -> Value {
        let mut json = json!({
            "message_id": message.id, "from": self.user_json(message.author),
            "chat": self.chat_json(chat), "date": message.date,
        });
        match &message.service {
            Some(service) => self.add_service(&mut json, service),
            None => self.add_text(&mut json, message),
        }
        if let Some(edited) = message.edited {
            json["edit_date"] = json!(edited);
        }
        if let Some(thread) = message.thread {
            json["message_thread_id"] = json!(thread);
            json["is_topic_message"] = json!(true);
        }
        if let Some(rows) = &message.buttons {
            json["reply_markup"] = json!({"inline_keyboard": rows});
        }
        json
    }

    fn add_text(&self, json: &mut Value, message: &Message) {
        if let Some(poll) = message.poll_json() {
            json["poll"] = poll;
            return;
        }
        let (text, entities) = match &message.photo {
            Some(photo) => {
                json["photo"] = json!([photo.to_json()]);
                ("caption", "caption_entities")
            }
            None => ("text", "entities"),
        };
        json[text] = json!(message.text);
        if !message.entities.is_empty() {
            let given = message.entities.iter().map(|entity| entity.to_json(|id| self.user_json(id)));
            json[entities] = given.collect();
        }
    }

    fn add_service(&self, json: &mut Value, service: &Service) {
        match service {
            Service::Joined(who) => json["new_chat_members"] = json!([self.user_json(*who)]),
            Service::Left(who) => json["left_chat_member"] = self.user_json(*who),
            Service::Title(title) => json["new_chat_title"] = json!(title),
            Service::MigratedTo(chat) => json["migrate_to_chat_id"] = json!(chat),
            Service::MigratedFrom(chat) => json["migrate_from_chat_id"] = json!(chat),
            // The pinned message stands inside, as the answered one does.
            Service::Pinned(_) => {}
        }
    }

    /// A `ChatMember` with this status, with all the fields that status has.
    pub(super) fn member_json(&self, who: i64, status: &str) -> Value {
        let mut json = json!({"user": self.user_json(who), "status": status});
        match status {
            "creator" => json["is_anonymous"] = json!(false),
            "administrator" => ADMIN_MAY.iter().for_each(|(right, may)| json[*right] = json!(may)),
            "kicked" => json["until_date"] = json!(0),
            _ => {}
        }
        json
    }
}

/// The bot's rights as an administrator.
const ADMIN_MAY: [(&str, bool); 16] = [
    ("can_be_edited", false),
    ("is_anonymous", false),
    ("can_manage_chat", true),
    ("can_delete_messages", true),
    ("can_manage_video_chats", false),
    ("can_restrict_members", false),
    ("can_promote_members", false),
    ("can_change_info", false),
    ("can_invite_users", true),
    ("can_post_stories", false),
    ("can_edit_stories", false),
    ("can_delete_stories", false),
    ("can_pin_messages", true),
    ("can_manage_topics", false),
    ("can_post_messages", false),
    ("can_edit_messages", false),
];

fn person_json(person: &Person) -> Value {
    let mut json = json!({"id": person.id, "is_bot": false, "first_name": person.name});
    if let Some(username) = &person.username {
        json["username"] = json!(username);
    }
    if let Some(language) = &person.language {
        json["language_code"] = json!(language);
    }
    json
}
