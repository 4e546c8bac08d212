//! What a bot's message says and how it looks: the text, its entities, its buttons.

use serde_json::Value;

use super::{ApiError, Params};
use crate::chat::Chat;
use crate::entities::{self, Entity, Extra};
use crate::html;
use crate::world::{MOST_UNITS, World, units};

/// Telegram's limit on a caption, in UTF-16 units.
const MOST_CAPTION: usize = 1024;
/// Telegram's limit on what a button sends back, in bytes.
const MOST_BUTTON_BYTES: usize = 64;
const MOST_BUTTONS: usize = 100;

impl World {
    /// The text and entities of a call; `too_long` is what Telegram says of more than it takes.
    pub(super) fn text_of(
        &self,
        chat: &Chat,
        params: &Params,
        too_long: &str,
    ) -> Result<(String, Vec<Entity>), ApiError> {
        let (text, entities) = self.marked(chat, params, ["text", "entities"])?;
        match units(&text) {
            0 => Err(ApiError::bad("message text is empty")),
            1..=MOST_UNITS => Ok((text, entities)),
            _ => Err(ApiError::bad(too_long)),
        }
    }

    /// The caption of a photo, which may be empty, and its entities.
    pub(super) fn caption_of(&self, chat: &Chat, params: &Params) -> Result<(String, Vec<Entity>), ApiError> {
        let (text, entities) = self.marked(chat, params, ["caption", "caption_entities"])?;
        if units(&text) > MOST_CAPTION {
            return Err(ApiError::bad("message caption is too long"));
        }
        Ok((text, entities))
    }

    /// A text of these parameters with its entities, given and found.
    fn marked(
        &self,
        chat: &Chat,
        params: &Params,
        [text, entities]: [&str; 2],
    ) -> Result<(String, Vec<Entity>), ApiError> {
        let given = params.text(text).unwrap_or_default();
        let (text, marked) = match params.text("parse_mode").unwrap_or_default().to_ascii_lowercase().as_str() {
            "" => (given.into(), given_entities(params, entities)?),
            "html" => html::parse(given).map_err(|why| ApiError::bad(&format!("can't parse entities: {why}")))?,
            _ => return Err(ApiError::bad("unsupported parse_mode")),
        };
        let (text, marked) = entities::trim(&text, marked);
        let marked = marked.into_iter().filter(|entity| self.is_known(entity)).collect();
        let found = self.found_entities(chat, &text);
        Ok((text, entities::merge(marked, found)))
    }

    fn is_known(&self, entity: &Entity) -> bool {
        !matches!(entity.extra, Extra::Person(id) if !self.people.contains_key(&id))
    }
}

fn given_entities(params: &Params, name: &str) -> Result<Vec<Entity>, ApiError> {
    let given = params.json(name)?.unwrap_or_default();
    Ok(given.as_array().into_iter().flatten().filter_map(Entity::from_json).collect())
}

/// The rows of the inline keyboard in `reply_markup`; other keyboards show nothing in the playground.
pub(super) fn buttons_of(params: &Params) -> Result<Option<Value>, ApiError> {
    let markup = params.json("reply_markup")?.unwrap_or_default();
    let Some(rows) = markup.get("inline_keyboard").and_then(Value::as_array) else { return Ok(None) };
    let rows: Vec<_> = rows.iter().filter(|row| row.as_array().is_some_and(|row| !row.is_empty())).collect();
    let buttons: Vec<_> = rows.iter().filter_map(|row| row.as_array()).flatten().collect();
    if buttons.len() > MOST_BUTTONS {
        return Err(ApiError::bad("REPLY_MARKUP_TOO_LONG"));
    }
    buttons.into_iter().try_for_each(check_button)?;
    Ok((!rows.is_empty()).then(|| rows.into_iter().cloned().collect()))
}

fn check_button(button: &Value) -> Result<(), ApiError> {
    let text = |name: &str| button.get(name).and_then(Value::as_str);
    if text("text").is_none_or(str::is_empty) {
        return Err(ApiError::bad("can't parse inline keyboard button: Field \"text\" must be of type String"));
    }
    match (text("callback_data"), text("url")) {
        (Some(data), _) if (1..=MOST_BUTTON_BYTES).contains(&data.len()) => Ok(()),
        (Some(_), _) => Err(ApiError::bad("BUTTON_DATA_INVALID")),
        (None, Some(_)) => Ok(()),
        (None, None) => {
            Err(ApiError::bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"))
        }
    }
}
