//! Who says too much is told so mildly, then not answered; and a chat that muted us hears nothing.

use super::ConversationStore;
use crate::{CommandList, Decision, Excess, Hush, Request, Why, decide::mild_word, spam::FloodVerdict};
use events::{ChatKind, Message, PersonKind};
use language::text::distress::is_suicidal;

/// What the flood limits leave of a decision.
pub(super) struct Limited {
    pub decision: Decision,
    /// Whether the message counts as talk: what somebody who floods writes does not.
    pub is_talk: bool,
}

impl Limited {
    fn talk(decision: Decision) -> Self {
        Self { decision, is_talk: true }
    }
}

impl ConversationStore {
    /// Changes the decision where the chat muted us or somebody says too much. An order that comes `late` is obeyed all
    /// the same, without an answer: its sender could not see that it was too much.
    pub(super) fn apply_mute_and_limits(&mut self, message: &Message, late: bool, decision: Decision) -> Limited {
        let person = message.sender.kind != PersonKind::Bot && message.service.is_none();
        if !person || message.chat.kind == ChatKind::Channel {
            return Limited::talk(decision);
        }
        let decision = if self.is_muted(message, &decision) {
            unanswered_when_muted(self.policy.commands, &decision)
        } else {
            decision
        };
        // What called nobody was looked at for that before.
        let is_looked_at = decision == Decision::Quiet(Why::NotCalled) && message.is_own_words();
        if !is_looked_at && message.text.as_deref().is_some_and(is_suicidal) {
            return Limited::talk(decision);
        }
        let (chat, limits) = (message.chat.id, &self.policy.limits);
        let calls = matches!(decision, Decision::Answer(_));
        match self.floods.change(chat).hear(limits, message, calls) {
            FloodVerdict::Crowded if !calls => Limited::talk(Decision::Quiet(quieter(&decision))),
            FloodVerdict::Fine | FloodVerdict::Crowded => Limited::talk(self.limit_answers(message, late, decision)),
            FloodVerdict::Flooding(excess) => {
                // Who floods and then turns to us is owed a word more than an answer.
                let excess = excess.or(calls.then_some(Excess::Messages));
                let decision = match late {
                    true => unanswered(self.policy.commands, &decision, Why::Flooding),
                    false => self.reproof(message, &decision, excess, Why::Flooding),
                };
                Limited { decision, is_talk: false }
            }
        }
    }

    /// So many answers an hour are enough.
    fn limit_answers(&mut self, message: &Message, late: bool, decision: Decision) -> Decision {
        let (chat, person, date) = (message.chat.id, message.sender.id, message.date);
        let calls = matches!(decision, Decision::Answer(_));
        if !calls || self.floods.change(chat).answer(&self.policy.limits, person, date) {
            return decision;
        }
        match late {
            true => unanswered(self.policy.commands, &decision, Why::AnsweredEnough),
            false => self.reproof(message, &decision, Some(Excess::Answers), Why::AnsweredEnough),
        }
    }

    fn is_muted(&self, message: &Message, decision: &Decision) -> bool {
        let Decision::Answer(request) = decision else { return false };
        self.settings.of(message.chat.id).hush == Hush::Mute && !self.policy.commands.passes_mute(&request.kind)
    }

    /// A mild word if one is due and may be said, else silence.
    fn reproof(&mut self, message: &Message, before: &Decision, excess: Option<Excess>, why: Why) -> Decision {
        let (chat, who, date) = (message.chat.id, message.sender.id, message.date);
        let may_speak = match before {
            Decision::Answer(_) => true,
            Decision::Quiet(Why::NotCalled | Why::NoText) => self.unasked_factor(message) > 0.0,
            Decision::Quiet(_) => false,
        };
        let floods = self.floods.change(chat);
        // Who floods an empty room disturbs nobody.
        let alone = excess == Some(Excess::Messages)
            && !matches!(before, Decision::Answer(_))
            && !floods.has_company(who, date);
        match excess {
            Some(excess) if may_speak && !alone && floods.tell(who, date) => mild_word(message, excess),
            _ => Decision::Quiet(why),
        }
    }
}

/// In a chat that muted us; what people ask for themselves alone is done all the same.
fn unanswered_when_muted(commands: CommandList, decision: &Decision) -> Decision {
    match decision {
        Decision::Answer(request) if commands.is_of_asker(&request.kind) => unanswered(commands, decision, Why::Muted),
        _ => Decision::Quiet(Why::Muted),
    }
}

/// The same without an answer: what it asks to be done is done.
fn unanswered(commands: CommandList, decision: &Decision, why: Why) -> Decision {
    match decision {
        Decision::Answer(request) if commands.changes(&request.kind) => {
            Decision::Answer(Box::new(Request { silent: true, ..(**request).clone() }))
        }
        Decision::Answer(_) => Decision::Quiet(why),
        quiet @ Decision::Quiet(_) => quiet.clone(),
    }
}

/// What kept us quiet anyway keeps us quiet still.
fn quieter(decision: &Decision) -> Why {
    match decision {
        Decision::Quiet(why) if *why != Why::NotCalled => *why,
        _ => Why::Flooding,
    }
}
