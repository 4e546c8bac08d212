//! How likely we are to say something unasked: what the chat set, its night, and what people made of our words.

use super::ConversationStore;
use crate::feedback::feedback_factor;
use events::{ChatId, Message};

impl ConversationStore {
    /// What the shares of chiming in are multiplied with for this message.
    pub(super) fn unasked_factor(&self, message: &Message) -> f64 {
        let (chat, date) = (message.chat.id, message.date);
        if self.is_night(chat, date) {
            return 0.0;
        }
        self.settings.of(chat).chattiness_factor(date) * self.feedback_factor(message)
    }

    /// The same for the share of reactions, which no chattiness raises.
    pub(super) fn reaction_factor(&self, message: &Message) -> f64 {
        let (chat, date) = (message.chat.id, message.date);
        if self.is_night(chat, date) {
            return 0.0;
        }
        self.settings.of(chat).chattiness_factor(date).min(1.0) * self.feedback_factor(message)
    }

    fn feedback_factor(&self, message: &Message) -> f64 {
        let chat = message.chat.id;
        feedback_factor(&self.tallies.of_chat(chat), &self.tallies.of(chat, message.sender.id), message.date)
    }

    /// Whether it is a night that the chat has set for itself.
    pub(super) fn is_night(&self, chat: ChatId, at: i64) -> bool {
        self.settings.of(chat).night.covers(self.deps.zones.of(chat).hour(at))
    }
}
