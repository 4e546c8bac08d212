//! Methods about chats and who is in them.

use serde_json::{Value, json};

use super::{Answer, ApiError, Params};
use crate::chat::{Chat, ChatKind, Standing};
use crate::world::World;

impl World {
    /// The chat named by `chat_id`, which the bot knows.
    pub(super) fn known_chat(&self, params: &Params) -> Result<&Chat, ApiError> {
        if params.text("chat_id").is_some_and(str::is_empty) || params.all().get("chat_id").is_none() {
            return Err(ApiError::bad("chat_id is empty"));
        }
        let id = params.int("chat_id").ok_or_else(|| ApiError::bad("chat not found"))?;
        match self.chats.get(&id) {
            Some(chat) => Ok(chat),
            None if self.people.contains_key(&id) => {
                Err(ApiError::forbidden("bot can't initiate conversation with a user"))
            }
            None => Err(ApiError::bad("chat not found")),
        }
    }

    /// The chat named by `chat_id`, in which the bot may speak.
    pub(super) fn open_chat_of(&self, params: &Params) -> Result<&Chat, ApiError> {
        let chat = self.known_chat(params)?;
        if let Some(new) = chat.migrated_to {
            return Err(ApiError::upgraded(new));
        }
        let kind = if chat.kind == ChatKind::Supergroup { "supergroup" } else { "group" };
        match chat.standing {
            Standing::In => Ok(chat),
            Standing::Barred if chat.kind == ChatKind::Private => {
                Err(ApiError::forbidden("bot was blocked by the user"))
            }
            Standing::Barred => Err(ApiError::forbidden(&format!("bot was kicked from the {kind} chat"))),
            Standing::Left => Err(ApiError::forbidden(&format!("bot is not a member of the {kind} chat"))),
        }
    }

    pub(super) fn get_chat(&self, params: &Params) -> Answer {
        let chat = self.known_chat(params)?;
        let mut json = self.chat_json(chat);
        json["accent_color_id"] = json!(0);
        json["max_reaction_count"] = json!(11);
        json["accepted_gift_types"] = json!({
            "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false, "premium_subscription": false,
        });
        if let Some(some) = &chat.permitted {
            let kind = |emoji: &String| json!({"type": "emoji", "emoji": emoji});
            json["available_reactions"] = some.iter().map(kind).collect();
        }
        if let Some(pinned) = chat.pinned.and_then(|id| self.message_json(chat.id, id)) {
            json["pinned_message"] = pinned;
        }
        Ok(json)
    }

    pub(super) fn get_chat_member(&self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        let who = params.int("user_id").ok_or_else(|| ApiError::bad("invalid user_id specified"))?;
        if who != self.bot.id && !self.people.contains_key(&who) {
            return Err(ApiError::bad("member not found"));
        }
        Ok(self.member_json(who, self.status(chat, who)))
    }

    fn status(&self, chat: &Chat, who: i64) -> &'static str {
        let owner = chat.members.first() == Some(&who) && chat.kind != ChatKind::Private;
        match who {
            _ if who == self.bot.id && chat.kind != ChatKind::Private => "administrator",
            _ if owner => "creator",
            _ if who == self.bot.id || chat.members.contains(&who) => "member",
            _ => "left",
        }
    }

    pub(super) fn get_chat_administrators(&self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        if chat.kind == ChatKind::Private {
            return Err(ApiError::bad("there are no administrators in the private chat"));
        }
        let people = chat.members.first().into_iter().chain([&self.bot.id]);
        Ok(people.map(|who| self.member_json(*who, self.status(chat, *who))).collect())
    }

    pub(super) fn get_chat_member_count(&self, params: &Params) -> Answer {
        // The bot counts too.
        Ok(json!(self.open_chat_of(params)?.members.len() + 1))
    }

    pub(super) fn leave_chat(&mut self, params: &Params) -> Answer {
        let chat = self.open_chat_of(params)?;
        if chat.kind == ChatKind::Private {
            return Err(ApiError::bad("chat member status can't be changed in private chats"));
        }
        let id = chat.id;
        if self.tell_standing(id, "administrator", "left").is_ok()
            && let Ok(chat) = self.chat_mut(id)
        {
            chat.standing = Standing::Left;
        }
        self.show_chat(id);
        Ok(Value::Bool(true))
    }
}
