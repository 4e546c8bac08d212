//! Ephemeral messages, which one person of a group sees (Bot API 10.2 and later): they are in no chat.

use serde_json::{Value, json};

use super::{Answer, ApiError, Params, text::buttons_of};
use crate::{
    chat::{ChatKind, Message},
    world::World,
};

/// Those that are kept to be edited.
const KEPT: usize = 100;

/// A message for one person.
pub(crate) struct Whisper {
    chat: i64,
    receiver: i64,
    message: Message,
}

impl World {
    /// Whom a message is for alone, by the parameters of 10.3 or of 10.2; `None` for an ordinary one.
    pub(super) fn receiver_of(&self, params: &Params) -> Result<Option<i64>, ApiError> {
        let newer = params.json("ephemeral_message_parameters")?.unwrap_or_default();
        let receiver = newer.get("receiver_user_id").and_then(Value::as_i64).or_else(|| params.int("receiver_user_id"));
        let Some(receiver) = receiver else { return Ok(None) };
        let chat = self.open_chat_of(params)?;
        if chat.kind == ChatKind::Private || !chat.members.contains(&receiver) {
            return Err(ApiError::bad("the user can't receive ephemeral messages in the chat"));
        }
        Ok(Some(receiver))
    }

    pub(super) fn whisper(&mut self, chat: i64, receiver: i64, message: Message) -> Answer {
        self.last_whisper += 1;
        let whisper = Whisper { chat, receiver, message: Message { id: self.last_whisper, ..message } };
        let json = self.whisper_json(&whisper)?;
        if self.whispers.len() == KEPT {
            self.whispers.pop_front();
        }
        self.whispers.push_back(whisper);
        Ok(json)
    }

    pub(super) fn edit_ephemeral_text(&mut self, params: &Params) -> Answer {
        let at = self.whisper_of(params)?;
        let (text, entities) = self.text_of(self.open_chat_of(params)?, params, "MESSAGE_TOO_LONG")?;
        let buttons = buttons_of(params)?;
        let now = self.now();
        if let Some(Whisper { message, .. }) = self.whispers.get_mut(at) {
            (message.text, message.entities, message.buttons) = (text, entities, buttons);
            message.edited = Some(now);
        }
        Ok(json!(true))
    }

    pub(super) fn delete_ephemeral(&mut self, params: &Params) -> Answer {
        let at = self.whisper_of(params)?;
        self.whispers.remove(at);
        Ok(json!(true))
    }

    fn whisper_of(&self, params: &Params) -> Result<usize, ApiError> {
        let number = |name: &str| params.int(name).ok_or_else(|| ApiError::bad(&format!("{name} is not specified")));
        let (chat, receiver) = (number("chat_id")?, number("receiver_user_id")?);
        let id = number("ephemeral_message_id")?;
        let is_meant = |it: &Whisper| (it.chat, it.receiver, it.message.id) == (chat, receiver, id);
        self.whispers.iter().position(is_meant).ok_or_else(|| ApiError::bad("message not found"))
    }

    fn whisper_json(&self, whisper: &Whisper) -> Answer {
        let chat = self.chats.get(&whisper.chat).ok_or_else(|| ApiError::bad("chat not found"))?;
        let mut json = self.lone_message_json(chat, &whisper.message);
        json["message_id"] = json!(0);
        json["ephemeral_message_id"] = json!(whisper.message.id);
        json["receiver_user"] = self.user_json(whisper.receiver);
        Ok(json)
    }
}
