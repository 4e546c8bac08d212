//! What Telegram got from the nodes.

use std::{collections::BTreeMap, time::Duration};

use serde_json::Value;

use crate::rig::{Rig, within};

impl Rig {
    /// How often each message was answered.
    pub fn answers(&self) -> BTreeMap<(i64, i64), usize> {
        let mut answers = BTreeMap::new();
        for call in self.world.calls(0, false).as_array().unwrap() {
            let is_message = call["method"].as_str().is_some_and(|method| method.eq_ignore_ascii_case("sendMessage"));
            let reply = &call["params"]["reply_parameters"]["message_id"];
            if let (true, true, Some(message)) = (is_message, call["ok"] == true, reply.as_i64()) {
                *answers.entry((call["params"]["chat_id"].as_i64().unwrap(), message)).or_default() += 1;
            }
        }
        answers
    }

    fn messages_to(&self, (chat, message): (i64, i64)) -> Vec<Value> {
        let calls = self.world.calls(0, false);
        let is_answer = |call: &&Value| {
            call["ok"] == true
                && call["params"]["chat_id"] == chat
                && call["params"]["reply_parameters"]["message_id"] == message
        };
        calls.as_array().unwrap().iter().filter(is_answer).cloned().collect()
    }

    /// The text of the answer to a message.
    pub fn answer_text(&self, message: (i64, i64)) -> Option<String> {
        Some(self.messages_to(message).first()?["params"]["text"].as_str()?.to_owned())
    }

    /// What those see who asked: words with their marks, and buttons, of each message that answers.
    pub fn shown(&self, (chat, message): (i64, i64)) -> Vec<String> {
        let answers = (message + 1..message + 4).map(|id| self.world.message(chat, id));
        let answers = answers.filter(|answer| answer["from"]["bot"] == true && answer["reply_to"] == message);
        answers.map(|answer| format!("{} {}", answer["html"].as_str().unwrap_or_default(), answer["buttons"])).collect()
    }

    /// The message with buttons that answers another.
    pub fn menu(&self, (chat, message): (i64, i64)) -> Option<i64> {
        let has_buttons = |id: &i64| {
            let message = self.world.message(chat, *id);
            message["buttons"].as_array().is_some_and(|rows| !rows.is_empty())
        };
        (message + 1..message + 4).find(has_buttons)
    }

    /// The document that answers a message.
    pub fn document(&self, (chat, message): (i64, i64)) -> Option<String> {
        let content = |id| Some(self.world.message(chat, id)["document"]["content"].as_str()?.to_owned());
        (message + 1..message + 4).find_map(content)
    }

    /// Waits until each of these messages is answered.
    pub async fn answered(&self, messages: &[(i64, i64)], patience: Duration) {
        within(patience, "every command is answered", async || {
            let answers = self.answers();
            messages.iter().all(|message| answers.contains_key(message)).then_some(())
        })
        .await;
    }
}
