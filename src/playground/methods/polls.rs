//! Methods that send and close polls.

use serde_json::Value;

use super::messages::message_of;
use super::{Answer, ApiError, Params};
use crate::chat::Message;
use crate::polls::Poll;
use crate::world::World;

/// Telegram's limits, <https://core.telegram.org/bots/api#sendpoll>.
const LONGEST_QUESTION: usize = 300;
const LONGEST_OPTION: usize = 100;
const MOST_OPTIONS: usize = 12;

impl World {
    pub(super) fn send_poll(&mut self, params: &Params) -> Answer {
        let chat_id = self.open_chat_of(params)?.id;
        let text = checked(params.text("question").unwrap_or_default(), LONGEST_QUESTION, "poll question")?;
        let options = options_of(params)?;
        // Polls are anonymous unless the bot says that they are not.
        let anonymous = params.json("is_anonymous")? != Some(Value::Bool(false));
        let poll = Some(Poll::new(self.rng.u64(1..=i64::MAX.unsigned_abs()).to_string(), options, anonymous));
        let message = Message { text, poll, ..self.envelope(self.open_chat_of(params)?, params)? };
        self.send(chat_id, params, message)
    }

    pub(super) fn stop_poll(&mut self, params: &Params) -> Answer {
        const MISSING: &str = "message with poll to stop not found";
        let chat = self.open_chat_of(params)?;
        let (chat, id) = (chat.id, message_of(chat, params, MISSING)?.id);
        let message = self.chat_mut(chat).and_then(|chat| chat.message_mut(id)).map_err(|_| ApiError::bad(MISSING))?;
        let poll = message.poll.as_mut().ok_or_else(|| ApiError::bad(MISSING))?;
        if std::mem::replace(&mut poll.closed, true) {
            return Err(ApiError::bad("poll has already been closed"));
        }
        let stopped = message.poll_json().unwrap_or_default();
        self.tell_poll(chat, id);
        Ok(stopped)
    }
}

/// The options' texts, which may be given as strings too.
fn options_of(params: &Params) -> Result<Vec<String>, ApiError> {
    let given = params.json("options")?.unwrap_or_default();
    let given = given.as_array().ok_or_else(|| ApiError::bad("can't parse options: expected an Array"))?;
    match given.len() {
        ..2 => return Err(ApiError::bad("poll must have at least 2 option")),
        2..=MOST_OPTIONS => {}
        _ => return Err(ApiError::bad(&format!("poll can't have more than {MOST_OPTIONS} options"))),
    }
    let text = |option: &Value| option.as_str().or_else(|| option.get("text")?.as_str()).unwrap_or_default().to_owned();
    given.iter().map(|option| checked(&text(option), LONGEST_OPTION, "poll options")).collect()
}

fn checked(text: &str, most: usize, what: &str) -> Result<String, ApiError> {
    match text.trim().chars().count() {
        0 => Err(ApiError::bad(&format!("{what} must be non-empty"))),
        count if count > most => Err(ApiError::bad(&format!("{what} length must not exceed {most}"))),
        _ => Ok(text.trim().to_owned()),
    }
}
