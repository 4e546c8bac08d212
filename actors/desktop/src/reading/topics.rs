//! Which topic of a forum a message is in: Telegram Desktop only tells what it answers.

use std::collections::{HashMap, HashSet};

use events::{ChatId, Message, MessageId, Service};

/// Messages whose topic is remembered for those that answer them.
const MOST: usize = 100_000;

/// The topics of the chat at hand.
#[derive(Default)]
pub struct Topics {
    chat: Option<ChatId>,
    created: HashSet<i64>,
    of: HashMap<MessageId, i64>,
}

impl Topics {
    /// Puts the message into its topic, if it says none: that of what it answers. In a topic, messages that answer
    /// nothing are written as answers to the one that created it.
    pub fn place(&mut self, message: &mut Message) {
        if self.chat != Some(message.chat.id) {
            *self = Self { chat: Some(message.chat.id), ..Self::default() };
        }
        if matches!(&message.service, Some(Service::Other(kind)) if kind == "forum_topic_created") {
            self.created.insert(message.id.0);
        }
        if self.created.is_empty() {
            return;
        }
        let answered = message.reply_to.as_ref().map(|reply| reply.id);
        if message.thread.is_none()
            && let Some(answered) = answered
        {
            let topic = self.created.get(&answered.0).or_else(|| self.of.get(&answered)).copied();
            message.thread = topic;
            message.reply_to.take_if(|reply| Some(reply.id.0) == topic);
        }
        if let Some(topic) = message.thread {
            if self.of.len() >= MOST {
                // Old messages are hardly ever answered.
                self.of.clear();
            }
            self.of.insert(message.id, topic);
        }
    }
}
