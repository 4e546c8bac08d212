//! The updates that wait for the bot: ids, confirmation by offset, the filter of kinds, and who polls.

use std::collections::{HashSet, VecDeque};

use tokio::sync::watch;

/// Updates kept at most; what comes beyond is not queued.
const CAPACITY: usize = 200_000;
/// Kinds that Telegram sends only to bots that name them.
const ON_REQUEST_ONLY: [&str; 3] = ["message_reaction", "message_reaction_count", "chat_member"];
/// An offset this far past the newest id belongs to an earlier numbering and confirms nothing.
const OFFSET_SLACK: i64 = 10;

struct Waiting {
    id: i64,
    /// The update's field name; `None` for scripted ones, which pass every filter.
    kind: Option<&'static str>,
    raw: String,
}

/// One bot's queue.
pub(super) struct Queue {
    waiting: VecDeque<Waiting>,
    next_id: i64,
    confirmed_through: i64,
    /// How many at the front were handed out already.
    delivered: usize,
    /// `None` until the bot polls for the first time: nothing is filtered before it could say what it wants.
    allowed: Option<Allowed>,
    polls: u64,
    wake: watch::Sender<()>,
}

enum Allowed {
    Default,
    Only(HashSet<String>),
}

impl Allowed {
    fn lets(&self, kind: &str) -> bool {
        match self {
            Allowed::Default => !ON_REQUEST_ONLY.contains(&kind),
            Allowed::Only(kinds) => kinds.contains(kind),
        }
    }
}

impl Queue {
    pub(super) fn new(first_id: i64) -> Self {
        Self {
            waiting: VecDeque::new(),
            next_id: first_id,
            confirmed_through: first_id - 1,
            delivered: 0,
            allowed: None,
            polls: 0,
            wake: watch::Sender::new(()),
        }
    }

    pub(super) fn next_id(&self) -> i64 {
        self.next_id
    }

    pub(super) fn room(&self) -> usize {
        CAPACITY - self.waiting.len()
    }

    /// Queues an update made by `raw(id)`; `None` when the bot did not ask for this kind or the queue is full.
    pub(super) fn push(&mut self, kind: &'static str, raw: impl FnOnce(i64) -> String) -> Option<i64> {
        let wanted = self.allowed.as_ref().is_none_or(|allowed| allowed.lets(kind));
        (wanted && self.room() > 0).then(|| self.add(self.next_id, Some(kind), raw(self.next_id)))
    }

    /// Queues a text verbatim. An id of its own that Telegram could have given is where the numbering goes on from.
    pub(super) fn push_raw(&mut self, own_id: Option<i64>, raw: String) -> i64 {
        self.add(own_id.unwrap_or(self.next_id), None, raw)
    }

    fn add(&mut self, id: i64, kind: Option<&'static str>, raw: String) -> i64 {
        self.waiting.push_back(Waiting { id, kind, raw });
        if (1..i64::from(i32::MAX)).contains(&id) {
            self.next_id = id + 1;
        }
        self.wake.send_replace(());
        id
    }

    /// Starts a poll, which ends the one that was running: its number, and what wakes it.
    pub(super) fn start_poll(&mut self) -> (u64, watch::Receiver<()>) {
        self.polls += 1;
        self.wake.send_replace(());
        (self.polls, self.wake.subscribe())
    }

    pub(super) fn is_current(&self, poll: u64) -> bool {
        self.polls == poll
    }

    /// Takes over the bot's wish; without one the earlier wish stays, and at first Telegram's default holds.
    pub(super) fn allow(&mut self, kinds: Option<Vec<String>>) {
        let first = self.allowed.is_none();
        match kinds {
            Some(kinds) if kinds.is_empty() => self.allowed = Some(Allowed::Default),
            Some(kinds) => self.allowed = Some(Allowed::Only(kinds.into_iter().collect())),
            None if first => self.allowed = Some(Allowed::Default),
            None => {}
        }
        if first && let Some(allowed) = &self.allowed {
            self.waiting.retain(|update| update.kind.is_none_or(|kind| allowed.lets(kind)));
        }
    }

