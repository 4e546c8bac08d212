//! sendDocument: a message with a file, whose content is kept as text.

use serde_json::json;

use super::{Answer, ApiError, Params};
use crate::playground::chat::{Document, Message};
use crate::playground::html;
use crate::playground::world::{World, now, units};

/// Telegram's limit on a caption, in UTF-16 units.
const MOST_CAPTION_UNITS: usize = 1024;

impl World {
    pub(super) fn send_document(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?.id;
        let content = params.text("document").ok_or_else(|| ApiError::bad("there is no document in the request"))?;
        let (text, entities) = html::parse(params.text("caption").unwrap_or_default())
            .map_err(|why| ApiError::bad(&format!("can't parse entities: {why}")))?;
        if units(&text) > MOST_CAPTION_UNITS {
            return Err(ApiError::bad("message caption is too long"));
        }
        let name = params.text("document_name").unwrap_or("document").to_owned();
        let document = Some(Document { name, content: content.to_owned() });
        let message = Message { author: self.bot.id, date: now(), text, entities, document, ..Message::default() };
        let id = self.place(chat, message).map_err(|_| ApiError::bad("chat not found"))?;
        self.show("message", chat, id);
        let mut sent = self.message_json(chat, id).ok_or_else(|| ApiError::of_status(500))?;
        if let Some(fields) = sent.as_object_mut()
            && let Some(caption) = fields.remove("text")
        {
            fields.insert("caption".to_owned(), caption);
            fields.insert("document".to_owned(), json!({ "file_id": format!("document-{chat}-{id}") }));
        }
        Ok(sent)
    }
}
