//! Who says too much is told so mildly, then not answered; and a chat that muted us hears nothing.

use super::ConversationStore;
use crate::{Asked, Decision, Excess, Hush, Request, Why, decide::mild_word, spam::Manners};
use events::{ChatKind, Message, PersonKind};
use language::text::distress::is_suicidal;

impl ConversationStore {
    /// Changes the decision where manners ask for it; whether the message is to count as talk. An order that comes `late`
    /// is obeyed all the same, without an answer: its sender could not see that it was too much.
    pub(super) fn mind(&mut self, message: &Message, late: bool, decision: &mut Decision) -> bool {
        let person = message.sender.kind != PersonKind::Bot && message.service.is_none();
        if !person || message.chat.kind == ChatKind::Channel {
            return true;
        }
        if self.is_muted(message, decision) {
            let of_oneself = matches!(decision, Decision::Answer(request) if matches!(request.asked, Asked::Me { .. }));
            *decision = if of_oneself { unanswered(decision, Why::Muted) } else { Decision::Quiet(Why::Muted) };
        }
        if message.text.as_deref().is_some_and(is_suicidal) {
            return true;
        }
        let (chat, limits) = (message.chat.id, &self.policy.limits);
        let calls = matches!(decision, Decision::Answer(_));
        match self.floods.change(chat).hear(limits, message, calls) {
            Manners::Fine => {}
            Manners::Crowded if calls => {}
            Manners::Crowded => *decision = Decision::Quiet(quieter(decision)),
            Manners::Flooding(excess) => {
                // Who floods and then turns to us is owed a word more than an answer.
                let excess = excess.or(calls.then_some(Excess::Messages));
                *decision = match late {
                    true => unanswered(decision, Why::Flooding),
                    false => self.reproof(message, decision, excess, Why::Flooding),
                };
                return false;
            }
        }
        if calls && !self.floods.change(chat).answer(&self.policy.limits, message.sender.id, message.date) {
            *decision = match late {
                true => unanswered(decision, Why::AnsweredEnough),
                false => self.reproof(message, decision, Some(Excess::Answers), Why::AnsweredEnough),
            };
        }
        true
    }

    fn is_muted(&self, message: &Message, decision: &Decision) -> bool {
        let Decision::Answer(request) = decision else { return false };
        self.settings.of(message.chat.id).hush == Hush::Mute && !request.passes_mute()
    }

    /// A mild word if one is due and may be said, else silence.
    fn reproof(&mut self, message: &Message, before: &Decision, excess: Option<Excess>, why: Why) -> Decision {
        let (chat, who, date) = (message.chat.id, message.sender.id, message.date);
        let may_speak = match before {
            Decision::Answer(_) => true,
            Decision::Quiet(Why::NotCalled | Why::NoText) => self.inclination(message) > 0.0,
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

/// The same without an answer: what it asks to be done is done.
fn unanswered(decision: &Decision, why: Why) -> Decision {
    match decision {
        Decision::Answer(request) if request.asked.acts() => {
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
