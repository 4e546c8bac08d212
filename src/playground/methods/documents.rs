//! sendDocument: a message with a file.

use serde_json::json;

use super::{Answer, ApiError, Params};
use crate::chat::{Document, Message};
use crate::world::World;

impl World {
    /// Files are uploaded; what would be fetched from elsewhere is refused.
    pub(super) fn send_document(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        let chat_id = chat.id;
        let (text, entities) = self.caption_of(chat, params)?;
        let message = Message { text, entities, ..self.envelope(chat, params)? };
        let content = params.file("document").ok_or_else(|| ApiError::bad("there is no document in the request"))?;
        let name = params.file_name("document").unwrap_or("document").to_owned();
        let document = Some(Document { name, content: String::from_utf8_lossy(content).into_owned() });
        let mut sent = self.send(chat_id, params, Message { document, ..message })?;
        if let Some(fields) = sent.as_object_mut()
            && let Some(caption) = fields.remove("text")
        {
            fields.insert("caption".to_owned(), caption);
            fields.insert("document".to_owned(), json!({ "file_id": format!("document-{chat_id}") }));
        }
        Ok(sent)
    }
}
