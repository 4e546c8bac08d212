//! The one rate limiter of a token: every call but getUpdates passes it.
//!
//! Telegram's limits: <https://core.telegram.org/bots/faq#broadcasting-to-users>. What nobody asked for may use two
//! thirds of them, so an answer always finds a place.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use serde_json::Value;
use tokio::time::Instant;

use events::ChatId;

/// All calls together, 30 a second. Telegram counts calls when they arrive, and one that was slow on its way arrives
/// closer to the next: so the spans are a little longer than Telegram's.
const OVERALL: Limit = Limit { most: 30, within: Duration::from_millis(1_200) };
/// Messages and edits in one chat.
const CHAT: Limit = Limit { most: 1, within: Duration::from_secs(1) };
/// Messages and edits in a group, supergroup or channel, 20 a minute.
const GROUP: Limit = Limit { most: 20, within: Duration::from_secs(61) };

/// At most so many calls within any span of that length.
#[derive(Clone, Copy)]
struct Limit {
    most: usize,
    within: Duration,
}

impl Limit {
    /// What is left to calls that nobody asked for.
    fn for_unasked(self) -> Self {
        Self { most: (self.most * 2).div_ceil(3), ..self }
    }

    fn of(self, call: CallCost) -> Self {
        if call.asked { self } else { self.for_unasked() }
    }
}

/// What a call means for the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CallCost {
    /// `None` if the call is about no chat.
    pub chat: Option<ChatId>,
    /// Whether it counts against the limits of its chat: messages and edits do.
    pub is_message: bool,
    /// Whether somebody waits for it.
    pub asked: bool,
}

impl CallCost {
    /// The cost of a call that is not from the outbox.
    pub fn of(method: &str, payload: &Value) -> Self {
        Self { chat: chat_of(payload), is_message: is_message(method), asked: !is_background(method) }
    }
}

/// The chat that a call is about.
pub(super) fn chat_of(payload: &Value) -> Option<ChatId> {
    payload.get("chat_id").and_then(Value::as_i64).map(ChatId)
}

fn is_message(method: &str) -> bool {
    let changes_chat = ["Send", "Edit", "Copy", "Forward"].iter().any(|start| method.starts_with(start));
    changes_chat && !is_sign(method)
}

/// What shows that an answer is on its way: it must not hold up the answer.
fn is_sign(method: &str) -> bool {
    matches!(method, "SendChatAction" | "SendMessageDraft")
}

/// Calls that nobody asked for, as far as their method tells: of a message it does not.
pub(super) fn is_unasked(method: &str) -> bool {
    is_background(method) || method == "SetMessageReaction"
}

/// Calls that lose nothing by waiting.
fn is_background(method: &str) -> bool {
    is_sign(method) || matches!(method, "SetMyCommands" | "GetChat" | "GetWebhookInfo")
}

/// When what was called.
#[derive(Default)]
pub(super) struct RateLimiter {
    overall: VecDeque<Instant>,
    /// Calls about no chat are under `None`.
    chats: HashMap<Option<ChatId>, Chat>,
}

#[derive(Default)]
struct Chat {
    sent: VecDeque<Instant>,
    paused_until: Option<Instant>,
}

impl RateLimiter {
    /// Takes a place for a call now, or tells when to ask again.
    pub(super) fn admit(&mut self, call: CallCost, now: Instant) -> Result<(), Instant> {
        self.forget(now);
        let chat = self.chats.entry(call.chat).or_default();
        let mut free_at = next_place(&self.overall, OVERALL.of(call), now).max(chat.paused_until.unwrap_or(now));
        if call.is_message {
            free_at = free_at.max(chat.free_at(call, now));
        }
        if free_at > now {
            return Err(free_at);
        }
        if call.is_message {
            chat.sent.push_back(now);
        }
        self.overall.push_back(now);
        Ok(())
    }

    /// Telegram asked to wait with this chat, or with calls about none.
    pub(super) fn pause(&mut self, chat: Option<ChatId>, until: Instant) {
        let paused_until = &mut self.chats.entry(chat).or_default().paused_until;
        *paused_until = (*paused_until).max(Some(until));
    }

    /// Keeps no more than the limits look back on.
    fn forget(&mut self, now: Instant) {
        let old = |sent: &mut VecDeque<Instant>, within| {
            while sent.front().is_some_and(|at| now.duration_since(*at) >= within) {
                sent.pop_front();
            }
        };
        old(&mut self.overall, OVERALL.within);
        self.chats.retain(|_, chat| {
            old(&mut chat.sent, GROUP.within);
            !chat.sent.is_empty() || chat.paused_until.is_some_and(|until| until > now)
        });
    }
}

