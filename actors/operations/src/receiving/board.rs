//! One message that is edited as things go on.

use std::time::Duration;

use serde::Deserialize;
use serde_json::json;

use super::job::Job;
use events::{ChatId, MessageId};
use telegram::{CallError, Client};

const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
struct Sent {
    message_id: i64,
}

/// Our message about a file.
pub struct Board {
    client: Client,
    chat: ChatId,
    answers: MessageId,
    message: Option<i64>,
    shown: String,
}

impl Board {
    pub fn new(client: Client, job: &Job) -> Self {
        Self { client, chat: job.chat, answers: job.message, message: job.board, shown: String::new() }
    }

    /// Its number, once it was sent.
    pub fn message(&self) -> Option<i64> {
        self.message
    }

    /// Shows these words; whether that worked. What is shown already needs no call.
    pub async fn show(&mut self, words: &str) -> bool {
        if words == self.shown {
            return true;
        }
        let done = match self.message {
            Some(message) => self.edit(message, words).await,
            None => self.send(words).await,
        };
        if done {
            words.clone_into(&mut self.shown);
        }
        done
    }

    async fn send(&mut self, words: &str) -> bool {
        let reply = json!({ "message_id": self.answers, "allow_sending_without_reply": true });
        let message = json!({ "chat_id": self.chat, "text": words, "parse_mode": "HTML", "reply_parameters": reply });
        match self.client.call("SendMessage", &message, PATIENCE).await {
            Ok(sent) => self.message = serde_json::from_str::<Sent>(sent.get()).ok().map(|sent| sent.message_id),
            Err(error) => tracing::warn!(%error, "cannot report the progress of an import to an admin"),
        }
        self.message.is_some()
    }

    async fn edit(&mut self, message: i64, words: &str) -> bool {
        let edit = json!({ "chat_id": self.chat, "message_id": message, "text": words, "parse_mode": "HTML" });
        match self.client.call("EditMessageText", &edit, PATIENCE).await {
            Ok(_) => true,
            // It was shown before a restart.
            Err(CallError::Refused { description, .. }) if description.contains("not modified") => true,
            Err(error) => {
                tracing::warn!(%error, "cannot report the progress of an import to an admin");
                false
            }
        }
    }
}
