//! Methods about reactions and pressed buttons.

use serde_json::{Value, json};

use super::messages::message_of;
use super::{Answer, ApiError, Params};
use crate::world::World;

/// The emoji that Telegram allows: <https://core.telegram.org/bots/api#reactiontypeemoji>
const ALLOWED: &str = include_str!("../../../actors/conversation/src/persona/reactions.txt");

impl World {
    pub(super) fn set_message_reaction(&mut self, params: &Params) -> Answer {
        let emoji = reaction_of(params)?;
        let chat = self.open_chat_of(params)?;
        if emoji.as_deref().is_some_and(|emoji| !chat.permits(emoji)) {
            return Err(ApiError::bad("REACTION_INVALID"));
        }
        let (chat, id) = (chat.id, message_of(chat, params, "message to react not found")?.id);
        let bot = self.bot.id;
        if let Ok(message) = self.chat_mut(chat).and_then(|chat| chat.message_mut(id)) {
            message.set_reaction(bot, emoji);
        }
        self.show("reaction", chat, id);
        Ok(Value::Bool(true))
    }

    pub(super) fn answer_callback_query(&mut self, params: &Params) -> Answer {
        let id = params.text("callback_query_id").unwrap_or_default();
        let at = self.presses.iter().position(|press| press.id == id);
        let press = at
            .and_then(|at| self.presses.remove(at))
            .ok_or_else(|| ApiError::bad("query is too old and response timeout expired or query ID is invalid"))?;
        if let Some(text) = params.text("text").filter(|text| !text.is_empty()) {
            let toast = json!({
                "chat_id": press.chat, "person": press.by, "text": text, "alert": params.flag("show_alert"),
            });
            self.events.emit("toast", || toast);
        }
        Ok(Value::Bool(true))
    }
}

/// The one emoji a bot may set; `None` takes its reaction back.
fn reaction_of(params: &Params) -> Result<Option<String>, ApiError> {
    let given = params.json("reaction")?.unwrap_or_else(|| json!([]));
    let given = given.as_array().ok_or_else(|| ApiError::bad("can't parse reaction: expected an Array"))?;
    match given.as_slice() {
        [] => Ok(None),
        [one] => {
            let emoji = one.get("emoji").and_then(Value::as_str);
            let allowed = emoji.filter(|emoji| ALLOWED.split_whitespace().any(|known| known == *emoji));
            allowed.map(|emoji| Some(emoji.into())).ok_or_else(|| ApiError::bad("REACTION_INVALID"))
        }
        _ => Err(ApiError::bad("REACTIONS_TOO_MANY")),
    }
}
