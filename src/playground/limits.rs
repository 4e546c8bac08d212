//! Telegram's limits on what a bot sends, off unless switched on.
//!
//! Figures: <https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this>

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

struct Limit {
    count: usize,
    window: Duration,
}

const OVERALL: Limit = Limit { count: 30, window: Duration::from_secs(1) };
/// One a second, with the short bursts that Telegram lets pass.
const PER_CHAT: Limit = Limit { count: 3, window: Duration::from_millis(2_500) };
const PER_GROUP: Limit = Limit { count: 20, window: Duration::from_secs(60) };

/// What was sent lately.
#[derive(Default)]
pub(super) struct Limits {
    pub(super) on: bool,
    overall: VecDeque<Instant>,
    chats: HashMap<i64, VecDeque<Instant>>,
}

impl Limits {
    /// Counts a message to a chat, or tells after how many seconds it may be tried again.
    pub(super) fn pass(&mut self, chat: i64, now: Instant) -> Result<(), u64> {
        if !self.on {
            return Ok(());
        }
        forget(&mut self.overall, OVERALL.window, now);
        self.chats.retain(|_, sent| {
            forget(sent, PER_GROUP.window, now);
            !sent.is_empty()
        });
        let sent = self.chats.entry(chat).or_default();
        let group = if chat < 0 { wait(sent, &PER_GROUP, now) } else { None };
        let waits = [wait(&self.overall, &OVERALL, now), wait(sent, &PER_CHAT, now), group];
        if let Some(longest) = waits.into_iter().flatten().max() {
            return Err(longest.as_secs() + 1);
        }
        self.overall.push_back(now);
        sent.push_back(now);
        Ok(())
    }
}

fn forget(sent: &mut VecDeque<Instant>, window: Duration, now: Instant) {
    while sent.front().is_some_and(|at| now.duration_since(*at) >= window) {
        sent.pop_front();
    }
}

fn wait(sent: &VecDeque<Instant>, limit: &Limit, now: Instant) -> Option<Duration> {
    let at = sent.len().checked_sub(limit.count)?;
    let free = *sent.get(at)? + limit.window;
    free.checked_duration_since(now).filter(|wait| !wait.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_in(chat: i64, count: u64, every_ms: u64) -> Vec<Result<(), u64>> {
        let mut limits = Limits { on: true, ..Limits::default() };
        let start = Instant::now();
        (0..count).map(|n| limits.pass(chat, start + Duration::from_millis(n * every_ms))).collect()
    }

    #[test]
    fn one_message_a_second_passes_in_a_private_chat() {
        assert!(sent_in(5, 60, 1_000).iter().all(Result::is_ok));
    }

    #[test]
    fn a_burst_is_stopped_for_about_as_long_as_it_needs() {
        assert_eq!(sent_in(5, 4, 0), [Ok(()), Ok(()), Ok(()), Err(3)]);
    }

    #[test]
    fn a_group_takes_twenty_a_minute() {
        let results = sent_in(-5, 21, 1_000);
        assert!(results.iter().take(20).all(Result::is_ok));
        assert_eq!(results.last(), Some(&Err(41)));
    }
}
