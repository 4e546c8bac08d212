//! `chat_member`, `my_chat_member` and `callback_query`.

use serde::Deserialize;

use super::people::{Chat, User};
use crate::model::{self, MessageId};

#[derive(Deserialize)]
pub struct Membership {
    chat: Chat,
    from: User,
    date: i64,
    old_chat_member: Option<Standing>,
    new_chat_member: Member,
}

#[derive(Deserialize)]
struct Standing {
    status: String,
}

#[derive(Deserialize)]
struct Member {
    status: String,
    user: User,
}

#[derive(Deserialize)]
pub struct Callback {
    id: String,
    from: User,
    message: Option<Pressed>,
    data: Option<String>,
}

/// The message with the button; of an old one Telegram gives no more than this.
#[derive(Deserialize)]
struct Pressed {
    chat: Chat,
    message_id: i64,
}

impl Membership {
    pub fn into_model(self, own: bool) -> model::Membership {
        model::Membership {
            chat: self.chat.into(),
            by: self.from.into(),
            person: self.new_chat_member.user.into(),
            date: self.date,
            was: self.old_chat_member.map(|standing| standing.status).unwrap_or_default(),
            status: self.new_chat_member.status,
            own,
        }
    }
}

impl From<Callback> for model::Callback {
    fn from(callback: Callback) -> Self {
        let (chat, message) =
            callback.message.map(|pressed| (pressed.chat.into(), MessageId(pressed.message_id))).unzip();
        Self { id: callback.id, person: callback.from.into(), chat, message, data: callback.data }
    }
}