impl Chat {
    fn free_at(&self, call: CallCost, now: Instant) -> Instant {
        let free_at = next_place(&self.sent, CHAT, now);
        // Groups, supergroups and channels have negative ids.
        let is_group = call.chat.is_some_and(|chat| chat.0 < 0);
        if is_group { free_at.max(next_place(&self.sent, GROUP.of(call), now)) } else { free_at }
    }
}

/// When there is room for one more under a limit.
fn next_place(sent: &VecDeque<Instant>, limit: Limit, now: Instant) -> Instant {
    let nth_last = sent.len().checked_sub(limit.most).and_then(|index| sent.get(index));
    nth_last.map_or(now, |at| *at + limit.within)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn talk(chat: i64) -> CallCost {
        CallCost { chat: Some(ChatId(chat)), is_message: true, asked: true }
    }

    fn reaction(chat: i64) -> CallCost {
        CallCost { chat: Some(ChatId(chat)), is_message: false, asked: false }
    }

    #[test]
    fn reactions_wait_for_no_message() {
        let (mut pace, start) = (RateLimiter::default(), Instant::now());
        assert_eq!(pace.admit(talk(1), start), Ok(()));
        assert_eq!(pace.admit(reaction(1), start), Ok(()));
    }

    #[test]
    fn what_nobody_asked_for_leaves_room_for_answers() {
        let (mut pace, start) = (RateLimiter::default(), Instant::now());
        let mut admitted = 0;
        while pace.admit(reaction(admitted), start).is_ok() {
            admitted += 1;
        }
        assert_eq!(admitted, 20);
        for chat in 0..10 {
            assert_eq!(pace.admit(talk(chat), start), Ok(()));
        }
        assert_eq!(pace.admit(talk(11), start), Err(start + OVERALL.within));
    }

    #[test]
    fn the_cost_of_a_call_follows_from_its_method() {
        let cost = |method| {
            let cost = CallCost::of(method, &json!({ "chat_id": -5 }));
            (cost.chat, cost.is_message, cost.asked)
        };
        let chat = Some(ChatId(-5));
        assert_eq!(cost("SendMessage"), (chat, true, true));
        assert_eq!(cost("EditMessageText"), (chat, true, true));
        assert_eq!(cost("SendChatAction"), (chat, false, false));
        assert_eq!(cost("SendMessageDraft"), (chat, false, false));
        assert_eq!(cost("GetChatMember"), (chat, false, true));
        assert_eq!(CallCost::of("SetMyCommands", &json!({ "commands": [] })).chat, None);
    }

    #[test]
    fn a_chat_gets_one_a_second_and_a_group_twenty_a_minute() {
        let (mut pace, start) = (RateLimiter::default(), Instant::now());
        let second = Duration::from_secs(1);
        assert_eq!(pace.admit(talk(1), start), Ok(()));
        assert_eq!(pace.admit(talk(1), start), Err(start + second));
        assert_eq!(pace.admit(talk(2), start), Ok(()), "another chat does not wait");
        let group = talk(-5);
        for nth in 0..20 {
            assert_eq!(pace.admit(group, start + nth * second), Ok(()));
        }
        assert_eq!(pace.admit(group, start + 20 * second), Err(start + GROUP.within));
    }

    #[test]
    fn a_pause_that_telegram_asks_for_is_kept() {
        let (mut pace, start) = (RateLimiter::default(), Instant::now());
        let until = start + Duration::from_secs(9);
        pace.pause(Some(ChatId(1)), until);
        pace.pause(Some(ChatId(1)), start);
        assert_eq!(pace.admit(talk(1), start), Err(until));
        assert_eq!(pace.admit(reaction(1), start), Err(until), "whoever calls");
        assert_eq!(pace.admit(talk(1), until), Ok(()));
    }

    proptest! {
        /// Whoever comes whenever: no span of a second holds more than 30, and waiting until the time told suffices.
        #[test]
        fn never_above_the_overall_limit(wishes in prop::collection::vec((0u64..200, 1i64..100), 1..200)) {
            let (mut pace, mut now, mut sent) = (RateLimiter::default(), Instant::now(), Vec::new());
            for (later, chat) in wishes {
                now += Duration::from_millis(later / 20);
                if let Err(at) = pace.admit(talk(chat), now) {
                    prop_assert!(at > now);
                    now = at;
                    prop_assert_eq!(pace.admit(talk(chat), now), Ok(()));
                }
                sent.push(now);
            }
            for window in sent.windows(31) {
                prop_assert!(window[30] - window[0] >= Duration::from_secs(1));
            }
        }
    }
}
