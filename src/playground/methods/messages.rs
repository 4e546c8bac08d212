//! Methods that send, change and delete messages.

use std::time::Instant;

use serde_json::{Value, json};

use super::text::buttons_of;
use super::{Answer, ApiError, Params};
use crate::chat::{Chat, Message};
use crate::world::World;

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly \
                            the same as a current content and reply markup of the message";
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

impl World {
    pub(super) fn send_message(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        let chat_id = chat.id;
        let (text, entities) = self.text_of(chat, params, "message is too long")?;
        let message = Message { text, entities, ..self.envelope(chat, params)? };
        self.send(chat_id, params, message)
    }

    /// A new message of the bot without what it says.
    pub(super) fn envelope(&self, chat: &Chat, params: &Params) -> Result<Message, ApiError> {
        Ok(Message {
            author: self.bot.id,
            date: self.now(),
            reply_to: answered(chat, params)?,
            thread: thread_of(chat, params)?,
            buttons: buttons_of(params)?,
            ..Message::default()
        })
    }

    pub(super) fn send(&mut self, chat_id: i64, params: &Params, message: Message) -> Answer {
        self.count(chat_id)?;
        if let Some(receiver) = self.receiver_of(params)? {
            return self.whisper(chat_id, receiver, message);
        }
        let id = self.place(chat_id, message).map_err(|_| ApiError::bad("chat not found"))?;
        self.show("message", chat_id, id);
        self.sent(chat_id, id)
    }

    fn sent(&self, chat: i64, id: i64) -> Answer {
        self.message_json(chat, id).ok_or_else(|| ApiError::of_status(500))
    }

    /// Counts against the limits, if they are on.
    fn count(&mut self, chat: i64) -> Result<(), ApiError> {
        self.limits.pass(chat, Instant::now()).map_err(ApiError::too_many)
    }

    pub(super) fn edit_message_text(&mut self, params: &Params) -> Answer {
        let (chat, id) = self.own_message(params)?;
        let place = self.open_chat_of(params)?;
        if place.message(id).is_ok_and(|message| message.photo.is_some() || message.poll.is_some()) {
            return Err(ApiError::bad("there is no text in the message to edit"));
        }
        let (text, entities) = self.text_of(place, params, "MESSAGE_TOO_LONG")?;
        let buttons = buttons_of(params)?;
        self.count(chat)?;
        self.change(chat, id, |message| {
            let same = message.text == text && message.entities == entities && message.buttons == buttons;
            (message.text, message.entities, message.buttons) = (text, entities, buttons);
            same
        })
    }

    pub(super) fn edit_message_markup(&mut self, params: &Params) -> Answer {
        let (chat, id) = self.own_message(params)?;
        let buttons = buttons_of(params)?;
        self.count(chat)?;
        self.change(chat, id, |message| std::mem::replace(&mut message.buttons, buttons.clone()) == buttons)
    }

    /// Changes a message of the bot; `change` says whether all stayed the same.
    fn change(&mut self, chat: i64, id: i64, change: impl FnOnce(&mut Message) -> bool) -> Answer {
        let now = self.now();
        let message = self.chat_mut(chat).and_then(|chat| chat.message_mut(id));
        let message = message.map_err(|_| ApiError::bad("message to edit not found"))?;
        if change(message) {
            return Err(ApiError::bad(NOT_MODIFIED));
        }
        message.edited = Some(now);
        self.show("edited", chat, id);
        self.sent(chat, id)
    }

    /// The chat and number of the bot's own message that is to be edited.
    fn own_message(&self, params: &Params) -> Result<(i64, i64), ApiError> {
        let chat = self.open_chat_of(params)?;
        let message = message_of(chat, params, "message to edit not found")?;
        if message.author != self.bot.id {
            return Err(ApiError::bad("message can't be edited"));
        }
        Ok((chat.id, message.id))
    }

    pub(super) fn delete_message(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        let (chat, id) = (chat.id, message_of(chat, params, "message to delete not found")?.id);
        let view = self.message_view(chat, id);
        if let Ok(chat) = self.chat_mut(chat) {
            chat.remove(id);
        }
        self.events.emit("deleted", || view);
        Ok(json!(true))
    }

    /// A message that is still being written. It is shown for a while only, and never kept.
    pub(super) fn send_message_draft(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        if chat.id < 0 {
            return Err(ApiError::bad("TEXTDRAFT_PEER_INVALID"));
        }
        if params.int("draft_id").is_none_or(|id| id == 0) {
            return Err(ApiError::bad("draft identifier must be non-zero"));
        }
        self.text_of(chat, params, "message is too long")?;
        let chat = chat.id;
        self.events.emit("typing", || json!({"chat_id": chat}));
        Ok(Value::Bool(true))
    }

    pub(super) fn send_chat_action(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?.id;
        if !params.text("action").is_some_and(|action| ACTIONS.contains(&action)) {
            return Err(ApiError::bad("wrong parameter action in request"));
        }
        self.events.emit("typing", || json!({"chat_id": chat}));
        Ok(Value::Bool(true))
    }
}

pub(super) fn message_of<'a>(chat: &'a Chat, params: &Params, missing: &str) -> Result<&'a Message, ApiError> {
    let id = params.int("message_id").ok_or_else(|| ApiError::bad("message identifier is not specified"))?;
    chat.message(id).map_err(|_| ApiError::bad(missing))
}

fn thread_of(chat: &Chat, params: &Params) -> Result<Option<i64>, ApiError> {
    match params.int("message_thread_id") {
        Some(thread) if !chat.topics.contains(&thread) => Err(ApiError::bad("message thread not found")),
        thread => Ok(thread),
    }
}

/// The message answered, by `reply_parameters` or the older `reply_to_message_id`.
fn answered(chat: &Chat, params: &Params) -> Result<Option<i64>, ApiError> {
    let reply = params.json("reply_parameters")?.unwrap_or_default();
    let id = reply.get("message_id").and_then(Value::as_i64).or_else(|| params.int("reply_to_message_id"));
    let optional = reply.get("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or(false)
        || params.flag("allow_sending_without_reply");
    match id {
        Some(id) if chat.message(id).is_ok() => Ok(Some(id)),
        Some(_) if !optional => Err(ApiError::bad("message to be replied not found")),
        _ => Ok(None),
    }
}
