//! The methods of the Bot API that the playground serves; getUpdates waits and so lives with the HTTP.

mod bot;
mod chats;
mod documents;
mod ephemeral;
mod error;
mod form;
mod messages;
mod params;
mod photos;
mod polls;
mod reactions;
mod text;

pub(super) use ephemeral::Whisper;
pub(super) use error::ApiError;
pub(super) use params::Params;
use serde_json::Value;

use super::world::World;

type Answer = Result<Value, ApiError>;

impl World {
    /// Does what the bot asks; method names in any case.
    pub(super) fn answer(&mut self, method: &str, params: &Params) -> Answer {
        match method.to_ascii_lowercase().as_str() {
            "getme" => Ok(self.get_me()),
            "setwebhook" => self.set_webhook(params),
            "deletewebhook" => self.delete_webhook(params),
            "getwebhookinfo" => Ok(self.webhook_info()),
            "setmycommands" => self.set_commands(params),
            "getmycommands" => Ok(self.commands(params)),
            "deletemycommands" => Ok(self.delete_commands(params)),
            "getfile" => self.get_file(params),
            "sendmessage" => self.send_message(params),
            "sendmessagedraft" => self.send_message_draft(params),
            "sendphoto" => self.send_photo(params),
            "senddocument" => self.send_document(params),
            "sendpoll" => self.send_poll(params),
            "stoppoll" => self.stop_poll(params),
            "editmessagetext" => self.edit_message_text(params),
            "editmessagereplymarkup" => self.edit_message_markup(params),
            "editephemeralmessagetext" => self.edit_ephemeral_text(params),
            "deleteephemeralmessage" => self.delete_ephemeral(params),
            "deletemessage" => self.delete_message(params),
            "sendchataction" => self.send_chat_action(params),
            "setmessagereaction" => self.set_message_reaction(params),
            "answercallbackquery" => self.answer_callback_query(params),
            "getchat" => self.get_chat(params),
            "getchatmember" => self.get_chat_member(params),
            "getchatadministrators" => self.get_chat_administrators(params),
            "getchatmembercount" => self.get_chat_member_count(params),
            "leavechat" => self.leave_chat(params),
            _ => Err(ApiError::new(404, "Not Found: method not found")),
        }
    }
}
