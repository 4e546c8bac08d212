//! What a message is beside what it asks: a part of an album, something to react to, a beat of the chat's rhythm.

use sqlx::SqliteConnection;

use super::{ConversationStore, flood_limits::Limited, is_group};
use crate::{
    Action, ChatMood, Decision, Request, Why,
    album::Part,
    decide::{chime, is_late, is_somebodys},
    outbox,
    reacting::Occasion,
    spirits::{Heard, heard, told},
};
use events::{Event, Message, PersonKind, Service};
use intent::{Intent, Label, SmallTalk};
use language::{analyzer::Reading, text::glance::Glance};
use runtime::clock::now_ms;
use storage::{journal::Entry, sqlite::StorageError};

impl ConversationStore {
    /// Takes a message in. Returns what is decided about it in the end.
    pub(super) async fn on_message(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        event: &Event,
        message: &Message,
        now: i64,
        decision: Decision,
    ) -> Result<Decision, StorageError> {
        self.move_settings(conn, message).await?;
        let late = is_late(now.saturating_sub(message.date), &self.policy);
        if message.id.is_ephemeral() {
            // Nothing of it is the chat's: neither a beat of its rhythm nor anything to react to.
            return Ok(self.apply_mute_and_limits(message, late, decision).decision);
        }
        let part = self.part_of(message);
        if part == Part::More {
            return Ok(Decision::Quiet(Why::SameAlbum));
        }
        let decision = if late { decision } else { self.follow(message, decision) };
        let Limited { decision, is_talk } = self.apply_mute_and_limits(message, late, decision);
        self.record_feedback(conn, entry, event, is_talk, &decision).await?;
        let before = self.mood(message.chat.id, message.date);
        let glance = message.text.as_deref().filter(|_| is_talk).map(Glance::at).unwrap_or_default();
        if is_talk {
            self.feel(entry, message, glance, &decision);
        }
        if !is_group(&message.chat) {
            return Ok(decision);
        }
        if self.discretion.is_out(message.sender.id) {
            // Whoever wants nothing kept is answered when they call, and left alone else.
            self.activities.change(message.chat.id).hear(message.date, None);
            return Ok(decision);
        }
        if !is_talk {
            return Ok(decision);
        }
        if matches!(decision, Decision::Answer(_) | Decision::Quiet(Why::NotCalled)) {
            self.react(conn, entry, message, glance, &decision).await?;
        }
        self.update_activity(message, part);
        Ok(self.chime_in(entry, message, before, decision))
    }

    fn part_of(&mut self, message: &Message) -> Part {
        match message.album {
            Some(_) => Part::of(message, self.activities.change(message.chat.id)),
            None => Part::Whole,
        }
    }

    /// What people say makes the chat's mood. Who wants nothing kept leaves no trace but that the chat mourns, and what is said
    /// to us is no quarrel among people.
    fn feel(&mut self, entry: &Entry, message: &Message, glance: Glance, decision: &Decision) {
        if !is_said_by_a_person(message) || !message.is_own_words() {
            return;
        }
        let Some(reading) = entry.reading(&self.deps.analyzer) else { return };
        let Some(heard) = heard(message.text.as_deref().unwrap_or_default(), glance, reading) else { return };
        let is_out = self.discretion.is_out(message.sender.id);
        let is_ours = matches!(decision, Decision::Answer(_));
        if heard == Heard::Grief || !is_out && !is_ours {
            self.activities.change(message.chat.id).feel(heard, message.sender.id, message.date);
        }
    }

    /// What a message is about, for a reaction.
    fn occasion(&self, message: &Message, glance: Glance, reading: &Reading, decision: &Decision) -> Occasion {
        let thanks = |request: &Request| {
            let small_talk = |it| Intent::SmallTalk(it);
            let thanks =
                [small_talk(SmallTalk::Thanks), small_talk(SmallTalk::Praise), Intent::Social(Label::Affection)];
            request.intent().is_some_and(|intent| thanks.contains(intent))
        };
        Occasion {
            news: message.text.as_deref().and_then(|text| told(text, glance, reading)),
            is_thanks: matches!(decision, Decision::Answer(request) if thanks(request)),
            is_sombre: !self.mood(message.chat.id, message.date).is_calm(),
        }
    }

    /// A feeling may be met with a reaction, whether or not there is an answer.
    async fn react(
        &mut self,
        conn: &mut SqliteConnection,
        entry: &Entry,
        message: &Message,
        glance: Glance,
        decision: &Decision,
    ) -> Result<(), StorageError> {
        let chat = message.chat.id;
        let settings = self.settings.of(chat);
        let ours = settings.reactions && !self.memberships.of(chat).may_not_write(message.date);
        let theirs = is_somebodys(message) && !message.aside.via_bot;
        let Some(reading) = entry.reading(&self.deps.analyzer).filter(|_| ours && theirs) else { return Ok(()) };
        let (rules, activity) = (&self.policy.reactions, self.activities.of(chat));
        let factor = self.reaction_factor(message);
        let occasion = self.occasion(message, glance, reading, decision);
        let Some(reacting) = rules.fall(message, reading, occasion, &self.persona(chat).tastes, activity, factor)
        else {
            return Ok(());
        };
        self.changes = true;
        self.activities.change(chat).react(message.date);
        let action = Action::React { message: message.id, emoji: reacting.emoji };
        outbox::act(conn, entry, chat, &action, now_ms() + reacting.delay_ms).await
    }

    /// What is said in a group makes its rhythm.
    fn update_activity(&mut self, message: &Message, part: Part) {
        let chat = message.chat.id;
        if let Some(Service::Other(kind)) = &message.service
            && matches!(kind.as_str(), "forum_topic_closed" | "forum_topic_reopened")
        {
            self.activities.change(chat).close(message.thread, kind == "forum_topic_closed");
        }
        if !is_said_by_a_person(message) {
            return;
        }
        let activity = self.activities.change(chat);
        activity.place(message.thread);
        match part {
            Part::Caption => activity.hear_caption(message.text.as_deref().unwrap_or_default()),
            Part::Whole | Part::More => activity.hear(message.date, message.text.as_deref()),
        }
    }

    /// What did not call us may still be answered; in a chat that mourned `before` already, or quarrels, it is not.
    fn chime_in(&mut self, entry: &Entry, message: &Message, before: ChatMood, decision: Decision) -> Decision {
        let chat = message.chat.id;
        let may_chime_in = decision == Decision::Quiet(Why::NotCalled)
            && is_said_by_a_person(message)
            && !self.memberships.of(chat).may_not_write(message.date);
        if !may_chime_in {
            return decision;
        }
        let Some(reading) = entry.reading(&self.deps.analyzer) else { return decision };
        match (before, self.mood(chat, message.date)) {
            (_, ChatMood::Quarrel) => return Decision::Quiet(Why::Quarrel),
            (ChatMood::Grief, ChatMood::Grief) => return Decision::Quiet(Why::Grief),
            _ => {}
        }
        let factor = self.unasked_factor(message);
        let decision = chime(message, reading, self.activities.of(chat), &self.policy, factor);
        if let Decision::Answer(_) = decision {
            self.activities.change(chat).chime(message.date);
        }
        decision
    }
}

fn is_said_by_a_person(message: &Message) -> bool {
    message.service.is_none() && message.sender.kind != PersonKind::Bot
}
