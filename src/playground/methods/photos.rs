//! Methods that send photos and give them back.

use serde_json::json;

use super::{Answer, ApiError, Params};
use crate::chat::Message;
use crate::world::World;

impl World {
    /// Photos are uploaded as PNG; what would be fetched from elsewhere is refused.
    pub(super) fn send_photo(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        let chat_id = chat.id;
        let (text, entities) = self.caption_of(chat, params)?;
        let message = Message { text, entities, ..self.envelope(chat, params)? };
        let png = match (params.file("photo"), params.text("photo")) {
            (Some(png), _) => png.clone(),
            (None, Some(_)) => return Err(ApiError::bad("the playground takes uploaded photos only")),
            (None, None) => return Err(ApiError::bad("there is no photo in the request")),
        };
        let photo = self.photos.keep(png).map_err(ApiError::bad)?;
        self.send(chat_id, params, Message { photo: Some(photo), ..message })
    }

    pub(super) fn get_file(&self, params: &Params) -> Answer {
        let file = params.text("file_id");
        if let Some(sent) = file.and_then(|file| self.files.to_json(file)) {
            return sent.map_err(ApiError::bad);
        }
        let (photo, _) = file
            .and_then(|file| self.photos.find(file))
            .ok_or_else(|| ApiError::bad("wrong file_id or the file is temporarily unavailable"))?;
        let mut json = photo.to_file();
        json["file_path"] = json!(format!("photos/{}.png", photo.file));
        Ok(json)
    }
}