    /// Forgets what an offset confirms; a negative one leaves only so many of the newest.
    pub(super) fn confirm(&mut self, offset: i64) {
        let confirmed = match offset {
            0 => 0,
            ..0 => self.waiting.len().saturating_sub(usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX)),
            _ => self.confirmed_by(offset),
        };
        if let Some(last) = self.waiting.drain(..confirmed).next_back() {
            self.confirmed_through = last.id;
        }
        self.delivered = self.delivered.saturating_sub(confirmed);
    }

    fn confirmed_by(&self, offset: i64) -> usize {
        // Scripted ids may go up and down: what was handed out is confirmed by its place.
        let handed_out = self.waiting.iter().take(self.delivered);
        if let Some(at) = handed_out.rev().position(|update| update.id.checked_add(1) == Some(offset)) {
            return self.delivered - at;
        }
        if offset > self.next_id + OFFSET_SLACK {
            return 0;
        }
        self.waiting.iter().take_while(|update| update.id < offset).count()
    }

    /// The oldest updates as the text of a JSON array; `None` when there are none.
    pub(super) fn batch(&mut self, limit: usize) -> Option<String> {
        let count = self.waiting.len().min(limit);
        if count == 0 {
            return None;
        }
        self.delivered = self.delivered.max(count);
        let raws = self.waiting.iter().take(count);
        let mut text = String::with_capacity(2 + raws.clone().map(|update| update.raw.len() + 1).sum::<usize>());
        for update in raws {
            text.push(if text.is_empty() { '[' } else { ',' });
            text.push_str(&update.raw);
        }
        text.push(']');
        Some(text)
    }

    /// The oldest updates with their ids.
    pub(super) fn oldest(&self, most: usize) -> Vec<(i64, String)> {
        self.waiting.iter().take(most).map(|update| (update.id, update.raw.clone())).collect()
    }

    /// Forgets one update that the bot's webhook took.
    pub(super) fn taken(&mut self, id: i64) {
        if let Some(at) = self.waiting.iter().position(|update| update.id == id) {
            self.waiting.remove(at);
            self.delivered = self.delivered.saturating_sub(1);
        }
        if self.waiting.is_empty() {
            self.confirmed_through = self.next_id - 1;
        }
    }

    /// Tells when there is something new.
    pub(super) fn wake(&self) -> watch::Receiver<()> {
        self.wake.subscribe()
    }

    pub(super) fn clear(&mut self) {
        self.confirm(-1);
        if let Some(last) = self.waiting.pop_front() {
            self.confirmed_through = last.id;
        }
        self.delivered = 0;
    }

    pub(super) fn state(&self) -> serde_json::Value {
        serde_json::json!({
            "waiting": self.waiting.len(),
            "confirmed_through": self.confirmed_through,
            "first_waiting_id": self.waiting.front().map(|update| update.id),
            "last_id": self.waiting.back().map_or(self.confirmed_through, |update| update.id),
            "polls": self.polls,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue_of(count: usize) -> Queue {
        let mut queue = Queue::new(100);
        for _ in 0..count {
            queue.push("message", |id| id.to_string());
        }
        queue
    }

    #[test]
    fn an_offset_confirms_what_is_before_it() {
        let mut queue = queue_of(3);
        assert_eq!(queue.batch(2).as_deref(), Some("[100,101]"));
        queue.confirm(101);
        assert_eq!(queue.batch(9).as_deref(), Some("[101,102]"));
        queue.confirm(103);
        assert_eq!(queue.batch(9), None);
    }

    #[test]
    fn a_negative_offset_keeps_the_newest_only() {
        let mut queue = queue_of(5);
        queue.confirm(-2);
        assert_eq!(queue.batch(9).as_deref(), Some("[103,104]"));
    }

    #[test]
    fn an_offset_of_an_earlier_numbering_confirms_nothing() {
        let mut queue = queue_of(1);
        queue.confirm(5_000);
        assert_eq!(queue.batch(9).as_deref(), Some("[100]"));
    }

    #[test]
    fn wild_ids_are_confirmed_by_their_place() {
        let mut queue = Queue::new(100);
        for id in [1 << 40, 7, 8] {
            queue.push_raw(Some(id), id.to_string());
        }
        queue.batch(1);
        queue.confirm((1 << 40) + 1);
        assert_eq!(queue.batch(9).as_deref(), Some("[7,8]"));
    }

    #[test]
    fn reactions_are_queued_only_for_a_bot_that_asks_for_them() {
        let mut queue = queue_of(0);
        queue.push("message_reaction", |_| "early".into());
        queue.allow(None);
        assert_eq!(queue.batch(9), None);
        assert_eq!(queue.push("message_reaction", |_| "unwanted".into()), None);
        queue.allow(Some(vec!["message_reaction".into()]));
        queue.allow(None);
        assert!(queue.push("message_reaction", |_| "wanted".into()).is_some());
        assert_eq!(queue.push("message", |_| "unwanted".into()), None);
    }
}
