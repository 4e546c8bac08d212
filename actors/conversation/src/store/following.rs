//! Words that call nobody, but go on from what we just said.

use super::{ConversationStore, is_group};
use crate::{
    Decision, Why,
    decide::{followed, is_somebodys},
};
use events::Message;
use intent::follows;

/// Seconds for which words may go on from ours.
const FRESH: i64 = 120;

impl ConversationStore {
    /// Nobody has spoken since we answered somebody: what they say next without a call, or somebody else asks about it, may be
    /// for us.
    pub(super) fn follow(&self, message: &Message, decision: Decision) -> Decision {
        let chat = message.chat.id;
        let may_follow = decision == Decision::Quiet(Why::NotCalled)
            && is_group(&message.chat)
            && message.reply_to.is_none()
            && message.is_own_words()
            && is_somebodys(message)
            && !self.discretion.is_out(message.sender.id)
            && self.activities.of(chat).heard_since() == 0;
        if !may_follow {
            return decision;
        }
        let last = self.own_words.of(chat).last().filter(|last| !last.unasked);
        let fresh = last.filter(|last| (0..=FRESH).contains(&message.date.saturating_sub(last.date)));
        let Some(last) = fresh else { return decision };
        let text = message.text.as_deref().unwrap_or_default();
        if follows(text, last.to == Some(message.sender.id)) { followed(message) } else { decision }
    }
}
