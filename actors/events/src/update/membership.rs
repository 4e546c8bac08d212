//! `chat_member`, `my_chat_member` and `callback_query`.

use serde::Deserialize;

use super::{
    ephemeral,
    optional::given,
    people::{Chat, User, somebody},
};
use crate::{MessageId, PersonId};

#[derive(Deserialize)]
pub struct Membership {
    chat: Chat,
    #[serde(deserialize_with = "somebody")]
    from: User,
    date: i64,
    #[serde(default, deserialize_with = "given")]
    old_chat_member: Option<Standing>,
    new_chat_member: Member,
}

/// How somebody stood. The status `restricted` does not say whether they are in the chat.
#[derive(Deserialize)]
struct Standing {
    status: String,
    is_member: Option<bool>,
}

#[derive(Deserialize)]
struct Member {
    status: String,
    is_member: Option<bool>,
    can_send_messages: Option<bool>,
    until_date: Option<i64>,
    #[serde(deserialize_with = "somebody")]
    user: User,
}

#[derive(Deserialize)]
pub struct Callback {
    id: String,
    #[serde(deserialize_with = "somebody")]
    from: User,
    #[serde(default, deserialize_with = "given")]
    message: Option<Pressed>,
    #[serde(default, deserialize_with = "given")]
    data: Option<String>,
}

/// The message with the button; of an old one Telegram gives no more than this.
#[derive(Deserialize)]
struct Pressed {
    chat: Chat,
    message_id: i64,
    ephemeral_message_id: Option<i64>,
}

impl Membership {
    pub fn into_model(self, own: bool) -> crate::Membership {
        crate::Membership {
            by: self.from.person_in(&self.chat),
            chat: self.chat.into(),
            date: self.date,
            muted_until: self.new_chat_member.muted_until(),
            was: self.old_chat_member.map(|old| status(old.status, old.is_member)).unwrap_or_default(),
            status: status(self.new_chat_member.status, self.new_chat_member.is_member),
            person: self.new_chat_member.user.into(),
            own,
        }
    }
}

impl Member {
    fn muted_until(&self) -> Option<i64> {
        let muted = self.status == "restricted" && self.can_send_messages == Some(false);
        muted.then(|| self.until_date.filter(|until| *until > 0).unwrap_or(i64::MAX))
    }
}

fn status(status: String, is_member: Option<bool>) -> String {
    if is_member == Some(false) { "left".to_owned() } else { status }
}

impl From<Callback> for crate::Callback {
    fn from(callback: Callback) -> Self {
        let ephemeral = callback.message.as_ref().and_then(|pressed| ephemeral::number(pressed.ephemeral_message_id));
        let place = ephemeral.map(|number| MessageId::ephemeral(number, PersonId(callback.from.id)));
        let pressed = |it: Pressed| (it.chat.into(), place.unwrap_or(MessageId(it.message_id)));
        let (chat, message) = callback.message.map(pressed).unzip();
        Self { id: callback.id, person: callback.from.into(), chat, message, ephemeral, data: callback.data }
    }
}
