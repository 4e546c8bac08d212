//! Polls of the bot: what they let choose, and who voted for what. Everybody has one vote.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::chat::Message;
use super::world::World;

/// A poll in a message, whose text is the question.
pub(super) struct Poll {
    pub(super) id: String,
    pub(super) options: Vec<String>,
    pub(super) anonymous: bool,
    pub(super) closed: bool,
    /// People and their options, in the order in which they voted.
    votes: Vec<(i64, usize)>,
}

impl Poll {
    pub(super) fn new(id: String, options: Vec<String>, anonymous: bool) -> Self {
        Self { id, options, anonymous, closed: false, votes: Vec::new() }
    }

    /// Sets the vote of somebody in place of the one before; `None` takes it back.
    fn vote(&mut self, by: i64, option: Option<usize>) {
        self.votes.retain(|(who, _)| *who != by);
        self.votes.extend(option.map(|option| (by, option)));
    }

    fn voters(&self, option: usize) -> Vec<i64> {
        self.votes.iter().filter(|(_, chosen)| *chosen == option).map(|(who, _)| *who).collect()
    }

    /// A `Poll`.
    pub(super) fn to_json(&self, question: &str) -> Value {
        let option = |(at, text): (usize, &String)| json!({"text": text, "voter_count": self.voters(at).len(), "persistent_id": at.to_string()});
        json!({
            "id": self.id, "question": question, "options": self.options.iter().enumerate().map(option).collect::<Vec<_>>(),
            "total_voter_count": self.votes.len(), "is_closed": self.closed, "is_anonymous": self.anonymous,
            "type": "regular", "allows_multiple_answers": false,
        })
    }

    /// What the page shows.
    pub(super) fn view(&self) -> Value {
        let option = |(at, text): (usize, &String)| json!({"text": text, "by": self.voters(at)});
        json!({"options": self.options.iter().enumerate().map(option).collect::<Vec<_>>(), "closed": self.closed})
    }
}

impl Message {
    pub(super) fn poll_json(&self) -> Option<Value> {
        self.poll.as_ref().map(|poll| poll.to_json(&self.text))
    }
}

impl World {
    /// Sets the vote of somebody, or takes it back; the bot hears of it as Telegram tells it.
    pub(super) fn vote(&mut self, chat: i64, id: i64, from: i64, option: Option<usize>) -> Result<()> {
        self.check_speaker(chat, from)?;
        let user = self.user_json(from);
        let poll = self.chat_mut(chat)?.message_mut(id)?.poll.as_mut().context("the message has no poll")?;
        ensure!(!poll.closed, "the poll is closed");
        ensure!(option.is_none_or(|option| option < poll.options.len()), "the poll has no such option");
        poll.vote(from, option);
        let answer = json!({"poll_id": poll.id, "user": user, "option_ids": option.into_iter().collect::<Vec<_>>()});
        let is_open = !poll.anonymous;
        self.tell_poll(chat, id);
        if is_open {
            self.tell_bot(chat, "poll_answer", &answer);
        }
        Ok(())
    }

    /// Tells the bot and the page how a poll stands.
    pub(super) fn tell_poll(&mut self, chat: i64, id: i64) {
        let message = self.chat(chat).and_then(|chat| chat.message(id));
        if let Some(content) = message.ok().and_then(Message::poll_json) {
            self.tell_bot(chat, "poll", &content);
        }
        self.show("poll", chat, id);
    }
}
