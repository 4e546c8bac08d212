//! What a message is beside what it asks: a part of an album, something to react to, a beat of the chat's rhythm.

use sqlx::SqliteConnection;

use super::{ConversationStore, is_group};
use crate::{
    Action, Decision, Why,
    album::Part,
    decide::{chime, is_late, is_somebodys},
    outbox,
};
use events::{Event, Message, PersonKind, Service};
use runtime::clock::now_ms;
use storage::{journal::Entry, sqlite::StorageError};

impl ConversationStore {
    /// Takes a message in, and may change what was decided about it.
    pub(super) async fn listen(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        event: &Event,
        message: &Message,
        now: i64,
        decision: &mut Decision,
    ) -> Result<(), StorageError> {
        self.move_settings(conn, message).await?;
        if message.id.is_ephemeral() {
            // Nothing of it is the chat's: neither a beat of its rhythm nor anything to react to.
            self.mind(message, is_late(now.saturating_sub(message.date), &self.policy), decision);
            return Ok(());
        }
        let part = match message.album {
            Some(_) => Part::of(message, self.rhythms.change(message.chat.id)),
            None => Part::Whole,
        };
        if part == Part::More {
            *decision = Decision::Quiet(Why::SameAlbum);
            return Ok(());
        }
        let late = is_late(now.saturating_sub(message.date), &self.policy);
        let minded = self.mind(message, late, decision);
        self.heed(conn, entry, event, minded, decision).await?;
        // Whoever wants nothing kept is answered when they call, and left alone else.
        let shy = self.discretion.is_out(message.sender.id);
        if shy && is_group(&message.chat) {
            self.rhythms.change(message.chat.id).hear(message.date, None);
        } else if is_group(&message.chat) && minded {
            if matches!(decision, Decision::Answer(_) | Decision::Quiet(Why::NotCalled)) {
                self.react(conn, entry, message).await?;
            }
            self.overhear(entry, message, part, decision);
        }
        Ok(())
    }

    /// A feeling may be met with a reaction, whether or not there is an answer.
    async fn react(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        message: &Message,
    ) -> Result<(), StorageError> {
        let chat = message.chat.id;
        let settings = self.settings.of(chat);
        let ours = settings.reactions && !self.footings.of(chat).is_muted(message.date);
        let theirs = is_somebodys(message) && !message.aside.via_bot;
        let Some(reading) = entry.reading(&self.seed.analyzer).filter(|_| ours && theirs) else { return Ok(()) };
        let (rules, rhythm) = (&self.policy.reactions, self.rhythms.of(chat));
        let inclination = self.reaction_inclination(message);
        let Some(reacting) = rules.fall(message, reading, &self.persona(chat).tastes, &rhythm, inclination) else {
            return Ok(());
        };
        self.changes = true;
        self.rhythms.change(chat).react(message.date);
        let action = Action::React { message: message.id, emoji: reacting.emoji };
        outbox::act(conn, entry, chat, &action, now_ms() + reacting.delay_ms).await
    }

    /// What is said in a group makes its rhythm; what did not call us may still be answered.
    fn overhear(&mut self, entry: &Entry, message: &Message, part: Part, decision: &mut Decision) {
        let chat = message.chat.id;
        if let Some(Service::Other(kind)) = &message.service
            && matches!(kind.as_str(), "forum_topic_closed" | "forum_topic_reopened")
        {
            self.rhythms.change(chat).close(message.thread, kind == "forum_topic_closed");
        }
        if message.service.is_some() || message.sender.kind == PersonKind::Bot {
            return;
        }
        let rhythm = self.rhythms.change(chat);
        rhythm.place(message.thread);
        match part {
            Part::Caption => rhythm.hear_caption(message.text.as_deref().unwrap_or_default()),
            _ => rhythm.hear(message.date, message.text.as_deref()),
        }
        if *decision == Decision::Quiet(Why::NotCalled)
            && !self.footings.of(chat).is_muted(message.date)
            && let Some(reading) = entry.reading(&self.seed.analyzer)
        {
            let inclination = self.inclination(message);
            *decision = chime(message, reading, &self.rhythms.of(chat), &self.policy, inclination);
            if let Decision::Answer(_) = decision {
                self.rhythms.change(chat).chime(message.date);
            }
        }
    }
}
