//! What people make of our words is noticed, and turned into how much we say.

use sqlx::SqliteConnection;

use super::{ConversationStore, in_group, is_group};
use crate::{
    Decision, Request, RequestKind,
    feedback::{Mark, Words},
};
use events::{ChatId, Event, Message, PersonId, PersonKind};
use storage::{journal::Entry, sqlite::StorageError};

/// Whose opinion an event may tell, and where.
pub(super) fn giver(event: &Event) -> Option<(ChatId, Option<PersonId>)> {
    match event {
        Event::Message(message) => Some((message.chat.id, Some(message.sender.id))),
        Event::Reaction(reaction) => Some((reaction.chat.id, Some(reaction.person.id))),
        Event::ReactionCount(count) => Some((count.chat.id, None)),
        _ => None,
    }
}

impl ConversationStore {
    /// We said something in a group: what becomes of it tells how welcome it was. Answers to commands are none of this.
    pub(super) fn remember_own(&mut self, message: &Message, request: Option<&Request>) {
        let Some(request) = request else { return };
        let to = match request.kind {
            RequestKind::Talk(_) | RequestKind::Chime { .. } => Some(request.asker),
            RequestKind::Silence(_) => None,
            _ => return,
        };
        let words = Words::new(message.id, message.date, to, request.is_unasked());
        self.own_words.change(message.chat.id).say(words);
    }

    /// Notices what an event says of our words. A message counts if it `is_talk`: that of somebody who floods is not.
    pub(super) async fn record_feedback(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        event: &Event,
        is_talk: bool,
        decision: &Decision,
    ) -> Result<(), StorageError> {
        let marks = match event {
            Event::Reaction(reaction) if is_group(&reaction.chat) && reaction.person.kind != PersonKind::Bot => {
                let words = self.own_words.change(reaction.chat.id);
                words.react(reaction.message, reaction.person.id, &reaction.was, &reaction.emoji)
            }
            Event::ReactionCount(count) if is_group(&count.chat) => {
                self.own_words.change(count.chat.id).count(count.message, &count.counts)
            }
            _ => match in_group(event) {
                Some(message) if is_talk => self.feedback_of_message(entry, message, decision),
                _ => return Ok(()),
            },
        };
        let Some(chat) = event.chat().map(|chat| chat.id) else { return Ok(()) };
        if marks.iter().any(Mark::is_notice) {
            self.activities.change(chat).answered();
        }
        self.tallies.add(conn, chat, &marks).await
    }

    fn feedback_of_message(&mut self, entry: &Entry, message: &Message, decision: &Decision) -> Vec<Mark> {
        if message.service.is_some() || message.sender.kind == PersonKind::Bot {
            return Vec::new();
        }
        let chat = message.chat.id;
        if matches!(decision, Decision::Answer(_)) {
            self.activities.change(chat).answered();
        }
        let mut marks = Vec::new();
        if let Some(reply) = &message.reply_to
            && reply.sender == Some(self.deps.me.id)
        {
            let angrily = entry.reading(&self.deps.analyzer).is_some_and(|reading| reading.cues.conflict);
            marks = self.own_words.change(chat).reply(reply.id, message.sender.id, angrily);
        }
        if self.own_words.of(chat).are_waiting() {
            marks.extend(self.own_words.change(chat).hear());
        }
        marks
    }
}
