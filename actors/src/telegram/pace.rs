//! Telegram's limits on sending, <https://core.telegram.org/bots/faq#broadcasting-to-users>.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use tokio::time::Instant;

use crate::{conversation::Lane, model::ChatId};

const OVERALL: Limit = Limit { most: 30, within: Duration::from_secs(1) };
const CHAT: Limit = Limit { most: 1, within: Duration::from_secs(1) };
const GROUP: Limit = Limit { most: 20, within: Duration::from_secs(60) };

/// At most so many messages within any span of that length.
#[derive(Clone, Copy)]
struct Limit {
    most: usize,
    within: Duration,
}

/// When what was sent.
#[derive(Default)]
pub(super) struct Pace {
    overall: VecDeque<Instant>,
    chats: HashMap<ChatId, Chat>,
}

#[derive(Default)]
struct Chat {
    sent: VecDeque<Instant>,
    paused_until: Option<Instant>,
}

impl Pace {
    /// Takes a place for something in the chat now, or tells when to ask again. A chat's own limits are on messages and
    /// their edits.
    pub(super) fn admit(&mut self, (chat, lane): (ChatId, Lane), now: Instant) -> Result<(), Instant> {
        self.forget(now);
        let place = self.chats.entry(chat).or_default();
        let mut free_at = next_place(&self.overall, OVERALL, now).max(place.paused_until.unwrap_or(now));
        if lane == Lane::Talk {
            free_at = free_at.max(place.free_at(chat, now));
        }
        if free_at > now {
            return Err(free_at);
        }
        if lane == Lane::Talk {
            place.sent.push_back(now);
        }
        self.overall.push_back(now);
        Ok(())
    }

    /// Telegram asked to wait with this chat.
    pub(super) fn pause(&mut self, chat: ChatId, until: Instant) {
        self.chats.entry(chat).or_default().paused_until = Some(until);
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
    fn free_at(&self, chat: ChatId, now: Instant) -> Instant {
        let free_at = next_place(&self.sent, CHAT, now);
        // Groups, supergroups and channels have negative ids.
        if chat.0 < 0 { free_at.max(next_place(&self.sent, GROUP, now)) } else { free_at }
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

    use super::*;

    fn talk(chat: i64) -> (ChatId, Lane) {
        (ChatId(chat), Lane::Talk)
    }

    #[test]
    fn reactions_wait_for_no_message() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        assert_eq!(pace.admit(talk(1), start), Ok(()));
        assert_eq!(pace.admit((ChatId(1), Lane::Reaction), start), Ok(()));
        assert_eq!(pace.admit((ChatId(1), Lane::Press), start), Ok(()));
    }

    #[test]
    fn a_chat_gets_one_a_second_and_a_group_twenty_a_minute() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        let second = Duration::from_secs(1);
        assert_eq!(pace.admit(talk(1), start), Ok(()));
        assert_eq!(pace.admit(talk(1), start), Err(start + second));
        assert_eq!(pace.admit(talk(2), start), Ok(()), "another chat does not wait");
        let group = talk(-5);
        for nth in 0..20 {
            assert_eq!(pace.admit(group, start + nth * second), Ok(()));
        }
        assert_eq!(pace.admit(group, start + 20 * second), Err(start + 60 * second));
    }

    #[test]
    fn a_pause_that_telegram_asks_for_is_kept() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        let until = start + Duration::from_secs(9);
        pace.pause(ChatId(1), until);
        assert_eq!(pace.admit(talk(1), start), Err(until));
        assert_eq!(pace.admit(talk(1), until), Ok(()));
    }

    proptest! {
        /// Whoever comes whenever: no span of a second holds more than 30, and waiting until the time told suffices.
        #[test]
        fn never_above_the_overall_limit(wishes in prop::collection::vec((0u64..200, 1i64..100), 1..200)) {
            let (mut pace, mut now, mut sent) = (Pace::default(), Instant::now(), Vec::new());
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
